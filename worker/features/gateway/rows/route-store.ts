import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { ROUTE_SORTS } from '../../../../contract/gateway.data.ts'
import type { ListGatewayRoutes } from '../../../../contract/gateway.ts'
import { fold } from '../../../../contract/lib/fold.ts'
import { type Database, failsBecause, isUniqueViolation, type Statement } from '../../../platform/db/client.ts'
import { gatewayRoutes } from '../../../platform/db/schema.ts'
import { type SortOrder, sortedBy } from '../../../platform/db/sorted.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'

/** A route as it is stored. Its flags are 0 or 1. */
export type RouteRow = typeof gatewayRoutes.$inferSelect
export type RouteChange = Partial<RouteRow>
/** What a comparison with other routes needs. */
export type RouteShape = Pick<RouteRow, 'id' | 'name' | 'prefix' | 'exact' | 'methods'>

const itself = (organizationId: string, id: string) =>
  and(eq(gatewayRoutes.organizationId, organizationId), eq(gatewayRoutes.id, id))

export const findRoute = (db: Database, organizationId: string, id: string): Promise<RouteRow | undefined> =>
  db.select().from(gatewayRoutes).where(itself(organizationId, id)).get()

/** All routes of an organization without their settings; a few hundred at most. */
export const listShapes = (db: Database, organizationId: string): Promise<RouteShape[]> =>
  db
    .select({
      id: gatewayRoutes.id,
      name: gatewayRoutes.name,
      prefix: gatewayRoutes.prefix,
      exact: gatewayRoutes.exact,
      methods: gatewayRoutes.methods,
    })
    .from(gatewayRoutes)
    .where(eq(gatewayRoutes.organizationId, organizationId))
    .orderBy(asc(gatewayRoutes.id))
    .all()

/** All routes of an organization with their settings. */
export const listAllRoutes = (db: Database, organizationId: string): Promise<RouteRow[]> =>
  db
    .select()
    .from(gatewayRoutes)
    .where(eq(gatewayRoutes.organizationId, organizationId))
    .orderBy(asc(gatewayRoutes.id))
    .all()

const SORT_COLUMNS = {
  prefix: sql<string>`${gatewayRoutes.prefix}`,
  name: sql<string>`lower(${gatewayRoutes.name})`,
  createdAt: sql<number>`${gatewayRoutes.createdAt}`,
}

/** Condition: the name, the prefix, the upstream or the tool's name contains a text. SQLite knows no case but that of ASCII. */
const holds = (text: string) => {
  const folded = fold(text)
  return or(
    sql`instr(lower(${gatewayRoutes.name}), ${folded}) > 0`,
    sql`instr(${gatewayRoutes.name}, ${text}) > 0`,
    ...[gatewayRoutes.prefix, gatewayRoutes.upstream, gatewayRoutes.toolName].map(
      (column) => sql`instr(lower(${column}), ${folded}) > 0`,
    ),
  )
}

/** Routes of an organization in a sort order; at most `limit`. */
export const listRouteRows = (
  db: Database,
  organizationId: string,
  { search, status, tool }: Pick<ListGatewayRoutes, 'search' | 'status' | 'tool'>,
  order: SortOrder<(typeof ROUTE_SORTS)[number]>,
  limit: number,
) => {
  const sorted = sortedBy(SORT_COLUMNS, gatewayRoutes.id, order)
  return db
    .select({ row: gatewayRoutes, sortValue: sorted.column.as('sort_value') })
    .from(gatewayRoutes)
    .where(
      and(
        eq(gatewayRoutes.organizationId, organizationId),
        status && eq(gatewayRoutes.status, status),
        tool && sql`(${gatewayRoutes.toolName} IS NOT NULL) = ${tool === 'true' ? 1 : 0}`,
        // A search for a prefix as people write it, or for the path of a call.
        search === undefined ? undefined : holds(search.replace(/^\/+(?:gateway\/+)?/, '') || search),
        sorted.after,
      ),
    )
    .orderBy(...sorted.order)
    .limit(limit)
    .all()
}

export const insertRoute = (db: Database, row: RouteRow): Statement => db.insert(gatewayRoutes).values(row)

/** Changes a route if it is still at its version; otherwise the transaction fails (`isLostRace`). */
export const updateRouteRow = (
  db: Database,
  { organizationId, id, version }: RouteRow,
  change: RouteChange,
): Statement =>
  db
    .update(gatewayRoutes)
    .set({ ...change, version: nextVersion(gatewayRoutes.version, version) })
    .where(itself(organizationId, id))

export const deleteRouteRow = (db: Database, { organizationId, id, version }: RouteRow): Statement =>
  db.delete(gatewayRoutes).where(and(itself(organizationId, id), eq(gatewayRoutes.version, version)))

/** A GET takes HEAD too, so these two meet. */
const meeting = (methods: readonly string[]): string[] => [
  ...methods,
  ...(methods.includes('GET') ? ['HEAD'] : []),
  ...(methods.includes('HEAD') ? ['GET'] : []),
]

/** Whether two routes of one shape would take the same call. */
export const haveCommonMethod = (some: readonly string[], others: readonly string[]): boolean =>
  some.includes('*') || others.includes('*') || meeting(some).some((method) => others.includes(method))

/**
 * SQL for the prefix of a row as `shapeOf` (match/compile.ts) compares prefixes: parameters without names. Segments contain no
 * quotes and no backslashes.
 */
const shape = (prefix: ReturnType<typeof sql>) => sql`(
  SELECT group_concat(CASE WHEN s.value LIKE '{%' THEN '{}' ELSE s.value END, '/')
  FROM json_each('["' || replace(${prefix}, '/', '","') || '"]') s)`

/**
 * Makes the transaction that inserts or changes a route fail (`isLostRace`) if another route then has the same shape and a common
 * method, or if there are more than `max` routes. Writes nothing otherwise.
 */
export const refuseConflicts = ({ organizationId, id, exact, prefix, methods }: RouteRow, max: number): Statement => {
  const common = methods.includes('*')
    ? sql`1`
    : sql`EXISTS (
        SELECT 1 FROM json_each(o.methods) m
        WHERE m.value = '*' OR m.value IN (SELECT value FROM json_each(${JSON.stringify(meeting(methods))})))`
  return sql`
    UPDATE gateway_routes SET version = NULL
    WHERE organization_id = ${organizationId} AND id = ${id} AND (
      (SELECT count(*) FROM gateway_routes WHERE organization_id = ${organizationId}) > ${max}
      OR EXISTS (
        SELECT 1 FROM gateway_routes o
        WHERE o.organization_id = ${organizationId} AND o.id <> ${id} AND o.exact = ${exact}
          AND ${shape(sql`o.prefix`)} = ${shape(sql`${prefix}`)} AND ${common}))`
}

/** Whether a transaction failed because the route was changed since it was read, or because of `refuseConflicts`. */
export const isLostRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: gateway_routes\.version/)

/** Whether a transaction failed because another route has a tool of the same name. */
export const isToolTaken = (error: unknown): boolean =>
  isUniqueViolation(error) && failsBecause(error, /gateway_routes\.tool_name/)
