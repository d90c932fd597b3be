import { alertRow, resolvedRow } from '../../../platform/alerts/raise.ts'
import { databaseOf, runBatch } from '../../../platform/db/client.ts'
import type { Breaker } from './breaker.ts'
import { writeCircuit } from './circuit-store.ts'
import type { RouteRef } from './gate-protocol.ts'

/**
 * Shows the state of a circuit in lists, and raises an alert while it is not closed. `isNew`: it has opened since it was last
 * shown as closed, and not only again after a probe. Does nothing if the route is deleted.
 */
export async function showCircuit(
  env: Env,
  { organizationId, routeId }: RouteRef,
  { state, openUntil }: Pick<Breaker, 'state' | 'openUntil'>,
  isNew: boolean,
): Promise<void> {
  const db = databaseOf(env.DB)
  const now = Date.now()
  const row = await writeCircuit(db, { organizationId, routeId }, state, state === 'closed' ? null : openUntil)
  if (!row) return
  if (state === 'closed') await runBatch(db, resolvedRow(organizationId, ['upstream_failing'], routeId, now))
  else if (isNew) {
    const target = { type: 'gateway_route', id: routeId, name: row.name }
    const details = { openUntil: new Date(openUntil).toISOString() }
    await runBatch(db, alertRow({ organizationId, kind: 'upstream_failing', target, details }, now))
  }
}
