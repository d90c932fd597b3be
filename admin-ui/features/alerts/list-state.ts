import type { Alert } from '../../../client/src/generated.ts'
import type { AlertKind, Severity } from '../../../contract/alert-kinds.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, oneOf } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'

export const STATUSES = ['open', 'resolved', 'all'] as const
export const KINDS: readonly AlertKind[] = [
  'key_leaked',
  'auth_failures',
  'limit_exceeded',
  'unusual_rate',
  'unusual_endpoint',
  'permissions_changed',
  'key_regenerated',
  'webhook_disabled',
  'webhook_failing',
  'delivery_interrupted',
  'log_entries_dropped',
  'key_rotation_failed',
  'key_rotation_due',
  'key_rotated',
  'key_expiring',
  'key_unused',
]
export const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info']

const FILTERS = ['status', 'kind', 'severity'] as const
const USUAL_STATUS = 'open'

type AlertsState = Paging & {
  status: Alert['status'] | 'all'
  kind: AlertKind | ''
  severity: Severity | ''
}

/** Reads the state of the list from the URL. Unknown values count as not set. Open alerts unless told otherwise. */
function readAlerts(query: Record<string, string>): AlertsState {
  return {
    status: oneOf(STATUSES, query.status) || USUAL_STATUS,
    kind: oneOf(KINDS, query.kind),
    severity: oneOf(SEVERITIES, query.severity),
    ...readPaging(query),
  }
}

/** The query that the API understands. */
export const alertParams = ({ status, kind, severity, cursor }: AlertsState) => ({
  status: status === 'all' ? null : status,
  kind,
  severity,
  cursor,
})

/** The state of the list by the URL, and the moves from there. */
export function alertsAt(url: UrlState) {
  const state = readAlerts(url.query)
  const filtered = Boolean(state.kind || state.severity || state.status === 'resolved')
  return { ...listAt(url, state, FILTERS, { status: USUAL_STATUS }), filtered }
}
