import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/**
 * SQL for the version after `version`, for a NOT NULL column. If the row is at another version it is NULL, so the whole
 * transaction fails ("NOT NULL constraint failed") and its other statements do not take effect either.
 */
export const nextVersion = (column: AnyColumn, version: number): SQL =>
  sql`CASE WHEN ${column} = ${version} THEN ${version + 1} END`
