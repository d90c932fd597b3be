import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/**
 * The version after `version`, for a column that takes no null: where a row stands at another one, the whole transaction
 * fails ("NOT NULL constraint failed"), so that nothing that stands beside the change may happen without it.
 */
export const nextVersion = (column: AnyColumn, version: number): SQL =>
  sql`CASE WHEN ${column} = ${version} THEN ${version + 1} END`
