import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import { type Clock, startOfDayIn } from '../../../platform/lib/time/zone.ts'

/** Maximum number of bars of a histogram. */
export const MAX_BARS = 90
/** From this length on, a bar lasts an hour or longer, because hours can be counted without reading entries. */
const HOURS_FROM_MS = 12 * HOUR_MS

const SECOND = 1000
const MINUTE = 60 * SECOND
const SHORT_STEPS = [1, 2, 5, 10, 15, 30].map((n) => n * SECOND).concat([1, 2, 5, 10, 15, 30].map((n) => n * MINUTE))
/** They divide a day, so that each day begins with a bar. */
const HOUR_STEPS = [1, 2, 3, 4, 6, 8, 12].map((n) => n * HOUR_MS)

/** The bars of a histogram: their length (ms) and their starts (ms), oldest first. The last one may lie in the future. */
export type Bars = { stepMs: number; starts: number[]; end: number }

/** The length of the bars of a range, ms; a multiple of a day, or shorter. */
export function stepOf(lengthMs: number, least = 0): number {
  // A bar more, because a range rarely begins with one.
  const fits = (step: number) => lengthMs / step <= MAX_BARS - 2
  const steps = lengthMs < HOURS_FROM_MS ? [...SHORT_STEPS, ...HOUR_STEPS] : HOUR_STEPS
  const found = steps.find((step) => step >= least && fits(step))
  return found ?? Math.max(1, Math.ceil(lengthMs / DAY_MS / (MAX_BARS - 2))) * DAY_MS
}

/**
 * The bars of the range from `from` to `to` (ms). Bars of hours begin with hours of the organization, bars of days with
 * its days: they are an hour longer or shorter where clocks change.
 */
export function barsOf(from: number, to: number, stepMs: number, zone: string, clock: Clock): Bars {
  const starts: number[] = []
  const day = () => startOfDayIn(zone, from)
  let next: (start: number) => number = (start) => start + stepMs
  let start: number
  if (stepMs >= DAY_MS) {
    start = day()
    next = (at) => startOfDayIn(zone, at, stepMs / DAY_MS)
  } else if (stepMs >= HOUR_MS) {
    const hour = clock.hourOf(from)
    start = hour - ((hour - day()) % stepMs)
  } else start = Math.floor(from / stepMs) * stepMs
  for (; start <= to; start = next(start)) starts.push(start)
  return { stepMs, starts, end: start }
}

/** The index of the bar that contains `time` (ms); -1 before the first. */
export function barAt({ starts }: Bars, time: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}
