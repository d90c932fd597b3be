import type { KeyUsage } from '../../../../client/src/generated.ts'
import { csvOf } from '../../../../contract/lib/csv.ts'
import { countryName } from '../../../format/country-name.ts'
import { downloadText } from '../../../format/download.ts'
import { m } from '../../../messages/index.ts'

const rounded = (ms: number | null) => (ms === null ? null : Math.round(ms * 10) / 10)

/** The statistics of a key as one CSV table: the total, then days, endpoints, status classes and countries. */
function usageAsCsv(name: string, usage: KeyUsage): string {
  return csvOf([
    [
      m.api_keys_usage_report_section(),
      m.api_keys_usage_report_item(),
      m.api_keys_usage_report_requests(),
      m.api_keys_usage_report_errors(),
      m.api_keys_usage_report_average_ms(),
      m.api_keys_usage_report_p95_ms(),
    ],
    [m.api_keys_usage_report_total(), name, usage.total, usage.errors, rounded(usage.averageMs), rounded(usage.p95Ms)],
    ...usage.byDay.map((one) => [m.api_keys_usage_report_day(), one.day, one.calls, one.errors, null, null]),
    ...usage.byEndpoint.map((one) => [
      m.api_keys_usage_report_endpoint(),
      one.endpoint,
      one.calls,
      one.errors,
      rounded(one.averageMs),
      null,
    ]),
    ...usage.byStatus.map((one) => [m.api_keys_usage_report_status(), one.status, one.calls, null, null, null]),
    ...usage.byCountry.map((one) => [
      m.api_keys_usage_report_country(),
      countryName(one.country),
      one.calls,
      null,
      null,
      null,
    ]),
  ])
}

/** Saves the statistics of a key over some days as a CSV file. */
export const saveUsage = (name: string, usage: KeyUsage, days: number): void =>
  downloadText(m.api_keys_usage_file_name({ name, days }), usageAsCsv(name, usage), 'text/csv')
