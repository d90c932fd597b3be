import type { LogReason } from '../../../../contract/outcomes.data.ts'
import { Refusal } from '../../../platform/errors.ts'
import { admit } from '../../gateway/gate/route-gate-client.ts'
import type { ToolRoute } from '../../gateway/live/tools-of.ts'
import { failureOf, forward, notAdmitted } from '../../gateway/proxy/forward.ts'
import { refusedOutcome } from './refused-outcome.ts'
import { routeResult } from './route-answer.ts'
import type { RouteRequest } from './route-request.ts'
import type { ToolContext, ToolOutcome } from './tool.ts'

type Request = RouteRequest & { params: ReadonlyMap<string, string>; rest: string }

/**
 * Makes the call of a tool to the upstream of its route, as the gateway makes one for the same caller: with its identity, and under
 * the limits and the circuit breaker of the route.
 *
 * A call that is refused, or gets no answer, is told in words.
 */
export async function callRoute(
  route: ToolRoute['route'],
  request: Request,
  context: ToolContext,
): Promise<ToolOutcome> {
  const place = { endpoint: context.gatewayBase + request.path, method: request.method }
  try {
    return await exchange(route, request, place, context)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refusedOutcome(error.error, place, context.requestId)
  }
}

async function exchange(
  route: ToolRoute['route'],
  { method, search, headers, body, params, rest }: Request,
  place: Pick<ToolOutcome, 'endpoint' | 'method'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { deps, env, actor, requestId, origin, gatewayBase } = context
  const organizationId = actor.organization.id
  const admission = await admit({ env, waitUntil: deps.waitUntil }, organizationId, route, Date.now())
  if (admission.kind !== 'admitted') throw new Refusal(notAdmitted(route, admission))
  try {
    await context.begin()
  } catch (error) {
    admission.cancel()
    throw error
  }
  const forwarded = await forward({
    deps,
    organizationId,
    actor,
    route,
    params,
    rest,
    search,
    method,
    headers,
    body,
    requestId,
    origin,
    publicBase: gatewayBase,
    onDashboardOrigin: gatewayBase !== '',
    // The call goes on if the client leaves: it may change something at the upstream.
    signal: null,
    admission,
  })
  const result = await routeResult(forwarded.response, context)
  const { upstreamStatus, waitedMs } = forwarded
  const reason: LogReason = { upstreamStatus, waitedSeconds: Math.round(waitedMs / 100) / 10 }
  const failure = upstreamStatus >= 500 ? failureOf(forwarded, { broke: false, clientLeft: false }) : null
  return {
    result,
    ...place,
    status: upstreamStatus,
    code: failure?.code ?? (upstreamStatus >= 400 ? 'tool_failed' : null),
    reason: upstreamStatus >= 400 ? reason : null,
  }
}
