import { STANDARD_KEY_USAGE_DAYS } from '../../../../contract/api-keys.data.ts'
import type { KeyUsage, UsageQuery } from '../../../../contract/api-keys.ts'
import type { Deps } from '../../../platform/deps.ts'
import { HOUR_MS, hourOf } from '../../../platform/lib/time/time.ts'
import { dayAndHourIn, dayOf, lastDaysIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { histogramOf, quantile } from '../rollups/histogram.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { type KeyCounts, readKeyFigures } from './usage-store.ts'

type Figures = Omit<KeyUsage, 'limits' | 'rotation'>
type Period = Pick<UsageQuery, 'days' | 'hours'>

/**
 * Statistics of one key over the last hours, or over the last days in the organization's time zone, including today.
 * Hours and days without calls are zero.
 */
export async function keyFigures(
  deps: Deps,
  organizationId: string,
  keyId: string,
  { days, hours }: Period,
): Promise<Figures> {
  const zone = await findTimeZone(deps.db, organizationId)
  return hours === undefined
    ? overDays(deps, organizationId, keyId, zone, days ?? STANDARD_KEY_USAGE_DAYS)
    : overHours(deps, organizationId, keyId, zone, hours)
}

async function overDays({ db, now }: Deps, organizationId: string, keyId: string, zone: string, days: number) {
  const { from, offsets, list } = lastDaysIn(zone, now, days)
  const figures = await readKeyFigures(db, organizationId, keyId, { from, countriesFrom: from, by: offsets })
  const byDay = new Map(figures.counts.map((one) => [dayOf(one.at), one]))
  return presentFigures(figures, {
    byDay: list.map((day) => ({ day, ...sumOf([byDay.get(day)]) })),
    buckets: list.map((day, index) => bucketOf(startOfDayIn(zone, now, 1 - days + index), byDay.get(day))),
  })
}

async function overHours({ db, now }: Deps, organizationId: string, keyId: string, zone: string, hours: number) {
  const from = hourOf(now) - (hours - 1) * HOUR_MS
  const figures = await readKeyFigures(db, organizationId, keyId, {
    from,
    countriesFrom: startOfDayIn(zone, from),
    by: 'hour',
  })
  const starts = Array.from({ length: hours }, (_, index) => from + index * HOUR_MS)
  const dayAt = (time: number) => dayAndHourIn(zone, time).day
  const days = [...new Set([...starts, now].map(dayAt))]
  // A rollup may begin within an hour of the clock of UTC: in a zone whose offset is not whole hours.
  const within = (start: number) => figures.counts.filter(({ at }) => hourOf(at) === start)
  return presentFigures(figures, {
    byDay: days.map((day) => ({ day, ...sumOf(figures.counts.filter(({ at }) => dayAt(at) === day)) })),
    buckets: starts.map((start) => bucketOf(start, ...within(start))),
  })
}

const sumOf = (counts: readonly (KeyCounts | undefined)[]) => ({
  calls: counts.reduce((sum, one) => sum + (one?.calls ?? 0), 0),
  errors: counts.reduce((sum, one) => sum + (one?.errors ?? 0), 0),
})

function bucketOf(start: number, ...counts: (KeyCounts | undefined)[]): Figures['buckets'][number] {
  const { calls, errors } = sumOf(counts)
  const serverErrors = counts.reduce((sum, one) => sum + (one?.serverErrors ?? 0), 0)
  return {
    start: new Date(start).toISOString(),
    successful: calls - errors,
    clientErrors: errors - serverErrors,
    serverErrors,
  }
}

function presentFigures(
  figures: Awaited<ReturnType<typeof readKeyFigures>>,
  { byDay, buckets }: Pick<Figures, 'byDay' | 'buckets'>,
): Figures {
  const { calls, errors } = sumOf(figures.counts)
  return {
    days: byDay.length,
    total: calls,
    errors,
    averageMs: calls === 0 ? null : (figures.latency?.durationMs ?? 0) / calls,
    p95Ms: quantile(histogramOf(figures.latency?.buckets), 0.95, figures.latency?.durationMs ?? 0),
    byDay,
    buckets,
    byEndpoint: figures.endpoints,
    byCountry: figures.countries,
    byStatus: figures.statuses.map((one) => ({ status: `${one.statusClass}xx`, calls: one.calls })),
  }
}
