import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { LimitState } from '../../contract/common.ts'
import { logBuffer } from '../event-logs/buffer.ts'
import type { Captured } from '../event-logs/capture.ts'
import type { LogRecord } from '../event-logs/entry.ts'
import { logCall } from '../event-logs/log-call.ts'
import { newId } from '../lib/ids.ts'
import { redactCredential } from '../lib/redact.ts'
import { recordCaptured } from './capture.ts'
import { type App, clientIp, type LogOwner } from './context.ts'
import { rateLimitHeaders } from './rate-limit-headers.ts'
import { COMMON_HEADERS } from './reply.ts'

/** Gives each call its id, its headers and, once answered, its entry in the log. */
export const requestLog = createMiddleware<App>(async function logRequest(c, next) {
  // The id is ours alone: a caller's X-Request-Id would let anybody forge entries that look like another's.
  const startedAt = Date.now()
  c.set('requestId', newId('req', startedAt))
  c.set('startedAt', startedAt)
  c.set('ip', c.req.raw.headers.get('cf-connecting-ip'))
  await next()
  if (!c.get('dressed')) dress(c)
  const now = Date.now()
  if (c.get('rejected')) {
    logBuffer.count('rejected', 1, now, c.env.REQUEST_LOGS, c.executionCtx)
    return
  }
  const owner = c.get('logOwner')
  if (!owner) return
  // One call, one number: its entry is found by what its answer said.
  const id = `log_${c.get('requestId').slice('req_'.length)}`
  const outcome = { ...owner, id, status: c.res.status, durationMs: now - c.get('startedAt') }
  const capture = c.get('capture')
  if (capture) await recordCaptured(c, capture, (captured) => record(c, outcome, captured))
  else record(c, outcome)
})

/** The headers of every answer, on one that was not made by `reply`: a problem, an answer to a session. */
function dress(c: Context<App>): void {
  const { headers } = c.res
  headers.set('X-Request-Id', c.get('requestId'))
  const all = { ...COMMON_HEADERS, ...rateLimitHeaders(c.get('limits') ?? []) }
  for (const [name, value] of Object.entries(all)) headers.set(name, value)
}

const patterns = new Map<string, string>()

/** A route as the API's description writes it, `{id}` for `:id`. There are few, so each is written once. */
function patternOf(route: string): string {
  let pattern = patterns.get(route)
  if (pattern === undefined) {
    pattern = route.replaceAll(/:(\w+)/g, '{$1}')
    patterns.set(route, pattern)
  }
  return pattern
}

type Outcome = LogOwner & { id: string; status: number; durationMs: number }

function record(c: Context<App>, outcome: Outcome, captured?: Captured): void {
  const { id, organizationId, type, environment, keyId, previousSecret, status, durationMs } = outcome
  logCall(
    {
      id,
      organizationId,
      time: c.get('startedAt'),
      type,
      environment,
      keyId,
      route: patternOf(routePath(c, -1)),
      endpoint: redactCredential(c.req.path, c.get('importedKey')),
      method: c.req.method,
      status,
      durationMs,
      ip: clientIp(c),
      country: countryOf(c.req.raw),
      userAgent: redactCredential(c.req.raw.headers.get('user-agent') ?? '', c.get('importedKey')) || null,
      requestId: c.get('requestId'),
      previousSecret,
      near: nearest(c.get('limits')),
      ...(captured && { captured }),
    },
    c.env.REQUEST_LOGS,
    c.executionCtx,
  )
}

/** Logs what became of a key that another backend asked about, beside the entry of the call that asked. */
export function logVerification(c: Context<App>, verified: Omit<LogOwner, 'type'> & { status: number }): void {
  record(c, {
    ...verified,
    type: 'auth',
    id: newId('log', c.get('startedAt')),
    durationMs: Date.now() - c.get('startedAt'),
  })
}

const countryOf = (request: Request): string | null => {
  const country = request.cf?.country
  return typeof country === 'string' ? country : null
}

/** The limit of which a tenth or less is left; of several, the one with the smallest share. */
function nearest(limits: readonly LimitState[] | undefined): NonNullable<LogRecord['near']> | null {
  let found: LimitState | null = null
  for (const one of limits ?? []) {
    if (one.remaining * 10 > one.limit) continue
    if (!found || one.remaining * found.limit < found.remaining * one.limit) found = one
  }
  return found && { window: found.window, limit: found.limit, remaining: found.remaining }
}
