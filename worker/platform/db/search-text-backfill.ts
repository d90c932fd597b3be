import { getTableName, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Statement } from './client.ts'

/** The texts of a row from which its search text is made. */
export type RowTexts = { organizationId: string; id: string; texts: readonly [name: string, ...others: string[]] }
/** Organization, id and search text of a row. */
export type SearchTextRow = readonly [organizationId: string, id: string, text: string]

/** Backfill for the rows of a table that are older than its search text column. */
export type SearchTexts = {
  /** At most `limit` rows without a search text. */
  findUnfolded: (db: Database, limit: number) => Promise<RowTexts[]>
  /** Writes search texts, but only in rows that still have none. */
  write: (rows: readonly SearchTextRow[]) => Statement
}

/** The statement of `write` for a table with the columns organization_id, id and search_text. */
export function writeSearchTexts(table: SQLiteTable, rows: readonly SearchTextRow[]): Statement {
  const name = sql.raw(getTableName(table))
  return sql`
    UPDATE ${name} SET search_text = x.text
    FROM (SELECT value ->> 0 AS organization_id, value ->> 1 AS id, value ->> 2 AS text FROM json_each(${JSON.stringify(rows)})) x
    WHERE ${name}.organization_id = x.organization_id AND ${name}.id = x.id AND ${name}.search_text IS NULL`
}
