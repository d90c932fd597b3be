import { ListFilter, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Module } from '../../../../client/src/generated.ts'
import { ClearFilters } from '../../../lists/filter-bar.tsx'
import { m } from '../../../messages/index.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { filterText } from './filter-text.ts'
import { type FieldFilter, parameterOf, type RecordList } from './list-state.ts'

const FilterDialog = lazy(() => import('./filter-dialog.tsx').then((it) => it.FilterDialog))

type RecordFiltersProps = { module: Module; list: RecordList }

/** The filters that are set as chips, which open to be changed, and a button that adds one. */
export function RecordFilters({ module, list }: RecordFiltersProps) {
  const { state, moves, filtered } = list
  const [edited, setEdited] = useState<FieldFilter | 'new' | null>(null)
  return (
    <search class="flex min-w-0 flex-wrap items-center gap-2" aria-label={m.ui_filters()}>
      {state.filters.map((filter) => (
        <span key={parameterOf(filter)} class="chip" data-on>
          <button type="button" class="min-w-0 truncate" onClick={() => setEdited(filter)}>
            {filter.field.label} <span class="text-ink">{filterText(filter)}</span>
          </button>
          <button
            type="button"
            class="chip-clear"
            aria-label={m.ui_clear_filter({ filter: filter.field.label })}
            onClick={() => moves.removeFilter(filter)}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </span>
      ))}
      <button type="button" class="chip" onClick={() => setEdited('new')}>
        <ListFilter size={14} aria-hidden="true" />
        {m.records_add_filter()}
      </button>
      <ClearFilters filtered={filtered} onClear={moves.clear} />
      {edited && (
        <FilterDialog
          module={module}
          filter={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onFilter={(filter) => {
            moves.setFilter(filter, edited === 'new' ? undefined : edited)
            setEdited(null)
          }}
        />
      )}
    </search>
  )
}
