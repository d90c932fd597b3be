import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'

type Patch = Record<string, string | null | undefined>

/** Set while the newest history entry is an overlay that this page put there, so that closing it is going back. */
let overlayOnTop = false
addEventListener('popstate', () => {
  overlayOnTop = false
})

/**
 * The page's state, kept in the URL: filters, sorting, page and open dialog. Reloading or sharing the address shows the
 * same, and Back restores what stood before.
 */
export function useUrlState() {
  const { path, query, route } = useLocation()
  return useMemo(() => {
    const go = (patch: Patch, replace: boolean, from = location.search) => {
      const next = new URLSearchParams(from)
      for (const [name, value] of Object.entries(patch)) {
        if (value === null || value === undefined || value === '') next.delete(name)
        else next.set(name, value)
      }
      const search = next.toString()
      route(search ? `${location.pathname}?${search}` : location.pathname, replace)
    }
    return {
      path,
      query,
      /** A step of its own in the history: a filter chosen, a page turned. */
      push: (patch: Patch) => go(patch, false),
      /** To another place on the page: nothing of what the address held goes along. */
      only: (patch: Patch) => go(patch, false, ''),
      /** Puts the place that a dialog's work leads to where the dialog stood. */
      leave: (patch: Patch) => {
        go(patch, true, '')
        overlayOnTop = false
      },
      /** Corrects where we are, as each letter typed in a search does. */
      replace: (patch: Patch) => go(patch, true),
      /** Opens a dialog. From one dialog to the next replaces, so that Back leads to the page under both. */
      open: (patch: Patch) => {
        go(patch, overlayOnTop)
        overlayOnTop = true
      },
      /** Closes the dialog that `names` hold. */
      close: (...names: string[]) => {
        if (overlayOnTop) history.back()
        else go(Object.fromEntries(names.map((name) => [name, null])), true)
      },
    }
  }, [path, query, route])
}

export type UrlState = ReturnType<typeof useUrlState>
