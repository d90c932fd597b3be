import type { Webhook } from '../../../../client/src/generated.ts'
import { patternCovers } from '../../../../contract/events.data.ts'
import type { DeliveryState } from '../../../../contract/webhooks.data.ts'
import { formatNumber } from '../../../format/language.ts'
import { now } from '../../../hooks/clock.ts'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { useActiveFilter } from '../../../lists/active-filters.ts'
import { ClearFilters, FilterChip, FilterRow } from '../../../lists/filter-bar.tsx'
import { TimeRangeFilter } from '../../../lists/time-filter.tsx'
import { TIME_RANGES } from '../../../lists/time-range.ts'
import { m } from '../../../messages/index.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { useDeliveryCounts } from './deliveries.ts'
import { CODES, type DeliveriesAt, filterParams, STATE_CHOICES } from './delivery-state.ts'

/** Filters by state, event type, response and time. */
export function DeliveryFilters({ webhook, state, moves, filtered }: DeliveriesAt & { webhook: Webhook }) {
  const types = (useEventTypes().data ?? []).map(({ type }) => type)
  const heard = types.filter((type) => webhook.events.some((pattern) => patternCovers(pattern, type)))
  // An event type in the URL is offered, even if the webhook is no longer subscribed to it.
  const events = [...new Set([...heard, 'webhook.test', ...(state.event ? [state.event] : [])])]
  const codes = [...new Set([...CODES, ...(state.code ? [state.code] : [])])]
  return (
    <FilterRow
      lead={
        <div class="max-w-full overflow-x-auto">
          <StateFilter webhook={webhook} state={state} moves={moves} />
        </div>
      }
    >
      {() => (
        <>
          <FilterChip
            label={m.deliveries_event_type()}
            value={state.event}
            choices={[
              { value: '', label: m.deliveries_any_event() },
              ...events.map((value) => ({ value, label: value })),
            ]}
            onValue={(event) => moves.choose('event', event)}
          />
          <FilterChip
            label={m.deliveries_code()}
            value={state.code}
            choices={[
              { value: '', label: m.deliveries_any_code() },
              ...codes.map((value) => ({ value, label: m.deliveries_code_name({ code: value }) })),
            ]}
            onValue={(code) => moves.choose('code', code)}
          />
          <TimeRangeFilter label={m.deliveries_range()} ranges={TIME_RANGES} state={state} moves={moves} />
          <ClearFilters filtered={filtered} onClear={moves.clear} />
        </>
      )}
    </FilterRow>
  )
}

/** The state, with the number of deliveries in each that match the other filters. */
function StateFilter({ webhook, state, moves }: Pick<DeliveriesAt, 'state' | 'moves'> & { webhook: Webhook }) {
  const { state: _, ...others } = filterParams(state, now.value)
  const { data, isPlaceholderData } = useDeliveryCounts(webhook.id, others)
  useActiveFilter(
    state.status &&
      m.filters_value({ filter: m.deliveries_status(), value: m.delivery_state_name({ state: state.status }) }),
  )
  const countOf = (name: DeliveryState | '') => (data ? (name ? data.states[name] : data.total) : 0)
  return (
    <Segmented
      label={m.deliveries_status()}
      value={state.status}
      choices={STATE_CHOICES.map((name) => {
        const count = countText(countOf(name), data?.capped === true)
        return {
          value: name,
          label: (
            <>
              {name ? m.delivery_state_name({ state: name }) : m.deliveries_all_states()}{' '}
              {count && (
                <span class={`font-normal tabular-nums ${isPlaceholderData ? 'text-faint' : ''}`}>{count}</span>
              )}
            </>
          ),
        }
      })}
      onValue={(status) => moves.choose('status', status)}
    />
  )
}

/** Larger numbers are not told apart. */
const MOST = 1000

/** "41", "1,000+" for more than that, "41+" if not all deliveries were counted, and nothing for none. */
function countText(count: number, capped: boolean): string {
  if (count === 0) return ''
  const number = formatNumber(Math.min(count, MOST))
  return capped || count > MOST ? m.deliveries_count_capped({ number }) : number
}
