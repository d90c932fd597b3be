import { sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { Expression, insertRow, onlyIf } from '../../../platform/db/insert-row.ts'
import { at } from '../../../platform/db/json-rows.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { records } from '../../../platform/db/schema.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { failIf, type ModuleKey, type ModuleRow } from '../modules/module-store.ts'
import type { IndexRow } from './index-rows.ts'

export type RecordRow = typeof records.$inferSelect
/** Whose records: those of a module in an environment. */
export type Place = Pick<RecordRow, 'organizationId' | 'moduleId' | 'environment'>

/** A row as plain SQL returns it. */
export type RawRecord = {
  id: string
  environment: 'live' | 'test'
  data: string
  version: number
  created_at: number
  created_by: string | null
  updated_at: number
}

export const RECORD_COLUMNS = sql.raw(
  'r.id, r.environment, r.data, r.version, r.created_at, r.created_by, r.updated_at',
)

export const readRow = (module: ModuleKey, raw: RawRecord): RecordRow => ({
  organizationId: module.organizationId,
  moduleId: module.id,
  environment: raw.environment,
  id: raw.id,
  data: JSON.parse(raw.data) as JsonObject,
  version: raw.version,
  createdAt: raw.created_at,
  createdBy: raw.created_by,
  updatedAt: raw.updated_at,
})

/** SQL for the environments that a reach covers. */
const environments = ({ environment }: Pick<Reach, 'environment'>) =>
  environment === null ? sql`('live', 'test')` : sql`(${environment})`

/** A record of a module within a reach. */
export async function findRecord(
  db: Database,
  module: ModuleKey,
  reach: Reach,
  id: string,
): Promise<RecordRow | undefined> {
  const [raw] = await db.all<RawRecord>(sql`
    SELECT ${RECORD_COLUMNS} FROM records r
    WHERE r.organization_id = ${reach.organizationId} AND r.module_id = ${module.id}
      AND r.environment IN ${environments(reach)} AND r.id = ${id}`)
  return raw && readRow(module, raw)
}

/** The record with a value of a unique field. */
export async function findByUnique(
  db: Database,
  module: ModuleKey,
  environment: 'live' | 'test',
  field: string,
  value: string | number,
): Promise<RecordRow | undefined> {
  const [raw] = await db.all<RawRecord>(sql`
    SELECT ${RECORD_COLUMNS} FROM record_index i CROSS JOIN records r
      ON r.organization_id = i.organization_id AND r.module_id = i.module_id AND r.environment = i.environment
      AND r.id = i.record_id
    WHERE i.organization_id = ${module.organizationId} AND i.module_id = ${module.id} AND i.environment = ${environment}
      AND i.field = ${field} AND i.value = ${value} AND i.tie = ''`)
  return raw && readRow(module, raw)
}

/** Which of these ids are records of a module in an environment. */
export async function findExisting(
  db: Database,
  { organizationId, moduleId, environment }: Place,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.all<{ id: string }>(sql`
    SELECT id FROM records
    WHERE organization_id = ${organizationId} AND module_id = ${moduleId} AND environment = ${environment}
      AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Set(rows.map(({ id }) => id))
}

/** Condition: the module is still at the version that a record was checked and indexed by. */
const moduleIsAtVersion = ({ organizationId, slug, id, version }: ModuleRow) =>
  new Expression(
    '(SELECT version FROM modules WHERE organization_id = ? AND slug = ? AND id = ?) = ?',
    organizationId,
    slug,
    id,
    version,
  )

/** The same as a part of a template. */
export const isModuleAtVersion = (module: ModuleRow) => moduleIsAtVersion(module).toSQL()

/** Inserts a record if its module is still at its version; otherwise the transaction fails (`isRecordChanged`). */
export const insertRecord = (module: ModuleRow, row: RecordRow): Statement =>
  insertRow('records', {
    organization_id: row.organizationId,
    module_id: row.moduleId,
    environment: row.environment,
    id: row.id,
    data: JSON.stringify(row.data),
    version: onlyIf([moduleIsAtVersion(module)], row.version),
    created_at: row.createdAt,
    created_by: row.createdBy,
    updated_at: row.updatedAt,
  })

const itself = ({ organizationId, moduleId, environment, id }: RecordRow) => sql`
  organization_id = ${organizationId} AND module_id = ${moduleId} AND environment = ${environment} AND id = ${id}`

/** The statement before it has to change a row; otherwise the transaction fails (`isModuleChanged`). */
const requireChange = failIf(sql`changes() = 0`)

/** Changes a record if it and its module are still at their versions; otherwise the transaction fails. */
export const updateRecordRow = (module: ModuleRow, before: RecordRow, row: RecordRow): Statement[] => [
  sql`
    UPDATE records SET data = ${JSON.stringify(row.data)}, updated_at = ${row.updatedAt},
      version = CASE WHEN version = ${before.version} AND ${isModuleAtVersion(module)} THEN ${row.version} END
    WHERE ${itself(row)}`,
  requireChange,
]

/** Deletes a record if it and its module are still at their versions; otherwise the transaction fails. */
export const deleteRecordRow = (module: ModuleRow, row: RecordRow): Statement[] => [
  sql`DELETE FROM records WHERE ${itself(row)} AND version = ${row.version} AND ${isModuleAtVersion(module)}`,
  requireChange,
]

/** Whether a transaction failed because the record or its module was changed since it was read. */
export const isRecordChanged = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: records\.version/)

/** Inserts index rows of a record; the transaction fails (`isValueTaken`) if another record has a unique value. */
export function insertIndexRows(record: RecordRow, rows: readonly IndexRow[]): Statement[] {
  const [only] = rows
  if (!only) return []
  // Rows of json_each are billed as rows read.
  if (rows.length === 1) {
    return [
      insertRow('record_index', {
        organization_id: record.organizationId,
        module_id: record.moduleId,
        environment: record.environment,
        field: only.field,
        value: only.value ?? new Expression("x''"),
        tie: only.tie,
        record_id: record.id,
      }),
    ]
  }
  const values = rows.map(({ field, value, tie }) => [field, value, tie])
  return [
    sql`
      INSERT INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)
      SELECT ${record.organizationId}, ${record.moduleId}, ${record.environment}, ${at(0)}, coalesce(${at(1)}, x''),
        ${at(2)}, ${record.id}
      FROM json_each(${JSON.stringify(values)})`,
  ]
}

/** Deletes index rows of a record, one statement each, so that each is one seek in the primary key. */
export const deleteIndexRows = ({ organizationId, moduleId, environment }: RecordRow, rows: readonly IndexRow[]) =>
  rows.map(
    ({ field, value, tie }): Statement => sql`
      DELETE FROM record_index
      WHERE organization_id = ${organizationId} AND module_id = ${moduleId} AND environment = ${environment}
        AND field = ${field} AND value = ${value === null ? sql`x''` : value} AND tie = ${tie}`,
  )
