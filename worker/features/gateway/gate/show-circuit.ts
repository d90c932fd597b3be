import { databaseOf } from '../../../platform/db/client.ts'
import type { Breaker } from './breaker.ts'
import { writeCircuit } from './circuit-store.ts'

/** A route, as the name of its object says it. */
export type RouteRef = { organizationId: string; routeId: string }

/** Shows the state of a circuit in lists. Returns false if the route is deleted. */
export async function showCircuit(
  env: Env,
  route: RouteRef,
  { state, openUntil }: Pick<Breaker, 'state' | 'openUntil'>,
): Promise<boolean> {
  const db = databaseOf(env.DB)
  const row = await writeCircuit(db, route, state, state === 'closed' ? null : openUntil)
  return row !== undefined
}
