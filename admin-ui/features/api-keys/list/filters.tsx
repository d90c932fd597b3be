import { choicesOf } from '../../../forms/select.tsx'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { words } from '../key/words.ts'
import { ENVIRONMENTS, type KeyList, SORTS, STATUSES } from './list-state.ts'

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
