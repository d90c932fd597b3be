import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { INCOMING_STATUSES } from '../../../../contract/incoming.data.ts'
import { type EnvironmentChoice, environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

const FILTERS = ['q', 'status'] as const

type ListState = Paging & { q: string; status: IncomingWebhook['status'] | ''; environment: EnvironmentChoice }

/** Reads the list state from the URL. Unknown values, such as a mistyped filter, count as not set. */
const readList = (query: Record<string, string>): ListState => ({
  q: query.q ?? '',
  status: oneOf(INCOMING_STATUSES, query.status),
  environment: environmentOf(query),
  ...readPaging(query),
})

/** The query for the API. */
export const listParams = ({ page: _, ...state }: ListState): Query<'GET', '/api/v1/incoming-webhooks'> => ({
  ...state,
  q: state.q.trim(),
})

/** The list state from the URL, and functions that change it. */
export const incomingListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS)

export type IncomingList = ReturnType<typeof incomingListAt>
