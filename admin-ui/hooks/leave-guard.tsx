import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso/router'
import { forgetOverlay } from './url-state.ts'

/** Whether an address still shows what is not saved. */
export type Stays = (to: URL, from: URL) => boolean

const samePage: Stays = (to, from) => to.pathname === from.pathname

/** Asks whether the page may be left; null if nothing would be lost. */
let question: { ask: () => Promise<boolean>; stays: Stays } | null = null

/** Whether the page may be left. If something on it is not saved, the user is asked first. */
export const mayLeave = async (): Promise<boolean> => question === null || question.ask()

/** Leaves without a question, when nothing can be saved any more because the session has ended. */
export function stopAsking() {
  question = null
}

/**
 * While `unsaved`, leaving the page asks first: by a link, a shortcut, Back, or closing the tab. The page shows the
 * question while `asking`, and answers it.
 * @param stays whether an address does not count as leaving; default: any other address of the same page. It must not
 * change while something is unsaved
 */
export function useLeaveGuard(
  unsaved: boolean,
  stays: Stays = samePage,
): { asking: boolean; answer: (leaves: boolean) => void } {
  const [asked, setAsked] = useState<((leaves: boolean) => void) | null>(null)
  useEffect(() => {
    if (!unsaved) return
    const asks = { ask: () => new Promise<boolean>((resolve) => setAsked(() => resolve)), stays }
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    question = asks
    addEventListener('beforeunload', onUnload)
    return () => {
      removeEventListener('beforeunload', onUnload)
      if (question === asks) question = null
    }
  }, [unsaved])
  return {
    asking: asked !== null,
    answer: (leaves) => {
      if (leaves) question = null
      setAsked(null)
      asked?.(leaves)
    },
  }
}

/** The location of the router. */
let here: ReturnType<typeof useLocation> | undefined

const leaves = (url: string) =>
  here !== undefined &&
  question !== null &&
  !question.stays(new URL(url, window.location.origin), new URL(here.url, window.location.origin))

async function go(url: string, replace?: boolean) {
  if (leaves(url) && !(await mayLeave())) return
  if (!replace) forgetOverlay()
  here?.route(url, replace)
}

/** The location for everything inside, which asks `mayLeave` before another page opens. */
export function GuardedLocation({ children }: { children: ComponentChildren }) {
  const location = useLocation()
  here = location
  const value = useMemo(
    () => ({ ...location, route: (url: string, replace?: boolean) => go(url, replace) }),
    [location],
  )
  return <LocationProvider.ctx.Provider value={value}>{children}</LocationProvider.ctx.Provider>
}

/** The link to a page of the dashboard that a click opens in this tab. */
function followed(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return
  const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement)
  return link && link.origin === window.location.origin && !link.target && !link.download ? link : undefined
}

// Registered when this file is loaded, and so called before the router, which registers its own when it is rendered.
addEventListener('click', (event) => {
  if (!event.defaultPrevented && followed(event)) forgetOverlay()
})
addEventListener(
  'click',
  (event) => {
    const link = followed(event)
    if (!link || !leaves(link.href)) return
    event.preventDefault()
    event.stopPropagation()
    void go(link.pathname + link.search)
  },
  true,
)
addEventListener('popstate', async (event) => {
  if (!here || !leaves(window.location.href)) return
  event.stopImmediatePropagation()
  // Back has happened already: the entry of this page is put back on top, and removed again by the answer.
  history.pushState(null, '', here.url)
  if (await mayLeave()) history.back()
})
