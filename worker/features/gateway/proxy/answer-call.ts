import { routePattern } from '../../../../contract/gateway.data.ts'
import type { PresentedCredential } from '../../../platform/auth/verifier.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type DomainError, Refusal } from '../../../platform/errors.ts'
import { byToken } from '../../../platform/http/caller/authenticate.ts'
import { credentialOf, QUERY_CREDENTIAL } from '../../../platform/http/caller/credential.ts'
import { organizationOfCredential } from '../../../platform/http/caller/organization-of-credential.ts'
import { type AppContext, actorOf, callOf, depsOf } from '../../../platform/http/context.ts'
import { NO_ROUTE } from '../../../platform/http/unrouted.ts'
import { type Admitted, admit } from '../gate/route-gate-client.ts'
import { organizationOfHost } from '../hosts/organization-of-host.ts'
import { routesOf } from '../live/routes-of.ts'
import { type Match, matchRoute } from '../match/match.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts'
import { forward, naming, notAdmitted } from './forward.ts'
import { leftBeforeAnswer, passOn } from './pass-on.ts'
import { tapOf } from './tap.ts'
import { searchWithout } from './upstream-address.ts'

/** Where a call arrived: the parts of its URL as they were sent. `base`: `/gateway`, or empty on a host of an organization. */
export type Arrival = { origin: string; host: string; path: string; base: string }

/** Methods that no fetch can send. TRACE would show a caller the headers that we add. */
const IMPOSSIBLE = new Set(['CONNECT', 'TRACE', 'TRACK'])
const POSSIBLE = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

type RouteMatch = Extract<Match<LiveRoute>, { kind: 'route' }>

/**
 * Answers a call to the gateway. In this order: who the caller says it is, the route, whether the route lets calls through, the
 * guard of the credential (which charges it once), and the upstream. Nothing about routes is told before the credential is known.
 *
 * @throws Refusal
 */
export async function answerCall(c: AppContext, arrival: Arrival): Promise<Response> {
  const call = callOf(c)
  const deps = depsOf(c)
  const { raw } = c.req
  const { url, method, headers, signal } = raw
  const pageOrigin = headers.get('origin')
  call.logType = 'gateway'
  call.route = NO_ROUTE
  call.answerHeaders = corsHeaders(undefined, pageOrigin)
  const isOwnHost = arrival.base === ''
  const hostOrganization = isOwnHost ? await organizationOfHost(deps, arrival.host) : null
  if (isOwnHost && hostOrganization === null) throw refusal('no_route', 'No organization has claimed this host.')
  const path = arrival.path.slice(arrival.base.length)
  if (isPreflight(method, headers)) {
    call.answerHeaders = []
    return answerPreflight(deps, headers, hostOrganization, path)
  }

  const presented = credentialOf(c)
  if (!presented) throw NO_CREDENTIAL()
  const organizationId = await organizationOfCredential(deps, presented)
  if (organizationId === null || (isOwnHost && organizationId !== hostOrganization)) {
    // Says why, and counts the attempt. A credential of another organization is unknown here.
    await byToken(c, presented, [], { cost: 0, organizationId: hostOrganization })
    throw unknownCredential()
  }
  const { compiled } = await routesOf(deps, organizationId)
  const match = matchRoute(compiled, method, path)
  if (match.kind === 'route' || match.kind === 'method') {
    call.route = routePattern(match.route)
    call.answerHeaders = corsHeaders(match.route.cors, pageOrigin)
  }
  const { route, params, rest } = usable(match, method)
  call.needed = route.scopes
  const admission = await admittedTo(c, presented, organizationId, route)
  const answered = Promise.withResolvers<void>()
  // Otherwise the runtime would drop this call, with its log entry, when the caller leaves.
  signal.addEventListener('abort', () => c.executionCtx.waitUntil(answered.promise))
  try {
    await authenticated(c, presented, organizationId, route, admission)
    const tap = call.capture ? tapOf(c.req.raw) : null
    const forwarded = await forward({
      deps,
      organizationId,
      actor: actorOf(c),
      route,
      params,
      rest,
      search: searchWithout(url, QUERY_CREDENTIAL),
      method,
      headers,
      body: tap ? tap.requestBody : c.req.raw.body,
      requestId: call.requestId,
      origin: arrival.origin,
      publicBase: arrival.base,
      onDashboardOrigin: !isOwnHost,
      signal,
      admission,
      ...(tap && { tap: tap.answer }),
    })
    return passOn(c, route, forwarded, tap)
  } catch (error) {
    if (error instanceof Refusal && isLeft(error.error)) return leftBeforeAnswer(c, error.error)
    throw error
  } finally {
    answered.resolve()
  }
}

