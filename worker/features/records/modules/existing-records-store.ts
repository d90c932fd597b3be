import { sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import type { StoredField } from './field.ts'
import { failIf, type ModuleKey } from './module-store.ts'

/** Whether a transaction failed because another record has a value of a unique field. */
export const isValueTaken = (error: unknown): boolean => failsBecause(error, /UNIQUE constraint failed: record_index\./)

/** The number of records of a module in both environments; counts at most `most`. */
export async function countRecords(db: Database, { organizationId, id }: ModuleKey, most: number): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM records WHERE organization_id = ${organizationId} AND module_id = ${id} LIMIT ${most})`)
  return row?.n ?? 0
}

/** SQL for the value of a field in `data`; NULL if it has none. Keys are of our own making. */
export const fieldValue = ({ key }: Pick<StoredField, 'key'>) => sql.raw(`json_extract(data, '$.${key}')`)

/** Makes the transaction fail (`isModuleChanged`) if the module has a record, or one without a value of a field. */
export const requireNoRecord = ({ organizationId, id }: ModuleKey, without?: StoredField): Statement =>
  failIf(sql`EXISTS (
    SELECT 1 FROM records WHERE organization_id = ${organizationId} AND module_id = ${id}
      ${without ? sql`AND ${fieldValue(without)} IS NULL` : sql``})`)

/** How many records of a module have no value of a field. Reads every record. */
export async function countBlank(db: Database, module: ModuleKey, field: StoredField): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM records
    WHERE organization_id = ${module.organizationId} AND module_id = ${module.id} AND ${fieldValue(field)} IS NULL`)
  return row?.n ?? 0
}

/** Values of a field that several records of an environment have: how many, and up to five of them. Reads every record. */
export async function findRepeated(
  db: Database,
  module: ModuleKey,
  field: StoredField,
): Promise<{ values: number; examples: (string | number)[] }> {
  const rows = await db.all<{ value: string | number; n: number }>(sql`
    SELECT value, count(*) OVER () AS n FROM (
      SELECT ${fieldValue(field)} AS value FROM records
      WHERE organization_id = ${module.organizationId} AND module_id = ${module.id} AND ${fieldValue(field)} IS NOT NULL
      GROUP BY environment, value HAVING count(*) > 1)
    LIMIT 5`)
  return { values: rows[0]?.n ?? 0, examples: rows.map(({ value }) => value) }
}

/** How many records have a value of a field that is too long for an index. Reads every record. */
export async function countTooLong(db: Database, module: ModuleKey, field: StoredField, max: number): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`
    SELECT count(*) AS n FROM records
    WHERE organization_id = ${module.organizationId} AND module_id = ${module.id} AND length(${fieldValue(field)}) > ${max}`)
  return row?.n ?? 0
}

/** SQL for the value of a field in the index. A boolean without a value counts as false. */
export const indexValueOf = (field: StoredField) =>
  field.type === 'boolean' ? sql`coalesce(${fieldValue(field)}, 0)` : sql`coalesce(${fieldValue(field)}, x'')`

/** SQL for what tells records with the same value apart in the index: nothing, if the field is unique. */
export const tieOf = (field: StoredField) =>
  field.unique ? sql`CASE WHEN ${fieldValue(field)} IS NULL THEN id ELSE '' END` : sql`id`

/** Builds the index of a field anew, from all records of a module. Fails (`isValueTaken`) if a unique value repeats. */
export function rebuildIndex({ organizationId, id }: ModuleKey, field: StoredField): Statement[] {
  const [value, tie] = [indexValueOf(field), tieOf(field)]
  return [
    sql`
      DELETE FROM record_index
      WHERE organization_id = ${organizationId} AND module_id = ${id} AND environment IN ('live', 'test')
        AND field = ${field.key}`,
    sql`
      INSERT INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)
      SELECT organization_id, module_id, environment, ${field.key}, ${value}, ${tie}, id
      FROM records WHERE organization_id = ${organizationId} AND module_id = ${id}`,
  ]
}
