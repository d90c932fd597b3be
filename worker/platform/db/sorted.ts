import { type AnyColumn, and, asc, desc, eq, gt, lt, or, type SQL } from 'drizzle-orm'
import type { SortPosition } from '../lib/cursor.ts'

/** In which order a list comes, and behind which row it goes on; null: it begins. */
export type Sorted<Field extends string> = { field: Field; descending: boolean; position: SortPosition | null }

/** Of a sorted list: what it is ordered by (and where that is the same, by id), and what comes behind its position. */
export function sortedBy<Field extends string>(
  columns: Record<Field, SQL<string | number>>,
  id: AnyColumn,
  { field, descending, position }: Sorted<Field>,
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
