import { Button } from '../ui/button.tsx'
import { words } from '../ui/words.ts'

/** The way back to the whole list, there once a filter is set. */
export function ClearFilters({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <Button kind="quiet" onClick={onClear}>
      {words().clearFilters}
    </Button>
  ) : null
}
