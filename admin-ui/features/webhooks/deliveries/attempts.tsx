import type { Attempt, DeliveryDetail, Webhook } from '../../../../client/src/generated.ts'
import { formatInstant, formatMilliseconds } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { CodeBadge, Moment } from './delivery-facts.tsx'
import { attemptsText, causeOfAttempt } from './outcome.ts'

type AttemptsProps = {
  webhook: Webhook
  delivery: DeliveryDetail
  /** The attempt whose request and response are shown. */
  shown: number | undefined
  onShow: (number: number) => void
}

/** What happened to a delivery, newest first: the next attempt, all attempts, and the event. */
export function Attempts({ webhook, delivery, shown, onShow }: AttemptsProps) {
  const { attemptList, nextAttemptAt, createdAt } = delivery
  const newestFirst = attemptList.toReversed()
  return (
    <section class="p-4" aria-label={m.deliveries_attempt_list()}>
      <h3 class="mb-2 flex items-baseline gap-2">
        {m.deliveries_attempt_list()}
        <span class="text-sm font-normal text-faint tabular-nums">{attemptsText(delivery, webhook)}</span>
      </h3>
      <ol class="trail">
        {nextAttemptAt && (
          <li>
            <span class="dot" data-tone="off" />
            <p class="trail-line" title={formatInstant(new Date(nextAttemptAt))}>
              <span class="w-4 font-medium tabular-nums">{attemptList.length + 1}</span>
              <Badge>{m.deliveries_scheduled()}</Badge>
              <span class="ml-auto text-sm text-faint">
                <RelativeTime at={nextAttemptAt} />
              </span>
            </p>
          </li>
        )}
        {newestFirst.map((attempt) => (
          <Line key={attempt.number} attempt={attempt} on={attempt.number === shown} onShow={onShow} />
        ))}
        <li>
          <span class="dot" data-tone="good" />
          <p class="trail-line">
            <span class="w-4" />
            <Badge>{m.deliveries_event()}</Badge>
            <span class="truncate text-soft">{m.deliveries_event_published()}</span>
            <span class="ml-auto text-sm text-faint">
              <Moment at={createdAt} />
            </span>
          </p>
        </li>
      </ol>
    </section>
  )
}

function Line({ attempt, on, onShow }: { attempt: Attempt; on: boolean; onShow: (number: number) => void }) {
  return (
    <li>
      <span class="dot" data-tone={attempt.error ? 'bad' : 'good'} />
      <button type="button" class="trail-line" aria-pressed={on} onClick={() => onShow(attempt.number)}>
        <span class="w-4 font-medium tabular-nums">
          <span class="sr-only">{m.deliveries_attempt_title({ number: attempt.number })}</span>
          <span aria-hidden="true">{attempt.number}</span>
        </span>
        <CodeBadge status={attempt.response?.status ?? null} />
        <span class="min-w-0 flex-1 truncate text-soft">{causeOfAttempt(attempt)}</span>
        <span class="text-sm text-faint tabular-nums max-sm:hidden">{formatMilliseconds(attempt.durationMs)}</span>
        <span class="text-sm text-faint">
          <Moment at={attempt.startedAt} />
        </span>
      </button>
    </li>
  )
}
