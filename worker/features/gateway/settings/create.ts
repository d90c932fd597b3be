import { MAX_ROUTES } from '../../../../contract/gateway.data.ts'
import type { CreateGatewayRoute, GatewayRoute } from '../../../../contract/gateway.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { forgetRoutes } from '../live/routes-of.ts'
import { bumpGeneration } from '../rows/live-routes-store.ts'
import { insertRoute, isLostRace, isToolTaken, listShapes, refuseConflicts } from '../rows/route-store.ts'
import { requireUsable } from './check-route.ts'
import { confirmRoutes } from './confirm.ts'
import { auditedRoute, presentRoute } from './present.ts'
import { conflictOf, rivalOf, routeExists, toolExists } from './refuse-conflicts.ts'
import { newRouteRow } from './stored-settings.ts'
import { takesFromOthers } from './takes-away.ts'

/**
 * Creates a route. If it takes calls from a route with a shorter prefix, none is made under that one after the answer. Whoever
 * creates it need not hold the scopes that it requires: they restrict its callers. `extraStatements`: further statements of the
 * same transaction, given the answer (the record of an Idempotency-Key). Throws `invalid` for settings that cannot be used,
 * `conflict` if another route is in its way or there are too many.
 */
export async function createGatewayRoute(
  deps: Deps,
  actor: Actor,
  input: CreateGatewayRoute,
  extraStatements: (answer: GatewayRoute) => Promise<Statement[]>,
): Promise<GatewayRoute> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'create gateway routes')
  const { db, config, now } = deps
  const organizationId = actor.organization.id
  await requireUsable(deps, organizationId, input)
  await requireTrustedSecrets(deps)
  const facts = { organizationId, id: newId('rte', now), createdAt: now, createdBy: actorName(actor) }
  const row = await newRouteRow(config, input, facts)
  const others = await listShapes(db, organizationId)
  const rival = rivalOf(row, others)
  if (rival) throw routeExists(rival)
  const answer = await presentRoute(config, actor, row)
  const entry: AuditEntry = {
    action: 'gateway_route.created',
    target: { type: 'gateway_route', id: row.id, name: row.name },
    before: null,
    after: { ...auditedRoute(row), requestHeaders: Object.keys(input.requestHeaders) },
  }
  try {
    await runBatch(
      db,
      insertRoute(db, row),
      auditRow(actor, entry, now),
      refuseConflicts(row, MAX_ROUTES),
      bumpGeneration(organizationId),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (isToolTaken(error)) throw toolExists(row.toolName)
    if (!isLostRace(error)) throw error
    throw await conflictOf(deps, row)
  }
  forgetRoutes(organizationId)
  if (takesFromOthers(row, others)) await confirmRoutes()
  return answer
}
