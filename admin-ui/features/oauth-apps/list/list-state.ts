import type { OAuthApp } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { OAUTH_APP_STATUSES, OAUTH_APP_TYPES } from '../../../../contract/oauth.data.ts'
import { type EnvironmentChoice, environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

const FILTERS = ['q', 'status', 'type'] as const

type ListState = Paging & {
  q: string
  status: OAuthApp['status'] | ''
  type: OAuthApp['type'] | ''
  environment: EnvironmentChoice
}

/** Reads the list state from the URL. Unknown values, such as a mistyped filter, count as not set. */
const readList = (query: Record<string, string>): ListState => ({
  q: query.q ?? '',
  status: oneOf(OAUTH_APP_STATUSES, query.status),
  type: oneOf(OAUTH_APP_TYPES, query.type),
  environment: environmentOf(query),
  ...readPaging(query),
})

/** The query for the API. */
export const listParams = ({ page: _, q, ...state }: ListState): Query<'GET', '/api/v1/oauth-apps'> => ({
  ...state,
  search: q.trim(),
})

/** The list state from the URL, and functions that change it. */
export const appListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS)
