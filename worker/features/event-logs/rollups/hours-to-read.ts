import { HOUR_MS } from '../../../platform/lib/time/time.ts'

/** So many roll-ups one page of the log looks at. */
export const ROLL_UPS = 1300
/** So many entries it reads in the hours that they tell of. */
export const IN_HOURS = 2800

/** What the roll-ups of an hour say: how many calls it had, and how many of them may be what is looked for. */
export type RolledUp = { hour: number; calls: number; matching: number; rollUps: number }

/** An hour to read: its entries from `hour` on and before `end` (ms). */
export type HourToRead = RolledUp & { end: number }

/**
 * The hours whose entries are to be read: those that hold a match, as long as they are not too long together, but one at
 * least. `next`: before which the log has not been looked at, or null when there is nothing before it. Hours may overlap
 * after a change of the time zone: then the older one is read up to where the newer one begins, so that nothing comes twice.
 */
export function hoursToRead(all: readonly RolledUp[]): { hours: HourToRead[]; next: number | null } {
  const cut = all.reduce((sum, one) => sum + one.rollUps, 0) === ROLL_UPS
  // Of the last one there may be more; of a single one, whatever there is more has not been seen to hold no match.
  const last = cut ? all.at(-1) : undefined
  const known = last ? all.slice(0, -1) : all
  if (last && known.length === 0) {
    return { hours: [{ ...last, calls: Number.POSITIVE_INFINITY, end: last.hour + HOUR_MS }], next: null }
  }
  const hours: HourToRead[] = []
  let calls = 0
  const endOf = ({ hour }: RolledUp) => Math.min(hour + HOUR_MS, hours.at(-1)?.hour ?? Number.POSITIVE_INFINITY)
  for (const one of known) {
    if (one.matching === 0) continue
    if (hours.length > 0 && calls + one.calls > IN_HOURS) return { hours, next: endOf(one) }
    calls += one.calls
    hours.push({ ...one, end: endOf(one) })
    if (calls > IN_HOURS) return { hours, next: one.hour }
  }
  return { hours, next: last ? endOf(last) : null }
}
