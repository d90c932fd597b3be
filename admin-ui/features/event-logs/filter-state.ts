import type { LogEntry } from '../../../client/src/generated.ts'
import { instantOf } from '../../format/local-time.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, matching, oneOf, readLocalTime } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'
import type { LogQuery } from './queries.ts'

type Method = Exclude<LogQuery['method'], '' | null | undefined>

export const TYPES: readonly LogEntry['type'][] = ['api_call', 'webhook', 'auth']
export const RANGES = ['', 'today', '7d', '30d', 'custom'] as const
export const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
export const STATUS_CHOICES = ['success', 'failed', '2xx', '3xx', '4xx', '5xx'] as const

/** The filters as the address has them: always text, '' for not set. */
type Filters = {
  type: LogEntry['type'] | ''
  range: (typeof RANGES)[number]
  /** Local date and time as an <input type="datetime-local"> has them. */
  from: string
  to: string
  status: string
  key: string
  webhook: string
  method: Method | ''
  path: string
  ip: string
}

type LogState = Filters & Paging

const STATUS = /^([1-5]\d\d|[1-5]xx|success|failed)$/
const KEY_ID = /^key_[0-9a-z]{26}$/
const WEBHOOK_ID = /^whk_[0-9a-z]{26}$/

/** Reads the state of the log from the URL. Unknown values count as not set, so that a mistyped link still opens. */
function readLog(query: Record<string, string>): LogState {
  return {
    type: oneOf(TYPES, query.type),
    range: oneOf(RANGES, query.range),
    from: readLocalTime(query.from),
    to: readLocalTime(query.to),
    status: matching(query.status, STATUS),
    key: matching(query.key, KEY_ID),
    webhook: matching(query.webhook, WEBHOOK_ID),
    method: oneOf(METHODS, query.method),
    path: query.path ?? '',
    ip: query.ip ?? '',
    ...readPaging(query),
  }
}

const FILTERS = ['type', 'range', 'from', 'to', 'status', 'key', 'webhook', 'method', 'path', 'ip'] as const

/** Whether one of the filters is set that are hidden at first. */
export const hasFurtherFilters = (state: LogState) =>
  Boolean(state.key || state.webhook || state.method || state.path || state.ip)

/** The query that the API understands: local times become instants, and custom is no range of its own. */
export function logParams(state: LogState): LogQuery {
  const range = state.range === 'custom' ? null : state.range
  const custom = range === null
  return {
    type: state.type,
    range,
    from: custom ? instantOf(state.from) : null,
    to: custom ? instantOf(state.to) : null,
    status: state.status,
    keyId: state.key,
    webhookId: state.webhook,
    method: state.method,
    path: state.path.trim(),
    ip: state.ip.trim(),
    cursor: state.cursor,
  }
}

/** The state of the log by the URL, and the moves from there. */
export const logAt = (url: UrlState) => listAt(url, readLog(url.query), FILTERS)

export type LogAt = ReturnType<typeof logAt>
