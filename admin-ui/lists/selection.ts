import { useEffect, useState } from 'preact/hooks'
import { layout } from '../hooks/media.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** The chosen rows of a list, by id. Another `place` (a filter, a page, an order) begins with none chosen. */
export function useSelection(place: string) {
  const [state, setState] = useState({ place, ids: NOTHING })
  // Way back to the place before must not bring its selection along.
  useEffect(() => setState({ place, ids: NOTHING }), [place])
  const ids = state.place === place ? state.ids : NOTHING
  const set = (next: ReadonlySet<string>) => setState({ place, ids: next })
  return {
    has: (id: string) => ids.has(id),
    /** Those of the rows that are chosen. */
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

/** The chosen rows of a list that lets rows be chosen on a desktop alone: a narrower window shows no boxes. */
export const chosenOnDesktop = <R extends { id: string }>(
  selection: Selection,
  page: { data: readonly R[] } | undefined,
): R[] => (layout.value === 'desktop' ? selection.among(page?.data ?? []) : [])
