import type { Params } from '../api.ts'
import { leaveTrail, pageBefore, type UrlState } from '../parts/url-state.ts'

export type AuditState = {
  action: string
  actor: string
  target: string
  /** Local date and time as an <input type="datetime-local"> has them. */
  from: string
  to: string
  cursor: string
  page: number
}

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const ACTION = /^[a-z_]+\.[a-z_]+$/
const matching = (text: string | undefined, pattern: RegExp) => (text && pattern.test(text) ? text : '')

/** What the address says about the list; what it cannot say counts as not said. */
export function readAudit(query: Record<string, string>): AuditState {
  const page = Number(query.page)
  return {
    action: matching(query.action, ACTION),
    actor: (query.actor ?? '').slice(0, 64),
    target: (query.target ?? '').slice(0, 64),
    from: matching(query.from, LOCAL_TIME),
    to: matching(query.to, LOCAL_TIME),
    cursor: query.cursor ?? '',
    page: query.cursor && Number.isInteger(page) && page > 1 ? page : 1,
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

const FIRST_PAGE = { cursor: null, page: null }

/** The moves a person can make in the list, as changes of the address. */
export function auditMoves(url: UrlState, state: AuditState) {
  return {
    filter: (patch: Partial<Pick<AuditState, (typeof FILTERS)[number]>>) => url.push({ ...patch, ...FIRST_PAGE }),
    clear: () => url.push({ ...Object.fromEntries(FILTERS.map((name) => [name, null])), ...FIRST_PAGE }),
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
