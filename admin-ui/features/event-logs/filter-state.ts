import type { LogFilter, LogType } from '../../../contract/event-logs.ts'
import type { Params } from '../../api.ts'
import { instantOf, readLocalTime } from '../../format/local-time.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, oneOf } from '../../lists/list-state.ts'
import { matching } from '../../lists/matching.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'

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
type Filters = {
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

type LogState = Filters & Paging

const STATUS = /^([1-5]\d\d|[1-5]xx|success|failed)$/
const KEY_ID = /^key_[0-9a-z]{26}$/
const WEBHOOK_ID = /^whk_[0-9a-z]{26}$/

/** What the address says about the log; what it cannot say counts as not said, so that a mistyped link still opens. */
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

/** Those that are folded away until asked for. */
export const hasFurtherFilters = (state: LogState) =>
  Boolean(state.key || state.webhook || state.method || state.path || state.ip)

/** The query that the API understands: local times become instants, and custom is no range of its own. */
export function logParams(state: LogState): Params {
  const custom = state.range === 'custom'
  return {
    type: state.type,
    range: custom ? null : state.range,
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

/** Where the log stands, as the address says. */
export const logAt = (url: UrlState) => listAt(url, readLog(url.query), FILTERS)

export type LogAt = ReturnType<typeof logAt>
