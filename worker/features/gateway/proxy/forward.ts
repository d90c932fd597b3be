import { routePattern } from '../../../../contract/gateway.data.ts'
import type { LogReason, ProblemCode } from '../../../../contract/outcomes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type DomainError, Refusal } from '../../../platform/errors.ts'
import { parseContentLength } from '../../../platform/lib/http-headers.ts'
import type { Admitted } from '../gate/route-gate-client.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { audienceOf, judgeUpstream } from '../settings/find-upstream.ts'
import { answerBody, type BodyEnd } from './answer-body.ts'
import { answerHeaders } from './answer-headers.ts'
import { requestRulesOf } from './header-rules.ts'
import { forwardedHeaders, identityHeaders } from './identity-headers.ts'
import { upstreamHeaders } from './request-headers.ts'
import { isGatewayFailure, type Outgoing, send } from './send.ts'
import { type Place, placeOf, upstreamUrl } from './upstream-address.ts'
import { Watch } from './watch.ts'

/** A call to a route, already authenticated, charged and admitted. */
export type ForwardCall = {
  deps: Deps
  organizationId: string
  /** Who calls: its identity goes to the upstream. */
  actor: Actor
  route: LiveRoute
  /** Of `matchRoute`. */
  params: ReadonlyMap<string, string>
  rest: string
  /** `''` or `?...`, without our `api_key`. */
  search: string
  method: string
  headers: Headers
  body: BodyInit | null
  requestId: string
  /** The origin under which the caller reached us. */
  origin: string
  /** What comes before the prefix in public paths: empty on a host of an organization, else `/gateway`. */
  publicBase: string
  /** Answers are at the origin of the dashboard: scripts and cookies of upstreams have no place there. */
  onDashboardOrigin: boolean
  /** Of the caller; null if it cannot leave. */
  signal: AbortSignal | null
  /** `forward` ends it. */
  admission: Admitted
  /** Gets a copy of the answer's body, part by part. */
  tap?: (part: Uint8Array) => void
}

export type Forwarded = {
  /** Its headers are ready for the caller. A 101 is the one of the upstream, untouched. */
  response: Response
  upstreamStatus: number
  /** Until the headers of the answer, ms. */
  waitedMs: number
  /** Settles when the body has ended. Never rejects. */
  done: Promise<BodyEnd>
}

/** Statuses whose answers have no body (fetch standard). */
const isNullBody = (status: number): boolean => status === 204 || status === 205 || status === 304

/**
 * Forwards a call to the upstream of its route, and gives back the answer as soon as its headers are here.
 *
 * @throws Refusal (`upstream`, `unavailable`, `malformed`) when there is no answer to pass on
 */
export async function forward(call: ForwardCall): Promise<Forwarded> {
  const { route, admission, signal } = call
  try {
    return await exchange(call)
  } catch (error) {
    // It has no effect after the call was ended with its own result.
    admission.done('unused')
    if (error instanceof Refusal && signal?.aborted) throw left(route)
    throw error
  }
}

async function exchange(call: ForwardCall): Promise<Forwarded> {
  const { route, admission, signal } = call
  const { request, place } = await prepare(call)
  const controller = new AbortController()
  const abort = () => controller.abort()
  const watch = new Watch(abort)
  const hasLeft = () => signal?.aborted ?? false
  if (hasLeft()) throw left(route)
  signal?.addEventListener('abort', abort)
  const end = (result: 'answered' | 'failed' | 'unused') => {
    watch.stop()
    signal?.removeEventListener('abort', abort)
    admission.done(result)
  }
  const startedAt = Date.now()
  const sent = await send(request, {
    controller,
    watch,
    timeoutMs: route.timeoutSeconds * 1000,
    retry: route.retry === 1,
  })
  const waitedMs = Date.now() - startedAt
  if (sent.kind === 'unreachable') {
    if (hasLeft()) {
      end('unused')
      throw left(route)
    }
    end('failed')
    throw controller.signal.aborted ? timedOut(route) : unreachable(route, waitedMs)
  }
  const { response: from } = sent
  const { status } = from
  const facts = { upstreamStatus: status, waitedMs }
  const result = isGatewayFailure(status) ? 'failed' : 'answered'
  if (status === 101) {
    end(result)
    return { response: from, ...facts, done: Promise.resolve({ broke: false, clientLeft: false }) }
  }
  if (status < 200 || status > 599) {
    abort()
    end('failed')
    throw upstreamError(route, 'upstream_failed', 'answered what is no HTTP answer', facts)
  }
  const to = { origin: call.origin, base: call.publicBase }
  const headers = answerHeaders(from.headers, { route, place, to, onDashboardOrigin: call.onDashboardOrigin })
  if (!from.body || isNullBody(status)) {
    await from.body?.cancel().catch(() => undefined)
    end(result)
    const response = new Response(null, { status, headers })
    return { response, ...facts, done: Promise.resolve({ broke: false, clientLeft: false }) }
  }
  if (result === 'answered') admission.began()
  const isEventStream = /^text\/event-stream\b/i.test(from.headers.get('content-type') ?? '')
  const { body, ended } = await answerBody({
    body: from.body,
    length: parseContentLength(from.headers.get('content-length')),
    idleMs: isEventStream ? null : route.idleTimeoutSeconds * 1000,
    watch,
    abort,
    hasLeft,
    tap: call.tap ?? null,
  })
  if (body === null) {
    const { clientLeft } = await ended
    end(clientLeft ? 'unused' : 'failed')
    throw clientLeft ? left(route) : brokeOff(route, facts)
  }
  const done = Promise.resolve(ended).then((how) => {
    end(how.clientLeft ? 'unused' : how.broke ? 'failed' : result)
    return how
  })
  return { response: new Response(body, { status, headers, encodeBody: 'manual' }), ...facts, done }
}

