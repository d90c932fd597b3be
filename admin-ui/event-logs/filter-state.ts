import type { LogFilter, LogType } from '../../contract/event-logs.ts'
import type { Params } from '../api.ts'
import { FIRST_PAGE, type Paging, pageTurns, readPaging } from '../parts/paging.ts'
import type { UrlState } from '../parts/url-state.ts'

export const TYPES: readonly LogType[] = ['api_call', 'webhook', 'auth']
export const RANGES = ['', 'today', '7d', '30d', 'custom'] as const
export const METHODS: readonly NonNullable<LogFilter['method']>[] = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
]
export const STATUS_CHOICES = ['success', 'failed', '2xx', '3xx', '4xx', '5xx'] as const

/** The filters as the address has them: always text, '' for not set. */
export type Filters = {
  type: LogType | ''
  range: (typeof RANGES)[number]
  /** Local date and time as an <input type="datetime-local"> has them. */
  from: string
  to: string
  status: string
  key: string
  webhook: string
  method: string
  path: string
  ip: string
}

export type LogState = Filters & Paging

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const STATUS = /^([1-5]\d\d|[1-5]xx|success|failed)$/
const KEY_ID = /^key_[0-9a-z]{26}$/
const WEBHOOK_ID = /^whk_[0-9a-z]{26}$/

const matching = (text: string | undefined, pattern: RegExp) => (text && pattern.test(text) ? text : '')

/** What the address says about the log; what it cannot say counts as not said, so that a mistyped link still opens. */
export function readLog(query: Record<string, string>): LogState {
  return {
    type: TYPES.find((one) => one === query.type) ?? '',
    range: RANGES.find((one) => one === query.range) ?? '',
    from: matching(query.from, LOCAL_TIME),
    to: matching(query.to, LOCAL_TIME),
    status: matching(query.status, STATUS),
    key: matching(query.key, KEY_ID),
    webhook: matching(query.webhook, WEBHOOK_ID),
    method: METHODS.find((one) => one === query.method) ?? '',
    path: query.path ?? '',
    ip: query.ip ?? '',
    ...readPaging(query),
  }
}

const FILTER_NAMES = ['type', 'range', 'from', 'to', 'status', 'key', 'webhook', 'method', 'path', 'ip'] as const
const NO_FILTERS = Object.fromEntries(FILTER_NAMES.map((name) => [name, null]))
export const isFiltered = (state: LogState) => FILTER_NAMES.some((name) => state[name] !== '')

/** Those that are folded away until asked for. */
export const hasFurtherFilters = (state: LogState) =>
  Boolean(state.key || state.webhook || state.method || state.path || state.ip)

const instant = (local: string): string | null => (local ? new Date(local).toISOString() : null)

/** The query that the API understands: local times become instants, and custom is no range of its own. */
export function logParams(state: LogState): Params {
  const custom = state.range === 'custom'
  return {
    type: state.type,
    range: custom ? null : state.range,
    from: custom ? instant(state.from) : null,
    to: custom ? instant(state.to) : null,
    status: state.status,
    keyId: state.key,
    webhookId: state.webhook,
    method: state.method,
    path: state.path.trim(),
    ip: state.ip.trim(),
    cursor: state.cursor,
  }
}

/** The moves a person can make in the log, as changes of the address. */
export function logMoves(url: UrlState, state: LogState) {
  return {
    filter: (patch: Partial<Filters>) => url.push({ ...patch, ...FIRST_PAGE }),
    type: (patch: Partial<Filters>) => url.replace({ ...patch, ...FIRST_PAGE }),
    clear: () => url.push({ ...NO_FILTERS, ...FIRST_PAGE }),
    ...pageTurns(url, state),
  }
}
