import type { RefillInterval } from '../../../contract/api-keys.ts'
import { DAY_MS, HOUR_MS, hourOf, startOfDay } from '../lib/time/time.ts'

const WEEK_MS = 7 * DAY_MS

/** The credit settings of a key. `version` increases each time they are set. */
export type CreditTerms = {
  version: number
  amount: number
  refill: { amount: number; interval: RefillInterval } | null
}

/** The credits left, and when they were last updated. Plain data, stored as it is. */
export type CreditState = { version: number; left: number; at: number }

/**
 * The credits at `now` (ms): reset if the terms changed, and refilled (not added) at the start of each interval. A
 * clock that goes backwards never refills twice.
 */
export function creditsAt(terms: CreditTerms, state: CreditState | null, now: number): CreditState {
  if (!state || state.version < terms.version) return { version: terms.version, left: terms.amount, at: now }
  if (!terms.refill || nextRefill(terms.refill.interval, state.at) > now) return state
  return { version: state.version, left: Math.max(state.left, terms.refill.amount), at: now }
}

/** The start of the interval after the one that contains `at`: in UTC, weeks from Monday, ms since 1970. */
export function nextRefill(interval: RefillInterval, at: number): number {
  switch (interval) {
    case 'hour':
      return hourOf(at) + HOUR_MS
    case 'day':
      return startOfDay(at) + DAY_MS
    case 'week':
      // 1970-01-05 was a Monday.
      return Math.floor((at - 4 * DAY_MS) / WEEK_MS) * WEEK_MS + 11 * DAY_MS
    case 'month': {
      const date = new Date(at)
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
    }
  }
}
