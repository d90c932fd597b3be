import { TZDate, tzOffset } from '@date-fns/tz'
import { addDays, startOfDay } from 'date-fns'
import { DAY_MS, HOUR_MS, hourOf, startOfDay as startOfDayInUtc } from './time.ts'

/** No clock is set forward or back, and no zone differs from UTC, by anything but quarters of an hour. */
const QUARTER_MS = 15 * 60_000

/** The start of the day that `time` (ms since 1970) lies in, where it is `zone`; `days` later or, negative, earlier. */
export const startOfDayIn = (zone: string, time: number, days = 0): number =>
  // Once more at the end: where clocks are set at midnight, a day begins at one, and the next one at zero again.
  startOfDay(addDays(startOfDay(new TZDate(time, zone)), days)).getTime()

/** The day there, as 2026-11-21, and the hour of the day, 0 to 23. */
export function dayAndHourIn(zone: string, time: number): { day: string; hour: number } {
  const local = time + offsetIn(zone, time)
  return { day: dayOf(Math.floor(local / DAY_MS)), hour: Math.floor((local % DAY_MS) / HOUR_MS) }
}

/** How far the clocks of a zone are ahead of UTC, ms. */
const offsetIn = (zone: string, time: number): number => (zone === 'UTC' ? 0 : tzOffset(zone, new Date(time)) * 60_000)

/** A day by its number since 1970, as 2026-11-21. */
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** Where hours and days begin in a zone. */
export type Clock = {
  /** The start of the local hour that `time` lies in. */
  hourOf: (time: number) => number
  /** The start of the local day. */
  startOfDay: (time: number) => number
}

const UTC: Clock = { hourOf, startOfDay: startOfDayInUtc }

/**
 * The clock of a zone. Where clocks are set in the middle of an hour, as on Lord Howe Island, a new hour begins there: so
 * all of an hour lies in the same local hour and day. Remembers what it has found out: made for one piece of work.
 */
export function clockOf(zone: string): Clock {
  if (zone === 'UTC') return UTC
  const offsets = new Map<number, number>()
  const days = new Map<number, number>()
  const offsetAt = (time: number): number => {
    const quarter = Math.floor(time / QUARTER_MS)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = offsetIn(zone, quarter * QUARTER_MS)
      offsets.set(quarter, offset)
    }
    return offset
  }
  const hourIn = (time: number): number => {
    const offset = offsetAt(time)
    const start = hourOf(time + offset) - offset
    if (offsetAt(start) === offset) return start
    let begun = Math.floor(time / QUARTER_MS) * QUARTER_MS
    while (begun > start && offsetAt(begun - QUARTER_MS) === offset) begun -= QUARTER_MS
    return begun
  }
  const dayIn = (time: number): number => {
    const hour = hourIn(time)
    let day = days.get(hour)
    if (day === undefined) {
      day = startOfDayIn(zone, hour)
      days.set(hour, day)
    }
    return day
  }
  return { hourOf: hourIn, startOfDay: dayIn }
}

/** From when on (ms) clocks of a zone are ahead of UTC by how much (ms). */
export type Offset = { from: number; offset: number }

/** The offsets of a zone between two instants, the first of them at `from`; more than one where clocks are set. */
export function offsetsIn(zone: string, from: number, to: number): Offset[] {
  const all: Offset[] = [{ from, offset: offsetIn(zone, from) }]
  if (zone === 'UTC') return all
  for (let start = from; start < to; start += DAY_MS) {
    const end = Math.min(start + DAY_MS, to)
    const last = all.at(-1)?.offset ?? 0
    if (offsetIn(zone, end) === last) continue
    let [before, after] = [start, end]
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (offsetIn(zone, middle) === last) before = middle
      else after = middle
    }
    all.push({ from: after, offset: offsetIn(zone, after) })
  }
  return all
}

/** The last `days` days of a zone, today included: where they begin, the offsets since then, and their names in order. */
export function lastDaysIn(
  zone: string,
  now: number,
  days: number,
): { from: number; offsets: Offset[]; list: string[] } {
  const from = startOfDayIn(zone, now, 1 - days)
  const today = Math.floor((now + offsetIn(zone, now)) / DAY_MS)
  const list = Array.from({ length: days }, (_, index) => dayOf(today - days + 1 + index))
  return { from, offsets: offsetsIn(zone, from, now), list }
}
