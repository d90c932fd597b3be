import { AUDIT_ACTION_PATTERN } from '../../../contract/audit.data.ts'
import { MAX_FILTER_ID } from '../../../contract/common.data.ts'
import { type EnvironmentChoice, environmentOf } from '../../hooks/environment.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, matching } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'
import { readTimeRange, type TimeRange, timeRangeParams } from '../../lists/time-range.ts'

type AuditState = Paging &
  TimeRange & {
    action: string
    actor: string
    target: string
    environment: EnvironmentChoice
  }

const FILTERS = ['action', 'actor', 'target', 'range', 'from', 'to'] as const

/** Reads the list state from the URL. Unknown values count as not set. */
function readAudit(query: Record<string, string>): AuditState {
  return {
    action: matching(query.action, AUDIT_ACTION_PATTERN),
    actor: (query.actor ?? '').slice(0, MAX_FILTER_ID),
    target: (query.target ?? '').slice(0, MAX_FILTER_ID),
    // Links of earlier versions have a start and an end without a range.
    ...readTimeRange({ ...query, ...(!query.range && (query.from || query.to) ? { range: 'custom' } : {}) }),
    environment: environmentOf(query),
    ...readPaging(query),
  }
}

/** The query for the API. */
export const auditParams = (state: AuditState, now: number) => ({
  action: state.action,
  actorId: state.actor,
  targetId: state.target,
  ...timeRangeParams(state, now),
  environment: state.environment,
  cursor: state.cursor,
})

/** The list state from the URL, and functions that change it. */
export const auditAt = (url: UrlState) => listAt(url, readAudit(url.query), FILTERS)

export type AuditAt = ReturnType<typeof auditAt>
