import { type SQL, sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { type Traces, USAGE_DAYS } from '../../../platform/retention/retention.ts'

/** Rows deleted per statement. */
const CHUNK = 1000

/**
 * Organizations from the id `from` on that have rollups that are no longer needed, and the time (ms) before which they
 * are not needed: older than usage is reported, closed into days, and older than the oldest log entry, whose list they
 * speed up. Sorted by id, at most `limit`.
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

/** Deletes the finest rollups of an organization before `before` (ms), at most one chunk; returns how many. */
export const removeOldUsage = (db: Database, organizationId: string, before: number): Promise<number> =>
  runBatch(
    db,
    sql`
      DELETE FROM usage_hourly
      WHERE (organization_id, hour, type, environment, key_id, route, status_class) IN (
        SELECT organization_id, hour, type, environment, key_id, route, status_class FROM usage_hourly
        WHERE organization_id = ${organizationId} AND hour < ${before} ORDER BY hour LIMIT ${CHUNK})`,
  )

/** Subquery for EXISTS: entries of an organization before a moment (ms, SQL). One seek. */
export const entriesBefore = (organizationId: SQL, moment: SQL): SQL =>
  sql`(SELECT 1 FROM event_logs l WHERE l.organization_id = ${organizationId} AND l.time < ${moment})`

/** Subquery for EXISTS: stored countries of a key's calls. */
export const countriesOfKey = (organizationId: SQL, keyId: SQL): SQL =>
  sql`(SELECT 1 FROM usage_countries c WHERE c.organization_id = ${organizationId} AND c.key_id = ${keyId})`

/**
 * Deletes countries of calls that are too old to be reported, and the usage of keys, apps and webhooks that are deleted
 * permanently.
 */
export const removeTraces: Traces = (forgotten, before, limit): Statement[] => [
  sql`
    DELETE FROM usage_countries WHERE (organization_id, key_id, day, country) IN (
      SELECT c.organization_id, c.key_id, c.day, c.country
      FROM (SELECT organization_id, id FROM api_keys UNION ALL SELECT organization_id, id FROM oauth_apps) k
      CROSS JOIN usage_countries c ON c.organization_id = k.organization_id AND c.key_id = k.id
      WHERE c.day < ${before} LIMIT ${limit})`,
  sql`DELETE FROM api_key_usage WHERE (organization_id, key_id) IN (${forgotten('api_key')})`,
  sql`DELETE FROM api_key_usage WHERE (organization_id, key_id) IN (${forgotten('oauth_app')})`,
  sql`DELETE FROM webhook_usage WHERE (organization_id, webhook_id) IN (${forgotten('webhook')})`,
]
