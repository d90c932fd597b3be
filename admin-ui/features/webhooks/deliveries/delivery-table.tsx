import type { Delivery, Webhook } from '../../../../client/src/generated.ts'
import { formatMilliseconds } from '../../../format/language.ts'
import { selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { DeliveryState } from '../../../ui/delivery-state.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { isSendable } from './deliveries.ts'
import { CodeBadge, momentOf } from './delivery-facts.tsx'
import { attemptsText, type OutcomeTone, outcomeOf } from './outcome.ts'

type DeliveryListProps = {
  webhook: Webhook
  deliveries: readonly Delivery[]
  onOpen: (id: string) => void
}

type DeliveryTableProps = DeliveryListProps & {
  /** The delivery whose details are open. */
  openId?: string | undefined
  /** Undefined for users who may only read. */
  selection: Selection | undefined
}

const TONES: Record<OutcomeTone, string> = { faint: 'text-faint', warn: 'text-warn', bad: 'text-bad' }

/** The table of deliveries. A narrow one leaves out what is also in the details, but never the outcome. */
export function DeliveryTable({ webhook, deliveries, onOpen, openId, selection }: DeliveryTableProps) {
  const nameOf = (one: Delivery) => ({ event: one.eventType, time: momentOf(one) })
  const columns: Column<Delivery>[] = [
    ...(selection
      ? [selectColumn(deliveries.filter(isSendable), selection, (one) => m.deliveries_select_one(nameOf(one)))]
      : []),
    {
      key: 'status',
      title: m.deliveries_status(),
      width: 104,
      cell: (delivery) => <DeliveryState state={delivery.state} />,
    },
    {
      key: 'event-type',
      title: m.deliveries_event_type(),
      width: 190,
      cell: (delivery) => (
        <button
          type="button"
          class="name-link block max-w-full truncate font-mono text-sm font-normal!"
          title={delivery.eventType}
          aria-label={m.deliveries_view(nameOf(delivery))}
          onClick={() => onOpen(delivery.id)}
        >
          {delivery.eventType}
        </button>
      ),
    },
    {
      key: 'event',
      title: m.deliveries_event(),
      width: 168,
      from: 1100,
      cell: (delivery) => (
        <code class="text-faint">
          <Middle text={delivery.eventId} tail={4} />
        </code>
      ),
    },
    {
      key: 'code',
      title: m.deliveries_code_short(),
      width: 58,
      cell: (delivery) => <CodeBadge status={delivery.responseStatus} />,
    },
    {
      key: 'outcome',
      title: m.deliveries_outcome(),
      cell: (delivery) => {
        const { text, tone } = outcomeOf(delivery, webhook)
        return (
          <span class={`block truncate ${TONES[tone]}`} title={text}>
            {text}
          </span>
        )
      },
    },
    {
      key: 'attempts',
      title: m.deliveries_attempts(),
      width: 80,
      from: 780,
      class: 'number text-soft',
      cell: (delivery) => attemptsText(delivery, webhook),
    },
    {
      key: 'duration',
      title: m.deliveries_duration(),
      width: 88,
      from: 860,
      class: 'number text-soft',
      cell: (delivery) =>
        delivery.durationMs === null ? m.deliveries_none() : formatMilliseconds(delivery.durationMs),
    },
    {
      key: 'next',
      title: m.deliveries_next_attempt(),
      width: 104,
      from: 970,
      class: 'number text-soft',
      cell: (delivery) => delivery.nextAttemptAt && <RelativeTime at={delivery.nextAttemptAt} />,
    },
    {
      key: 'created',
      title: m.deliveries_created(),
      width: 100,
      class: 'number text-soft',
      cell: (delivery) => <RelativeTime at={delivery.createdAt} />,
    },
  ]
  return (
    <Table
      caption={m.deliveries_caption()}
      dense
      columns={columns}
      rows={deliveries}
      rowKey={(delivery) => delivery.id}
      onOpen={(delivery) => onOpen(delivery.id)}
      openKey={openId}
      onSelect={selection && ((delivery) => isSendable(delivery) && selection.flip(delivery.id))}
    />
  )
}

/** Deliveries on a phone: each is one button that opens its details. */
export function DeliveryCards({ webhook, deliveries, onOpen }: DeliveryListProps) {
  return (
    <ul aria-label={m.deliveries_caption()}>
      {deliveries.map((delivery) => {
        const { text, tone } = outcomeOf(delivery, webhook)
        return (
          <ButtonItem
            key={delivery.id}
            facts={
              <>
                <span class={`min-w-0 flex-1 truncate ${TONES[tone]}`}>{text}</span>
                {delivery.responseStatus !== null && <CodeBadge status={delivery.responseStatus} />}
                <RelativeTime at={delivery.createdAt} />
              </>
            }
            onPress={() => onOpen(delivery.id)}
          >
            <code class="min-w-0 flex-1 truncate">{delivery.eventType}</code>
            <DeliveryState state={delivery.state} />
          </ButtonItem>
        )
      })}
    </ul>
  )
}
