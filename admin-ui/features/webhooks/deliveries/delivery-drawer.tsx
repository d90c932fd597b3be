import { CircleSlash, RotateCw, Send } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Delivery, DeliveryDetail, Webhook } from '../../../../client/src/generated.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { eventHref } from '../../../format/object-links.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { DeliveryState } from '../../../ui/delivery-state.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { Attempts } from './attempts.tsx'
import { curlOf } from './curl.ts'
import { isSendable, useDelivery, useRetryDelivery, useSkipDelivery } from './deliveries.ts'
import { Moment } from './delivery-facts.tsx'
import { Exchange } from './exchange.tsx'
import { WhyItFailed } from './why.tsx'

type DeliveryDrawerProps = {
  webhook: Webhook
  id: string
  /** The deliveries of the list, for the previous and the next one. */
  ids: readonly string[]
  url: UrlState
  onClose: () => void
}

/** One delivery with all of its attempts, beside the list. */
export function DeliveryDrawer({ webhook, id, ids, url, onClose }: DeliveryDrawerProps) {
  const query = useDelivery(webhook.id, id)
  const gone = isNotFound(query.error)
  const at = ids.indexOf(id)
  const step = (by: number) => {
    const to = at < 0 ? undefined : ids[at + by]
    return to && at + by >= 0 ? () => url.open({ delivery: to }) : undefined
  }
  return (
    <Drawer
      title={m.deliveries_drawer_title()}
      onClose={onClose}
      onPrevious={step(-1)}
      onNext={step(1)}
      footer={!gone && query.data && <Actions key={id} webhook={webhook} delivery={query.data} />}
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.deliveries_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={10} height="dense" />}>
          {(delivery) => <Details key={id} webhook={webhook} delivery={delivery} url={url} />}
        </Loaded>
      )}
    </Drawer>
  )
}

function Details({ webhook, delivery, url }: { webhook: Webhook; delivery: DeliveryDetail; url: UrlState }) {
  const newest = delivery.attemptList.at(-1)
  const [chosen, setChosen] = useState<number | null>(null)
  const shown = delivery.attemptList.find(({ number }) => number === chosen) ?? newest
  return (
    <div class="divide-y divide-line">
      <Facts delivery={delivery} />
      {delivery.blockedBy && (
        <div class="p-4">
          <Note>
            {m.deliveries_blocked_by_text()}{' '}
            <Button kind="link" onClick={() => url.open({ delivery: delivery.blockedBy })}>
              {m.deliveries_show_blocking()}
            </Button>
          </Note>
        </div>
      )}
      {(delivery.error || delivery.status === 'held') && <WhyItFailed webhook={webhook} delivery={delivery} />}
      <Attempts webhook={webhook} delivery={delivery} shown={shown?.number} onShow={setChosen} />
      {shown && (
        <section class="p-4" aria-labelledby={`attempt-${shown.number}`}>
          <h3 id={`attempt-${shown.number}`} class="mb-2">
            {m.deliveries_attempt_title({ number: shown.number })}
          </h3>
          <Exchange key={shown.number} sent={shown} />
        </section>
      )}
    </div>
  )
}

function Facts({ delivery }: { delivery: DeliveryDetail }) {
  const mayRead = useCan('events:read')
  const id = <Middle text={delivery.eventId} tail={4} />
  return (
    <section class="p-4">
      <h3 class="mb-2.5 flex min-w-0 items-center gap-2 text-form">
        <DeliveryState state={delivery.state} />
        <code class="truncate text-base" title={delivery.eventType}>
          {delivery.eventType}
        </code>
      </h3>
      <dl class="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3 [&_dt]:text-sm [&_dt]:text-faint [&_dd]:min-w-0">
        <div>
          <dt>{m.deliveries_event()}</dt>
          <dd>
            <code>
              {mayRead ? (
                <a class="link block" href={eventHref(delivery.eventId)}>
                  {id}
                </a>
              ) : (
                id
              )}
            </code>
          </dd>
        </div>
        <div>
          <dt>{m.deliveries_drawer_title()}</dt>
          <dd class="flex items-center gap-0.5">
            <code class="min-w-0">
              <Middle text={delivery.id} tail={4} />
            </code>
            <CopyButton compact text={delivery.id} label={m.deliveries_copy_id()} />
          </dd>
        </div>
        <div>
          <dt>{m.deliveries_published()}</dt>
          <dd>
            <Moment at={delivery.createdAt} />
          </dd>
        </div>
        {delivery.orderingKey && (
          <div>
            <dt>{m.deliveries_ordering_key()}</dt>
            <dd class="truncate">
              <code title={delivery.orderingKey}>{delivery.orderingKey}</code>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

const SEND: Record<Delivery['status'], () => string> = {
  succeeded: () => m.deliveries_send_again(),
  pending: () => m.deliveries_send_now(),
  delivering: () => m.deliveries_retry(),
  failed: () => m.deliveries_retry(),
  held: () => m.deliveries_send(),
  canceled: () => m.deliveries_send_again(),
}

/** Why it cannot be sent on request now; undefined if it can. */
function whyNotSendable(webhook: Webhook, delivery: DeliveryDetail): string | undefined {
  if (webhook.status !== 'active') return m.deliveries_resume_first()
  // It would just continue to wait.
  if (delivery.blockedBy) return m.deliveries_blocked_by_text()
  return isSendable(delivery) ? undefined : m.deliveries_under_way()
}

/**
 * Each button keeps its place while the state changes, so that a second click never hits another one: the main action
 * stays at the left, and the one that cancels comes and goes at the other end.
 */
function Actions({ webhook, delivery }: { webhook: Webhook; delivery: DeliveryDetail }) {
  const retry = useRetryDelivery(webhook.id)
  const skip = useSkipDelivery(webhook.id)
  const mayWrite = useCan('webhooks:write')
  const newest = delivery.attemptList.at(-1)
  const mayCancel = delivery.status === 'pending' || delivery.status === 'held'
  const obstacle = whyNotSendable(webhook, delivery)
  return (
    <>
      {mayWrite && (
        <Button
          kind={delivery.status === 'succeeded' ? 'plain' : 'primary'}
          icon={delivery.status === 'held' ? Send : RotateCw}
          busy={retry.isPending}
          aria-disabled={obstacle !== undefined}
          data-tip={obstacle}
          onClick={() => retry.mutate(delivery)}
        >
          {SEND[delivery.status]()}
        </Button>
      )}
      <span class="ml-auto flex items-center gap-2">
        {mayWrite && mayCancel && (
          <Button
            kind="risk"
            icon={CircleSlash}
            busy={skip.isPending}
            data-tip={m.deliveries_skip_tip()}
            onClick={() => skip.mutate(delivery)}
          >
            {m.deliveries_skip()}
          </Button>
        )}
        {newest && (
          <span data-tip={m.deliveries_curl_note()}>
            <CopyButton
              quiet
              compact={layout.value === 'phone'}
              text={curlOf(webhook.url, newest)}
              label={m.deliveries_copy_curl()}
            />
          </span>
        )}
      </span>
    </>
  )
}
