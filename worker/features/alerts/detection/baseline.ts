import { DAY_MS, startOfDay } from '../../../platform/lib/time/time.ts'

/** An hour with fewer calls than this is never unusual. */
export const MIN_CALLS = 100
/** Length of the baseline in days. */
export const BASELINE_DAYS = 7
/** A key needs calls on this many different days before it has a baseline. */
export const MIN_DAYS = 3
/** A route that a key has not called for this many days counts as new. */
export const NEW_ROUTE_AFTER_DAYS = 30

type Hour = { hour: number; calls: number }

/**
 * Whether the number of calls in one hour is unusual: more than `times` the busiest hour of the baseline, and at least
 * MIN_CALLS. Null if it is not, or if the key was used on fewer than three days and so has no baseline.
 */
export function unusualRate(calls: number, before: readonly Hour[], times: number): { usual: number } | null {
  const days = new Set(before.map(({ hour }) => startOfDay(hour)))
  if (calls < MIN_CALLS || days.size < MIN_DAYS) return null
  const usual = Math.max(...before.map((one) => one.calls))
  return calls > times * usual ? { usual } : null
}

/**
 * Whether the daily sums alone prove that an hour is not unusual. At least one hour of a day had a twenty-fourth of
 * that day's calls, so the busiest hour is at least that.
 */
export const isCovered = (calls: number, days: readonly number[], times: number): boolean =>
  calls <= times * Math.ceil(Math.max(0, ...days) / 24)

/**
 * A route that a key calls: the last day on which the key called it, and the first day on which the key called
 * anything; days as ms, or null.
 */
export type RouteHistory = { lastDay: number | null; knownSince: number | null }

/** Whether a key with a baseline calls a route that it has not called in the last NEW_ROUTE_AFTER_DAYS days. */
export function isNewRoute({ lastDay, knownSince }: RouteHistory, today: number): boolean {
  if (knownSince === null || knownSince > today - BASELINE_DAYS * DAY_MS) return false
  return lastDay === null || lastDay < today - NEW_ROUTE_AFTER_DAYS * DAY_MS
}
