import type { ApiKey, Webhook } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

type ListQuery = Query<'GET', '/api/v1/webhooks'>
export type Sort = Exclude<ListQuery['sort'], '' | null | undefined>

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
export const STATUSES: readonly Webhook['status'][] = ['active', 'paused', 'disabled']
/** Without disabled, which is a status too: one filter for it is enough. */
export const HEALTHS: readonly Webhook['health'][] = ['healthy', 'degraded', 'failing']
export const ENVIRONMENTS: readonly ApiKey['environment'][] = ['live', 'test']

const FILTERS = ['q', 'status', 'health', 'environment'] as const
const USUAL_SORT: Sort = '-createdAt'

type ListState = Paging & {
  q: string
  status: Webhook['status'] | ''
  health: Webhook['health'] | ''
  environment: ApiKey['environment'] | ''
  sort: Sort
}

/** Reads the state of the list from the URL. Unknown values, such as a mistyped filter, count as not set. */
function readList(query: Record<string, string>): ListState {
  return {
    q: query.q ?? '',
    status: oneOf(STATUSES, query.status),
    health: oneOf(HEALTHS, query.health),
    environment: oneOf(ENVIRONMENTS, query.environment),
    sort: oneOf(SORTS, query.sort) || USUAL_SORT,
    ...readPaging(query),
  }
}

/** The query that the API understands. */
export const listParams = ({ page, ...state }: ListState): ListQuery => ({ ...state, q: state.q.trim() })

/** The state of the list by the URL, and the moves from there. */
export const webhookListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS, { sort: USUAL_SORT })

export type WebhookList = ReturnType<typeof webhookListAt>
