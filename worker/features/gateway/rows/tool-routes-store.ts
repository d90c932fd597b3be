import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { gatewayRoutes } from '../../../platform/db/schema.ts'
import { type LiveRoute, liveColumns } from './live-routes-store.ts'

export type RouteToolFacts = NonNullable<typeof gatewayRoutes.$inferSelect.tool>
/** A route with its tool, both of the same version. */
export type ToolRoute = { route: LiveRoute; name: string; tool: RouteToolFacts }

/** The active routes of an organization that are tools, by the name of the tool. */
export async function findToolRoutes(db: Database, organizationId: string): Promise<ToolRoute[]> {
  const rows = await db
    .select({ ...liveColumns, tool: gatewayRoutes.tool })
    .from(gatewayRoutes)
    .where(
      and(
        eq(gatewayRoutes.organizationId, organizationId),
        isNotNull(gatewayRoutes.toolName),
        eq(gatewayRoutes.status, 'active'),
      ),
    )
    .orderBy(asc(gatewayRoutes.toolName))
    .all()
  return rows.flatMap(({ tool, exact, ...row }) =>
    tool && row.toolName !== null ? [{ route: { ...row, exact: exact === 1 }, name: row.toolName, tool }] : [],
  )
}
