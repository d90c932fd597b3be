import type { Environment, KeySort, KeyStatus } from '../../contract/api-keys.ts'
import type { Params } from '../api.ts'
import { FIRST_PAGE, type Paging, pageTurns, readPaging } from '../parts/paging.ts'
import type { UrlState } from '../parts/url-state.ts'

export type Sort = KeySort | `-${KeySort}`

export const SORTS: readonly Sort[] = [
  '-createdAt',
  'createdAt',
  'name',
  '-name',
  '-lastUsedAt',
  'lastUsedAt',
  '-usageCount',
  'usageCount',
]
export const STATUSES: readonly KeyStatus[] = ['active', 'disabled', 'revoked', 'expired']
export const ENVIRONMENTS: readonly Environment[] = ['live', 'test']

const DEFAULT_SORT: Sort = '-createdAt'

export type ListState = Paging & {
  q: string
  status: KeyStatus | ''
  environment: Environment | ''
  sort: Sort
}

/** What the address says about the list; what it cannot say (a mistyped filter) counts as not said. */
export function readList(query: Record<string, string>): ListState {
  return {
    q: query.q ?? '',
    status: STATUSES.find((one) => one === query.status) ?? '',
    environment: ENVIRONMENTS.find((one) => one === query.environment) ?? '',
    sort: SORTS.find((one) => one === query.sort) ?? DEFAULT_SORT,
    ...readPaging(query),
  }
}

export const isFiltered = (state: ListState) => Boolean(state.q || state.status || state.environment)

export const listParams = ({ q, status, environment, sort, cursor }: ListState): Params => ({
  q: q.trim(),
  status,
  environment,
  sort,
  cursor,
})

/** The moves a person can make in the list, as changes of the address. */
export function listMoves(url: UrlState, state: ListState) {
  return {
    search: (q: string) => url.replace({ q, ...FIRST_PAGE }),
    filter: (patch: Partial<Pick<ListState, 'status' | 'environment'>>) => url.push({ ...patch, ...FIRST_PAGE }),
    sortBy: (sort: string) => url.push({ sort: sort === DEFAULT_SORT ? null : sort, ...FIRST_PAGE }),
    clear: () => url.push({ q: null, status: null, environment: null, ...FIRST_PAGE }),
    ...pageTurns(url, state),
  }
}
