import type { GatewayRouteUsage } from '../../../../contract/gateway.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { Deps } from '../../../platform/deps.ts'
import { dayOf, lastDaysIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { histogramOf, quantile } from '../rollups/histogram.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { readRouteFigures } from './route-figures-store.ts'

/**
 * The calls of a gateway route over the last days, in the organization's time zone and including today; days without calls are
 * zero. Routes of one pattern share their figures.
 */
export async function routeFigures(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  reach: Reach,
  pattern: string,
  days: number,
): Promise<GatewayRouteUsage> {
  const zone = await findTimeZone(db, reach.organizationId)
  const { from, offsets, list } = lastDaysIn(zone, now, days)
  const figures = await readRouteFigures(db, reach, pattern, from, offsets)
  const byDay = new Map(figures.days.map((one) => [dayOf(one.day), one]))
  const calls = figures.days.reduce((sum, one) => sum + one.calls, 0)
  const durationMs = figures.latency?.durationMs ?? 0
  return {
    calls,
    failed: figures.days.reduce((sum, one) => sum + one.failed, 0),
    averageMs: calls === 0 ? null : durationMs / calls,
    p95Ms: quantile(histogramOf(figures.latency?.buckets), 0.95, durationMs),
    days: list.map((day, index) => ({
      time: new Date(startOfDayIn(zone, now, 1 - days + index)).toISOString(),
      calls: byDay.get(day)?.calls ?? 0,
      failed: byDay.get(day)?.failed ?? 0,
    })),
    outcomes: figures.outcomes,
  }
}
