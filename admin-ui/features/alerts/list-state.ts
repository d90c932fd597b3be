import type { Alert } from '../../../client/src/generated.ts'
import { ALERT_KINDS, type AlertKind, type Severity } from '../../../contract/alert-kinds.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, oneOf } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'

export const STATUSES = ['open', 'resolved', 'all'] as const
/** The place of each kind among the choices of the filter: what most needs somebody stands first. */
const PLACES: Record<AlertKind, number> = {
  key_leaked: 1,
  auth_failures: 2,
  limit_exceeded: 3,
  unusual_rate: 4,
  unusual_endpoint: 5,
  permissions_changed: 6,
  key_regenerated: 7,
  webhook_disabled: 8,
  webhook_failing: 9,
  delivery_interrupted: 10,
  log_entries_dropped: 11,
  key_rotation_failed: 12,
  key_rotation_due: 13,
  key_rotated: 14,
  key_expiring: 15,
  key_unused: 16,
}
export const KINDS: readonly AlertKind[] = ALERT_KINDS.toSorted((a, b) => PLACES[a] - PLACES[b])
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
