import type { DeliveryStatus } from '../../contract/webhooks.ts'
import type { Params } from '../api.ts'
import { FIRST_PAGE, type Paging, pageTurns, readPaging } from '../parts/paging.ts'
import type { UrlState } from '../parts/url-state.ts'

export const STATUSES: readonly DeliveryStatus[] = ['pending', 'delivering', 'succeeded', 'failed', 'cancelled']
export const CODES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const
export const RANGES = ['', '1h', '24h', '7d', '30d', 'custom'] as const

export type DeliveryState = Paging & {
  status: DeliveryStatus | ''
  event: string
  /** A class, none, or one code of three digits. */
  code: string
  range: (typeof RANGES)[number]
  /** Local date and time as an <input type="datetime-local"> has them. */
  from: string
  to: string
}

const HOUR_MS = 3_600_000
const SPANS: Record<string, number> = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 168 * HOUR_MS, '30d': 720 * HOUR_MS }
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const CODE = /^([1-5]\d\d|[1-5]xx|none)$/

const matching = (text: string | undefined, pattern: RegExp) => (text && pattern.test(text) ? text : '')

/** What the address says about deliveries; what it cannot say counts as not said. */
export function readDeliveries(query: Record<string, string>): DeliveryState {
  return {
    status: STATUSES.find((one) => one === query.status) ?? '',
    event: query.event ?? '',
    code: matching(query.code, CODE),
    range: RANGES.find((one) => one === query.range) ?? '',
    from: matching(query.from, LOCAL_TIME),
    to: matching(query.to, LOCAL_TIME),
    ...readPaging(query),
  }
}

export const isFiltered = ({ status, event, code, range }: DeliveryState) => Boolean(status || event || code || range)

const instant = (local: string): string | null => (local ? new Date(local).toISOString() : null)

/**
 * What is asked of the API, without the page. A range that ends now begins at a whole minute, so that the same question
 * is asked in the same words for a while.
 */
export function filterParams({ status, event, code, range, from, to }: DeliveryState, now: number) {
  const span = SPANS[range]
  const custom = range === 'custom'
  return {
    status: status || null,
    event: event || null,
    code: code || null,
    from: span ? new Date(Math.floor((now - span) / 60_000) * 60_000).toISOString() : custom ? instant(from) : null,
    to: custom ? instant(to) : null,
  } satisfies Params
}

/** The moves a person can make among deliveries, as changes of the address. */
export function deliveryMoves(url: UrlState, state: DeliveryState) {
  return {
    filter: (patch: Partial<Pick<DeliveryState, 'status' | 'event' | 'code' | 'range' | 'from' | 'to'>>) =>
      url.push({ ...patch, ...FIRST_PAGE }),
    type: (patch: Partial<Pick<DeliveryState, 'from' | 'to'>>) => url.replace({ ...patch, ...FIRST_PAGE }),
    clear: () => url.push({ status: null, event: null, code: null, range: null, from: null, to: null, ...FIRST_PAGE }),
    ...pageTurns(url, state),
  }
}
