import type { UsageOverQuery } from '../../../../contract/event-logs.ts'
import { isDate } from '../../../../contract/instant.ts'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import { type Clock, startOfDateIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'

/** Longest period of a report, days. */
export const MAX_PERIOD_DAYS = 92
const QUARTER_MS = HOUR_MS / 4

/** A range of time, ms; its end is exclusive. */
export type Span = { start: number; end: number }

/** `over`: whether the hour or day has passed, of which the period may contain only a part. */
export type Bucket = Span & { over: boolean }

export type Period = Span & {
  bucket: 'hour' | 'day'
  buckets: Bucket[]
  /** The period before, as long as this one has come. */
  previous: Span
}

/** Why a query names no period. */
export type PeriodFault = { path: 'start' | 'end'; message: string }

/**
 * The period of a report; it ends now if its end is later. Days are those of `zone`. Statistics are kept by hours of the
 * organization (`clock`): an instant that is the start or the end includes its whole hour, a day the hours that begin in it.
 */
export function periodOf(
  { start, end, days }: Pick<UsageOverQuery, 'start' | 'end'> & { days: number },
  zone: string,
  clock: Clock,
  now: number,
): Period | PeriodFault {
  const fromDay = start === undefined || isDate(start)
  const toDay = end === undefined ? fromDay : isDate(end)
  const first = startOf()
  const last = endOf(Math.max(now, first))
  const isReversed =
    start !== undefined && end !== undefined && !fromDay && !toDay && Date.parse(end) < Date.parse(start)
  if (isReversed || last < first || (toDay && last === first))
    return { path: 'end', message: 'must not be before start' }
  // An hour more, because clocks may have been set back.
  if (last - first > MAX_PERIOD_DAYS * DAY_MS + HOUR_MS)
    return { path: 'start', message: `must be at most ${MAX_PERIOD_DAYS} days before end` }
  const period = { start: first, end: Math.max(first, Math.min(last, now)) }
  const before =
    fromDay && toDay ? startOfDayIn(zone, first, -Math.round((last - first) / DAY_MS)) : first - (last - first)
  // An hour less, because clocks may have been set forward.
  const bucket = last - first < 3 * DAY_MS - HOUR_MS ? 'hour' : 'day'
  return {
    ...period,
    bucket,
    buckets: bucketsOf(
      period,
      (time) => (bucket === 'hour' ? nextHour(clock, time) : startOfDayIn(zone, time, 1)),
      now,
    ),
    previous: { start: before, end: Math.min(first, before + period.end - period.start) },
  }

  function startOf(): number {
    if (start === undefined) return startOfDayIn(zone, now, 1 - days)
    return fromDay ? startOfDateIn(zone, start) : clock.hourOf(Date.parse(start))
  }

  function endOf(latest: number): number {
    if (end === undefined) return toDay ? startOfDayIn(zone, latest, 1) : latest
    return toDay ? startOfDateIn(zone, end, 1) : endOfHour(clock, Date.parse(end))
  }
}

function bucketsOf({ start, end }: Span, next: (time: number) => number, now: number): Bucket[] {
  const buckets: Bucket[] = []
  for (let from = start; from < end; ) {
    const until = next(from)
    buckets.push({ start: from, end: Math.min(until, end), over: until <= now })
    from = until
  }
  return buckets
}

/** The start of the local hour after the one that contains `time`. */
function nextHour(clock: Clock, time: number): number {
  const hour = clock.hourOf(time)
  // If clocks change in the middle of an hour, the next one begins sooner.
  let next = (Math.floor(time / QUARTER_MS) + 1) * QUARTER_MS
  while (clock.hourOf(next) === hour) next += QUARTER_MS
  return next
}

const endOfHour = (clock: Clock, time: number) => (clock.hourOf(time) === time ? time : nextHour(clock, time))
