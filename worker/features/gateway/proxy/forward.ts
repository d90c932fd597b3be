import { routePattern } from '../../../../contract/gateway.data.ts'
import type { LogReason, ProblemCode } from '../../../../contract/outcomes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type DomainError, Refusal } from '../../../platform/errors.ts'
import { parseContentLength } from '../../../platform/lib/http-headers.ts'
import type { Admitted } from '../gate/route-gate-client.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { answerBody, type BodyEnd, COMPLETE } from './answer-body.ts'
import { answerHeaders } from './answer-headers.ts'
import { requestRulesOf } from './header-rules.ts'
import { judgedUpstream } from './judged-upstream.ts'
import { ownHeaders } from './own-headers.ts'
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
  /** How the body ended; not a promise if it is here already. Never rejects. */
  done: BodyEnd | Promise<BodyEnd>
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
  const hasLeft = () => signal?.aborted ?? false
  if (hasLeft()) throw left(route)
  const watch = new Watch()
  const startedAt = Date.now()
  const timeoutMs = route.timeoutSeconds * 1000
  const sent = await send(request, { signal, watch, timeoutMs, retry: route.retry === 1 })
  const waitedMs = Date.now() - startedAt
  if (sent.kind !== 'answered') {
    if (hasLeft()) throw left(route)
    admission.done('failed')
    throw sent.kind === 'late' ? timedOut(route) : unreachable(route, waitedMs)
  }
  const { response: from } = sent
  const { status } = from
  const facts = { upstreamStatus: status, waitedMs }
  const result = isGatewayFailure(status) ? 'failed' : 'answered'
  if (status === 101) {
    admission.done(result)
    return { response: from, ...facts, done: COMPLETE }
  }
  if (status < 200 || status > 599) {
    admission.done('failed')
    throw upstreamError(route, 'upstream_failed', 'answered with an impossible status', facts)
  }
  const to = { origin: call.origin, base: call.publicBase }
  const headers = answerHeaders(from.headers, { route, place, to, onDashboardOrigin: call.onDashboardOrigin })
  if (!from.body || isNullBody(status)) {
    await from.body?.cancel().catch(() => undefined)
    admission.done(result)
    return { response: new Response(null, { status, headers }), ...facts, done: COMPLETE }
  }
  if (result === 'answered') admission.began()
  const { body, ended } = await answerBody({
    body: from.body,
    length: parseContentLength(from.headers.get('content-length')),
    idleMs: isEventStream(from.headers) ? null : route.idleTimeoutSeconds * 1000,
    watch,
    hasLeft,
    tap: call.tap ?? null,
  })
  const end = (how: BodyEnd): BodyEnd => {
    admission.done(how.clientLeft ? 'unused' : how.broke ? 'failed' : result)
    return how
  }
  if (body === null) {
    const { clientLeft } = end(await ended)
    throw clientLeft ? left(route) : brokeOff(route, facts)
  }
  const done = ended instanceof Promise ? ended.then(end) : end(ended)
  return { response: new Response(body, { status, headers, encodeBody: 'manual' }), ...facts, done }
}

const isEventStream = (headers: Headers): boolean =>
  headers.get('content-type')?.toLowerCase().startsWith('text/event-stream') ?? false

/** Everything that is decided before a connection is needed. */
async function prepare(call: ForwardCall): Promise<{ request: Outgoing; place: Place }> {
  const { deps, route, organizationId, actor, requestId, origin, method } = call
  const judged = judgedUpstream(deps, organizationId, route.upstream, origin)
  const upstream = judged instanceof Promise ? await judged : judged
  if (!upstream.ok) {
    const detail = `The upstream of ${naming(route)} ${upstream.message}.`
    throw new Refusal({ kind: 'upstream', status: 502, code: 'upstream_blocked', detail })
  }
  const place = placeOf(route, call.params, upstream.url.origin)
  const url = upstreamUrl(place, call.rest, call.search)
  const rules = requestRulesOf(deps, organizationId, route)
  const own = ownHeaders(deps, { actor, origin, route, prefix: call.publicBase + place.prefix })
  const headers = upstreamHeaders({
    route,
    headers: call.headers,
    rules: rules instanceof Promise ? await rules : rules,
    own: own instanceof Promise ? await own : own,
    requestId,
    onDashboardOrigin: call.onDashboardOrigin,
  })
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return { request: { url, service: upstream.service, method, headers, body: hasBody ? call.body : null }, place }
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
