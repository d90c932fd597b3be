import { MAX_ROUTES } from '../../../../contract/gateway.data.ts'
import type { GatewayRoute } from '../../../../contract/gateway.ts'
import { type Changeable, changeRow, type Transition } from '../../../platform/audit/change-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { forgetRoutes } from '../live/routes-of.ts'
import { bumpGeneration } from '../rows/live-routes-store.ts'
import {
  findRoute,
  isLostRace,
  isToolTaken,
  listShapes,
  type RouteChange,
  type RouteRow,
  refuseConflicts,
  updateRouteRow,
} from '../rows/route-store.ts'
import { confirmRoutes } from './confirm.ts'
import { auditedRoute, presentRoute } from './present.ts'
import { rivalOf, routeExists, toolExists } from './refuse-conflicts.ts'
import { takesAway, takesFromOthers } from './takes-away.ts'

/** The route after the change, and its version. */
export type ChangedRoute = { route: GatewayRoute; version: number }

export type RouteTransition = Pick<Transition<RouteRow, RouteChange>, 'action' | 'decide' | 'note'>

/** Settings by which a route competes with others. */
const isAboutPaths = ({ prefix, exact, methods }: RouteChange): boolean =>
  prefix !== undefined || exact !== undefined || methods !== undefined

/**
 * Changes one route with its audit entry. If the change takes something away from callers, no call is made under the old settings
 * after this returns. Throws `not_found`, `precondition_failed`, and `conflict` if another route is in its way.
 */
export async function changeRoute(
  deps: Deps,
  actor: Actor,
  id: string,
  { action, decide, note }: RouteTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedRoute> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'change gateway routes')
  const { db } = deps
  const organizationId = actor.organization.id
  const othersOf = async (row: RouteRow) => (await listShapes(db, organizationId)).filter((one) => one.id !== row.id)
  let toolName: string | null = null
  const kind: Changeable<RouteRow, RouteChange> = {
    names: { one: 'gateway route', title: 'Gateway route' },
    type: 'gateway_route',
    find: (routeId) => findRoute(db, organizationId, routeId),
    audited: auditedRoute,
    update: (row, change) => updateRouteRow(db, row, change),
    isLostRace,
    confirm: async (row, _, change) => {
      forgetRoutes(organizationId)
      // Also if nothing changed: an earlier attempt may have been interrupted between its write and this wait.
      if (!change || takesAway(row, change)) return confirmRoutes()
      if (isAboutPaths(change) && takesFromOthers({ ...row, ...change }, await othersOf(row))) return confirmRoutes()
    },
  }
  const transition: Transition<RouteRow, RouteChange> = {
    action,
    note,
    decide: async (row) => {
      const change = await decide(row)
      if (change && isAboutPaths(change)) {
        const rival = rivalOf({ ...row, ...change }, await othersOf(row))
        if (rival) throw routeExists(rival)
      }
      toolName = change?.toolName ?? null
      return change
    },
    extraStatements: (_, changed) => [refuseConflicts(changed, MAX_ROUTES), bumpGeneration(organizationId)],
  }
  try {
    const row = await changeRow(deps, actor, id, kind, transition, expectedVersion)
    return { route: await presentRoute(deps.config, actor, row), version: row.version }
  } catch (error) {
    if (isToolTaken(error)) throw toolExists(toolName)
    throw error
  }
}
