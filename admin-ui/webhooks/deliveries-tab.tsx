import { LifeBuoy, RotateCw, Send, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { useCan } from '../identity/me.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { now } from '../parts/clock.ts'
import { useEver } from '../parts/ever.ts'
import { later } from '../parts/later.tsx'
import { layout } from '../parts/media.ts'
import { Pagination } from '../parts/pagination.tsx'
import { useSelection } from '../parts/selection.ts'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Blank, Loaded, NoMatch } from '../parts/states.tsx'
import { useDeliveries, useRetryDelivery } from './deliveries.ts'
import { DeliveryFilters } from './delivery-filters.tsx'
import { deliveryMoves, filterParams, isFiltered, readDeliveries } from './delivery-state.ts'
import { DeliveryCards, DeliveryTable } from './delivery-table.tsx'
import { words } from './delivery-words.ts'
import type { TabProps } from './places.ts'
import { type RetryFilter, retryFilterOf } from './retry-filter.ts'

const Drawer = later(() => import('./delivery-drawer.tsx').then((it) => it.DeliveryDrawer))
const RetryDialog = later(() => import('./retry-dialog.tsx').then((it) => it.RetryDialog))
const RecoverDialog = later(() => import('./retry-dialog.tsx').then((it) => it.RecoverDialog))

/** Every delivery of a webhook: found, opened, sent again. */
export function DeliveriesTab({ webhook, url }: TabProps) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const state = readDeliveries(url.query)
  const moves = deliveryMoves(url, state)
  const filter = filterParams(state, now.value)
  const list = useDeliveries(webhook.id, { ...filter, cursor: state.cursor }, state.cursor === '')
  const retry = useRetryDelivery(webhook.id)
  const phone = layout.value === 'phone'
  const { delivery, recover } = url.query
  const asked = useEver(delivery)
  const selection = useSelection(JSON.stringify([state, webhook.id]))
  const chosen = layout.value === 'desktop' ? (list.data?.data ?? []).filter((one) => selection.has(one.id)) : []
  const [again, setAgain] = useState<RetryFilter | null>(null)
  const open = (id: string) => url.open({ delivery: id })
  // Those under way are left alone, so a filter for them has nothing to send.
  const mayRetryAll = mayWrite && state.status !== 'pending' && state.status !== 'delivering'
  return (
    <>
      <DeliveryFilters webhook={webhook} state={state} moves={moves} />
      {mayWrite && (
        <div class="mb-3 flex flex-wrap gap-2">
          {mayRetryAll && (
            <Button small icon={RotateCw} onClick={() => setAgain(retryFilterOf(filter))}>
              {state.status ? t.retryAll : t.retryFailed}
            </Button>
          )}
          <Button small icon={LifeBuoy} onClick={() => url.open({ recover: 'since' })}>
            {t.recover}
          </Button>
        </div>
      )}
      <section class="card min-w-0" aria-label={t.caption} aria-busy={list.isPlaceholderData}>
        <Loaded query={list} waiting={<SkeletonRows rows={10} height={phone ? 'person' : 'dense'} />}>
          {({ data, nextCursor }) => {
            if (data.length === 0 && !state.cursor) {
              return isFiltered(state) ? (
                <NoMatch onClear={moves.clear} />
              ) : (
                <Blank icon={Send} title={t.emptyTitle}>
                  {t.emptyText}
                </Blank>
              )
            }
            return (
              <>
                {phone ? (
                  <DeliveryCards deliveries={data} onOpen={open} />
                ) : (
                  <DeliveryTable
                    deliveries={data}
                    onOpen={open}
                    onRetry={mayWrite ? (id) => retry.mutate(id) : undefined}
                    selection={mayWrite ? selection : undefined}
                  />
                )}
                <Pagination
                  label={t.pages}
                  previous={t.newer}
                  next={t.older}
                  onPrevious={state.cursor ? moves.previous : undefined}
                  onNext={nextCursor && !list.isPlaceholderData ? () => moves.next(nextCursor) : undefined}
                >
                  {t.page(state.page)}
                </Pagination>
              </>
            )
          }}
        </Loaded>
      </section>
      {chosen.length > 0 && (
        <section
          class="card sticky bottom-4 z-10 mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-raised"
          aria-label={t.chosenBar}
        >
          <p class="mr-2 font-medium tabular-nums" role="status">
            {t.chosen(chosen.length)}
          </p>
          <Button small icon={RotateCw} onClick={() => setAgain({ ids: chosen.map((one) => one.id) })}>
            {t.sendAgain}
          </Button>
          <IconButton icon={X} label={t.clearChoice} onClick={() => selection.choose([])} />
        </section>
      )}
      {asked && delivery && (
        <Drawer key={delivery} webhook={webhook} id={delivery} url={url} onClose={() => url.close('delivery')} />
      )}
      {again && (
        <RetryDialog
          webhookId={webhook.id}
          filter={again}
          onClose={() => setAgain(null)}
          onStarted={() => selection.choose([])}
        />
      )}
      {recover && mayWrite && <RecoverDialog webhook={webhook} onClose={() => url.close('recover')} />}
    </>
  )
}
