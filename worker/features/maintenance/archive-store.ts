import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { ArchiveKind } from '../../../contract/upkeep.ts'
import type { Database, Statement } from '../../platform/db/client.ts'
import { archives } from '../../platform/db/schema.ts'

export type ArchiveRow = typeof archives.$inferSelect

const columns = {
  organizationId: archives.organizationId,
  id: archives.id,
  kind: archives.kind,
  fromTime: archives.fromTime,
  toTime: archives.toTime,
  rows: archives.rows,
  bytes: archives.bytes,
  name: archives.name,
  createdAt: archives.createdAt,
}

/** Notes that an archive stands, as long as `unchanged` (SQL) holds. */
export const insertArchive = (row: ArchiveRow, unchanged: SQL): Statement => sql`
  INSERT INTO archives (organization_id, id, kind, from_time, to_time, rows, bytes, name, created_at)
  SELECT ${row.organizationId}, ${row.id}, ${row.kind}, ${row.fromTime}, ${row.toTime}, ${row.rows}, ${row.bytes},
    ${row.name}, ${row.createdAt}
  WHERE ${unchanged}
  ON CONFLICT (organization_id, id) DO UPDATE SET
    to_time = excluded.to_time, rows = excluded.rows, bytes = excluded.bytes, created_at = excluded.created_at`

/** Archives of some kinds, of the newest entries first, after the id `after`; at most `limit`. */
export const listArchiveRows = (
  db: Database,
  organizationId: string,
  kinds: ArchiveKind[],
  after: string | null,
  limit: number,
): Promise<ArchiveRow[]> =>
  db
    .select(columns)
    .from(archives)
    .where(
      and(
        eq(archives.organizationId, organizationId),
        inArray(archives.kind, kinds),
        after === null ? undefined : lt(archives.id, after),
      ),
    )
    .orderBy(desc(archives.id))
    .limit(limit)
    .all()

export const findArchive = (db: Database, organizationId: string, id: string): Promise<ArchiveRow | undefined> =>
  db
    .select(columns)
    .from(archives)
    .where(and(eq(archives.organizationId, organizationId), eq(archives.id, id)))
    .get()
