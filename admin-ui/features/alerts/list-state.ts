import type { Alert } from '../../../client/src/generated.ts'
import {
  ALERT_KINDS,
  ALERT_STATUSES,
  type AlertKind,
  SEVERITIES as SEVERITIES_UPWARD,
  type Severity,
} from '../../../contract/alerts.data.ts'
import { type EnvironmentChoice, environmentOf } from '../../hooks/environment.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, oneOf } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'

export const TABS = [...ALERT_STATUSES, 'rules'] as const
/** The position of each kind in the filter: the most urgent first. */
const PLACES: Record<AlertKind, number> = {
  key_leaked: 1,
  oauth_token_reused: 2,
  auth_failures: 3,
  limit_exceeded: 4,
  unusual_rate: 5,
  unusual_endpoint: 6,
  permissions_changed: 7,
  key_regenerated: 8,
  webhook_disabled: 9,
  webhook_failing: 10,
  delivery_interrupted: 11,
  upstream_failing: 12,
  log_entries_dropped: 13,
  key_rotation_failed: 14,
  key_rotation_due: 15,
  key_rotated: 16,
  key_expiring: 17,
  key_unused: 18,
}
export const KINDS: readonly AlertKind[] = ALERT_KINDS.toSorted((a, b) => PLACES[a] - PLACES[b])
export const SEVERITIES: readonly Severity[] = SEVERITIES_UPWARD.toReversed()

const FILTERS = ['kind', 'severity'] as const

type AlertsState = Paging & {
  status: Alert['status']
  kind: AlertKind | ''
  severity: Severity | ''
  environment: EnvironmentChoice
}

/** Reads the list state from the URL. Unknown values count as not set. */
function readAlerts(query: Record<string, string>): AlertsState {
  return {
    status: query.tab === 'resolved' ? 'resolved' : 'open',
    kind: oneOf(KINDS, query.kind),
    severity: oneOf(SEVERITIES, query.severity),
    environment: environmentOf(query),
    ...readPaging(query),
  }
}

/** The query for the API. */
export const alertParams = ({ status, kind, severity, environment, cursor }: AlertsState) => ({
  status,
  kind,
  severity,
  environment,
  cursor,
})

/** The tab and the list state from the URL, and functions that change the list. */
export const alertsAt = (url: UrlState) => ({
  tab: oneOf(TABS, url.query.tab) || ('open' as const),
  ...listAt(url, readAlerts(url.query), FILTERS),
})

export type AlertsAt = ReturnType<typeof alertsAt>
