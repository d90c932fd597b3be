import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm'

/**
 * The rows that a query may touch: those of one organization and one environment. `environment` null: both. Rows
 * without an environment (a sign-in, a change of settings) count as live.
 */
export type Reach = { organizationId: string; environment: 'live' | 'test' | null }

type Table = { organizationId: AnyColumn; environment: AnyColumn }

/** Condition: the row of a table is within a reach. */
export const inReach = (table: Table, { organizationId, environment }: Reach): SQL | undefined =>
  and(eq(table.organizationId, organizationId), isOfEnvironment(table.environment, environment))

/** Condition: an environment column is within a reach; undefined if every row is. */
export function isOfEnvironment(column: AnyColumn, environment: Reach['environment']): SQL | undefined {
  if (environment === null) return undefined
  // IS NOT also includes NULL: rows without an environment are not visible to test credentials.
  return environment === 'test' ? eq(column, 'test') : sql`${column} IS NOT 'test'`
}
