import { useRef } from 'preact/hooks'
import type { LogPage } from '../../../client/src/generated.ts'

export type Held = { page: LogPage; fresh: number; release: () => void }

/**
 * The page to draw while newer ones keep arriving: the latest when `follow` is set, otherwise the one a person is
 * reading, together with how many entries are new since. `listKey` names the list, another list is never held back; null
 * says that `latest` is only the list before, standing in until the asked one has come.
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

/** How many entries of `latest` stand above the first one shown. All of them, when it has left the page. */
export function countFresh(shown: LogPage, latest: LogPage): number {
  if (shown === latest) return 0
  const first = shown.data[0]
  if (!first) return latest.data.length
  const at = latest.data.findIndex((entry) => entry.id === first.id)
  return at === -1 ? latest.data.length : at
}
