import { sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { bucketNames } from '../rollups/hour-store.ts'
import type { Top } from './usage-store.ts'

/** The calls with test keys, as `readUsage` has those of all: by hour, by key and by route. */
export type TestUsage = {
  hours: { hour: number; calls: number; errors: number; durationMs: number; buckets: string }[]
  keys: Top[]
  routes: Top[]
}

const ERRORS = sql`sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END)`
const BUCKET_SUMS = sql.raw(bucketNames.map((name) => `sum(${name})`).join(', '))

const topBy = (column: 'key_id' | 'route') => sql`
  SELECT coalesce(json_group_array(json_array(name, calls, errors)), '[]') FROM (
    SELECT ${sql.raw(column)} AS name, sum(calls) AS calls, ${ERRORS} AS errors FROM test_calls GROUP BY 1)`

/**
 * The calls with test keys from the hour `from` (ms) on and before `to`. Hours and days are summed up for both
 * environments together, so these come from the finest roll-ups: one row for each hour with calls, and the test roll-ups alone.
 */
export async function readTestUsage(
  db: Database,
  organizationId: string,
  from: number,
  to: number,
): Promise<TestUsage> {
  const [row] = await db.all<Record<keyof TestUsage, string>>(sql`
    WITH RECURSIVE hours_asked(hour) AS (
      SELECT min(hour) FROM usage_hourly WHERE organization_id = ${organizationId} AND hour >= ${from}
      UNION ALL
      SELECT (SELECT min(n.hour) FROM usage_hourly n WHERE n.organization_id = ${organizationId} AND n.hour > h.hour)
      FROM hours_asked h WHERE h.hour < ${to}),
    test_calls AS MATERIALIZED (
      SELECT u.* FROM hours_asked h CROSS JOIN usage_hourly u
        ON u.organization_id = ${organizationId} AND u.hour = h.hour AND u.type = 'api_call' AND u.environment = 'test'
      WHERE h.hour < ${to})
    SELECT
      (SELECT coalesce(json_group_array(json_array(hour, calls, errors, duration, buckets)), '[]') FROM (
        SELECT hour, sum(calls) AS calls, ${ERRORS} AS errors, sum(duration_ms) AS duration,
          json_array(${BUCKET_SUMS}) AS buckets
        FROM test_calls GROUP BY 1)) AS hours,
      (${topBy('key_id')}) AS keys,
      (${topBy('route')}) AS routes`)
  const hours: [number, number, number, number, string][] = JSON.parse(row?.hours ?? '[]')
  return {
    hours: hours.map(([hour, calls, errors, durationMs, buckets]) => ({
      hour,
      calls,
      errors,
      durationMs,
      buckets: typeof buckets === 'string' ? buckets : JSON.stringify(buckets),
    })),
    keys: JSON.parse(row?.keys ?? '[]'),
    routes: JSON.parse(row?.routes ?? '[]'),
  }
}
