import type { UrlState } from '../hooks/url-state.ts'

/** Which page of a list the address shows: the cursor that leads to it, empty for the first, and its number. */
export type Paging = { cursor: string; page: number }

/** Reads the page from the URL. Unknown values count as not set. */
export function readPaging({ cursor = '', page }: Record<string, string>): Paging {
  const number = Number(page)
  return { cursor, page: cursor && Number.isInteger(number) && number > 1 ? number : 1 }
}

/** Whatever changes what a list shows leads to its first page. */
export const FIRST_PAGE = { cursor: null, page: null }

/** Turning the pages. Cursors lead only forward, so the way here is remembered for as long as the tab is open. */
export const pageTurns = (url: Pick<UrlState, 'push'>, at: Paging) => ({
  next: (cursor: string) => {
    leaveTrail(cursor, at.cursor)
    url.push({ cursor, page: String(at.page + 1) })
  },
  previous: () => {
    const before = pageBefore(at.cursor)
    url.push(before ? { cursor: before, page: String(Math.max(2, at.page - 1)) } : FIRST_PAGE)
  },
})

export type PageTurns = ReturnType<typeof pageTurns>

const trailName = (cursor: string) => `gatehouse.trail.${cursor}`

/** Remembers which page a cursor was reached from. Empty: the first page. */
function leaveTrail(cursor: string, from: string) {
  try {
    sessionStorage.setItem(trailName(cursor), from)
  } catch {
    // Without storage, Previous leads to the first page.
  }
}

/** The page before `cursor`, or the first one when the trail is lost (an address opened from elsewhere). */
function pageBefore(cursor: string): string {
  try {
    return sessionStorage.getItem(trailName(cursor)) ?? ''
  } catch {
    return ''
  }
}
