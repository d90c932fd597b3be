import { LifeBuoy, RotateCw, Send } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { now } from '../../../hooks/clock.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { List } from '../../../lists/list.tsx'
import { selectedOnDesktop, useSelection } from '../../../lists/selection.ts'
import { SelectionBar } from '../../../lists/selection-bar.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { hasHealthCard } from '../webhook/facts.tsx'
import type { TabProps } from '../webhook/routes.ts'
import { useDeliveries, useDeliveryCounts } from './deliveries.ts'
import { DeliveryFilters } from './delivery-filters.tsx'
import { deliveriesAt, filterParams, type RetryFilter, retryFilterOf, UNDELIVERED } from './delivery-state.ts'
import { DeliveryCards, DeliveryTable } from './delivery-table.tsx'
import { RetryJobBar } from './retry-job-bar.tsx'

// As tall as the card, so that the deliveries stay where they are.
const HealthCard = lazy(
  () => import('./health-card.tsx').then((it) => it.HealthCard),
  () => <div class="card mb-3 h-72 xl:h-38" aria-hidden="true" />,
)
const Drawer = lazy(() => import('./delivery-drawer.tsx').then((it) => it.DeliveryDrawer))
const RetryDialog = lazy(() => import('./retry-dialog.tsx').then((it) => it.RetryDialog))
const RecoverDialog = lazy(() => import('./retry-dialog.tsx').then((it) => it.RecoverDialog))

/** The deliveries of a webhook: filter, open and retry them. */
export function DeliveriesTab({ webhook, url }: TabProps) {
  const mayWrite = useCan('webhooks:write')
  const at = deliveriesAt(url)
  const { state } = at
  const filter = filterParams(state, now.value)
  const list = useDeliveries(webhook.id, { ...filter, cursor: state.cursor }, state.cursor === '')
  const { state: _, ...others } = filter
  const counts = useDeliveryCounts(webhook.id, others).data?.states
  // Queued deliveries are on their way. Until the counts are known, there may be something to retry.
  const hasNothingToRetry =
    state.status === 'queued' || (state.status === '' && counts !== undefined && counts.failed + counts.retrying === 0)
  const phone = layout.value === 'phone'
  const { delivery, recover } = url.query
  const asked = useSticky(delivery)
  const selection = useSelection(JSON.stringify([state, webhook.id]))
  const chosen = selectedOnDesktop(selection, list.data)
  const [again, setAgain] = useState<RetryFilter | null>(null)
  const recoverSince = () => url.open({ recover: 'since' })
  const open = (id: string) => url.open({ delivery: id })
  // The card about its health offers to send again what failed; the filters of the list have their own buttons.
  const unhealthy = hasHealthCard(webhook)
  const empty = !at.filtered && !state.cursor && list.data?.data.length === 0
  // Nothing is sent to a webhook that is not active.
  const inactive = webhook.status !== 'active'
  const waits = { 'aria-disabled': inactive, 'data-tip': inactive ? m.deliveries_resume_first() : undefined }
  return (
    <>
      {unhealthy && (
        <HealthCard
          webhook={webhook}
          url={url}
          onRetry={mayWrite ? () => setAgain({ statuses: UNDELIVERED }) : null}
          onRecover={recoverSince}
        />
      )}
      <RetryJobBar webhook={webhook} mayCancel={mayWrite} />
      {chosen.length > 0 ? (
        <div class="mb-3">
          <SelectionBar
            label={m.deliveries_selected_bar()}
            text={m.deliveries_selected({ count: chosen.length })}
            onClear={selection.clear}
          >
            <Button small icon={RotateCw} {...waits} onClick={() => setAgain({ ids: chosen.map((one) => one.id) })}>
              {chosen.every(({ status }) => status === 'pending') ? m.deliveries_send_now() : m.deliveries_send_again()}
            </Button>
          </SelectionBar>
        </div>
      ) : (
        <div class="mb-3 flex flex-wrap items-center gap-2">
          <DeliveryFilters webhook={webhook} {...at} />
          {mayWrite && !empty && (!unhealthy || at.filtered) && (
            <div class="ml-auto flex flex-wrap gap-2">
              {!hasNothingToRetry && (
                <Button icon={RotateCw} {...waits} onClick={() => setAgain(retryFilterOf(filter))}>
                  {m.deliveries_retry_many({ state: state.status || 'all' })}
                </Button>
              )}
              <Button icon={LifeBuoy} {...waits} onClick={recoverSince}>
                {m.deliveries_recover()}
              </Button>
            </div>
          )}
        </div>
      )}
      <List
        {...at}
        caption={m.deliveries_caption()}
        query={list}
        waiting={{ rows: 10, height: phone ? 'person' : 'dense' }}
        // An empty later page keeps the button to the first page.
        filtered={at.filtered && !state.cursor}
        blank={{ icon: Send, title: m.deliveries_empty_title(), text: m.deliveries_empty_text() }}
        pages={m.deliveries_pages()}
        byTime
      >
        {({ data }) =>
          phone ? (
            <DeliveryCards webhook={webhook} deliveries={data} onOpen={open} />
          ) : (
            <DeliveryTable
              webhook={webhook}
              deliveries={data}
              onOpen={open}
              openId={delivery}
              selection={mayWrite ? selection : undefined}
            />
          )
        }
      </List>
      {asked && delivery && (
        <Drawer
          webhook={webhook}
          id={delivery}
          ids={list.data?.data.map(({ id }) => id) ?? []}
          url={url}
          onClose={() => url.close('delivery')}
        />
      )}
      {again && (
        <RetryDialog webhookId={webhook.id} filter={again} onClose={() => setAgain(null)} onStarted={selection.clear} />
      )}
      {recover && mayWrite && <RecoverDialog webhook={webhook} onClose={() => url.close('recover')} />}
    </>
  )
}
