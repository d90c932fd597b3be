import { instantOf } from '../../format/local-time.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, matching, readLocalTime } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'

type AuditState = Paging & {
  action: string
  actor: string
  target: string
  /** Local date and time as an <input type="datetime-local"> has them. */
  from: string
  to: string
}

const ACTION = /^[a-z_]+\.[a-z_]+$/
const FILTERS = ['action', 'actor', 'target', 'from', 'to'] as const

/** Reads the state of the list from the URL. Unknown values count as not set. */
function readAudit(query: Record<string, string>): AuditState {
  return {
    action: matching(query.action, ACTION),
    actor: (query.actor ?? '').slice(0, 64),
    target: (query.target ?? '').slice(0, 64),
    from: readLocalTime(query.from),
    to: readLocalTime(query.to),
    ...readPaging(query),
  }
}

/** The query that the API understands. */
export const auditParams = (state: AuditState) => ({
  action: state.action,
  actorId: state.actor,
  targetId: state.target,
  from: instantOf(state.from),
  to: instantOf(state.to),
  cursor: state.cursor,
})

/** The state of the list by the URL, and the moves from there. */
export const auditAt = (url: UrlState) => listAt(url, readAudit(url.query), FILTERS)

export type AuditAt = ReturnType<typeof auditAt>
