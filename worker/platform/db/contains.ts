import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * Condition: a column contains a text, ignoring the case of ASCII letters. Not LIKE: D1 refuses patterns of more than
 * 50 bytes, and `%` and `_` would have to be escaped.
 */
export const contains = (column: SQLWrapper, text: string): SQL => sql`instr(lower(${column}), lower(${text})) > 0`
