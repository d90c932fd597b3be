import { and, eq, sql } from 'drizzle-orm'
import { type Database, runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import { moduleBuilds } from '../../../platform/db/schema.ts'
import { indexValueOf } from './existing-records-store.ts'
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

/**
 * Adds the index rows of the next records, at most `limit`, in one transaction with the place that is reached. A record
 * that was written since the field is indexed has its row already. Returns how many records it looked at.
 */
export async function buildSome(db: Database, build: BuildRow, field: StoredField, limit: number): Promise<number> {
  const { organizationId, moduleId, environment, after } = build
  const next = sql`
    SELECT organization_id, module_id, environment, id, data FROM records
    WHERE organization_id = ${organizationId} AND module_id = ${moduleId}
      AND (environment, id) > (${environment}, ${after})
    ORDER BY environment, id LIMIT ${limit}`
  const place = await db.all<{ environment: 'live' | 'test'; id: string; n: number }>(sql`
    SELECT environment, id, count(*) OVER () AS n FROM (${next}) ORDER BY environment DESC, id DESC LIMIT 1`)
  const [last] = place
  if (!last) return 0
  const isWanted = sql`EXISTS (
    SELECT 1 FROM module_builds b
    WHERE b.organization_id = ${organizationId} AND b.module_id = ${moduleId} AND b.field = ${field.key}
      AND b.environment = ${environment} AND b.after = ${after})`
  await runBatchCounting(db, [
    sql`
      INSERT OR IGNORE INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)
      SELECT organization_id, module_id, environment, ${field.key}, ${indexValueOf(field)}, id, id FROM records
      WHERE organization_id = ${organizationId} AND module_id = ${moduleId}
        AND (environment, id) > (${environment}, ${after})
        AND (environment, id) <= (${last.environment}, ${last.id})
        AND ${isWanted}`,
    sql`
      UPDATE module_builds SET environment = ${last.environment}, after = ${last.id}, done = done + ${last.n}
      WHERE organization_id = ${organizationId} AND module_id = ${moduleId} AND field = ${field.key}
        AND environment = ${environment} AND after = ${after}`,
  ])
  return last.n
}
