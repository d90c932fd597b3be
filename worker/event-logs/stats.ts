import type { Stats } from '../../contract/event-logs.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { DAY_MS, HOUR_MS, hourOf, startOfDay } from '../lib/time.ts'
import { histogramOf, quantile } from './histogram.ts'
import { readStats } from './store.ts'

/** Figures of the API calls of an organisation: today, the last 7 and the last 30 days (UTC), from roll-ups alone. */
export async function readUsageStats(deps: Deps, actor: Actor): Promise<Stats> {
  const today = startOfDay(deps.now)
  const firstHour = hourOf(deps.now) - 23 * HOUR_MS
  const { totals, topKey, endpoints, hours } = await readStats(deps.db, actor.organization.id, {
    today,
    week: today - 6 * DAY_MS,
    month: today - 29 * DAY_MS,
    day: firstHour,
  })
  const month = totals?.month ?? 0
  const byHour = new Map(hours.map((one) => [one.hour, one]))
  return {
    calls: { today: totals?.today ?? 0, week: totals?.week ?? 0, month },
    errorRate: month === 0 ? null : (totals?.errors ?? 0) / month,
    averageMs: month === 0 ? null : (totals?.durationMs ?? 0) / month,
    p95Ms: quantile(histogramOf(totals?.buckets), 0.95),
    mostUsedKey: topKey ?? null,
    topEndpoints: endpoints,
    hourly: Array.from({ length: 24 }, (_, index) => {
      const hour = firstHour + index * HOUR_MS
      const known = byHour.get(hour)
      return { hour: new Date(hour).toISOString(), calls: known?.calls ?? 0, errors: known?.errors ?? 0 }
    }),
  }
}
