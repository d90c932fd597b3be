import type { Delivery, RetryDeliveries } from '../../../../client/src/generated.ts'
import { instantOf } from '../../../format/local-time.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, matching, oneOf, readLocalTime } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

export const STATUSES: readonly Delivery['status'][] = [
  'pending',
  'delivering',
  'succeeded',
  'failed',
  'held',
  'cancelled',
]
export const CODES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const
export const RANGES = ['', '1h', '24h', '7d', '30d', 'custom'] as const

type DeliveryState = Paging & {
  status: Delivery['status'] | ''
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
const CODE = /^([1-5]\d\d|[1-5]xx|none)$/

const FILTERS = ['status', 'event', 'code', 'range', 'from', 'to'] as const

/** Reads the state of the list from the URL. Unknown values count as not set. */
function readDeliveries(query: Record<string, string>): DeliveryState {
  return {
    status: oneOf(STATUSES, query.status),
    event: query.event ?? '',
    code: matching(query.code, CODE),
    range: oneOf(RANGES, query.range),
    from: readLocalTime(query.from),
    to: readLocalTime(query.to),
    ...readPaging(query),
  }
}

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
    from: span ? new Date(Math.floor((now - span) / 60_000) * 60_000).toISOString() : custom ? instantOf(from) : null,
    to: custom ? instantOf(to) : null,
  }
}

/** The state of the list by the URL, and the moves from there. */
export function deliveriesAt(url: UrlState) {
  const state = readDeliveries(url.query)
  // A time counts only where the range asks for it.
  const filtered = Boolean(state.status || state.event || state.code || state.range)
  return { ...listAt(url, state, FILTERS), filtered }
}

export type DeliveriesAt = ReturnType<typeof deliveriesAt>

export type RetryFilter = Omit<RetryDeliveries, 'dryRun'>

/** The filter of the list as the API takes it for a retry: only what is set, and failed deliveries by default. */
export function retryFilterOf({ status, event, code, from, to }: ReturnType<typeof filterParams>): RetryFilter {
  return {
    status: (['succeeded', 'held', 'cancelled'] as const).find((one) => one === status) ?? 'failed',
    ...(event ? { event } : {}),
    ...(code ? { code } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}
