import { and, eq } from 'drizzle-orm'
import type { CircuitState } from '../../../../contract/gateway.data.ts'
import type { Database } from '../../../platform/db/client.ts'
import { gatewayRoutes } from '../../../platform/db/schema.ts'

/**
 * Writes the state of a route's circuit to its row, for lists. It is no change of the route: its version and the generation of
 * the organization stay. Returns the name of the route; undefined if it is deleted.
 */
export const writeCircuit = (
  db: Database,
  { organizationId, routeId }: { organizationId: string; routeId: string },
  circuit: CircuitState,
  openUntil: number | null,
): Promise<{ name: string } | undefined> =>
  db
    .update(gatewayRoutes)
    .set({ circuit, circuitOpenUntil: openUntil })
    .where(and(eq(gatewayRoutes.organizationId, organizationId), eq(gatewayRoutes.id, routeId)))
    .returning({ name: gatewayRoutes.name })
    .get()
