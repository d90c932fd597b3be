import type { Deps } from '../../../platform/deps.ts'
import { dayOf, lastDaysIn } from '../../../platform/lib/time/zone.ts'
import { histogramOf, quantile } from '../rollups/histogram.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { readWebhookFigures } from './usage-store.ts'

/**
 * The deliveries and attempts of one webhook over the last `days` days of the organization's time zone, today included; days
 * without any stand as zero.
 */
export async function webhookFigures(deps: Pick<Deps, 'db' | 'now'>, organizationId: string, id: string, days: number) {
  const { from, offsets, list } = lastDaysIn(await findTimeZone(deps.db, organizationId), deps.now, days)
  const figures = await readWebhookFigures(deps.db, organizationId, id, from, offsets)
  const known = new Map(figures.days.map((one) => [dayOf(one.day), one]))
  const sum = (of: (one: (typeof figures.days)[number]) => number) =>
    figures.days.reduce((all, one) => all + of(one), 0)
  const attempts = sum((one) => one.calls)
  return {
    days,
    deliveries: sum((one) => one.succeeded + one.failed),
    deliveriesFailed: sum((one) => one.failed),
    attempts,
    failures: sum((one) => one.errors),
    averageMs: attempts === 0 ? null : (figures.latency?.durationMs ?? 0) / attempts,
    p95Ms: quantile(histogramOf(figures.latency?.buckets), 0.95),
    byDay: list.map((day) => {
      const one = known.get(day)
      return {
        day,
        deliveries: (one?.succeeded ?? 0) + (one?.failed ?? 0),
        deliveriesFailed: one?.failed ?? 0,
        attempts: one?.calls ?? 0,
        failures: one?.errors ?? 0,
      }
    }),
    byRoute: new Map(figures.routes.map(({ route, calls }) => [route, calls])),
  }
}
