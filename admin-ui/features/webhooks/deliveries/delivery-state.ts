import type { RetryDeliveries } from '../../../../client/src/generated.ts'
import { DELIVERY_CODE_PATTERN, DELIVERY_STATES } from '../../../../contract/webhooks.data.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, matching, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'
import { readTimeRange, type TimeRange, timeRangeParams } from '../../../lists/time-range.ts'

export const CODES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const
/** The states of the filter; '' for all. */
export const STATE_CHOICES = ['', ...DELIVERY_STATES] as const

type DeliveryState = Paging &
  TimeRange & {
    status: (typeof STATE_CHOICES)[number]
    event: string
    /** A status class, `none`, or one code of three digits. */
    code: string
  }

const FILTERS = ['status', 'event', 'code', 'range', 'from', 'to'] as const

/** Reads the list state from the URL. Unknown values count as not set. */
function readDeliveries(query: Record<string, string>): DeliveryState {
  return {
    status: oneOf(STATE_CHOICES, query.status),
    event: query.event ?? '',
    code: matching(query.code, DELIVERY_CODE_PATTERN),
    ...readTimeRange(query),
    ...readPaging(query),
  }
}

/** The API query without pagination. */
export function filterParams({ status, event, code, ...time }: DeliveryState, now: number) {
  return {
    state: status || null,
    event: event || null,
    code: code || null,
    ...timeRangeParams(time, now),
  }
}

/** The list state from the URL, and functions that change it. */
export function deliveriesAt(url: UrlState) {
  const state = readDeliveries(url.query)
  // From and to only count with a custom range.
  const filtered = Boolean(state.status || state.event || state.code || state.range)
  return { ...listAt(url, state, FILTERS), filtered }
}

export type DeliveriesAt = ReturnType<typeof deliveriesAt>

export type RetryFilter = Omit<RetryDeliveries, 'dryRun'>

/** Deliveries that did not get through yet: they failed, or wait for their next attempt. */
export const UNDELIVERED = ['failed', 'pending'] satisfies RetryFilter['statuses']

/** The filter of the list for a retry: only what is set, and by default all deliveries that did not get through. */
export function retryFilterOf({ state, event, code, from, to }: ReturnType<typeof filterParams>): RetryFilter {
  return {
    ...(state ? { state } : { statuses: UNDELIVERED }),
    ...(event ? { event } : {}),
    ...(code ? { code } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}
