import type { LogEntry } from '../../../client/src/generated.ts'
import { idPattern } from '../../../contract/common.data.ts'
import { LOG_METHODS, LOG_STATUS_PATTERN, LOG_TYPES } from '../../../contract/event-logs.data.ts'
import { instantOf } from '../../format/local-time.ts'
import { type EnvironmentChoice, environmentOf } from '../../hooks/environment.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { listAt, matching, oneOf, readLocalTime } from '../../lists/list-state.ts'
import { type Paging, readPaging } from '../../lists/paging.ts'
import type { LogQuery } from './queries.ts'

type Method = Exclude<LogQuery['method'], '' | null | undefined>

export const RANGES = ['', 'today', '7d', '30d', 'custom'] as const
export const STATUS_CHOICES = ['success', 'failed', 'refused', '2xx', '3xx', '4xx', '5xx'] as const

/** The filters in the URL: always text, '' for not set. */
type Filters = {
  type: LogEntry['type'] | ''
  range: (typeof RANGES)[number]
  /** The value of an <input type="datetime-local">. */
  from: string
  to: string
  status: string
  key: string
  webhook: string
  app: string
  method: Method | ''
  path: string
  ip: string
  environment: EnvironmentChoice
}

type LogState = Filters & Paging

const KEY_ID = idPattern('key')
const WEBHOOK_ID = idPattern('whk')
const APP_ID = idPattern('app')

/** Reads the list state from the URL. Unknown values count as not set, so that a mistyped link still works. */
function readLog(query: Record<string, string>): LogState {
  return {
    type: oneOf(LOG_TYPES, query.type),
    range: oneOf(RANGES, query.range),
    from: readLocalTime(query.from),
    to: readLocalTime(query.to),
    status: matching(query.status, LOG_STATUS_PATTERN),
    key: matching(query.key, KEY_ID),
    webhook: matching(query.webhook, WEBHOOK_ID),
    app: matching(query.app, APP_ID),
    method: oneOf(LOG_METHODS, query.method),
    path: query.path ?? '',
    ip: query.ip ?? '',
    environment: environmentOf(query),
    ...readPaging(query),
  }
}

const FILTERS = ['type', 'range', 'from', 'to', 'status', 'key', 'webhook', 'app', 'method', 'path', 'ip'] as const

type Span = Pick<LogQuery, 'range' | 'from' | 'to'>

/** The span of the list: a custom one, or the part of a range that is selected in the histogram. */
function spanOf({ range, from, to }: Filters): Span {
  if (range === 'custom' || from || to) return { range: null, from: instantOf(from), to: instantOf(to) }
  return { range, from: null, to: null }
}

/** The query for the API: local times become instants, and the range `custom` is left out. */
export const logParams = (state: LogState): LogQuery => ({
  ...filterParams(state),
  ...spanOf(state),
  cursor: state.cursor,
})

/** The query of the histogram: it shows the whole range, of which the list may show a selected part. */
export const histogramParams = (state: LogState): Omit<LogQuery, 'cursor' | 'limit'> => ({
  ...filterParams(state),
  ...spanOf(state.range === 'custom' ? state : { ...state, from: '', to: '' }),
})

function filterParams(state: LogState): Omit<LogQuery, keyof Span | 'cursor' | 'limit'> {
  return {
    type: state.type,
    status: state.status,
    keyId: state.key,
    webhookId: state.webhook,
    appId: state.app,
    method: state.method,
    path: state.path.trim(),
    ip: state.ip.trim(),
    environment: state.environment,
  }
}

/** The list state from the URL, and functions that change it. */
export const logAt = (url: UrlState) => listAt(url, readLog(url.query), FILTERS)

export type LogAt = ReturnType<typeof logAt>