const isLeft = (error: DomainError): boolean => error.kind === 'unavailable' && error.code === 'client_left'

async function answerPreflight(
  deps: Deps,
  headers: Headers,
  organizationId: string | null,
  path: string,
): Promise<Response> {
  const method = headers.get('access-control-request-method') ?? ''
  if (organizationId === null) {
    return new Response(null, { status: 204, headers: new Headers(preflightHeaders(undefined, [], headers).map(pair)) })
  }
  const { compiled } = await routesOf(deps, organizationId)
  const match = matchRoute(compiled, method, path)
  const [cors, methods] =
    match.kind === 'route' || match.kind === 'method' ? [match.route.cors, match.route.methods] : [null, []]
  return new Response(null, { status: 204, headers: new Headers(preflightHeaders(cors, methods, headers).map(pair)) })
}

const pair = ([name, value]: readonly [string, string]): [string, string] => [name, value]

/** The route that a call goes to. Throws why there is none. */
function usable(match: Match<LiveRoute>, method: string): RouteMatch {
  if (match.kind === 'refused') {
    throw new Refusal({ kind: 'malformed', code: 'path_refused', detail: `The path ${match.why}.` })
  }
  if (match.kind === 'none') throw refusal('no_route', 'The gateway of this organization has no route for this path.')
  if (match.route.status === 'disabled') throw refusal('route_disabled', `${capital(naming(match.route))} is disabled.`)
  if (match.kind === 'method') throw new Refusal({ kind: 'method_not_allowed', methods: match.methods })
  if (IMPOSSIBLE.has(method)) throw new Refusal({ kind: 'method_not_allowed', methods: POSSIBLE })
  return match
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const refusal = (code: 'no_route' | 'route_disabled', detail: string) => new Refusal({ kind: 'no_route', code, detail })

const NO_CREDENTIAL = () =>
  new Refusal({
    kind: 'unauthenticated',
    code: 'credential_missing',
    detail:
      'Send an API key or an access token as "Authorization: Bearer <key>". A dashboard session is not accepted here.',
    credential: false,
  })

const unknownCredential = () =>
  new Refusal({
    kind: 'unauthenticated',
    code: 'credential_unknown',
    detail: 'This credential is not known here.',
    credential: true,
  })

/** Lets the gate of a route decide. A call that it refuses costs its caller nothing, if its credential is valid. */
async function admittedTo(
  c: AppContext,
  presented: PresentedCredential,
  organizationId: string,
  route: LiveRoute,
): Promise<Admitted> {
  const gate = { env: c.env, waitUntil: (work: Promise<unknown>) => c.executionCtx.waitUntil(work) }
  const admission = admit(gate, organizationId, route, Date.now())
  const settled = admission instanceof Promise ? await admission : admission
  if (settled.kind === 'admitted') return settled
  await byToken(c, presented, route.scopes, { cost: 0, organizationId })
  throw new Refusal(notAdmitted(route, settled))
}

/** Asks the guard of the credential, which charges the cost of the route. */
async function authenticated(
  c: AppContext,
  presented: PresentedCredential,
  organizationId: string,
  { scopes, cost }: LiveRoute,
  admission: Admitted,
): Promise<void> {
  try {
    await byToken(c, presented, scopes, { cost, organizationId })
  } catch (error) {
    admission.cancel()
    throw error
  }
}
