import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { modulePurges, modules } from '../../../platform/db/schema.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'

export type ModuleRow = typeof modules.$inferSelect
/** What the records of a module are found by. */
export type ModuleKey = Pick<ModuleRow, 'organizationId' | 'id'>

const columns = {
  organizationId: modules.organizationId,
  slug: modules.slug,
  id: modules.id,
  name: modules.name,
  description: modules.description,
  fields: modules.fields,
  fieldKeys: modules.fieldKeys,
  demo: modules.demo,
  version: modules.version,
  createdAt: modules.createdAt,
  createdBy: modules.createdBy,
  updatedAt: modules.updatedAt,
}

const itself = (organizationId: string, slug: string) =>
  and(eq(modules.organizationId, organizationId), eq(modules.slug, slug))

/** The modules of an organization, by slug. */
export const listModuleRows = (db: Database, organizationId: string): Promise<ModuleRow[]> =>
  db.select(columns).from(modules).where(eq(modules.organizationId, organizationId)).orderBy(asc(modules.slug)).all()

export const findModule = (db: Database, organizationId: string, slug: string): Promise<ModuleRow | undefined> =>
  db.select(columns).from(modules).where(itself(organizationId, slug)).get()

export const insertModule = (db: Database, row: ModuleRow): Statement => db.insert(modules).values(row)

/** Makes the transaction fail (`isModuleChanged`) if the organization now has more than `max` modules. Writes nothing. */
export const limitModules = ({ organizationId, slug }: ModuleRow, max: number): Statement => sql`
  UPDATE modules SET version = NULL
  WHERE organization_id = ${organizationId} AND slug = ${slug}
    AND (SELECT count(*) FROM modules WHERE organization_id = ${organizationId}) > ${max}`

/** Makes the transaction fail (`isModuleChanged`) if a condition holds. Writes nothing. */
export const failIf = (condition: SQL): Statement => sql`
  INSERT INTO modules (organization_id, slug, id, name, description, fields, field_keys, version, created_at, updated_at)
  SELECT '', '', '', '', '', '[]', 0, NULL, 0, 0 WHERE ${condition}`

/**
 * Makes the transaction fail (`isModuleChanged`) unless the module is still at its version. Records are checked and indexed
 * by the fields of a version, so this is in the transaction of each.
 */
export const requireModule = ({ organizationId, slug, id, version }: ModuleRow): Statement =>
  failIf(sql`NOT EXISTS (
    SELECT 1 FROM modules
    WHERE organization_id = ${organizationId} AND slug = ${slug} AND id = ${id} AND version = ${version})`)

/** Changes a module if it is still at its version; otherwise the transaction fails (`isModuleChanged`). */
export const updateModuleRow = (
  db: Database,
  { organizationId, slug, version }: ModuleRow,
  change: Partial<ModuleRow>,
  now: number,
): Statement =>
  db
    .update(modules)
    .set({ ...change, version: nextVersion(modules.version, version), updatedAt: now })
    .where(itself(organizationId, slug))

export const deleteModuleRow = (db: Database, { organizationId, slug }: ModuleRow): Statement =>
  db.delete(modules).where(itself(organizationId, slug))

/** Whether a transaction failed because the module is not at the expected version any more, or because of `limitModules`. */
export const isModuleChanged = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: modules\.version/)

/** Leaves rows for a job to delete: all of a deleted module (`field` empty), or the index of a field, by its key. */
export const insertPurge = (db: Database, { organizationId, id }: ModuleRow, field: string): Statement =>
  db.insert(modulePurges).values({ organizationId, moduleId: id, field }).onConflictDoNothing()

/** The index of a field is wanted again, or was deleted. */
export const deletePurge = (db: Database, organizationId: string, moduleId: string, field: string): Statement =>
  db
    .delete(modulePurges)
    .where(
      and(
        eq(modulePurges.organizationId, organizationId),
        eq(modulePurges.moduleId, moduleId),
        eq(modulePurges.field, field),
      ),
    )

/** Some purge that is left to do. */
export const findPurge = (db: Database): Promise<typeof modulePurges.$inferSelect | undefined> =>
  db
    .select({ organizationId: modulePurges.organizationId, moduleId: modulePurges.moduleId, field: modulePurges.field })
    .from(modulePurges)
    .limit(1)
    .get()
