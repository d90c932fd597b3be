import type { GatewayTestResult, TestGatewayRoute } from '../../../../contract/gateway.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { describe, notFound, Refusal } from '../../../platform/errors.ts'
import type { Admitted } from '../gate/route-gate-client.ts'
import { forward } from '../proxy/forward.ts'
import { placeOf, upstreamUrl } from '../proxy/upstream-address.ts'
import { findLiveRoutes, type LiveRoute } from '../rows/live-routes-store.ts'
import { audienceOf } from '../settings/find-upstream.ts'
import { type CallToTest, callToTest } from './call-to-test.ts'
import { shownBody } from './shown-body.ts'

/** A person waits for the answer, so a test call waits no longer than this for the upstream, seconds. */
const MAX_TIMEOUT_SECONDS = 30

/** A test call counts for no limit of the route, and does not tell its circuit breaker anything: it is to see the upstream itself. */
const UNCOUNTED: Admitted = { kind: 'admitted', cancel: () => {}, began: () => {}, done: () => {} }

/**
 * Calls the upstream of a route as the gateway would, with the identity of the actor, also while the route is disabled. The call
 * costs nothing, and needs none of the route's scopes. What goes wrong at the upstream is in the result. Throws `not_found`, and
 * `invalid` for a call that would not go to this route.
 */
export async function testRoute(
  deps: Deps,
  actor: Actor,
  id: string,
  input: TestGatewayRoute,
): Promise<GatewayTestResult> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'test gateway routes')
  const organizationId = actor.organization.id
  const routes = await findLiveRoutes(deps.db, organizationId)
  const route = routes.find((one) => one.id === id)
  if (!route) throw notFound('Gateway route')
  const call = callToTest(route, routes, input)
  const startedAt = Date.now()
  const facts = () => ({ url: shownUrl(route, call), method: call.method, durationMs: Date.now() - startedAt })
  try {
    const { response, upstreamStatus } = await forward({
      deps,
      organizationId,
      actor,
      route: { ...route, timeoutSeconds: Math.min(route.timeoutSeconds, MAX_TIMEOUT_SECONDS) },
      params: call.params,
      rest: call.rest,
      search: call.search,
      method: call.method,
      headers: call.headers,
      body: call.body,
      requestId: actor.requestId,
      origin: new URL(deps.url ?? 'https://gatehouse.invalid').origin,
      publicBase: '/gateway',
      onDashboardOrigin: true,
      signal: null,
      admission: UNCOUNTED,
    })
    const shown = await shownBody(response)
    const headers = Object.fromEntries(response.headers)
    return { ok: upstreamStatus < 500, ...facts(), status: upstreamStatus, headers, ...shown, problem: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const nothing = { status: null, headers: {}, body: null, truncated: false }
    return { ok: false, ...facts(), ...nothing, problem: describe(error.error) }
  }
}

/** The URL at the upstream; for a service binding its name and the path. */
function shownUrl(route: LiveRoute, { params, rest, search }: CallToTest): string {
  const audience = audienceOf(route.upstream)
  const isService = audience.startsWith('service:')
  const origin = isService ? 'https://service.invalid' : audience
  try {
    const url = upstreamUrl(placeOf(route, params, origin), rest, search)
    return isService ? audience + url.slice(origin.length) : url
  } catch {
    return route.upstream
  }
}
