import type { Query } from '../../../../client/src/request.ts'
import { EVENT_SOURCES } from '../../../../contract/event-sources.data.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'
import { readTimeRange, timeRangeParams } from '../../../lists/time-range.ts'

const FILTERS = ['find', 'source', 'type', 'range', 'from', 'to'] as const

/** The list state from the URL, and functions that change it. */
export function publishedAt(url: UrlState) {
  const { query } = url
  const state = {
    /** An event id, or a part of its beginning. */
    find: query.find ?? '',
    source: oneOf(EVENT_SOURCES, query.source),
    type: query.type ?? '',
    ...readTimeRange(query),
    environment: environmentOf(query),
    ...readPaging(query),
  }
  // From and to only count with a custom range.
  const filtered = Boolean(state.find || state.source || state.type || state.range)
  return { ...listAt(url, state, FILTERS), filtered }
}

export type PublishedAt = ReturnType<typeof publishedAt>

/** The beginning of an id from what somebody typed or pasted. */
const idOf = (text: string) =>
  `evt_${text
    .toLowerCase()
    .replace(/^evt_/, '')
    .replace(/[^0-9a-z]/g, '')
    .slice(0, 26)}`

/** The query for the API. */
export function publishedParams(
  { find, source, type, environment, cursor, ...time }: PublishedAt['state'],
  now: number,
): Query<'GET', '/api/v1/events'> {
  return {
    id: find.trim() ? idOf(find.trim()) : null,
    source: source || null,
    type: type || null,
    environment: environment || null,
    ...timeRangeParams(time, now),
    cursor,
  }
}