/** Everything that is decided before a connection is needed. */
async function prepare(call: ForwardCall): Promise<{ request: Outgoing; place: Place }> {
  const { deps, route, organizationId, actor, requestId, origin, onDashboardOrigin } = call
  const upstream = await judgeUpstream(deps, organizationId, route.upstream)
  if (!upstream.ok) {
    const detail = `The upstream of ${naming(route)} ${upstream.message}.`
    throw new Refusal({ kind: 'upstream', status: 502, code: 'upstream_blocked', detail })
  }
  const place = placeOf(route, call.params, upstream.url.origin)
  const url = upstreamUrl(place, call.rest, call.search)
  const identity = { actor, requestId, issuer: origin, audience: audienceOf(route.upstream), route: route.id }
  const own = [
    ...forwardedHeaders({ ip: actor.ip, origin, prefix: call.publicBase + place.prefix }),
    ...(await identityHeaders(deps, identity)),
  ]
  const headers = upstreamHeaders({
    route,
    headers: call.headers,
    rules: await requestRulesOf(deps, organizationId, route),
    own,
    onDashboardOrigin,
    isWebSocket: call.headers.get('upgrade')?.toLowerCase() === 'websocket',
  })
  const hasBody = call.method !== 'GET' && call.method !== 'HEAD'
  const { service } = upstream
  return { request: { url, service, method: call.method, headers, body: hasBody ? call.body : null }, place }
}

/** A route as problems name it. */
export const naming = (route: Pick<LiveRoute, 'name' | 'prefix' | 'exact'>): string =>
  `the route "${route.name}" (${routePattern(route)})`

type Facts = { upstreamStatus?: number; waitedMs?: number }

const reasonOf = ({ upstreamStatus, waitedMs }: Facts): LogReason => ({
  ...(upstreamStatus !== undefined && { upstreamStatus }),
  ...(waitedMs !== undefined && { waitedSeconds: Math.round(waitedMs / 100) / 10 }),
})

const upstreamError = (route: LiveRoute, code: ProblemCode, what: string, facts: Facts, status: 502 | 504 = 502) =>
  new Refusal({
    kind: 'upstream',
    status,
    code,
    detail: `The upstream of ${naming(route)} ${what}.`,
    reason: reasonOf(facts),
  })

const timedOut = (route: LiveRoute) =>
  upstreamError(
    route,
    'upstream_timed_out',
    `did not begin to answer within ${route.timeoutSeconds} s`,
    { waitedMs: route.timeoutSeconds * 1000 },
    504,
  )

const unreachable = (route: LiveRoute, waitedMs: number) =>
  upstreamError(route, 'upstream_unreachable', 'could not be reached, or closed the connection', { waitedMs })

const brokeOff = (route: LiveRoute, facts: Facts) =>
  upstreamError(route, 'upstream_broke_off', 'broke off its answer', facts)

/** Nobody reads this answer. */
const left = (route: LiveRoute): Refusal =>
  new Refusal({ kind: 'unavailable', code: 'client_left', detail: `The caller of ${naming(route)} has left.` })

/** Why a call whose answer was passed on counts as failed; null if it does not. */
export function failureOf(
  { upstreamStatus, waitedMs }: Pick<Forwarded, 'upstreamStatus' | 'waitedMs'>,
  { broke, clientLeft }: BodyEnd,
): { code: ProblemCode; reason: LogReason } | null {
  const reason = reasonOf({ upstreamStatus, waitedMs })
  if (broke) return { code: 'upstream_broke_off', reason }
  if (clientLeft) return { code: 'client_left', reason }
  return upstreamStatus >= 500 ? { code: 'upstream_failed', reason } : null
}

/** The refusal of a call whose route lets none through at the moment. */
export function notAdmitted(
  route: LiveRoute,
  admission: { kind: 'open'; retryAfterMs: number } | { kind: 'busy' } | { kind: 'limited'; retryAfterMs: number },
): DomainError {
  switch (admission.kind) {
    case 'open':
      return {
        kind: 'unavailable',
        code: 'circuit_open',
        detail: `The upstream of ${naming(route)} keeps failing, so calls are not forwarded for a moment.`,
        retryAfterMs: admission.retryAfterMs,
      }
    case 'busy':
      return {
        kind: 'unavailable',
        code: 'route_busy',
        detail: `As many calls to ${naming(route)} are in progress as it allows.`,
        retryAfterMs: 1000,
      }
    case 'limited':
      return {
        kind: 'rate_limited',
        detail: `The limit of ${naming(route)} for all callers together is reached.`,
        retryAfterMs: admission.retryAfterMs,
        reason: { limit: 'minute' },
      }
  }
}
