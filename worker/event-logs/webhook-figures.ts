import type { Deps } from '../deps.ts'
import { DAY_MS, startOfDay } from '../lib/time.ts'
import { histogramOf, quantile } from './histogram.ts'
import { readWebhookFigures } from './store.ts'

/** The attempts of one webhook over the last `days` whole days (UTC), today included; days without stand as zero. */
export async function webhookFigures(deps: Pick<Deps, 'db' | 'now'>, organizationId: string, id: string, days: number) {
  const first = startOfDay(deps.now) - (days - 1) * DAY_MS
  const figures = await readWebhookFigures(deps.db, organizationId, id, first)
  const known = new Map(figures.days.map((one) => [one.day * DAY_MS, one]))
  const attempts = figures.days.reduce((sum, one) => sum + one.calls, 0)
  return {
    days,
    attempts,
    failures: figures.days.reduce((sum, one) => sum + one.errors, 0),
    averageMs: attempts === 0 ? null : (figures.latency?.durationMs ?? 0) / attempts,
    p95Ms: quantile(histogramOf(figures.latency?.buckets), 0.95),
    byDay: Array.from({ length: days }, (_, index) => {
      const day = first + index * DAY_MS
      const one = known.get(day)
      return { day: new Date(day).toISOString().slice(0, 10), attempts: one?.calls ?? 0, failures: one?.errors ?? 0 }
    }),
    byRoute: new Map(figures.routes.map(({ route, calls }) => [route, calls])),
  }
}
