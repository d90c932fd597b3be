import { sql } from 'drizzle-orm'
import { type Database, runBatch } from '../db/client.ts'
import { DAY_MS, startOfDay } from '../lib/time.ts'

/** Keys and routes kept of a day. */
const KEPT = 50

/** Organisations that have roll-ups and whose last closed day is not yet the one before `end` (ms); at most `limit`. */
export async function findUnclosed(
  db: Database,
  end: number,
  limit: number,
): Promise<{ id: string; last: number | null }[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT o.id AS id,
         (SELECT max(t.day) FROM usage_tops t WHERE t.organization_id = o.id) AS last,
         (SELECT min(h.hour) FROM usage_hourly h WHERE h.organization_id = o.id) AS first
       FROM organizations o
       WHERE coalesce((SELECT max(t.day) FROM usage_tops t WHERE t.organization_id = o.id), 0) < ?1
         AND EXISTS (SELECT 1 FROM usage_hourly h WHERE h.organization_id = o.id AND h.hour < ?2)
       LIMIT ?3`,
    )
    .bind(end - DAY_MS, end, limit)
    .all<{ id: string; last: number | null; first: number }>()
  return results.map(({ id, last, first }) => ({ id, last: last ?? startOfDay(first) - DAY_MS }))
}

/** Sums up one day (UTC) of an organisation; doing it again changes nothing. A day without calls gets its row too. */
export async function closeDay(db: Database, organizationId: string, day: number): Promise<void> {
  const top = (column: 'key_id' | 'route') => sql`
    SELECT coalesce(json_group_array(json_array(name, calls, errors)), '[]') FROM (
      SELECT ${sql.raw(column)} AS name, sum(calls) AS calls,
        sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END) AS errors
      FROM usage_hourly
      WHERE organization_id = ${organizationId} AND hour >= ${day} AND hour < ${day + DAY_MS}
        AND type = 'api_call' AND ${sql.raw(column)} <> ''
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${KEPT})`
  await runBatch(
    db,
    sql`
      INSERT INTO usage_tops (organization_id, day, keys, routes)
      VALUES (${organizationId}, ${day}, (${top('key_id')}), (${top('route')}))
      ON CONFLICT (organization_id, day) DO UPDATE SET keys = excluded.keys, routes = excluded.routes`,
  )
}
