import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { organizations } from '../db/schema.ts'
import { DAY_MS, startOfDay } from '../lib/time/time.ts'
import type { Expired } from './purge-source.ts'

type Days = 'logRetentionDays' | 'deliveryRetentionDays' | 'auditRetentionDays'

/**
 * Organizations from the id `from` on whose oldest row, of the time `oldest` (SQL, one seek), is older than they keep it; by
 * id, at most `limit`. `days` names the setting, which counts whole days (UTC).
 */
export async function findExpired(
  db: Database,
  { oldest, days }: { oldest: SQL; days: Days },
  now: number,
  from: string,
  limit: number,
): Promise<Expired[]> {
  // Whole days: else each hour would have an archive of its own.
  const before = sql<number>`${startOfDay(now)} - ${organizations[days]} * ${DAY_MS}`
  const rows = await db
    .select({ organizationId: organizations.id, archive: organizations.archiveLogs, before: before.as('before') })
    .from(organizations)
    .where(sql`${organizations.id} >= ${from} AND (${oldest}) < ${before}`)
    .orderBy(organizations.id)
    .limit(limit)
  return rows.map((row) => ({ ...row, archive: row.archive === 1 }))
}
