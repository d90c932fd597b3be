import type { Connector } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { ALL_PROVIDERS } from '../../../../contract/connectors.data.ts'
import { type EnvironmentChoice, environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

const FILTERS = ['q', 'provider'] as const

type ListState = Paging & { q: string; provider: Connector['provider'] | ''; environment: EnvironmentChoice }

/** Reads the list state from the URL. Unknown values count as not set. */
const readList = (query: Record<string, string>): ListState => ({
  q: query.q ?? '',
  provider: oneOf(ALL_PROVIDERS, query.provider),
  environment: environmentOf(query),
  ...readPaging(query),
})

/** The query for the API. */
export const listParams = ({ page: _, ...state }: ListState): Query<'GET', '/api/v1/connectors'> => ({
  ...state,
  q: state.q.trim(),
})

/** The list state from the URL, and functions that change it. */
export const connectorListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS)
