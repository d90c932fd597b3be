import { choicesOf } from '../../../forms/select.tsx'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { words } from '../webhook/words.ts'
import { ENVIRONMENTS, HEALTHS, SORTS, STATUSES, type WebhookList } from './list-state.ts'

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
