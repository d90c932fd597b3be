import { signal } from '@preact/signals'
import { useEffect, useId } from 'preact/hooks'

/** The filters on the page that are set, as texts, by the id of their control. */
const active = signal<ReadonlyMap<string, string>>(new Map())

/**
 * Names a filter while it is set, for the text that says that nothing matches.
 * @param text its name and value; empty while it filters nothing
 */
export function useActiveFilter(text: string) {
  const id = useId()
  useEffect(() => {
    if (!text) return
    active.value = new Map(active.peek()).set(id, text)
    return () => {
      const rest = new Map(active.peek())
      rest.delete(id)
      active.value = rest
    }
  }, [id, text])
}

/** The texts of the filters that are set, in the order in which they were set. */
export const activeFilters = (): string[] => [...active.value.values()]
