import { DAY_MS, startOfDay } from '../../../platform/lib/time/time.ts'

/** With fewer calls in an hour than this nothing is unusual. */
export const FEWEST_CALLS = 100
/** So many days back is looked for what is usual. */
export const USUAL_DAYS = 7
/** On so many different days a key must have been used before anything can be unusual of it. */
export const FEWEST_DAYS = 3
/** A route that a key has not called for so many days is as good as new. */
export const FORGOTTEN_DAYS = 30

type Hour = { hour: number; calls: number }

/**
 * Whether the calls of one hour are out of the ordinary: more than `times` those of the busiest hour before it, and not
 * few. A key that was used on fewer than three days has no ordinary yet.
 */
export function unusualRate(calls: number, before: readonly Hour[], times: number): { usual: number } | null {
  const days = new Set(before.map(({ hour }) => startOfDay(hour)))
  if (calls < FEWEST_CALLS || days.size < FEWEST_DAYS) return null
  const usual = Math.max(...before.map((one) => one.calls))
  return calls > times * usual ? { usual } : null
}

/**
 * Whether a key's calls of whole days alone show that an hour is nothing unusual: some hour of a day had at least a
 * twenty-fourth of that day's calls.
 */
export const isCovered = (calls: number, days: readonly number[], times: number): boolean =>
  calls <= times * Math.ceil(Math.max(0, ...days) / 24)

/** A route that a key calls: when it last did before, and since when the key is known at all; days as ms, or null. */
export type Seen = { lastDay: number | null; knownSince: number | null }

/** Whether a key that has been known for a while calls a route that it never did, or not for a month. */
export function isNewRoute({ lastDay, knownSince }: Seen, today: number): boolean {
  if (knownSince === null || knownSince > today - USUAL_DAYS * DAY_MS) return false
  return lastDay === null || lastDay < today - FORGOTTEN_DAYS * DAY_MS
}
