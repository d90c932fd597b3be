import { RotateCw } from 'lucide-preact'
import type { Attempt, Connector, DeliveryDetail } from '../../../../client/src/generated.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { formatLogTime, formatMilliseconds } from '../../../format/language.ts'
import { eventHref } from '../../../format/object-links.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { DeliveryState } from '../../../ui/delivery-state.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useRetryDelivery } from '../connector/mutations.ts'
import { useConnectorDelivery } from '../connector/queries.ts'

type DrawerProps = { connector: Connector; id: string; onClose: () => void }

/** One delivery of a connector with what was sent and answered. */
export function DeliveryDrawer({ connector, id, onClose }: DrawerProps) {
  const query = useConnectorDelivery(connector.id, id)
  const mayWrite = useCan('connectors:write')
  const gone = isNotFound(query.error)
  const retry = useRetryDelivery(connector.id)
  const inactive = connector.status !== 'active'
  return (
    <Drawer
      title={m.connectors_delivery()}
      onClose={onClose}
      footer={
        mayWrite &&
        query.data &&
        query.data.status !== 'delivering' && (
          <Button
            icon={RotateCw}
            busy={retry.isPending}
            aria-disabled={inactive}
            data-tip={inactive ? m.connectors_resume_first() : undefined}
            onClick={() => retry.mutate(id)}
          >
            {m.connectors_send_again()}
          </Button>
        )
      }
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.connectors_delivery_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={10} height="dense" />}>
          {(delivery) => <Details delivery={delivery} />}
        </Loaded>
      )}
    </Drawer>
  )
}

function Details({ delivery }: { delivery: DeliveryDetail }) {
  const mayRead = useCan('events:read')
  return (
    <div class="divide-y divide-line">
      <section class="p-4">
        <h3 class="mb-2 flex min-w-0 items-center gap-2 text-form">
          <DeliveryState state={delivery.state} />
          <code class="truncate text-base">{delivery.eventType}</code>
        </h3>
        <p class="text-soft">
          <RelativeTime at={delivery.createdAt} />
          {delivery.nextAttemptAt && (
            <>
              {' · '}
              {m.connectors_next_attempt()} <RelativeTime at={delivery.nextAttemptAt} />
            </>
          )}
          {mayRead && (
            <>
              {' · '}
              <a class="link" href={eventHref(delivery.eventId)}>
                {m.connectors_open_event()}
              </a>
            </>
          )}
        </p>
        {delivery.error && (
          <div class="mt-3">
            <Note tone={delivery.status === 'failed' ? 'bad' : 'warn'}>{delivery.error.message}</Note>
          </div>
        )}
      </section>
      {delivery.attemptList.toReversed().map((attempt) => (
        <AttemptPart key={attempt.number} attempt={attempt} />
      ))}
    </div>
  )
}

function AttemptPart({ attempt }: { attempt: Attempt }) {
  const { number, startedAt, durationMs, request, response } = attempt
  return (
    <section class="p-4">
      <h3 class="mb-2 flex items-baseline gap-2">
        {m.connectors_attempt({ number })}
        <span class="text-sm font-normal text-faint">
          {formatLogTime(new Date(startedAt))} · {formatMilliseconds(durationMs)}
        </span>
      </h3>
      <h4 class="mb-1 text-sm text-faint">
        {m.connectors_answer()} {response?.status ?? ''}
      </h4>
      <CodeBlock>{response?.body || attempt.error?.message || m.connectors_no_body()}</CodeBlock>
      <h4 class="mt-3 mb-1 text-sm text-faint">{m.connectors_request()}</h4>
      <CodeBlock>{indented(request.body)}</CodeBlock>
    </section>
  )
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
