import { sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { failIf, type ModuleKey, type ModuleRow } from '../modules/module-store.ts'
import type { IndexRow } from './index-rows.ts'
import {
  isModuleAtVersion,
  type Place,
  type RawRecord,
  RECORD_COLUMNS,
  type RecordRow,
  readRow,
} from './record-store.ts'

type Value = string | number
/** An index row, and the id of its record. */
export type OwnedRow = IndexRow & { recordId: string }

/** The records with values of a unique field, by value. */
export async function findByUniqueValues(
  db: Database,
  module: ModuleKey,
  environment: Place['environment'],
  field: string,
  values: readonly Value[],
): Promise<Map<Value, RecordRow>> {
  if (values.length === 0) return new Map()
  const rows = await db.all<RawRecord & { unique_value: Value }>(sql`
    SELECT ${RECORD_COLUMNS}, i.value AS unique_value FROM record_index i CROSS JOIN records r
      ON r.organization_id = i.organization_id AND r.module_id = i.module_id AND r.environment = i.environment
      AND r.id = i.record_id
    WHERE i.organization_id = ${module.organizationId} AND i.module_id = ${module.id} AND i.environment = ${environment}
      AND i.field = ${field} AND i.value IN (SELECT value FROM json_each(${JSON.stringify(values)})) AND i.tie = ''`)
  return new Map(rows.map((raw) => [raw.unique_value, readRow(module, raw)]))
}

/** The ids of the records that have values of a unique field, by value. */
export async function findOwners(
  db: Database,
  module: ModuleKey,
  environment: Place['environment'],
  field: string,
  values: readonly Value[],
): Promise<Map<Value, string>> {
  if (values.length === 0) return new Map()
  const rows = await db.all<{ value: Value; record_id: string }>(sql`
    SELECT i.value, i.record_id FROM record_index i
    WHERE i.organization_id = ${module.organizationId} AND i.module_id = ${module.id} AND i.environment = ${environment}
      AND i.field = ${field} AND i.value IN (SELECT value FROM json_each(${JSON.stringify(values)})) AND i.tie = ''`)
  return new Map(rows.map(({ value, record_id }) => [value, record_id]))
}

/** Inserts records if their module is still at its version; otherwise the transaction fails (`isRecordChanged`). */
export function insertRecords(module: ModuleRow, rows: readonly RecordRow[]): Statement[] {
  const [first] = rows
  if (!first) return []
  const values = rows.map(({ id, data }) => [id, JSON.stringify(data)])
  return [
    sql`
      INSERT INTO records (organization_id, module_id, environment, id, data, version, created_at, created_by, updated_at)
      SELECT ${first.organizationId}, ${first.moduleId}, ${first.environment}, ${at(0)}, ${at(1)},
        CASE WHEN ${isModuleAtVersion(module)} THEN 1 END, ${first.createdAt}, ${first.createdBy}, ${first.updatedAt}
      FROM json_each(${JSON.stringify(values)})`,
  ]
}

/** Changes records if all of them and their module are still at their versions; otherwise the transaction fails. */
export function updateRecords(module: ModuleRow, rows: readonly RecordRow[]): Statement[] {
  const [first] = rows
  if (!first) return []
  const values = rows.map(({ id, data, version }) => [id, JSON.stringify(data), version])
  return [
    // An upsert, because CROSS JOIN fixes the order of the two: each record is found by its key.
    sql`
      INSERT INTO records (organization_id, module_id, environment, id, data, version, created_at, updated_at)
      SELECT r.organization_id, r.module_id, r.environment, r.id, ${at(1)},
        CASE WHEN r.version = ${at(2)} - 1 AND ${isModuleAtVersion(module)} THEN ${at(2)} END,
        r.created_at, ${first.updatedAt}
      FROM json_each(${JSON.stringify(values)}) CROSS JOIN records r
        ON r.organization_id = ${first.organizationId} AND r.module_id = ${first.moduleId}
        AND r.environment = ${first.environment} AND r.id = ${at(0)}
      WHERE true
      ON CONFLICT DO UPDATE SET data = excluded.data, version = excluded.version, updated_at = excluded.updated_at`,
    failIf(sql`changes() <> ${rows.length}`),
  ]
}

/** Deletes index rows of records, each by a seek in the primary key. */
export function deleteOwnedRows(
  { organizationId, id }: ModuleKey,
  environment: string,
  rows: readonly OwnedRow[],
): Statement[] {
  if (rows.length === 0) return []
  const values = rows.map(({ field, value, tie }) => [field, value, tie])
  return [
    sql`
      DELETE FROM record_index
      WHERE (organization_id, module_id, environment, field, value, tie) IN (
        SELECT ${organizationId}, ${id}, ${environment}, ${at(0)}, coalesce(${at(1)}, x''), ${at(2)}
        FROM json_each(${JSON.stringify(values)}))`,
  ]
}

/** Inserts index rows of records; the transaction fails (`isValueTaken`) if another record has a unique value. */
export function insertOwnedRows(
  { organizationId, id }: ModuleKey,
  environment: string,
  rows: readonly OwnedRow[],
): Statement[] {
  if (rows.length === 0) return []
  const values = rows.map(({ field, value, tie, recordId }) => [field, value, tie, recordId])
  return [
    sql`
      INSERT INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)
      SELECT ${organizationId}, ${id}, ${environment}, ${at(0)}, coalesce(${at(1)}, x''), ${at(2)}, ${at(3)}
      FROM json_each(${JSON.stringify(values)})`,
  ]
}
