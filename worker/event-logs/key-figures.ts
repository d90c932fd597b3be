import type { KeyUsage } from '../../contract/api-keys.ts'
import type { Deps } from '../deps.ts'
import { DAY_MS, startOfDay } from '../lib/time.ts'
import { histogramOf, quantile } from './histogram.ts'
import { readKeyFigures } from './store.ts'

/** The figures of one key over the last `days` whole days (UTC), today included; days without calls stand as zero. */
export async function keyFigures(
  deps: Deps,
  organizationId: string,
  keyId: string,
  days: number,
): Promise<Omit<KeyUsage, 'limits' | 'rotation'>> {
  const first = startOfDay(deps.now) - (days - 1) * DAY_MS
  const figures = await readKeyFigures(deps.db, organizationId, keyId, first)
  const byDay = new Map(figures.days.map((one) => [one.day * DAY_MS, one]))
  const total = figures.days.reduce((sum, one) => sum + one.calls, 0)
  return {
    days,
    total,
    errors: figures.days.reduce((sum, one) => sum + one.errors, 0),
    averageMs: total === 0 ? null : (figures.latency?.durationMs ?? 0) / total,
    p95Ms: quantile(histogramOf(figures.latency?.buckets), 0.95),
    byDay: Array.from({ length: days }, (_, index) => {
      const day = first + index * DAY_MS
      const known = byDay.get(day)
      return { day: new Date(day).toISOString().slice(0, 10), calls: known?.calls ?? 0, errors: known?.errors ?? 0 }
    }),
    byEndpoint: figures.endpoints,
    byCountry: figures.countries,
    byStatus: figures.statuses.map((one) => ({ status: `${one.statusClass}xx`, calls: one.calls })),
  }
}
