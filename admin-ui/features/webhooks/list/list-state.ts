import type { ApiKey, Webhook } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { HEALTHS, WEBHOOK_STATUSES } from '../../../../contract/webhooks.data.ts'
import { environmentOf } from '../../../hooks/environment.ts'
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
/** Without `disabled`, which is also a status and has a filter there. */
export const HEALTH_CHOICES = HEALTHS.filter((one) => one !== 'disabled')

const FILTERS = ['q', 'status', 'health'] as const
const DEFAULT_SORT: Sort = '-createdAt'

type ListState = Paging & {
  q: string
  status: Webhook['status'] | ''
  health: Webhook['health'] | ''
  environment: ApiKey['environment'] | ''
  sort: Sort
}

/** Reads the list state from the URL. Unknown values, such as a mistyped filter, count as not set. */
function readList(query: Record<string, string>): ListState {
  return {
    q: query.q ?? '',
    status: oneOf(WEBHOOK_STATUSES, query.status),
    health: oneOf(HEALTH_CHOICES, query.health),
    environment: environmentOf(query),
    sort: oneOf(SORTS, query.sort) || DEFAULT_SORT,
    ...readPaging(query),
  }
}

/** The query for the API. */
export const listParams = ({ page, ...state }: ListState): ListQuery => ({ ...state, q: state.q.trim() })

/** The list state from the URL, and functions that change it. */
export const webhookListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS, { sort: DEFAULT_SORT })

export type WebhookList = ReturnType<typeof webhookListAt>
