import { Clock } from 'lucide-preact'
import type { EventSummary } from '../../client/src/generated.ts'
import type { DeliveryState } from '../../contract/webhooks.data.ts'
import { formatList } from '../format/language.ts'
import { m } from '../messages/index.ts'
import { DELIVERY_LOOKS } from './delivery-state.tsx'
import { State } from './state.tsx'

type Counts = EventSummary['deliveryCounts']

/** The states, those that need attention first. */
const ORDER = ['failed', 'retrying', 'held', 'queued', 'canceled', 'delivered'] as const satisfies DeliveryState[]

const countOf = (counts: Counts, state: DeliveryState) => (state === 'delivered' ? counts.succeeded : counts[state])

/** What has become of the deliveries of an event, in a few words: "1 failed, 2 delivered". */
export function DeliveriesState({ counts }: { counts: Counts }) {
  const present = ORDER.filter((state) => countOf(counts, state) > 0)
  const [first] = present
  if (!first) {
    return (
      <State tone="plain" icon={Clock}>
        <span class="text-faint">{m.events_no_deliveries()}</span>
      </State>
    )
  }
  const text = formatList(present.map((state) => m.events_delivery_count({ state, count: countOf(counts, state) })))
  return (
    <State {...DELIVERY_LOOKS[first]} title={text}>
      <span class="truncate">{text}</span>
    </State>
  )
}
