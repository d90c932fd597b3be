import { TZDate, tzOffset } from '@date-fns/tz'
import { addDays, startOfDay } from 'date-fns'
import { DAY_MS, HOUR_MS, hourOf, startOfDay as startOfDayInUtc } from './time.ts'

/** All time zones differ from UTC by multiples of a quarter of an hour, and change by such multiples. */
const QUARTER_MS = 15 * 60_000

/** The start of the day that contains `time` (ms since 1970) in `zone`; `days` later or, if negative, earlier. */
export const startOfDayIn = (zone: string, time: number, days = 0): number =>
  // startOfDay is applied again at the end: if clocks change at midnight, a day may begin at one o'clock and the next
  // at midnight.
  startOfDay(addDays(startOfDay(new TZDate(time, zone)), days)).getTime()

/** The start of a day that is named by its date, such as 2026-11-21, in `zone`; `days` later or, if negative, earlier. */
export function startOfDateIn(zone: string, date: string, days = 0): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  // Noon exists on every day, midnight does not.
  return startOfDayIn(zone, new TZDate(year, month - 1, day, 12, zone).getTime(), days)
}

/** The local date, as 2026-11-21, and the hour of the day, 0 to 23. */
export function dayAndHourIn(zone: string, time: number): { day: string; hour: number } {
  const local = time + offsetIn(zone, time)
  return { day: dayOf(Math.floor(local / DAY_MS)), hour: Math.floor((local % DAY_MS) / HOUR_MS) }
}

/** The offset of a zone from UTC, ms. */
const offsetIn = (zone: string, time: number): number => (zone === 'UTC' ? 0 : tzOffset(zone, new Date(time)) * 60_000)

/** A day by its number since 1970, as 2026-11-21. */
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** The boundaries of hours and days in a zone. */
export type Clock = {
  /** The start of the local hour that contains `time`. */
  hourOf: (time: number) => number
  /** The start of the local day. */
  startOfDay: (time: number) => number
}

const UTC: Clock = { hourOf, startOfDay: startOfDayInUtc }

/**
 * The clock of a zone. If clocks change in the middle of an hour, as on Lord Howe Island, a new hour begins there, so
 * that each hour is within one local hour and day. It caches its results, so create one per task.
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

/** The offset (ms) of a zone from UTC, and since when (ms) it applies. */
export type Offset = { from: number; offset: number }

/**
 * The offsets of a zone between two instants, the first of them at `from`; more than one if clocks change in between.
 */
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

/**
 * The last `days` days of a zone, including today: when they begin, the offsets since then, and their names in order.
 */
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
