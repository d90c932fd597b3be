import { type Clock, dayAndHourIn } from '../../../platform/lib/time/zone.ts'
import { BUCKETS, quantile } from '../rollups/histogram.ts'
import type { readUsage, Top } from './usage-store.ts'

type Usage = Awaited<ReturnType<typeof readUsage>>
type Hour = Usage['hours'][number]

/** The sum of some hours. Without calls there is no success rate and no latency (null). */
export function totalsOf(hours: readonly Hour[]) {
  const buckets = new Array<number>(BUCKETS).fill(0)
  let calls = 0
  let errors = 0
  let durationMs = 0
  for (const hour of hours) {
    calls += hour.calls
    errors += hour.errors
    durationMs += hour.durationMs
    const counts: number[] = JSON.parse(hour.buckets)
    for (let index = 0; index < BUCKETS; index++) buckets[index] = (buckets[index] ?? 0) + (counts[index] ?? 0)
  }
  return {
    calls,
    errors,
    errorRate: calls === 0 ? null : errors / calls,
    averageMs: calls === 0 ? null : durationMs / calls,
    p95Ms: quantile(buckets, 0.95, durationMs),
  }
}

/** The sum of some hours by outcome. Without calls there is no latency (null). */
export function sumsOf(hours: readonly Hour[]) {
  const { calls, errors, averageMs, p95Ms } = totalsOf(hours)
  const serverErrors = hours.reduce((sum, one) => sum + one.serverErrors, 0)
  return {
    calls,
    successful: calls - errors,
    clientErrors: errors - serverErrors,
    serverErrors,
    errors,
    averageMs,
    p95Ms,
  }
}

/** The hour with most calls, the latest of several; null without calls. */
export function peakHourOf(hours: readonly Hour[]): { start: string; calls: number } | null {
  let peak: Hour | null = null
  for (const one of hours) if (one.calls > 0 && one.calls >= (peak?.calls ?? 0)) peak = one
  return peak && { start: new Date(peak.hour).toISOString(), calls: peak.calls }
}

/** Calls in the hours from `since` (ms) on. */
export const callsSince = (hours: readonly Hour[], since: number): number =>
  hours.reduce((sum, one) => (one.hour >= since ? sum + one.calls : sum), 0)

/**
 * One figure for each of `days`, in their order; days without calls are zero. An hour counts to the day in which it
 * begins.
 */
export function byDay(hours: readonly Hour[], zone: string, days: readonly string[]) {
  const sums = new Map(days.map((day) => [day, { day, calls: 0, errors: 0 }]))
  for (const hour of hours) {
    const sum = sums.get(dayAndHourIn(zone, hour.hour).day)
    if (!sum) continue
    sum.calls += hour.calls
    sum.errors += hour.errors
  }
  return [...sums.values()]
}

/**
 * The last 24 local hours, oldest first; hours without calls are zero. A rollup that begins within an hour counts to
 * it.
 */
export function hourly(hours: readonly Hour[], clock: Clock, now: number) {
  const starts = [clock.hourOf(now)]
  while (starts.length < 24) starts.unshift(clock.hourOf((starts[0] ?? now) - 1))
  const sums = starts.map((start) => ({ hour: new Date(start).toISOString(), calls: 0, errors: 0 }))
  for (const one of hours) {
    const sum = sums[starts.findLastIndex((start) => start <= one.hour)]
    if (!sum) continue
    sum.calls += one.calls
    sum.errors += one.errors
  }
  return sums
}

/** Calls by local hour of the day, 0 to 23. */
export function byHourOfDay(hours: readonly Hour[], zone: string) {
  const sums = Array.from({ length: 24 }, (_, hour) => ({ hour, calls: 0 }))
  for (const one of hours) {
    const sum = sums[dayAndHourIn(zone, one.hour).hour]
    if (sum) sum.calls += one.calls
  }
  return sums
}

/** The most called keys or routes, most calls first, from the daily sums and the rollups since then. */
export function topOf({ days, fine }: Usage, of: 'keys' | 'routes', count: number): Top[] {
  const sums = new Map<string, Top>()
  const add = (name: string, calls: number, errors: number) => {
    const known = sums.get(name)
    if (!known) sums.set(name, [name, calls, errors])
    else {
      known[1] += calls
      known[2] += errors
    }
  }
  for (const day of days) for (const [name, calls, errors] of day[of]) add(name, calls, errors)
  for (const one of fine) {
    const name = of === 'keys' ? one.keyId : one.route
    if (one.type === 'api_call' && name !== '' && !name.startsWith('app_'))
      add(name, one.calls, one.statusClass >= 4 ? one.calls : 0)
  }
  // Zero after test calls were subtracted.
  const counted = [...sums.values()].filter(([, calls]) => calls > 0)
  return counted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count)
}
