import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { ArchiveKind } from '../../../contract/maintenance.ts'
import type { Database } from '../../platform/db/client.ts'
import { archives } from '../../platform/db/schema.ts'
import type { ArchiveRow } from '../../platform/retention/archive-store.ts'

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

/** Archives of some kinds, those with the newest entries first, after the id `after`; at most `limit`. */
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
