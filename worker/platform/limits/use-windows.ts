import { RecentMap } from '../lib/recent-map.ts'
import { advance, count, fitsAt, newWindow, type SlidingWindow } from './sliding-window.ts'

const MINUTE_MS = 60_000
/** Maximum number of users; the one that was inactive for longest is evicted first. */
const MAX_USERS = 1000

/** Counts how often each user did something within the last minute. In memory only. */
export class UseWindows {
  readonly #windows = new RecentMap<string, SlidingWindow>(MAX_USERS)

  /** Counts one use and returns null, or returns the ms until there is room again and counts nothing. `now` in ms. */
  take(user: string, perMinute: number, now: number): number | null {
    const window = this.#windows.get(user) ?? newWindow(MINUTE_MS, 0)
    this.#windows.set(user, window)
    advance(window, now)
    const at = fitsAt(window, perMinute, 1, now) ?? now + MINUTE_MS
    if (at > now) return at - now
    count(window, 1, now)
    return null
  }
}
