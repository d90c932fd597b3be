import type { Environment } from '../../../../contract/api-keys.ts'
import type { Health, WebhookSort, WebhookStatus } from '../../../../contract/webhooks.ts'
import type { Params } from '../../../api.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { type Paging, readPaging } from '../../../lists/paging.ts'

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

const FILTERS = ['q', 'status', 'health', 'environment'] as const
const USUAL_SORT: Sort = '-createdAt'

type ListState = Paging & {
  q: string
  status: WebhookStatus | ''
  health: Health | ''
  environment: Environment | ''
  sort: Sort
}

/** What the address says about the list; what it cannot say (a mistyped filter) counts as not said. */
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
export const listParams = ({ page, ...state }: ListState): Params => ({ ...state, q: state.q.trim() })

/** Where the list stands, as the address says. */
export const webhookListAt = (url: UrlState) => listAt(url, readList(url.query), FILTERS, { sort: USUAL_SORT })

export type WebhookList = ReturnType<typeof webhookListAt>
