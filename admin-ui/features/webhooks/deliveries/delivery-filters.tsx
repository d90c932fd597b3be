import type { Webhook } from '../../../../client/src/generated.ts'
import { patternCovers } from '../../../../contract/event-pattern.ts'
import { choicesOf, Select } from '../../../forms/select.tsx'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { ClearFilters } from '../../../lists/filter-bar.tsx'
import { RangeFilter, TimeFilter } from '../../../lists/time-filter.tsx'
import { words as uiWords } from '../../../ui/words.ts'
import { CODES, type DeliveriesAt, RANGES, STATUSES } from './delivery-state.ts'
import { words } from './delivery-words.ts'

/** Status, event, response and time. */
export function DeliveryFilters({ webhook, state, moves, filtered }: DeliveriesAt & { webhook: Webhook }) {
  const t = words()
  const types = (useEventTypes().data ?? []).map(({ type }) => type)
  const heard = types.filter((type) => webhook.events.some((pattern) => patternCovers(pattern, type)))
  // One that the address names is offered, whatever the webhook listens to by now.
  const events = [...new Set([...heard, 'webhook.test', ...(state.event ? [state.event] : [])])]
  const codes = [...new Set([...CODES, ...(state.code ? [state.code] : [])])]
  const codeNames: Partial<Record<string, string>> = t.codes
  return (
    <search class="mb-4 flex flex-col gap-2" aria-label={uiWords().filters}>
      <div class="flex flex-wrap gap-2">
        <Select
          label={t.status}
          hideLabel
          value={state.status}
          choices={choicesOf(STATUSES, t.statuses, t.anyStatus)}
          onValue={(status) => moves.choose('status', status)}
        />
        <Select
          label={t.event}
          hideLabel
          value={state.event}
          choices={[{ value: '', label: t.anyEvent }, ...events.map((value) => ({ value, label: value }))]}
          onValue={(event) => moves.choose('event', event)}
        />
        <Select
          label={t.code}
          hideLabel
          value={state.code}
          choices={[
            { value: '', label: t.anyCode },
            ...codes.map((value) => ({ value, label: codeNames[value] ?? value })),
          ]}
          onValue={(code) => moves.choose('code', code)}
        />
        <RangeFilter label={t.range} value={state.range} choices={choicesOf(RANGES, t.ranges)} moves={moves} />
        <ClearFilters filtered={filtered} onClear={moves.clear} />
      </div>
      {state.range === 'custom' && (
        <div class="flex flex-wrap gap-2">
          <TimeFilter from={state.from} to={state.to} onTime={moves.type} />
        </div>
      )}
    </search>
  )
}
