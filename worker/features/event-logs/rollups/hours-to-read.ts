import { HOUR_MS } from '../../../platform/lib/time/time.ts'

/** Rollup rows read for one page of the log. */
export const ROLLUPS_PER_PAGE = 1300
/** Entries read for one page in the hours with matches. */
export const ENTRIES_PER_PAGE = 2800

/** An hour according to its rollups: its calls, and how many of them may match. */
export type HourSummary = { hour: number; calls: number; matching: number; rollups: number }

/** An hour to read: entries from `hour` on and before `end` (ms). */
export type HourToRead = HourSummary & { end: number }

/**
 * The hours whose entries are read: those with matches, until their calls exceed ENTRIES_PER_PAGE; at least one.
 * `next`: the log before this time has not been searched; null if there is nothing before it. Hours may overlap after a
 * change of the time zone: then the older one is read up to the start of the newer one, so that no entry is returned
 * twice.
 */
export function hoursToRead(all: readonly HourSummary[]): { hours: HourToRead[]; next: number | null } {
  const cut = all.reduce((sum, one) => sum + one.rollups, 0) === ROLLUPS_PER_PAGE
  // If the rollups were cut off, the last hour may have more of them. If it is the only hour, the missing rollups may
  // contain matches, so it must be read.
  const last = cut ? all.at(-1) : undefined
  const known = last ? all.slice(0, -1) : all
  if (last && known.length === 0) {
    return { hours: [{ ...last, calls: Number.POSITIVE_INFINITY, end: last.hour + HOUR_MS }], next: null }
  }
  const hours: HourToRead[] = []
  let calls = 0
  const endOf = ({ hour }: HourSummary) => Math.min(hour + HOUR_MS, hours.at(-1)?.hour ?? Number.POSITIVE_INFINITY)
  for (const one of known) {
    if (one.matching === 0) continue
    if (hours.length > 0 && calls + one.calls > ENTRIES_PER_PAGE) return { hours, next: endOf(one) }
    calls += one.calls
    hours.push({ ...one, end: endOf(one) })
    if (calls > ENTRIES_PER_PAGE) return { hours, next: one.hour }
  }
  return { hours, next: last ? endOf(last) : null }
}
