import { FilterBar } from '../parts/filter-bar.tsx'
import { choicesOf } from '../parts/select.tsx'
import { ENVIRONMENTS, type KeyList, SORTS, STATUSES } from './list-state.ts'
import { words } from './words.ts'

/** Text, status and environment. */
export function KeyFilters(at: KeyList) {
  const t = words()
  return (
    <FilterBar
      {...at}
      search={{ name: 'q', label: t.search }}
      filters={[
        { name: 'status', label: t.status, choices: choicesOf(STATUSES, t.statuses, t.anyStatus) },
        {
          name: 'environment',
          label: t.environment,
          choices: choicesOf(ENVIRONMENTS, t.environments, t.anyEnvironment),
        },
      ]}
      sort={{ value: at.state.sort, choices: choicesOf(SORTS, t.sorts) }}
    />
  )
}
