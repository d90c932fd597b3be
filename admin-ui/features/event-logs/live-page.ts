import { useRef } from 'preact/hooks'
import type { LogPage } from '../../../client/src/generated.ts'

export type Held = { page: LogPage; fresh: number; release: () => void }

/**
 * The page to draw while newer entries arrive: the latest if `follow` is set, otherwise the one that the user is
 * reading, with the number of new entries since. `listKey` identifies the list: the page of another list is always
 * replaced. If it is null, `latest` is only a placeholder from the previous list.
 */
export function useHeldPage(latest: LogPage | undefined, listKey: string | null, follow: boolean, redraw: () => void) {
  const held = useRef<{ key: string | null; page: LogPage } | null>(null)
  if (!latest) return null
  const nothingToRead = held.current?.page.data.length === 0
  if (held.current?.key !== listKey || follow || nothingToRead) held.current = { key: listKey, page: latest }
  const { page } = held.current
  const result: Held = {
    page,
    fresh: countFresh(page, latest),
    release: () => {
      held.current = { key: listKey, page: latest }
      redraw()
    },
  }
  return result
}

/** The number of entries in `latest` above the first one shown; all of them if that one has left the page. */
export function countFresh(shown: LogPage, latest: LogPage): number {
  if (shown === latest) return 0
  const first = shown.data[0]
  if (!first) return latest.data.length
  const at = latest.data.findIndex((entry) => entry.id === first.id)
  return at === -1 ? latest.data.length : at
}
