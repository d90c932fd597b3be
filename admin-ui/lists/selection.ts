import { useEffect, useState } from 'preact/hooks'
import { layout } from '../hooks/media.ts'

const NOTHING: ReadonlySet<string> = new Set()

/**
 * The selected rows of a list, by id. Another `place` (a filter, a page, a sort order) starts with an empty selection.
 */
export function useSelection(place: string) {
  const [state, setState] = useState({ place, ids: NOTHING })
  // Returning to the previous place must not restore its selection.
  useEffect(() => setState({ place, ids: NOTHING }), [place])
  const ids = state.place === place ? state.ids : NOTHING
  const set = (next: ReadonlySet<string>) => setState({ place, ids: next })
  return {
    has: (id: string) => ids.has(id),
    /** The selected rows among the given ones. */
    among: <R extends { id: string }>(rows: readonly R[]): R[] => rows.filter((row) => ids.has(row.id)),
    choose: (chosen: readonly string[]) => set(new Set(chosen)),
    clear: () => set(NOTHING),
    flip: (id: string) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      set(next)
    },
  }
}

export type Selection = ReturnType<typeof useSelection>

/** The selected rows of a list with checkboxes on a desktop only: a narrower window has none. */
export const selectedOnDesktop = <R extends { id: string }>(
  selection: Selection,
  page: { data: readonly R[] } | undefined,
): R[] => (layout.value === 'desktop' ? selection.among(page?.data ?? []) : [])
