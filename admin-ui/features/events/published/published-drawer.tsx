import { RotateCw } from 'lucide-preact'
import type { Event } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { asTitle, causeText } from '../../../format/delivery-outcome.ts'
import { formatInstant } from '../../../format/language.ts'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { DeliveryState } from '../../../ui/delivery-state.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { usePublishedEvent, useSendAgain } from './queries.ts'

type PublishedDrawerProps = {
  id: string
  /** The events of the list, for the previous and the next one. */
  ids: readonly string[]
  url: UrlState
  onClose: () => void
}

/** One published event: its data, and its delivery to each webhook. */
export function PublishedDrawer({ id, ids, url, onClose }: PublishedDrawerProps) {
  const query = usePublishedEvent(id)
  const send = useSendAgain()
  const mayWrite = useCan('events:write')
  const gone = isNotFound(query.error)
  const at = ids.indexOf(id)
  const step = (by: number) => {
    const to = at < 0 || at + by < 0 ? undefined : ids[at + by]
    return to ? () => url.open({ id: to }) : undefined
  }
  const event = gone ? undefined : query.data
  const types = useEventTypes().data
  const isKnown = types?.some(({ type }) => type === event?.type)
  return (
    <Drawer
      title={m.deliveries_event()}
      onClose={onClose}
      onPrevious={step(-1)}
      onNext={step(1)}
      footer={
        event && (
          <>
            {mayWrite && (
              <Button
                kind="primary"
                icon={RotateCw}
                busy={send.isPending}
                onClick={() => send.mutate({ id: event.id, type: event.type })}
              >
                {m.events_send_again()}
              </Button>
            )}
            {types && (
              <a
                class="link ml-auto"
                href={
                  // The catalog need not have the type of an event.
                  isKnown
                    ? address('/webhooks', { view: 'events', event: event.type })
                    : address('/webhooks', { view: 'published', type: event.type })
                }
              >
                {isKnown ? m.events_open_type() : m.events_published_of_type()}
              </a>
            )}
          </>
        )
      }
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.events_published_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={8} height="dense" />}>
          {(data) => <Details event={data} send={mayWrite ? send : null} />}
        </Loaded>
      )}
    </Drawer>
  )
}

function Details({ event, send }: { event: Event; send: ReturnType<typeof useSendAgain> | null }) {
  const text = JSON.stringify(event.data, null, 2)
  return (
    <div class="divide-y divide-line">
      <section class="p-4">
        <h3 class="mb-2.5 flex min-w-0 items-center gap-2">
          <code class="truncate text-base" title={event.type}>
            {event.type}
          </code>
          {event.environment === 'test' && (
            <Badge tone="test">{m.webhooks_environment_name({ environment: 'test' })}</Badge>
          )}
        </h3>
        <dl class="facts">
          <dt>{m.deliveries_event()}</dt>
          <dd class="flex items-center gap-0.5">
            <code class="min-w-0 truncate">{event.id}</code>
            <CopyButton compact text={event.id} label={m.events_copy_id()} />
          </dd>
          <dt>{m.deliveries_published()}</dt>
          <dd>{formatInstant(new Date(event.timestamp))}</dd>
          {event.orderingKey && (
            <>
              <dt>{m.deliveries_ordering_key()}</dt>
              <dd>
                <code>{event.orderingKey}</code>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section class="p-4" aria-labelledby="event-deliveries">
        <h3 id="event-deliveries" class="mb-1.5">
          {m.webhooks_deliveries()}
        </h3>
        {event.deliveryList.length === 0 ? (
          <p class="text-soft">{m.events_nobody_listened()}</p>
        ) : (
          <ul class="divide-y divide-line">
            {event.deliveryList.map((one) => (
              <li key={one.id} class="flex min-h-10 items-center gap-3 py-1">
                <span class="w-26 flex-none">
                  <DeliveryState state={one.state} />
                </span>
                <span class="min-w-0 flex-1">
                  <a
                    class="name-link block truncate"
                    href={address('/webhooks', { webhook: one.webhookId, delivery: one.id })}
                  >
                    {one.webhookName}
                  </a>
                  <Why delivery={one} />
                </span>
                <span class="text-sm text-faint tabular-nums max-sm:hidden">
                  {m.events_attempt_count({ count: one.attempts })}
                </span>
                {send && (
                  <IconButton
                    icon={RotateCw}
                    label={m.events_send_again_to({ name: one.webhookName })}
                    aria-disabled={send.isPending}
                    onClick={() => send.mutate({ id: event.id, type: event.type, webhookIds: [one.webhookId] })}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="p-4">
        <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
          <h3>{m.events_data()}</h3>
          <CopyButton compact text={text} label={m.events_copy_data()} />
        </div>
        <CodeBlock>{text}</CodeBlock>
      </section>
    </div>
  )
}

/** Why the last attempt failed, while that still matters, and when the next one is. */
function Why({ delivery }: { delivery: Event['deliveryList'][number] }) {
  const { state, errorKind, responseStatus, durationMs, nextAttemptAt } = delivery
  if (errorKind === null || (state !== 'retrying' && state !== 'failed')) return null
  return (
    <span class="block text-sm text-soft">
      {asTitle(causeText({ kind: errorKind, status: responseStatus, durationMs }))}
      {state === 'retrying' && nextAttemptAt && (
        <>
          {' · '}
          {m.events_next_attempt()} <RelativeTime at={nextAttemptAt} />
        </>
      )}
    </span>
  )
}
