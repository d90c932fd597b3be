import { RecentMap } from '../../platform/lib/recent-map.ts'
import { minuteOf } from '../../platform/lib/time/time.ts'

/**
 * Log rows per account, minute and isolate: enough to raise an alert, few enough that a flood does not fill the log.
 */
const LOGGED_PER_MINUTE = 20
const MAX_ACCOUNTS = 1000

const logged = new RecentMap<string, { minute: number; count: number }>(MAX_ACCOUNTS)

/** Whether a throttled sign-in gets a log row; the others are only counted. `now`: ms since 1970. */
export function isRefusalLogged(account: string, now: number): boolean {
  const minute = minuteOf(now)
  const known = logged.get(account)
  const count = known?.minute === minute ? known.count + 1 : 1
  logged.set(account, { minute, count })
  return count <= LOGGED_PER_MINUTE
}
