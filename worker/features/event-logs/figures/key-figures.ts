import type { KeyUsage } from '../../../../contract/api-keys.ts'
import type { Deps } from '../../../platform/deps.ts'
import { dayOf, lastDaysIn } from '../../../platform/lib/time/zone.ts'
import { histogramOf, quantile } from '../rollups/histogram.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { readKeyFigures } from './usage-store.ts'

/**
 * The figures of one key over the last `days` days of the organization's time zone, today included; days without calls
 * stand as zero.
 */
export async function keyFigures(
  deps: Deps,
  organizationId: string,
  keyId: string,
  days: number,
): Promise<Omit<KeyUsage, 'limits' | 'rotation'>> {
  const { from, offsets, list } = lastDaysIn(await findTimeZone(deps.db, organizationId), deps.now, days)
  const figures = await readKeyFigures(deps.db, organizationId, keyId, from, offsets)
  const byDay = new Map(figures.days.map((one) => [dayOf(one.day), one]))
  const total = figures.days.reduce((sum, one) => sum + one.calls, 0)
  return {
    days,
    total,
    errors: figures.days.reduce((sum, one) => sum + one.errors, 0),
    averageMs: total === 0 ? null : (figures.latency?.durationMs ?? 0) / total,
    p95Ms: quantile(histogramOf(figures.latency?.buckets), 0.95),
    byDay: list.map((day) => {
      const known = byDay.get(day)
      return { day, calls: known?.calls ?? 0, errors: known?.errors ?? 0 }
    }),
    byEndpoint: figures.endpoints,
    byCountry: figures.countries,
    byStatus: figures.statuses.map((one) => ({ status: `${one.statusClass}xx`, calls: one.calls })),
  }
}
