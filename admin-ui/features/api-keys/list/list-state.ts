import type { ApiKey } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { KEY_STATUSES, MAX_OWNER_ID, MAX_TAG } from '../../../../contract/api-keys.data.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

type ListQuery = Query<'GET', '/api/v1/api-keys'>
export type Sort = Exclude<ListQuery['sort'], '' | null | undefined>

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

const FILTERS = ['q', 'status', 'tag', 'owner'] as const
const DEFAULT_SORT: Sort = '-createdAt'

type ListState = Paging & {
  q: string
  status: ApiKey['status'] | ''
  tag: string
  owner: string
  environment: ApiKey['environment'] | ''
  sort: Sort
}

/** Reads the list state from the URL. Unknown values, such as a mistyped filter, count as not set. */
function readList(query: Record<string, string>): ListState {
  return {
    q: query.q ?? '',
    status: oneOf(KEY_STATUSES, query.status),
    tag: query.tag?.slice(0, MAX_TAG) ?? '',
    owner: query.owner?.slice(0, MAX_OWNER_ID) ?? '',
    environment: environmentOf(query),
    sort: oneOf(SORTS, query.sort) || DEFAULT_SORT,
    ...readPaging(query),
  }
}

/** The query for the API. */
export const listParams = ({ page, owner, ...state }: ListState): ListQuery => ({
  ...state,
  q: state.q.trim(),
  ownerId: owner,
})

/** The list state from the URL, and functions that change it. */
export const keyListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS, { sort: DEFAULT_SORT })

export type KeyList = ReturnType<typeof keyListAt>
