import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { organizations } from '../db/schema.ts'
import { DAY_MS, startOfDay } from '../lib/time/time.ts'
import type { Expired } from './purge-source.ts'

type Days = 'logRetentionDays' | 'deliveryRetentionDays' | 'auditRetentionDays'

/**
 * Organizations from the id `from` on whose oldest row, at the time `oldest` (SQL, one seek), has expired; sorted by
 * id, at most `limit`. `days` is the column of the setting, in whole days (UTC).
 */
export async function findExpired(
  db: Database,
  { oldest, days }: { oldest: SQL; days: Days },
  now: number,
  from: string,
  limit: number,
): Promise<Expired[]> {
  // Whole days: otherwise each hour would have its own archive.
  const before = sql<number>`${startOfDay(now)} - ${organizations[days]} * ${DAY_MS}`
  const rows = await db
    .select({ organizationId: organizations.id, archive: organizations.archiveLogs, before: before.as('before') })
    .from(organizations)
    .where(sql`${organizations.id} >= ${from} AND (${oldest}) < ${before}`)
    .orderBy(organizations.id)
    .limit(limit)
  return rows.map((row) => ({ ...row, archive: row.archive === 1 }))
}
