import { RecentMap } from '../lib/recent-map.ts'
import { advance, count, fitsAt, newWindow, type SlidingWindow } from './sliding-window.ts'

const MINUTE_MS = 60_000
/** Whoever used nothing for longest is forgotten first. */
const MOST_USERS = 1000

/** How often something was used within the last minute, by each of its users. In memory alone. */
export class UseWindows {
  readonly #windows = new RecentMap<string, SlidingWindow>(MOST_USERS)

  /** Counts a use; or answers after how many ms there is room again, and counts nothing. `now` in ms. */
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
