import type { KeyUsage } from '../../../../client/src/generated.ts'
import { csvOf } from '../../../../contract/csv.ts'
import { countryName, words } from './usage-words.ts'

const rounded = (ms: number | null) => (ms === null ? null : Math.round(ms * 10) / 10)

/** The figures of a key as one table: the total, then days, endpoints, status classes and countries. */
export function usageAsCsv(name: string, usage: KeyUsage): string {
  const { report: t } = words()
  return csvOf([
    [t.section, t.item, t.requests, t.errors, t.averageMs, t.p95Ms],
    [t.total, name, usage.total, usage.errors, rounded(usage.averageMs), rounded(usage.p95Ms)],
    ...usage.byDay.map((one) => [t.day, one.day, one.calls, one.errors, null, null]),
    ...usage.byEndpoint.map((one) => [t.endpoint, one.endpoint, one.calls, one.errors, rounded(one.averageMs), null]),
    ...usage.byStatus.map((one) => [t.status, one.status, one.calls, null, null, null]),
    ...usage.byCountry.map((one) => [t.country, countryName(one.country), one.calls, null, null, null]),
  ])
}
