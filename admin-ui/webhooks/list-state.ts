import type { Environment } from '../../contract/api-keys.ts'
import type { Health, WebhookSort, WebhookStatus } from '../../contract/webhooks.ts'
import type { Params } from '../api.ts'
import { FIRST_PAGE, type Paging, pageTurns, readPaging } from '../parts/paging.ts'
import type { UrlState } from '../parts/url-state.ts'

export type Sort = WebhookSort | `-${WebhookSort}`

export const SORTS: readonly Sort[] = [
  '-createdAt',
  'createdAt',
  'name',
  '-name',
  '-lastTriggeredAt',
  'lastTriggeredAt',
  '-deliveries',
  'deliveries',
]
export const STATUSES: readonly WebhookStatus[] = ['active', 'paused', 'disabled']
/** Without disabled, which is a status too: one filter for it is enough. */
export const HEALTHS: readonly Health[] = ['healthy', 'degraded', 'failing']
export const ENVIRONMENTS: readonly Environment[] = ['live', 'test']

const DEFAULT_SORT: Sort = '-createdAt'

export type ListState = Paging & {
  q: string
  status: WebhookStatus | ''
  health: Health | ''
  environment: Environment | ''
  sort: Sort
}

/** What the address says about the list; what it cannot say (a mistyped filter) counts as not said. */
export function readList(query: Record<string, string>): ListState {
  return {
    q: query.q ?? '',
    status: STATUSES.find((one) => one === query.status) ?? '',
    health: HEALTHS.find((one) => one === query.health) ?? '',
    environment: ENVIRONMENTS.find((one) => one === query.environment) ?? '',
    sort: SORTS.find((one) => one === query.sort) ?? DEFAULT_SORT,
    ...readPaging(query),
  }
}

export const isFiltered = (state: ListState) => Boolean(state.q || state.status || state.health || state.environment)

export const listParams = ({ q, status, health, environment, sort, cursor }: ListState): Params => ({
  q: q.trim(),
  status,
  health,
  environment,
  sort,
  cursor,
})

/** The moves a person can make in the list, as changes of the address. */
export function listMoves(url: UrlState, state: ListState) {
  return {
    search: (q: string) => url.replace({ q, ...FIRST_PAGE }),
    filter: (patch: Partial<Pick<ListState, 'status' | 'health' | 'environment'>>) =>
      url.push({ ...patch, ...FIRST_PAGE }),
    sortBy: (sort: string) => url.push({ sort: sort === DEFAULT_SORT ? null : sort, ...FIRST_PAGE }),
    clear: () => url.push({ q: null, status: null, health: null, environment: null, ...FIRST_PAGE }),
    ...pageTurns(url, state),
  }
}
