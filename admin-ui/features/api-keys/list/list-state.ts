import type { Environment, KeySort, KeyStatus } from '../../../../contract/api-keys.ts'
import type { Params } from '../../../api.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

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

const FILTERS = ['q', 'status', 'environment'] as const
const USUAL_SORT: Sort = '-createdAt'

type ListState = Paging & {
  q: string
  status: KeyStatus | ''
  environment: Environment | ''
  sort: Sort
}

/** What the address says about the list; what it cannot say (a mistyped filter) counts as not said. */
function readList(query: Record<string, string>): ListState {
  return {
    q: query.q ?? '',
    status: oneOf(STATUSES, query.status),
    environment: oneOf(ENVIRONMENTS, query.environment),
    sort: oneOf(SORTS, query.sort) || USUAL_SORT,
    ...readPaging(query),
  }
}

/** The query that the API understands. */
export const listParams = ({ page, ...state }: ListState): Params => ({ ...state, q: state.q.trim() })

/** Where the list stands, as the address says. */
export const keyListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS, { sort: USUAL_SORT })

export type KeyList = ReturnType<typeof keyListAt>
