import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'

type Patch = Record<string, string | null | undefined>

/**
 * The query below the overlay that this page opened with the newest history entry, so that closing it means going back.
 * Null if the newest entry is something else.
 */
let below: string | null = null
addEventListener('popstate', () => {
  below = null
})

/**
 * Another page was opened, such as by a link: its history entry lies above that of the overlay. Going back would leave the
 * page instead of closing an overlay on it.
 */
export function forgetOverlay() {
  below = null
}

/** A query with its parameters in order, so that two of them can be compared. */
function sorted(query: string | URLSearchParams): string {
  const parameters = new URLSearchParams(query)
  parameters.sort()
  return parameters.toString()
}

/**
 * The page's state in the URL: filters, sorting, page and open dialog. Reloading or sharing the URL shows the same
 * state, and Back restores the previous one.
 */
export function useUrlState() {
  const { path, query, route } = useLocation()
  return useMemo(() => {
    const changed = (patch: Patch, from = location.search) => {
      const next = new URLSearchParams(from)
      for (const [name, value] of Object.entries(patch)) {
        if (value === null || value === undefined || value === '') next.delete(name)
        else next.set(name, value)
      }
      return next
    }
    const go = (patch: Patch, replace: boolean, from = location.search) => {
      if (!replace) below = null
      const search = changed(patch, from).toString()
      route(search ? `${location.pathname}?${search}` : location.pathname, replace)
    }
    return {
      path,
      query,
      /** Changes parameters with a new history entry: a filter chosen, a page turned. */
      push: (patch: Patch) => go(patch, false),
      /** Sets these parameters with a new history entry, and removes all others. */
      only: (patch: Patch) => go(patch, false, ''),
      /** Replaces the history entry of a dialog by the page to which its action leads. */
      leave: (patch: Patch) => {
        go(patch, true, '')
        below = null
      },
      /** Changes parameters without a new history entry, such as for each letter typed in a search. */
      replace: (patch: Patch) => go(patch, true),
      /**
       * Opens a dialog. If a dialog is open already, it replaces its history entry, so that Back leads to the page
       * below both.
       */
      open: (patch: Patch) => {
        const base = below ?? location.search
        go(patch, below !== null)
        below = base
      },
      /**
       * Closes the dialog that is open by these parameters. Beside a drawer the filters may have changed: then going back
       * would undo them.
       */
      close: (...names: string[]) => {
        const patch = Object.fromEntries(names.map((name) => [name, null]))
        if (below !== null && sorted(below) === sorted(changed(patch))) history.back()
        else {
          go(patch, true)
          below = null
        }
      },
    }
  }, [path, query, route])
}

export type UrlState = ReturnType<typeof useUrlState>
