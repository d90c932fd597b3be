import { defineWords, formatNumber, formatShare, locale, plural } from '../../../format/language.ts'

/** A day is any 24 hours, not the one that the calendar shows. */
const WINDOWS = { minute: 'this minute', hour: 'this hour', day: 'in 24 hours' }

/** What the statistics of a key say. */
export const words = defineWords({
  title: (name: string) => `${name} - Usage Statistics`,
  titleWaiting: 'Usage Statistics',
  gone: 'This key does not exist any more.',
  close: 'Close',
  export: 'Export usage report',

  total: 'Total requests',
  averageShort: 'Average',
  none: '–',

  overTime: 'Requests over time',
  overTimeTip: (day: string, calls: number, errors: number) =>
    `${day}: ${plural(calls, { one: '# request', other: '# requests' })}, ${plural(errors, { one: '# error', other: '# errors' })}`,
  day: 'Day',
  requests: 'Requests',
  errors: 'Errors',
  byEndpoint: 'Requests by endpoint',
  byCountry: 'Requests by country',
  unknownCountry: 'Unknown',
  torNetwork: 'Tor network',
  outcome: 'Success and errors',
  success: 'Success',
  countAndShare: (count: number, share: number) => `${formatNumber(count)} (${formatShare(share)})`,
  byStatus: 'By status',
  statusCount: (status: string, count: number) => `${status}: ${formatNumber(count)}`,
  topEndpoints: 'Most accessed endpoints',
  endpoint: 'Endpoint',

  emptyTitle: 'No requests',
  emptyText: (days: number) =>
    `Nothing has called with this key in the last ${plural(days, { one: 'day', other: '# days' })}.`,

  left: (left: number, limit: number, window: keyof typeof WINDOWS) =>
    `${formatNumber(left)} of ${formatNumber(limit)} left ${WINDOWS[window]}`,

  fileName: (name: string, days: number) => `${name}-usage-${days}-days.csv`,
  report: {
    section: 'Section',
    item: 'Item',
    requests: 'Requests',
    errors: 'Errors',
    averageMs: 'Average ms',
    p95Ms: '95% within ms',
    total: 'Total',
    day: 'Day',
    endpoint: 'Endpoint',
    status: 'Status',
    country: 'Country',
  },
})

/** A country's name in the reader's language: of an ISO 3166 code, or of what Cloudflare writes where there is none. */
export function countryName(code: string): string {
  const t = words()
  if (code === 'ZZ' || code === 'XX') return t.unknownCountry
  if (code === 'T1') return t.torNetwork
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code
}
