import { sql } from 'drizzle-orm'
import { type Database, runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import type { modulePurges } from '../../../platform/db/schema.ts'

type Purge = typeof modulePurges.$inferSelect

/** Condition: the purge is still wanted. A module that gets the index back deletes its purge in one transaction. */
const isWanted = ({ organizationId, moduleId, field }: Purge) => sql`
  EXISTS (SELECT 1 FROM module_purges p
    WHERE p.organization_id = ${organizationId} AND p.module_id = ${moduleId} AND p.field = ${field})`

const someIndexRows = (purge: Purge, limit: number): Statement => sql`
  DELETE FROM record_index
  WHERE (organization_id, module_id, environment, field, value, tie) IN (
    SELECT organization_id, module_id, environment, field, value, tie FROM record_index
    WHERE organization_id = ${purge.organizationId} AND module_id = ${purge.moduleId}
      ${purge.field === '' ? sql`` : sql`AND environment IN ('live', 'test') AND field = ${purge.field}`}
    LIMIT ${limit})
  AND ${isWanted(purge)}`

const someRecords = (purge: Purge, limit: number): Statement => sql`
  DELETE FROM records
  WHERE (organization_id, module_id, environment, id) IN (
    SELECT organization_id, module_id, environment, id FROM records
    WHERE organization_id = ${purge.organizationId} AND module_id = ${purge.moduleId} LIMIT ${limit})
  AND ${isWanted(purge)}`

/** Deletes at most `limit` rows of each kind. Returns how many records and how many index rows. */
export async function purgeSome(db: Database, purge: Purge, limit: number): Promise<{ records: number; rows: number }> {
  const [rows = 0, records = 0] = await runBatchCounting(db, [
    someIndexRows(purge, limit),
    ...(purge.field === '' ? [someRecords(purge, limit)] : []),
  ])
  return { records, rows }
}
