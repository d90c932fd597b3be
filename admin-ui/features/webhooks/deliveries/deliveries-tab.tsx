import { LifeBuoy, RotateCw, Send } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { now } from '../../../hooks/clock.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { ChosenBar } from '../../../lists/chosen-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { chosenOnDesktop, useSelection } from '../../../lists/selection.ts'
import { Button } from '../../../ui/button.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import type { TabProps } from '../webhook/routes.ts'
import { useDeliveries, useRetryDelivery } from './deliveries.ts'
import { DeliveryFilters } from './delivery-filters.tsx'
import { deliveriesAt, filterParams, type RetryFilter, retryFilterOf } from './delivery-state.ts'
import { DeliveryCards, DeliveryTable } from './delivery-table.tsx'
import { words } from './delivery-words.ts'

const Drawer = lazy(() => import('./delivery-drawer.tsx').then((it) => it.DeliveryDrawer))
const RetryDialog = lazy(() => import('./retry-dialog.tsx').then((it) => it.RetryDialog))
const RecoverDialog = lazy(() => import('./retry-dialog.tsx').then((it) => it.RecoverDialog))

/** Every delivery of a webhook: found, opened, sent again. */
export function DeliveriesTab({ webhook, url }: TabProps) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const at = deliveriesAt(url)
  const { state } = at
  const filter = filterParams(state, now.value)
  const list = useDeliveries(webhook.id, { ...filter, cursor: state.cursor }, state.cursor === '')
  const retry = useRetryDelivery(webhook.id)
  const phone = layout.value === 'phone'
  const { delivery, recover } = url.query
  const asked = useSticky(delivery)
  const selection = useSelection(JSON.stringify([state, webhook.id]))
  const chosen = chosenOnDesktop(selection, list.data)
  const [again, setAgain] = useState<RetryFilter | null>(null)
  const open = (id: string) => url.open({ delivery: id })
  // Those under way are left alone, so a filter for them has nothing to send.
  const mayRetryAll = mayWrite && state.status !== 'pending' && state.status !== 'delivering'
  return (
    <>
      <DeliveryFilters webhook={webhook} {...at} />
      {mayWrite && (
        <div class="mb-3 flex flex-wrap gap-2">
          {mayRetryAll && (
            <Button small icon={RotateCw} onClick={() => setAgain(retryFilterOf(filter))}>
              {state.status === 'held' ? t.sendAllHeld : state.status ? t.retryAll : t.retryFailed}
            </Button>
          )}
          <Button small icon={LifeBuoy} onClick={() => url.open({ recover: 'since' })}>
            {t.recover}
          </Button>
        </div>
      )}
      <List
        {...at}
        caption={t.caption}
        query={list}
        waiting={{ rows: 10, height: phone ? 'person' : 'dense' }}
        // A later page that has run empty keeps the way back to the first.
        filtered={at.filtered && !state.cursor}
        blank={{ icon: Send, title: t.emptyTitle, text: t.emptyText }}
        pages={t.pages}
        byTime
      >
        {({ data }) =>
          phone ? (
            <DeliveryCards deliveries={data} onOpen={open} />
          ) : (
            <DeliveryTable
              deliveries={data}
              onOpen={open}
              onRetry={mayWrite ? (id) => retry.mutate(id) : undefined}
              selection={mayWrite ? selection : undefined}
            />
          )
        }
      </List>
      {chosen.length > 0 && (
        <ChosenBar label={t.chosenBar} text={t.chosen(chosen.length)} onClear={selection.clear}>
          <Button small icon={RotateCw} onClick={() => setAgain({ ids: chosen.map((one) => one.id) })}>
            {t.sendAgain}
          </Button>
        </ChosenBar>
      )}
      {asked && delivery && (
        <Drawer key={delivery} webhook={webhook} id={delivery} url={url} onClose={() => url.close('delivery')} />
      )}
      {again && (
        <RetryDialog webhookId={webhook.id} filter={again} onClose={() => setAgain(null)} onStarted={selection.clear} />
      )}
      {recover && mayWrite && <RecoverDialog webhook={webhook} onClose={() => url.close('recover')} />}
    </>
  )
}
