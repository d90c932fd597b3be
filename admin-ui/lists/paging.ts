import type { UrlState } from '../hooks/url-state.ts'
import { FIRST_PAGE } from './page-query.ts'

/** The current page of a list in the URL: its cursor, empty for the first page, and its number. */
export type Paging = { cursor: string; page: number }

/** Reads the page from the URL. Unknown values count as not set. */
export function readPaging({ cursor = '', page }: Record<string, string>): Paging {
  const number = Number(page)
  return { cursor, page: cursor && Number.isInteger(number) && number > 1 ? number : 1 }
}

/**
 * Functions that turn pages. Cursors lead only forward, so the previous ones are stored for as long as the tab is open.
 */
export const pageTurns = (url: Pick<UrlState, 'push'>, at: Paging) => ({
  next: (cursor: string) => {
    storePreviousCursor(cursor, at.cursor)
    url.push({ cursor, page: String(at.page + 1) })
  },
  previous: () => {
    const before = pageBefore(at.cursor)
    url.push(before ? { cursor: before, page: String(Math.max(2, at.page - 1)) } : FIRST_PAGE)
  },
})

export type PageTurns = ReturnType<typeof pageTurns>

const trailKey = (cursor: string) => `gatehouse.trail.${cursor}`

/** Stores the cursor of the page from which a cursor was reached. Empty: the first page. */
function storePreviousCursor(cursor: string, from: string) {
  try {
    sessionStorage.setItem(trailKey(cursor), from)
  } catch {
    // Without storage, Previous leads to the first page.
  }
}

/** The cursor of the page before `cursor`, or of the first one if it is not stored (a URL opened from elsewhere). */
function pageBefore(cursor: string): string {
  try {
    return sessionStorage.getItem(trailKey(cursor)) ?? ''
  } catch {
    return ''
  }
}
