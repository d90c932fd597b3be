import { sql } from 'drizzle-orm'
import { type Database, runBatch } from '../../../platform/db/client.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { startOfDayIn } from '../../../platform/lib/time/zone.ts'

/** Number of keys and of routes kept per day. */
const MAX_KEPT = 50

/**
 * Organizations that have rollups and whose last closed day ended at `before` (ms) or earlier, longest waiting first;
 * at most `limit`. `closedUntil`: start of the next day to close.
 */
export async function findDaysToClose(
  db: Database,
  before: number,
  limit: number,
): Promise<{ id: string; timeZone: string; closedUntil: number }[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT * FROM (
         SELECT o.id AS id, o.time_zone AS timeZone,
           (SELECT coalesce(t.until, t.day + ${DAY_MS}) FROM usage_tops t WHERE t.organization_id = o.id
             ORDER BY t.day DESC LIMIT 1) AS closed,
           (SELECT min(h.hour) FROM usage_hourly h WHERE h.organization_id = o.id) AS first
         FROM organizations o)
       WHERE first IS NOT NULL AND coalesce(closed, first) <= ?1
       ORDER BY coalesce(closed, first)
       LIMIT ?2`,
    )
    .bind(before, limit)
    .all<{ id: string; timeZone: string; closed: number | null; first: number }>()
  return results.map(({ id, timeZone, closed, first }) => ({
    id,
    timeZone,
    closedUntil: closed ?? startOfDayIn(timeZone, first),
  }))
}

/** Sums up one day of an organization. It is idempotent. A day without calls also gets a row. */
export async function closeDay(db: Database, organizationId: string, from: number, until: number): Promise<void> {
  const top = (column: 'key_id' | 'route') => sql`
    SELECT coalesce(json_group_array(json_array(name, calls, errors)), '[]') FROM (
      SELECT ${sql.raw(column)} AS name, sum(calls) AS calls,
        sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END) AS errors
      FROM usage_hourly
      WHERE organization_id = ${organizationId} AND hour >= ${from} AND hour < ${until}
        AND type = 'api_call' AND ${sql.raw(column)} <> '' ${column === 'key_id' ? sql`AND key_id NOT LIKE 'app_%'` : sql``}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_KEPT})`
  await runBatch(
    db,
    sql`
      INSERT INTO usage_tops (organization_id, day, until, keys, routes)
      VALUES (${organizationId}, ${from}, ${until}, (${top('key_id')}), (${top('route')}))
      ON CONFLICT (organization_id, day) DO UPDATE SET until = excluded.until, keys = excluded.keys, routes = excluded.routes`,
  )
}
