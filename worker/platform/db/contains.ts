import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * Whether a column holds a text anywhere, whatever the case of its ASCII letters. Not LIKE: D1 refuses a pattern of more
 * than 50 bytes, and `%` and `_` would have to be taken out of it.
 */
export const contains = (column: SQLWrapper, text: string): SQL => sql`instr(lower(${column}), lower(${text})) > 0`
