import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { isIndexed, type StoredField } from '../modules/field.ts'

/** A row of the index. `value` null: the record has no value, and sorts after those that have one. */
export type IndexRow = { field: string; value: string | number | null; tie: string }

/** The value of a field in the index. A boolean without a value counts as false. */
function indexValue({ type }: StoredField, value: Json | undefined): IndexRow['value'] {
  if (type === 'boolean') return value === true ? 1 : 0
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** The index rows of a record, one for each unique or indexed field. */
export const indexRows = (fields: readonly StoredField[], data: JsonObject, recordId: string): IndexRow[] =>
  fields.filter(isIndexed).map((field) => {
    const value = indexValue(field, data[field.key])
    return { field: field.key, value, tie: field.unique && value !== null ? '' : recordId }
  })

/** What a change of a record does to its index rows. */
export function indexChanges(before: readonly IndexRow[], after: readonly IndexRow[]) {
  const isIn = (rows: readonly IndexRow[]) => {
    const texts = new Set(rows.map((row) => JSON.stringify(row)))
    return (row: IndexRow) => texts.has(JSON.stringify(row))
  }
  const [wasThere, isThere] = [isIn(before), isIn(after)]
  return { removed: before.filter((row) => !isThere(row)), added: after.filter((row) => !wasThere(row)) }
}
