import type { DeliveryStatus } from '../../../../contract/webhooks.ts'
import type { Params } from '../../../api.ts'
import { instantOf, readLocalTime } from '../../../format/local-time.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { matching } from '../../../lists/matching.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

export const STATUSES: readonly DeliveryStatus[] = ['pending', 'delivering', 'succeeded', 'failed', 'held', 'cancelled']
export const CODES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const
export const RANGES = ['', '1h', '24h', '7d', '30d', 'custom'] as const

type DeliveryState = Paging & {
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
const CODE = /^([1-5]\d\d|[1-5]xx|none)$/

const FILTERS = ['status', 'event', 'code', 'range', 'from', 'to'] as const

/** What the address says about deliveries; what it cannot say counts as not said. */
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
  } satisfies Params
}

/** Where the deliveries stand, as the address says. */
export function deliveriesAt(url: UrlState) {
  const state = readDeliveries(url.query)
  // A time counts only where the range asks for it.
  const filtered = Boolean(state.status || state.event || state.code || state.range)
  return { ...listAt(url, state, FILTERS), filtered }
}

export type DeliveriesAt = ReturnType<typeof deliveriesAt>
