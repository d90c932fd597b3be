import { type SQL, sql } from 'drizzle-orm'
import type { Statement } from '../db/client.ts'
import type { archives } from '../db/schema.ts'

export type ArchiveRow = typeof archives.$inferSelect

/** Records that an archive exists, if the condition `unchanged` (SQL) holds. */
export const insertArchive = (row: ArchiveRow, unchanged: SQL): Statement => sql`
  INSERT INTO archives (organization_id, id, kind, from_time, to_time, rows, bytes, name, created_at)
  SELECT ${row.organizationId}, ${row.id}, ${row.kind}, ${row.fromTime}, ${row.toTime}, ${row.rows}, ${row.bytes},
    ${row.name}, ${row.createdAt}
  WHERE ${unchanged}
  ON CONFLICT (organization_id, id) DO UPDATE SET
    to_time = excluded.to_time, rows = excluded.rows, bytes = excluded.bytes, created_at = excluded.created_at`
