import type { Alert, AlertKind, Severity } from '../../contract/alerts.ts'
import type { Params } from '../api.ts'
import { leaveTrail, pageBefore, type UrlState } from '../parts/url-state.ts'

export const STATUSES = ['open', 'resolved', 'all'] as const
export const KINDS: readonly AlertKind[] = [
  'key_leaked',
  'webhook_disabled',
  'webhook_failing',
  'key_rotation_failed',
  'key_rotation_due',
  'key_rotated',
  'key_expiring',
  'key_unused',
]
export const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info']

export type AlertsState = {
  status: Alert['status'] | 'all'
  kind: AlertKind | ''
  severity: Severity | ''
  cursor: string
  page: number
}

/** What the address says about the list; what it cannot say counts as not said. Open alerts unless told otherwise. */
export function readAlerts(query: Record<string, string>): AlertsState {
  const page = Number(query.page)
  return {
    status: STATUSES.find((one) => one === query.status) ?? 'open',
    kind: KINDS.find((one) => one === query.kind) ?? '',
    severity: SEVERITIES.find((one) => one === query.severity) ?? '',
    cursor: query.cursor ?? '',
    page: query.cursor && Number.isInteger(page) && page > 1 ? page : 1,
  }
}

export const isFiltered = (state: AlertsState) => Boolean(state.kind || state.severity || state.status === 'resolved')

export const alertParams = ({ status, kind, severity, cursor }: AlertsState): Params => ({
  status: status === 'all' ? null : status,
  kind,
  severity,
  cursor,
})

const FIRST_PAGE = { cursor: null, page: null }

/** The moves a person can make in the list, as changes of the address. */
export function alertMoves(url: UrlState, state: AlertsState) {
  return {
    filter: (patch: Partial<Pick<AlertsState, 'status' | 'kind' | 'severity'>>) =>
      url.push({ ...patch, ...(patch.status === 'open' ? { status: null } : {}), ...FIRST_PAGE }),
    clear: () => url.push({ status: null, kind: null, severity: null, ...FIRST_PAGE }),
    older: (cursor: string) => {
      leaveTrail(cursor, state.cursor)
      url.push({ cursor, page: String(state.page + 1) })
    },
    newer: () => {
      const before = pageBefore(state.cursor)
      url.push(before ? { cursor: before, page: String(Math.max(2, state.page - 1)) } : FIRST_PAGE)
    },
  }
}
