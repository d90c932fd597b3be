import { type Choice, Select } from '../forms/select.tsx'
import { layout } from '../hooks/media.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../ui/words.ts'
import type { ListMoves } from './list-state.ts'
import { SearchBox } from './search-box.tsx'

type Filter<N extends string> = {
  /** Its name in the address. */
  name: N
  label: string
  choices: readonly Choice<string>[]
}

type FilterBarProps<N extends string> = {
  /** A search as one types. */
  search?: { name: N; label: string }
  filters: readonly Filter<N>[]
  /** The sort orders, and the current one. */
  sort?: { value: string; choices: readonly Choice<string>[] }
  state: Readonly<Record<N, string>>
  moves: ListMoves<N>
}

/** What narrows a list: a text, choices, and where there is no table head to press, the sort order too. */
export function FilterBar<N extends string>({ search, filters, sort, state, moves }: FilterBarProps<N>) {
  return (
    <search class="mb-4 flex flex-wrap gap-2">
      {search && (
        <SearchBox label={search.label} value={state[search.name]} onValue={(text) => moves.type(search.name, text)} />
      )}
      {filters.map(({ name, ...filter }) => (
        <Select key={name} hideLabel {...filter} value={state[name]} onValue={(value) => moves.choose(name, value)} />
      ))}
      {sort && layout.value !== 'desktop' && <Select label={words().sort} hideLabel {...sort} onValue={moves.sortBy} />}
    </search>
  )
}

/** Clears the filters; shown once a filter is set. */
export function ClearFilters({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <Button kind="quiet" onClick={onClear}>
      {words().clearFilters}
    </Button>
  ) : null
}
