import { useId } from 'preact/hooks'
import { choicesOf } from '../forms/select.tsx'
import { m } from '../messages/index.ts'
import { FilterChip } from './filter-bar.tsx'
import type { ListMoves } from './list-state.ts'

type Range = '' | 'today' | '1h' | '24h' | '7d' | '30d' | 'custom'

type TimeRangeFilterProps<V extends Range> = {
  label: string
  /** The ranges on offer; '' for any time. With `custom`, a start and an end can be chosen. */
  ranges: readonly V[]
  /** Start and end are values of an <input type="datetime-local">. */
  state: { range: V; from: string; to: string }
  moves: ListMoves<'range' | 'from' | 'to'>
}

/** A chip with a time range that ends now, or with `custom` two more chips for the start and the end. */
export function TimeRangeFilter<V extends Range>({ label, ranges, state, moves }: TimeRangeFilterProps<V>) {
  const { range, from, to } = state
  return (
    <>
      <FilterChip
        label={label}
        value={range}
        choices={choicesOf(ranges, (one) => m.time_filter_range_name({ range: one || 'any' }))}
        onValue={(next) => moves.filter(next === 'custom' ? { range: next } : { range: next, from: '', to: '' })}
      />
      {range === 'custom' && (
        <>
          <TimeChip label={m.time_filter_from()} value={from} max={to} onValue={(value) => moves.type('from', value)} />
          <TimeChip label={m.time_filter_to()} value={to} min={from} onValue={(value) => moves.type('to', value)} />
        </>
      )}
    </>
  )
}

type TimeChipProps = { label: string; value: string; min?: string; max?: string; onValue: (value: string) => void }

function TimeChip({ label, value, min, max, onValue }: TimeChipProps) {
  const id = useId()
  return (
    <span class="chip pr-2!" data-on>
      <label for={id}>{label}</label>
      <input
        id={id}
        class="bg-transparent text-ink outline-none"
        type="datetime-local"
        value={value}
        min={min || undefined}
        max={max || undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </span>
  )
}
