import type { SortOrder } from './db/sorted.ts'
import { invalid } from './errors.ts'
import { readSortPosition, writeCursor } from './lib/cursor.ts'

type Asked<Field extends string> = { limit: number; sort: Field | `-${Field}`; cursor?: string | undefined }

/**
 * The sort order of `sort` and `cursor`. A cursor is valid only for the sort order it was made for; throws `invalid`
 * otherwise.
 */
export function sortedAs<Field extends string>(
  { sort, cursor }: Asked<Field>,
  fields: readonly Field[],
): SortOrder<Field> {
  const field = fields.find((name) => sort === name || sort === `-${name}`)
  if (field === undefined) throw new Error('the contract lets a sort through that the list does not know')
  const position = cursor === undefined ? null : readSortPosition(cursor, sort)
  if (cursor !== undefined && !position) {
    throw invalid('cursor', 'is not a cursor of this list and sort: start again without a cursor')
  }
  return { field, descending: sort !== field, position }
}

/** A page of `rows`, which have one more than requested if there is a next page, and the cursor of the next page. */
export function sortedPage<Row extends { id: string; sortValue: string | number }>(
  rows: readonly Row[],
  { limit, sort }: Asked<string>,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last ? writeCursor([sort, last.sortValue, last.id]) : null }
}
