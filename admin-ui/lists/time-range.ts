import { instantOf } from '../format/local-time.ts'
import { oneOf, readLocalTime } from './list-state.ts'

/** The ranges of a list of things that happen often: '' for any time, spans that end now, and one with a start and an end. */
export const TIME_RANGES = ['', '1h', '24h', '7d', '30d', 'custom'] as const

export type TimeRange = {
  range: (typeof TIME_RANGES)[number]
  /** The value of an <input type="datetime-local">; counts only if the range is `custom`. */
  from: string
  to: string
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const SPANS: Partial<Record<TimeRange['range'], number>> = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
  '30d': 720 * HOUR_MS,
}

/** Reads a range from the URL. Unknown values count as not set. */
export const readTimeRange = (query: Record<string, string>): TimeRange => ({
  range: oneOf(TIME_RANGES, query.range),
  from: readLocalTime(query.from),
  to: readLocalTime(query.to),
})

/**
 * A range for the API. One that ends now begins at a full minute, so that the query key stays the same for a while.
 * @param now ms since 1970
 */
export function timeRangeParams(
  { range, from, to }: TimeRange,
  now: number,
): { from: string | null; to: string | null } {
  if (range === 'custom') return { from: instantOf(from), to: instantOf(to) }
  const span = SPANS[range]
  if (span === undefined) return { from: null, to: null }
  return { from: new Date(Math.floor((now - span) / MINUTE_MS) * MINUTE_MS).toISOString(), to: null }
}
