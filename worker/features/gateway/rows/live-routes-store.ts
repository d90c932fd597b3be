import { eq, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { gatewayGenerations, gatewayRoutes } from '../../../platform/db/schema.ts'

/** The columns of `LiveRoute`. */
export const liveColumns = {
  id: gatewayRoutes.id,
  name: gatewayRoutes.name,
  prefix: gatewayRoutes.prefix,
  exact: gatewayRoutes.exact,
  upstream: gatewayRoutes.upstream,
  methods: gatewayRoutes.methods,
  scopes: gatewayRoutes.scopes,
  cost: gatewayRoutes.cost,
  timeoutSeconds: gatewayRoutes.timeoutSeconds,
  idleTimeoutSeconds: gatewayRoutes.idleTimeoutSeconds,
  stripPrefix: gatewayRoutes.stripPrefix,
  retry: gatewayRoutes.retry,
  perMinute: gatewayRoutes.perMinute,
  maxConcurrency: gatewayRoutes.maxConcurrency,
  requestHeaders: gatewayRoutes.requestHeaders,
  responseHeaders: gatewayRoutes.responseHeaders,
  cors: gatewayRoutes.cors,
  status: gatewayRoutes.status,
  version: gatewayRoutes.version,
  toolName: gatewayRoutes.toolName,
}

/** What a call needs to know of a route: everything but its tool, which is large. */
export async function findLiveRoutes(db: Database, organizationId: string) {
  const rows = await db
    .select(liveColumns)
    .from(gatewayRoutes)
    .where(eq(gatewayRoutes.organizationId, organizationId))
    .all()
  return rows.map(({ exact, ...row }) => ({ ...row, exact: exact === 1 }))
}

export type LiveRoute = Awaited<ReturnType<typeof findLiveRoutes>>[number]

/** How often the routes of an organization have changed. It is counted up in the transaction of each change. */
export async function findGeneration(db: Database, organizationId: string): Promise<number> {
  const row = await db
    .select({ generation: gatewayGenerations.generation })
    .from(gatewayGenerations)
    .where(eq(gatewayGenerations.organizationId, organizationId))
    .get()
  return row?.generation ?? 0
}

/** Counts a change of an organization's routes, so that isolates read them again. It belongs to the transaction of the change. */
export const bumpGeneration = (organizationId: string): Statement => sql`
  INSERT INTO gateway_generations (organization_id, generation) VALUES (${organizationId}, 1)
  ON CONFLICT (organization_id) DO UPDATE SET generation = generation + 1`
