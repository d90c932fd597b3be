import { RotateCw } from 'lucide-preact'
import type { Delivery } from '../../../../client/src/generated.ts'
import { formatMilliseconds, formatNumber } from '../../../format/language.ts'
import { actionsColumn, selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { PressItem } from '../../../ui/press-item.tsx'
import { isOpen } from './deliveries.ts'
import { CodeBadge, DeliveryBadge, Moment, momentOf } from './delivery-facts.tsx'
import { words } from './delivery-words.ts'

type DeliveryListProps = {
  deliveries: readonly Delivery[]
  onOpen: (id: string) => void
  /** Left out for people who may only read. */
  onRetry: ((id: string) => void) | undefined
}

/** All columns on a desktop, the telling ones on a tablet. */
export function DeliveryTable(props: DeliveryListProps & { selection: Selection | undefined }) {
  const { deliveries, onOpen, onRetry, selection } = props
  const t = words()
  // What is still under way cannot be sent again.
  const over = deliveries.filter((delivery) => !isOpen(delivery))
  const columns: Column<Delivery>[] = [
    ...(selection ? [selectColumn(over, selection, (one) => t.selectOne(one.eventType, momentOf(one)))] : []),
    {
      key: 'event',
      title: t.event,
      class: 'w-full max-w-0 min-w-40',
      cell: (delivery) => (
        <button
          type="button"
          class="name-link block max-w-full truncate font-mono text-sm"
          aria-label={t.view(delivery.eventType, momentOf(delivery))}
          onClick={() => onOpen(delivery.id)}
        >
          {delivery.eventType}
        </button>
      ),
    },
    { key: 'status', title: t.status, cell: (delivery) => <DeliveryBadge delivery={delivery} /> },
    { key: 'time', title: t.time, cell: (delivery) => <Moment at={delivery.createdAt} /> },
    {
      key: 'duration',
      title: t.duration,
      class: 'text-right whitespace-nowrap tabular-nums',
      cell: (delivery) => (delivery.durationMs === null ? t.none : formatMilliseconds(delivery.durationMs)),
    },
    { key: 'code', title: t.code, cell: (delivery) => <CodeBadge status={delivery.responseStatus} /> },
    {
      key: 'attempts',
      title: t.attempts,
      class: 'text-right tabular-nums',
      cell: (delivery) => formatNumber(delivery.attempts),
    },
    actionsColumn(
      (delivery) =>
        onRetry &&
        !isOpen(delivery) && (
          <IconButton
            icon={RotateCw}
            label={(delivery.status === 'succeeded'
              ? t.sendOneAgain
              : delivery.status === 'held'
                ? t.sendHeldOne
                : t.retryOne)(delivery.eventType, momentOf(delivery))}
            onClick={() => onRetry(delivery.id)}
          />
        ),
    ),
  ]
  return (
    <Table
      caption={t.caption}
      dense
      columns={columns}
      onTablet={['event', 'status', 'time', 'code', 'actions']}
      rows={deliveries}
      rowKey={(delivery) => delivery.id}
    />
  )
}

/** Deliveries on a phone: each is one button that opens its details. */
export function DeliveryCards({ deliveries, onOpen }: Pick<DeliveryListProps, 'deliveries' | 'onOpen'>) {
  const t = words()
  return (
    <ul aria-label={t.caption}>
      {deliveries.map((delivery) => (
        <PressItem
          key={delivery.id}
          facts={
            <>
              <Moment at={delivery.createdAt} />
              {delivery.durationMs !== null && (
                <span class="tabular-nums">{formatMilliseconds(delivery.durationMs)}</span>
              )}
              {delivery.responseStatus !== null && <CodeBadge status={delivery.responseStatus} />}
            </>
          }
          onPress={() => onOpen(delivery.id)}
        >
          <code class="min-w-0 flex-1 truncate">{delivery.eventType}</code>
          <DeliveryBadge delivery={delivery} />
        </PressItem>
      ))}
    </ul>
  )
}
