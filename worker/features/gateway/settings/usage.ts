import { routePattern } from '../../../../contract/gateway.data.ts'
import type { GatewayRouteUsage, GatewayUsageQuery } from '../../../../contract/gateway.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { routeFigures } from '../../event-logs/figures/route-figures.ts'
import { ownRoute } from './read.ts'

/** The calls of a route over some days, those that the actor's environment reaches. Routes of one pattern share their figures. */
export async function readRouteUsage(
  deps: Deps,
  actor: Actor,
  id: string,
  { days }: GatewayUsageQuery,
): Promise<GatewayRouteUsage> {
  requireScope(actor, 'gateway:read')
  const { prefix, exact } = await ownRoute(deps, actor.organization.id, id)
  return routeFigures(deps, reachOf(actor), routePattern({ prefix, exact: exact === 1 }), days)
}
