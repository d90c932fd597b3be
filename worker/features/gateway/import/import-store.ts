import { sql } from 'drizzle-orm'
import { failsBecause, type Statement } from '../../../platform/db/client.ts'
import { at, fields } from '../../../platform/db/json-rows.ts'
import type { RouteRow } from '../rows/route-store.ts'

/** Rows of one statement: a text that is bound may be 2 MB, and a tool up to 18 KB. */
const ROWS = 50

/** Inserts routes, which have no request headers. A transaction may have 50 statements on the free plan: so it takes few. */
export const insertRoutes = (rows: readonly RouteRow[]): Statement[] =>
  chunks(rows).map(
    (some) => sql`
      INSERT INTO gateway_routes
        (organization_id, id, name, description, prefix, exact, upstream, methods, scopes, cost, timeout_seconds,
         idle_timeout_seconds, strip_prefix, retry, per_minute, max_concurrency, response_headers, cors, status, circuit,
         source, operation, version, created_at, created_by, tool_name, tool)
      SELECT ${fields(27)} FROM json_each(${JSON.stringify(some.map(rowOf))})`,
  )

const rowOf = (row: RouteRow) => [
  row.organizationId,
  row.id,
  row.name,
  row.description,
  row.prefix,
  row.exact,
  row.upstream,
  JSON.stringify(row.methods),
  JSON.stringify(row.scopes),
  row.cost,
  row.timeoutSeconds,
  row.idleTimeoutSeconds,
  row.stripPrefix,
  row.retry,
  row.perMinute,
  row.maxConcurrency,
  JSON.stringify(row.responseHeaders),
  row.cors && JSON.stringify(row.cors),
  row.status,
  row.circuit,
  row.source,
  row.operation,
  row.version,
  row.createdAt,
  row.createdBy,
  row.toolName,
  row.tool && JSON.stringify(row.tool),
]

/** Writes what an import may change of routes. */
export const updateRoutes = (organizationId: string, rows: readonly RouteRow[]): Statement[] =>
  chunks(rows).map(
    (some) => sql`
      UPDATE gateway_routes SET
        name = ${at(1)}, description = ${at(2)}, prefix = ${at(3)}, upstream = ${at(4)}, scopes = ${at(5)},
        cost = ${at(6)}, per_minute = ${at(7)}, tool_name = ${at(8)}, tool = ${at(9)}, version = version + 1
      FROM json_each(${JSON.stringify(
        some.map((row) => [
          row.id,
          row.name,
          row.description,
          row.prefix,
          row.upstream,
          JSON.stringify(row.scopes),
          row.cost,
          row.perMinute,
          row.toolName,
          row.tool && JSON.stringify(row.tool),
        ]),
      )})
      WHERE gateway_routes.organization_id = ${organizationId} AND gateway_routes.id = ${at(0)}`,
  )

function chunks<T>(rows: readonly T[]): T[][] {
  const found: T[][] = []
  for (let from = 0; from < rows.length; from += ROWS) found.push(rows.slice(from, from + ROWS))
  return found
}

/**
 * Counts a change of an organization's routes if there was none since `generation`; otherwise the transaction fails
 * (`isBehind`). So what was decided about all routes holds when it is written.
 */
export const bumpGenerationFrom = (organizationId: string, generation: number): Statement => sql`
  INSERT INTO gateway_generations (organization_id, generation) VALUES (${organizationId}, 1)
  ON CONFLICT (organization_id) DO UPDATE SET generation = CASE WHEN generation = ${generation} THEN generation + 1 END`

/** Whether a transaction failed because somebody changed routes in the meantime. */
export const isBehind = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: gateway_generations\.generation/)
