import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type Database, runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import { moduleBuilds } from '../../../platform/db/schema.ts'
import { fieldValue, indexValueOf, isValueTaken, tieOf } from './existing-records-store.ts'
import type { StoredField } from './field.ts'
import type { ModuleKey, ModuleRow } from './module-store.ts'

export type BuildRow = typeof moduleBuilds.$inferSelect

const itself = ({ organizationId, moduleId, field }: Pick<BuildRow, 'organizationId' | 'moduleId' | 'field'>) =>
  and(
    eq(moduleBuilds.organizationId, organizationId),
    eq(moduleBuilds.moduleId, moduleId),
    eq(moduleBuilds.field, field),
  )

/** Leaves the index of a field to the job. */
export const insertBuild = (db: Database, { organizationId, id, slug }: ModuleRow, field: string): Statement =>
  db.insert(moduleBuilds).values({ organizationId, moduleId: id, field, slug, environment: 'live', after: '', done: 0 })

/** The index of a field is complete, or not wanted any more. */
export const deleteBuild = (db: Database, { organizationId, id }: ModuleKey, field: string): Statement =>
  db.delete(moduleBuilds).where(itself({ organizationId, moduleId: id, field }))

/** No index of a module is wanted any more. */
export const deleteBuilds = (db: Database, { organizationId, id }: ModuleKey): Statement =>
  db.delete(moduleBuilds).where(and(eq(moduleBuilds.organizationId, organizationId), eq(moduleBuilds.moduleId, id)))

/** Some index that is left to build. */
export const findBuild = (db: Database): Promise<BuildRow | undefined> => db.select().from(moduleBuilds).limit(1).get()

/** How many records have their row in the indexes of a module that are being built, by the keys of fields. */
export async function countBuilt(db: Database, { organizationId, id }: ModuleKey): Promise<Map<string, number>> {
  const rows = await db
    .select({ field: moduleBuilds.field, done: moduleBuilds.done })
    .from(moduleBuilds)
    .where(and(eq(moduleBuilds.organizationId, organizationId), eq(moduleBuilds.moduleId, id)))
    .all()
  return new Map(rows.map(({ field, done }) => [field, done]))
}

/** Whether the index has rows of a field, such as those of an index that was removed and not deleted yet. */
export async function hasIndexRows(db: Database, { organizationId, id }: ModuleKey, field: string): Promise<boolean> {
  const rows = await db.all(sql`
    SELECT 1 FROM record_index
    WHERE organization_id = ${organizationId} AND module_id = ${id} AND environment IN ('live', 'test')
      AND field = ${field} LIMIT 1`)
  return rows.length > 0
}

/** A record that keeps a field from being required (`value` null), or unique: the value that it has with another. */
export type InTheWay = { value: string | number | null; ids: string[] }

/**
 * Checks the next records, at most `limit`, and adds their index rows, in one transaction with the place that is reached. A
 * record that was written since the change of the field obeys it already, and has its row. Returns how many records it looked at,
 * or which of them are in the way; then it wrote nothing.
 */
export async function buildSome(
  db: Database,
  build: BuildRow,
  field: StoredField,
  limit: number,
): Promise<number | InTheWay> {
  const { organizationId, moduleId, environment, after } = build
  const next = sql`
    SELECT organization_id, module_id, environment, id, data FROM records
    WHERE organization_id = ${organizationId} AND module_id = ${moduleId}
      AND (environment, id) > (${environment}, ${after})
    ORDER BY environment, id LIMIT ${limit}`
  if (field.isChecking) {
    const blank = await db.all<{ id: string }>(
      sql`SELECT id FROM (${next}) WHERE ${fieldValue(field)} IS NULL LIMIT ${EXAMPLES}`,
    )
    if (blank.length > 0) return { value: null, ids: blank.map(({ id }) => id) }
  }
  const place = await db.all<{ environment: 'live' | 'test'; id: string; n: number }>(sql`
    SELECT environment, id, count(*) OVER () AS n FROM (${next}) ORDER BY environment DESC, id DESC LIMIT 1`)
  const [last] = place
  if (!last) return 0
  const isWanted = sql`EXISTS (
    SELECT 1 FROM module_builds b
    WHERE b.organization_id = ${organizationId} AND b.module_id = ${moduleId} AND b.field = ${field.key}
      AND b.environment = ${environment} AND b.after = ${after})`
  const [value, tie] = [indexValueOf(field), tieOf(field)]
  const hasOwnRow = sql`EXISTS (
    SELECT 1 FROM record_index i
    WHERE i.organization_id = records.organization_id AND i.module_id = records.module_id
      AND i.environment = records.environment AND i.field = ${field.key} AND i.value = ${value} AND i.tie = ${tie}
      AND i.record_id = records.id)`
  const addRows = sql`
    INSERT INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)
    SELECT organization_id, module_id, environment, ${field.key}, ${value}, ${tie}, id FROM records
    WHERE organization_id = ${organizationId} AND module_id = ${moduleId}
      AND (environment, id) > (${environment}, ${after})
      AND (environment, id) <= (${last.environment}, ${last.id})
      AND NOT ${hasOwnRow} AND ${isWanted}`
  try {
    await runBatchCounting(db, [
      ...(field.isBuilding ? [addRows] : []),
      sql`
        UPDATE module_builds SET environment = ${last.environment}, after = ${last.id}, done = done + ${last.n}
        WHERE organization_id = ${organizationId} AND module_id = ${moduleId} AND field = ${field.key}
          AND environment = ${environment} AND after = ${after}`,
    ])
  } catch (error) {
    if (!isValueTaken(error)) throw error
    return findTaken(db, build, field, next)
  }
  return last.n
}

/** Records that are named as examples of what is in the way. */
const EXAMPLES = 3

/** A value that one of the next records has with another: with one of the index, or with one of the next. */
async function findTaken(db: Database, build: BuildRow, field: StoredField, next: SQL): Promise<InTheWay> {
  const [found] = await db.all<{ value: string | number; one: string; other: string }>(sql`
    SELECT ${fieldValue(field)} AS value, n.id AS one, i.record_id AS other FROM (${next}) n CROSS JOIN record_index i
      ON i.organization_id = n.organization_id AND i.module_id = n.module_id AND i.environment = n.environment
      AND i.field = ${field.key} AND i.value = ${fieldValue(field)} AND i.tie = '' AND i.record_id <> n.id
    UNION ALL
    SELECT * FROM (
      SELECT ${fieldValue(field)} AS value, min(id) AS one, max(id) AS other FROM (${next})
      WHERE ${fieldValue(field)} IS NOT NULL GROUP BY environment, value HAVING count(*) > 1)
    LIMIT 1`)
  // What was in the way may have been changed since: then the next run goes on.
  if (!found) throw new Error(`a value of ${build.field} was taken, and is not any more`)
  return { value: found.value, ids: [found.one, found.other] }
}
