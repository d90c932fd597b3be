import { layout } from '../parts/media.ts'
import { SearchBox } from '../parts/search-box.tsx'
import { Select } from '../parts/select.tsx'
import { ENVIRONMENTS, HEALTHS, type ListState, type listMoves, SORTS, STATUSES } from './list-state.ts'
import { words } from './words.ts'

/** Text, status, health and environment; where there is no table head to press, the sort order too. */
export function WebhookFilters({ state, moves }: { state: ListState; moves: ReturnType<typeof listMoves> }) {
  const t = words()
  return (
    <search class="mb-4 flex flex-wrap gap-2">
      <SearchBox label={t.search} value={state.q} onValue={moves.search} />
      <Select
        label={t.status}
        hideLabel
        value={state.status}
        choices={[{ value: '', label: t.anyStatus }, ...STATUSES.map((value) => ({ value, label: t.statuses[value] }))]}
        onValue={(status) => moves.filter({ status })}
      />
      <Select
        label={t.health}
        hideLabel
        value={state.health}
        choices={[{ value: '', label: t.anyHealth }, ...HEALTHS.map((value) => ({ value, label: t.healths[value] }))]}
        onValue={(health) => moves.filter({ health })}
      />
      <Select
        label={t.environment}
        hideLabel
        value={state.environment}
        choices={[
          { value: '', label: t.anyEnvironment },
          ...ENVIRONMENTS.map((value) => ({ value, label: t.environments[value] })),
        ]}
        onValue={(environment) => moves.filter({ environment })}
      />
      {layout.value !== 'desktop' && (
        <Select
          label={t.sort}
          hideLabel
          value={state.sort}
          choices={SORTS.map((value) => ({ value, label: t.sorts[value] }))}
          onValue={moves.sortBy}
        />
      )}
    </search>
  )
}
