import { STANDARD_STATS_DAYS } from '../../../../contract/webhooks.data.ts'
import type { StatsQuery, WebhookStats } from '../../../../contract/webhooks.ts'
import type { Deps } from '../../../platform/deps.ts'
import { HOUR_MS, hourOf } from '../../../platform/lib/time/time.ts'
import { dayAndHourIn, dayOf, lastDaysIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { histogramOf, quantile } from '../rollups/histogram.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { readWebhookFigures } from './usage-store.ts'

type Read = Awaited<ReturnType<typeof readWebhookFigures>>
type Counts = Read['counts'][number]

/**
 * Deliveries and attempts of one webhook over the last hours, or over the last days in the organization's time zone,
 * including today; hours and days without any are zero.
 */
export async function webhookFigures(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  organizationId: string,
  id: string,
  { days, hours }: Pick<StatsQuery, 'days' | 'hours'>,
) {
  const zone = await findTimeZone(db, organizationId)
  if (hours === undefined) {
    const count = days ?? STANDARD_STATS_DAYS
    const { from, offsets, list } = lastDaysIn(zone, now, count)
    const figures = await readWebhookFigures(db, organizationId, id, from, offsets)
    const on = (day: string) => figures.counts.filter(({ at }) => dayOf(at) === day)
    return presentFigures(figures, {
      byDay: list.map((day) => dayCounts(day, on(day))),
      buckets: list.map((day, index) => bucketOf(startOfDayIn(zone, now, 1 - count + index), on(day))),
    })
  }
  const from = hourOf(now) - (hours - 1) * HOUR_MS
  const figures = await readWebhookFigures(db, organizationId, id, from, 'hour')
  const starts = Array.from({ length: hours }, (_, index) => from + index * HOUR_MS)
  const dayAt = (time: number) => dayAndHourIn(zone, time).day
  const touched = [...new Set([...starts, now].map(dayAt))]
  return presentFigures(figures, {
    byDay: touched.map((day) =>
      dayCounts(
        day,
        figures.counts.filter(({ at }) => dayAt(at) === day),
      ),
    ),
    // A rollup may begin within an hour of the clock of UTC: in a zone whose offset is not whole hours.
    buckets: starts.map((start) =>
      bucketOf(
        start,
        figures.counts.filter(({ at }) => hourOf(at) === start),
      ),
    ),
  })
}

const sum = (counts: readonly Counts[], of: (one: Counts) => number) => counts.reduce((all, one) => all + of(one), 0)

const dayCounts = (day: string, counts: readonly Counts[]): WebhookStats['byDay'][number] => ({
  day,
  deliveries: sum(counts, (one) => one.succeeded + one.failed),
  deliveriesFailed: sum(counts, (one) => one.failed),
  attempts: sum(counts, (one) => one.calls),
  failures: sum(counts, (one) => one.errors),
})

const bucketOf = (start: number, counts: readonly Counts[]): WebhookStats['buckets'][number] => ({
  start: new Date(start).toISOString(),
  delivered: sum(counts, (one) => one.succeeded),
  retried: sum(counts, (one) => one.calls - one.succeeded - one.failed),
  failed: sum(counts, (one) => one.failed),
})

function presentFigures(figures: Read, over: Pick<WebhookStats, 'byDay' | 'buckets'>) {
  const { counts, latency, routes } = figures
  const attempts = sum(counts, (one) => one.calls)
  return {
    days: over.byDay.length,
    deliveries: sum(counts, (one) => one.succeeded + one.failed),
    deliveriesFailed: sum(counts, (one) => one.failed),
    attempts,
    failures: sum(counts, (one) => one.errors),
    averageMs: attempts === 0 ? null : (latency?.durationMs ?? 0) / attempts,
    p95Ms: quantile(histogramOf(latency?.buckets), 0.95, latency?.durationMs ?? 0),
    ...over,
    byRoute: new Map(routes.map(({ route, calls }) => [route, calls])),
  }
}
