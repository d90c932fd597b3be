import { Plus, SlidersHorizontal, X } from 'lucide-preact'
import { type ComponentChildren, createContext, type RefObject } from 'preact'
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks'
import { type Choice, Select } from '../forms/select.tsx'
import { layout } from '../hooks/media.ts'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { useActiveFilter } from './active-filters.ts'
import type { ListMoves } from './list-state.ts'
import { SearchBox } from './search-box.tsx'

type Filter<N extends string> = {
  /** The name of its URL parameter. */
  name: N
  label: string
  choices: readonly Choice<string>[]
}

type FilterBarProps<N extends string> = {
  /** A search that is applied while the user types. */
  search?: { name: N; label: string }
  filters: readonly Filter<N>[]
  /** The sort orders, and the current one. */
  sort?: { value: string; choices: readonly Choice<string>[] }
  state: Readonly<Record<N, string>>
  moves: ListMoves<N>
}

/** Whether filters that filter nothing are hidden: on a phone, until the button beside the search is pressed. */
const Folded = createContext(false)

type FilterRowProps = {
  /** What stands first: the search, or the states of the list. */
  lead: ComponentChildren
  /** Chips, and what else is hidden on a phone at first. */
  children: (folded: boolean) => ComponentChildren
}

/** The filters of a list in one row. On a phone: the search and a button that shows the others; used ones stay visible. */
export function FilterRow({ lead, children }: FilterRowProps) {
  const [unfolded, setUnfolded] = useState(false)
  const phone = layout.value === 'phone'
  const folded = phone && !unfolded
  return (
    <search
      class="flex min-w-0 flex-wrap items-center gap-2 max-sm:order-last max-sm:w-full"
      aria-label={m.ui_filters()}
    >
      {phone ? (
        <div class="flex w-full items-center gap-2">
          <div class="min-w-0 flex-1 overflow-x-auto">{lead}</div>
          <Button
            icon={SlidersHorizontal}
            square
            aria-label={m.ui_filters()}
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
          />
        </div>
      ) : (
        lead
      )}
      <Folded.Provider value={folded}>{children(folded)}</Folded.Provider>
    </search>
  )
}

/** The filters of a list: a text, chips, and the sort order if there is no table header to click. */
export function FilterBar<N extends string>({ search, filters, sort, state, moves }: FilterBarProps<N>) {
  const chips = filters.map(({ name, ...filter }) => (
    <FilterChip key={name} {...filter} value={state[name]} onValue={(value) => moves.choose(name, value)} />
  ))
  if (!search) return <search class="flex min-w-0 flex-wrap gap-2">{chips}</search>
  return (
    <FilterRow
      lead={
        <SearchBox label={search.label} value={state[search.name]} onValue={(text) => moves.type(search.name, text)} />
      }
    >
      {(folded) => (
        <>
          {chips}
          {sort && layout.value === 'phone' && !folded && (
            <Select label={m.ui_sort()} hideLabel {...sort} onValue={moves.sortBy} />
          )}
        </>
      )}
    </FilterRow>
  )
}

type FilterChipProps<V extends string> = {
  label: string
  /** '' for no filter, unless the first choice is something else. */
  value: V
  choices: readonly Choice<V>[]
  /** It was just asked for: it takes the focus. */
  autofocus?: boolean
  onValue: (value: V) => void
}

/** Moves the focus to a control that was just asked for. */
export function useAutofocus(control: RefObject<HTMLElement | null>, on: boolean) {
  useEffect(() => {
    if (on) control.current?.focus()
  }, [])
}

/**
 * A filter as a chip: its name while it filters nothing, its name and value while it does, with a button that clears
 * it. Under the text lies a native select, which works with any keyboard, screen reader and phone.
 */
export function FilterChip<V extends string>(props: FilterChipProps<V>) {
  const { label, value, choices, autofocus = false, onValue } = props
  const id = useId()
  const select = useRef<HTMLSelectElement>(null)
  useAutofocus(select, autofocus)
  const folded = useContext(Folded)
  const [none] = choices
  const chosen = choices.find((choice) => choice.value === value)
  const on = value !== none?.value
  useActiveFilter(on ? m.filters_value({ filter: label, value: chosen?.label ?? value }) : '')
  if (folded && !on) return null
  return (
    <span class="chip" data-on={on || undefined}>
      {!on && <Plus size={14} aria-hidden="true" />}
      <label for={id}>{label}</label>
      {on && <span class="truncate text-ink">{chosen?.label ?? value}</span>}
      <select
        ref={select}
        id={id}
        value={value}
        onChange={(event) => {
          const next = choices.find((choice) => choice.value === event.currentTarget.value)
          if (next) onValue(next.value)
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {on && none && (
        <button
          type="button"
          class="chip-clear"
          aria-label={m.ui_clear_filter({ filter: label })}
          onClick={() => onValue(none.value)}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

/** Clears the filters; shown if a filter is set. */
export function ClearFilters({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <Button kind="quiet" onClick={onClear}>
      {m.ui_clear_filters()}
    </Button>
  ) : null
}
