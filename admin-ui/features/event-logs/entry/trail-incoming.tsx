import type { LogTrail } from '../../../../client/src/generated.ts'
import { incomingHref, moduleHref } from '../../../format/object-links.ts'
import { requestOutcome } from '../../../format/request-outcome.ts'
import { m } from '../../../messages/index.ts'
import type { Tone } from '../../../ui/badge.tsx'
import { Point } from './trail-point.tsx'

const TONES = { accepted: 'good', refused: 'bad', repeated: 'plain', challenge: 'plain' } as const satisfies Record<
  string,
  Tone
>

/** What a call to an incoming webhook was for, and the request that it left. */
export function IncomingPoint({ incoming }: { incoming: NonNullable<LogTrail['incoming']> }) {
  const { webhookId, webhookName, request } = incoming
  if (!request) {
    return (
      <Point
        tone="plain"
        title={
          <a class="link" href={incomingHref(webhookId)}>
            {webhookName}
          </a>
        }
      >
        {m.event_logs_trail_no_request()}
      </Point>
    )
  }
  const { id, verdict, module, recordId } = request
  return (
    <Point
      tone={TONES[verdict]}
      at={request.receivedAt}
      title={
        <a class="link" href={incomingHref(webhookId, { request: id })}>
          {m.event_logs_trail_request({ name: webhookName })}
        </a>
      }
    >
      <p class="flex flex-wrap gap-x-3">
        <span>{`${m.incoming_verdict_name({ verdict })} · ${requestOutcome(request)}`}</span>
        {module && recordId && (
          <a class="link" href={moduleHref(module, { record: recordId })}>
            {m.incoming_open_record()}
          </a>
        )}
      </p>
    </Point>
  )
}
