import { type AnyColumn, and, asc, desc, eq, gt, lt, or, type SQL } from 'drizzle-orm'
import type { SortPosition } from '../lib/cursor.ts'

/** The sort order of a list, and the row after which it continues; null: from the start. */
export type SortOrder<Field extends string> = { field: Field; descending: boolean; position: SortPosition | null }

/** For a sorted list: its ORDER BY (ties by id), and the condition for rows after its position. */
export function sortedBy<Field extends string>(
  columns: Record<Field, SQL<string | number>>,
  id: AnyColumn,
  { field, descending, position }: SortOrder<Field>,
) {
  const column: SQL<string | number> = columns[field]
  const [order, past] = descending ? [desc, lt] : [asc, gt]
  return {
    column,
    order: [order(column), order(id)],
    after: position
      ? or(past(column, position.value), and(eq(column, position.value), past(id, position.id)))
      : undefined,
  }
}
