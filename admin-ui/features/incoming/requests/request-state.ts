import { REQUEST_VERDICTS, type RequestVerdict } from '../../../../contract/incoming.data.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'
import { readTimeRange, type TimeRange, timeRangeParams } from '../../../lists/time-range.ts'
import type { ReplayFilter } from './replay-jobs.ts'

/** The verdicts of the filter; '' for all. */
export const VERDICT_CHOICES = ['', ...REQUEST_VERDICTS] as const

type RequestState = Paging & TimeRange & { verdict: RequestVerdict | '' }

const FILTERS = ['verdict', 'range', 'from', 'to'] as const

/** Reads the list state from the URL. Unknown values count as not set. */
const readRequests = (query: Record<string, string>): RequestState => ({
  verdict: oneOf(REQUEST_VERDICTS, query.verdict),
  ...readTimeRange(query),
  ...readPaging(query),
})

/** The query for the API. `now`: ms since 1970. */
export const requestParams = ({ verdict, cursor, page: _, ...time }: RequestState, now: number) => ({
  verdict: verdict || null,
  cursor,
  ...timeRangeParams(time, now),
})

/**
 * What "replay all" replays while a filter is set: what was refused, unless accepted requests are shown. Null where the list shows
 * nothing of the kind.
 */
export function replayFilterOf(
  { verdict, cursor: _, page: __, ...time }: RequestState,
  now: number,
): ReplayFilter | null {
  if (verdict !== '' && verdict !== 'refused' && verdict !== 'accepted') return null
  const { from, to } = timeRangeParams(time, now)
  return { verdict: verdict || 'refused', ...(from ? { from } : {}), ...(to ? { to } : {}) }
}

/** The list state from the URL, and functions that change it. */
export function requestsAt(url: UrlState) {
  const state = readRequests(url.query)
  // From and to only count with a custom range.
  return { ...listAt(url, state, FILTERS), filtered: Boolean(state.verdict || state.range) }
}
