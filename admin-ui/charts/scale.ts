/** Steps of an axis are one of these times a power of ten; the rounder ones come first. */
const ROUND = [1, 2, 5, 2.5, 3, 4, 1.5, 6, 8]

/**
 * The values of the grid lines from 0 up, so that the last one covers `max`: three at least, `most` at most, all whole.
 */
export function gridOf(max: number, most = 5): number[] {
  let best = { top: Number.POSITIVE_INFINITY, step: 1, lines: 2 }
  for (let power = 1; power <= Math.max(1, max); power *= 10) {
    for (const round of ROUND) {
      const step = round * power
      if (!Number.isInteger(step)) continue
      const lines = Math.max(2, Math.ceil(max / step))
      if (lines < most && step * lines < best.top) best = { top: step * lines, step, lines }
    }
  }
  return Array.from({ length: best.lines + 1 }, (_, index) => index * best.step)
}

/**
 * The heights of stacked parts in px, lowest first, with 1 px between them. A part that exists has at least 1 px; the
 * whole bar is as high as its sum, where it can be.
 */
export function heightsOf(counts: readonly number[], top: number, height: number): number[] {
  const px = (count: number) => Math.round((count / top) * height)
  const heights = counts.map((count) => (count === 0 ? 0 : Math.max(1, px(count))))
  const gaps = Math.max(0, heights.filter((one) => one > 0).length - 1)
  const wanted = px(counts.reduce((sum, count) => sum + count, 0))
  const largest = heights.indexOf(Math.max(...heights))
  const over = heights.reduce((sum, one) => sum + one, gaps) - wanted
  return heights.map((one, index) => (index === largest && one > 0 ? Math.max(1, one - over) : one))
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Lengths of the steps between the marks of a time axis within a day, seconds. */
const STEPS = [
  ...[5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 12, 24].map((count) => count * HOUR),
]
const STEPS_DAYS = [1, 2, 7, 14, 28, 91]

/**
 * The indexes of the periods that are named below the axis, at most `room`: full hours, midnights or every n-th day,
 * in the reader's time zone.
 * @param seconds the length of a period
 */
export function marksOf(starts: readonly Date[], seconds: number, room: number): number[] {
  const fits = (perStep: number) => starts.length / perStep <= Math.max(1, room)
  const every = (count: number) => starts.flatMap((_, index) => (index % count === 0 ? [index] : []))
  const least = Math.ceil(starts.length / Math.max(1, room))
  if (seconds >= DAY) return every(STEPS_DAYS.find((days) => fits((days * DAY) / seconds)) ?? least)
  const step = STEPS.find((one) => one >= seconds && fits(one / seconds))
  if (step === undefined) return every(least)
  const marks = starts.flatMap((start, index) =>
    (start.getHours() * HOUR + start.getMinutes() * MINUTE + start.getSeconds()) % step === 0 ? [index] : [],
  )
  // Hours of the organization begin at other minutes than the reader's in a few time zones.
  return marks.length > 0 ? marks : every(least)
}

/** Half the width of the longest name below a time axis, such as "12:30:15". */
const HALF_MARK = '1.5rem'

/**
 * Where the middle of a name below a time axis stands, as a CSS length: at its period, but never so near to an end of
 * the axis that the name is cut.
 * @param share the place of its period on the axis, 0 to 1
 */
export const markPlace = (share: number): string =>
  `clamp(${HALF_MARK}, ${(share * 100).toFixed(2)}%, 100% - ${HALF_MARK})`
