import type { Params } from '../api.ts'
import { FIRST_PAGE, type Paging, pageTurns, readPaging } from '../parts/paging.ts'
import type { UrlState } from '../parts/url-state.ts'

export type AuditState = Paging & {
  action: string
  actor: string
  target: string
  /** Local date and time as an <input type="datetime-local"> has them. */
  from: string
  to: string
}

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const ACTION = /^[a-z_]+\.[a-z_]+$/
const matching = (text: string | undefined, pattern: RegExp) => (text && pattern.test(text) ? text : '')

/** What the address says about the list; what it cannot say counts as not said. */
export function readAudit(query: Record<string, string>): AuditState {
  return {
    action: matching(query.action, ACTION),
    actor: (query.actor ?? '').slice(0, 64),
    target: (query.target ?? '').slice(0, 64),
    from: matching(query.from, LOCAL_TIME),
    to: matching(query.to, LOCAL_TIME),
    ...readPaging(query),
  }
}

const FILTERS = ['action', 'actor', 'target', 'from', 'to'] as const
export const isFiltered = (state: AuditState) => FILTERS.some((name) => state[name] !== '')

const instant = (local: string) => (local ? new Date(local).toISOString() : null)

/** The query that the API understands. */
export const auditParams = (state: AuditState): Params => ({
  action: state.action,
  actorId: state.actor,
  targetId: state.target,
  from: instant(state.from),
  to: instant(state.to),
  cursor: state.cursor,
})

/** The moves a person can make in the list, as changes of the address. */
export function auditMoves(url: UrlState, state: AuditState) {
  return {
    filter: (patch: Partial<Pick<AuditState, (typeof FILTERS)[number]>>) => url.push({ ...patch, ...FIRST_PAGE }),
    clear: () => url.push({ ...Object.fromEntries(FILTERS.map((name) => [name, null])), ...FIRST_PAGE }),
    ...pageTurns(url, state),
  }
}
