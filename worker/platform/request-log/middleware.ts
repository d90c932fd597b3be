import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { LogReason, ProblemCode } from '../../../contract/outcomes.data.ts'
import type { LogOwner } from '../auth/verifier.ts'
import { identifyRefused } from '../http/caller/identify-refused.ts'
import { type App, type Call, callOf, type Exchange, type ExchangeEnd, newCall } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { rateLimitHeaders } from '../http/rate-limit-headers.ts'
import { COMMON_HEADERS, hasTransportHeader, TRANSPORT_HEADER } from '../http/reply.ts'
import { newId } from '../lib/ids.ts'
import { redactCredential, redactKeys } from '../lib/redact.ts'
import { nearest } from '../limits/nearest.ts'
import { redactLine } from '../redaction/redact-line.ts'
import { logBuffer } from './buffer.ts'
import type { Captured } from './capture.ts'
import { captureBodies, recordCaptured } from './capture-exchange.ts'
import { logCall, type VerifiedCall } from './log-call.ts'

const isLoopback = (ip: string | null): boolean => ip === '127.0.0.1' || ip === '::1'

/** Gives each call its id, its headers and, after the answer, its log entry. */
export const requestLog = createMiddleware<App>(async function logRequest(c, next) {
  // The id is always our own: with a caller's X-Request-Id anybody could forge entries that look like another's.
  const startedAt = Date.now()
  const call = newCall(newId('req', startedAt), startedAt, c.req.raw)
  c.set('call', call)
  await next()
  if (c.res.status >= 400 && !call.asked) await refuseByCredential(c)
  if (!call.hasAllHeaders) applyHeaders(c)
  const now = Date.now()
  if (call.rejected) {
    logBuffer.count('rejected', 1, now, c.env.REQUEST_LOGS, c.executionCtx)
    return
  }
  const owner = call.logOwner
  if (!owner) return
  // Both ids have the same number, so that the entry can be found by the id in the answer.
  const id = `log_${call.requestId.slice('req_'.length)}`
  const outcome = { id, status: c.res.status, durationMs: now - startedAt }
  if (call.exchange) recordAfter(c, owner, outcome, call.exchange)
  else if (call.capture) await recordCaptured(c, call.capture, (captured) => record(c, owner, outcome, captured))
  else record(c, owner, outcome)
})

/** For a call that was refused before its credential was verified: a refusal of the credential takes precedence. */
async function refuseByCredential(c: Context<App>): Promise<void> {
  const refusal = await identifyRefused(c)
  if (!refusal) return
  // Otherwise, headers of the previous answer would stay on the new one.
  c.res = undefined
  c.res = problem(c, refusal)
}

/** Sets the headers of every answer on one that was not made by `reply`: a problem, an answer to a session. */
function applyHeaders(c: Context<App>): void {
  const { headers } = c.res
  const call = callOf(c)
  headers.set('X-Request-Id', call.requestId)
  const all = { ...COMMON_HEADERS, ...rateLimitHeaders(call.limits) }
  for (const [name, value] of Object.entries(all)) headers.set(name, value)
  if (hasTransportHeader(c.env)) headers.set(...TRANSPORT_HEADER)
  for (const [name, value] of call.answerHeaders) headers.set(name, value)
}

/** Records a call whose answer is passed on, when its body has ended. */
function recordAfter(c: Context<App>, owner: LogOwner, outcome: Outcome, { waitedMs, ended }: Exchange): void {
  const { res } = c
  const write = ({ failure, bodies }: ExchangeEnd) => {
    if (failure) callOf(c).refused = failure
    const captured = bodies && captureBodies(c, callOf(c).capture ?? [], res.headers, bodies)
    record(c, owner, { ...outcome, durationMs: waitedMs, failed: failure !== null }, captured ?? undefined)
  }
  if (ended instanceof Promise) c.executionCtx.waitUntil(ended.then(write))
  else write(ended)
}

const patterns = new Map<string, string>()

/** A route as in the OpenAPI document, `{id}` for `:id`. There are few routes, so the results are cached. */
function patternOf(route: string): string {
  let pattern = patterns.get(route)
  if (pattern === undefined) {
    pattern = route.replaceAll(/:(\w+)/g, '{$1}')
    patterns.set(route, pattern)
  }
  return pattern
}

/** The route pattern of a call. That of a gateway route, also as a tool, is complete, and may contain a colon. */
function routeOf(c: Context<App>): string {
  const { route, logType } = callOf(c)
  return route !== null && (logType === 'gateway' || logType === 'tool') ? route : patternOf(route ?? routePath(c, -1))
}

type Outcome = { id: string; status: number; durationMs: number; failed?: boolean }

function record(c: Context<App>, owner: LogOwner, outcome: Outcome, captured?: Captured): void {
  const { requestId, startedAt, ip, credentialText, limits, tool, logType } = callOf(c)
  const { id, durationMs } = outcome
  const status = tool?.status ?? outcome.status
  const why = whyOf(callOf(c), outcome.failed ?? status >= 400)
  const { headers, cf } = c.req.raw
  logCall(
    {
      id,
      organizationId: owner.organizationId,
      time: startedAt,
      type: owner.type === 'api_call' ? (logType ?? owner.type) : owner.type,
      environment: owner.environment,
      keyId: owner.keyId,
      appId: owner.appId ?? null,
      route: routeOf(c),
      endpoint: redactCredential(tool?.endpoint ?? c.req.path, credentialText),
      method: tool?.method ?? c.req.method,
      status,
      durationMs,
      ip,
      // A local runtime names a country for calls from its own machine too.
      country: typeof cf?.country === 'string' && !isLoopback(ip) ? cf.country : null,
      userAgent: redactCredential(headers.get('user-agent') ?? '', credentialText) || null,
      requestId,
      previousSecret: owner.previousSecret,
      near: nearest(limits),
      outcome: why?.code ?? undefined,
      reason: why?.reason ? reasonText(why.reason, credentialText) : undefined,
      captured,
    },
    c.env.REQUEST_LOGS,
    c.executionCtx,
  )
}

/** Why a call was refused. A tool call names its tool, also if nothing was refused. */
function whyOf(
  { refused, tool }: Call,
  failed: boolean,
): { code: ProblemCode | null; reason: LogReason | null } | null {
  const why = failed ? refused : null
  if (!tool) return why
  return { code: tool.code ?? why?.code ?? null, reason: { ...why?.reason, ...tool.reason, tool: tool.name } }
}

const MAX_FIELD = 100

/** A reason as it is logged. A caller may have put a secret in the place of a field's name. */
function reasonText({ fields, ...reason }: LogReason, credentialText: string | undefined): string {
  const clean = fields && { fields: fields.map((field) => redactLine(field).slice(0, MAX_FIELD)) }
  return redactCredential(redactKeys(JSON.stringify({ ...reason, ...clean })), credentialText)
}

/**
 * Logs the call of an end client whose key another backend verified. It counts as a call of that key. The verification
 * itself is therefore logged as an authentication attempt; otherwise statistics would count each call twice.
 */
export function logVerification(c: Context<App>, verified: VerifiedCall | null): void {
  const { logOwner, startedAt, requestId } = callOf(c)
  if (logOwner) logOwner.type = 'auth'
  if (!verified) return
  const { REQUEST_LOGS } = c.env
  logCall({ ...verified, time: startedAt, durationMs: Date.now() - startedAt, requestId }, REQUEST_LOGS, c.executionCtx)
}
