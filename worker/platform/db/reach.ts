import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm'

/**
 * Which rows a query may touch: those of one organization, and of one environment. `environment` null: of both.
 * Rows that belong to no environment (a sign-in, a change of settings) count as live.
 */
export type Reach = { organizationId: string; environment: 'live' | 'test' | null }

type Table = { organizationId: AnyColumn; environment: AnyColumn }

/** Holds for the rows of a table that lie within a reach. */
export const inReach = (table: Table, { organizationId, environment }: Reach): SQL | undefined =>
  and(eq(table.organizationId, organizationId), isOfEnvironment(table.environment, environment))

/** Holds where a column names an environment that lies within a reach; undefined when every row does. */
export function isOfEnvironment(column: AnyColumn, environment: Reach['environment']): SQL | undefined {
  if (environment === null) return undefined
  // IS NOT holds for NULL too: what belongs to no environment is not for test credentials.
  return environment === 'test' ? eq(column, 'test') : sql`${column} IS NOT 'test'`
}
