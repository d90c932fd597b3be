import { SearchX } from 'lucide-preact'
import { formatList } from '../format/language.ts'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback/async-states.tsx'
import { activeFilters } from './active-filters.ts'

/** No row matches the filters: names them, with a button that clears them. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const filters = activeFilters()
  return (
    <EmptyState
      icon={SearchX}
      title={m.filters_no_match_title()}
      action={<Button onClick={onClear}>{m.ui_clear_filters()}</Button>}
    >
      {filters.length > 0 ? m.filters_no_match({ filters: formatList(filters) }) : m.filters_no_match_text()}
    </EmptyState>
  )
}
