import { FilterBar } from '../parts/filter-bar.tsx'
import { choicesOf } from '../parts/select.tsx'
import { ENVIRONMENTS, HEALTHS, SORTS, STATUSES, type WebhookList } from './list-state.ts'
import { words } from './words.ts'

/** Text, status, health and environment. */
export function WebhookFilters(at: WebhookList) {
  const t = words()
  return (
    <FilterBar
      {...at}
      search={{ name: 'q', label: t.search }}
      filters={[
        { name: 'status', label: t.status, choices: choicesOf(STATUSES, t.statuses, t.anyStatus) },
        { name: 'health', label: t.health, choices: choicesOf(HEALTHS, t.healths, t.anyHealth) },
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
