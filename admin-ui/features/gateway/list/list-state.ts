import type { GatewayRoute } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { ROUTE_STATUSES } from '../../../../contract/gateway.data.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

const FILTERS = ['q', 'status', 'tool'] as const
/** By prefix, so that a longer prefix stands below the one that it takes precedence over. */
const STANDARD_SORT = 'prefix'
const SORTS = ['prefix', '-prefix', 'name', '-name'] as const
const ROWS = 100

/** The values of the filter for routes that are tools. */
export const TOOL_CHOICES = ['true', 'false'] as const

type ListState = Paging & {
  q: string
  status: GatewayRoute['status'] | ''
  tool: (typeof TOOL_CHOICES)[number] | ''
  sort: (typeof SORTS)[number]
}

/** Reads the list state from the URL. Unknown values, such as a mistyped filter, count as not set. */
const readList = (query: Record<string, string>): ListState => ({
  q: query.q ?? '',
  status: oneOf(ROUTE_STATUSES, query.status),
  tool: oneOf(TOOL_CHOICES, query.tool),
  sort: oneOf(SORTS, query.sort) || STANDARD_SORT,
  ...readPaging(query),
})

/** The query for the API. */
export const listParams = ({ page: _, q, ...state }: ListState): Query<'GET', '/api/v1/gateway-routes'> => ({
  ...state,
  limit: ROWS,
  search: q.trim(),
})

/** The list state from the URL, and functions that change it. */
export const routeListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS, { sort: STANDARD_SORT })
