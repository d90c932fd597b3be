import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { forgetRoutes } from '../live/routes-of.ts'
import { bumpGeneration } from '../rows/live-routes-store.ts'
import { deleteRouteRow, findRoute } from '../rows/route-store.ts'
import { confirmRoutes } from './confirm.ts'
import { auditedRoute } from './present.ts'

const TRIES = 4

/**
 * Deletes a route. Once this returns, no call is made under it: its paths belong to the route with the next shorter prefix, or to
 * none. Throws `not_found` (also only when no call is made any more: an earlier attempt may have been interrupted) and
 * `precondition_failed`.
 */
export async function deleteRoute(deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch): Promise<void> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'delete gateway routes')
  const { db, now } = deps
  const organizationId = actor.organization.id
  for (let left = TRIES; left > 0; left--) {
    const row = await findRoute(db, organizationId, id)
    if (!row) {
      await confirmRoutes()
      throw notFound('Gateway route')
    }
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The route was changed since you read it.' })
    }
    const entry = {
      action: 'gateway_route.deleted' as const,
      target: { type: 'gateway_route', id: row.id, name: row.name },
      before: auditedRoute(row),
      after: null,
    }
    const deleted = await runBatch(
      db,
      deleteRouteRow(db, row),
      auditRow(actor, entry, now),
      bumpGeneration(organizationId),
    )
    if (deleted === 0) continue
    forgetRoutes(organizationId)
    return confirmRoutes()
  }
  throw conflict('changed_meanwhile', 'The route is being changed by someone else. Try again.')
}
