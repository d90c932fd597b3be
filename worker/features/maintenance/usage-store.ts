import { sql } from 'drizzle-orm'
import { type Database, runBatch, runBatchCounting } from '../../platform/db/client.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'

/** Rows removed by one statement. */
const CHUNK = 1000

/** What the finest roll-ups are kept for at least, days: usage of a key or a webhook is told over 90. */
export const USAGE_DAYS = 92

/**
 * Organisations from the id `from` on that have roll-ups which nobody needs any more, and until when (ms): older than
 * usage is told, summed up into days, and older than the oldest entry of the log, whose list they speed up. By id, at most
 * `limit`.
 */
export async function findOldUsage(
  db: Database,
  now: number,
  from: string,
  limit: number,
): Promise<{ organizationId: string; before: number }[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT organizationId, before FROM (
         SELECT o.id AS organizationId,
           (SELECT u.hour FROM usage_hourly u WHERE u.organization_id = o.id ORDER BY u.hour LIMIT 1) AS oldest,
           min(?1,
             coalesce((SELECT l.time FROM event_logs l WHERE l.organization_id = o.id ORDER BY l.time LIMIT 1) - 3600000, ?1),
             coalesce((SELECT max(t.day) FROM usage_tops t WHERE t.organization_id = o.id) + ?2, 0)) AS before
         FROM organizations o WHERE o.id >= ?3)
       WHERE oldest < before ORDER BY organizationId LIMIT ?4`,
    )
    .bind(now - USAGE_DAYS * DAY_MS, DAY_MS, from, limit)
    .all<{ organizationId: string; before: number }>()
  return results
}

/** Removes the finest roll-ups of an organisation from before `before` (ms), at most a chunk; answers how many. */
export const removeUsage = (db: Database, organizationId: string, before: number): Promise<number> =>
  runBatch(
    db,
    sql`
      DELETE FROM usage_hourly
      WHERE (organization_id, hour, type, environment, key_id, route, status_class) IN (
        SELECT organization_id, hour, type, environment, key_id, route, status_class FROM usage_hourly
        WHERE organization_id = ${organizationId} AND hour < ${before} ORDER BY hour LIMIT ${CHUNK})`,
  )

/**
 * Removes, a chunk of each: countries of calls that no figure tells of any more, and the tombstones of keys and webhooks
 * deleted so long ago that no entry, delivery or figure names them, with their usage. Answers how many rows.
 */
export async function removeLeftovers(db: Database, now: number): Promise<{ removed: number; more: boolean }> {
  const before = now - USAGE_DAYS * DAY_MS
  // Calls that were under way when it was deleted may have been logged a little later.
  const unnamed = (table: 'api_keys' | 'webhooks') => sql`
    SELECT x.organization_id, x.id FROM ${sql.raw(table)} x
    WHERE x.deleted_at < ${before} AND NOT EXISTS (
      SELECT 1 FROM event_logs l WHERE l.organization_id = x.organization_id AND l.time < x.deleted_at + ${DAY_MS})`
  const keys = sql`${unnamed('api_keys')} LIMIT ${CHUNK}`
  const hooks = sql`${unnamed('webhooks')} AND NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE d.organization_id = x.organization_id AND d.webhook_id = x.id) LIMIT ${CHUNK}`
  const counts = await runBatchCounting(db, [
    sql`
      DELETE FROM usage_countries WHERE (organization_id, key_id, day, country) IN (
        SELECT c.organization_id, c.key_id, c.day, c.country
        FROM api_keys k CROSS JOIN usage_countries c ON c.organization_id = k.organization_id AND c.key_id = k.id
        WHERE c.day < ${before} LIMIT ${CHUNK})`,
    sql`DELETE FROM api_key_usage WHERE (organization_id, key_id) IN (${keys})`,
    sql`DELETE FROM key_routes WHERE (organization_id, key_id) IN (${keys})`,
    sql`DELETE FROM webhook_usage WHERE (organization_id, webhook_id) IN (${hooks})`,
    sql`
      DELETE FROM api_keys WHERE (organization_id, id) IN (${keys}) AND NOT EXISTS (
        SELECT 1 FROM usage_countries c WHERE c.organization_id = api_keys.organization_id AND c.key_id = api_keys.id)`,
    sql`DELETE FROM webhooks WHERE (organization_id, id) IN (${hooks})`,
  ])
  return { removed: counts.reduce((sum, one) => sum + one, 0), more: Math.max(...counts) >= CHUNK }
}
