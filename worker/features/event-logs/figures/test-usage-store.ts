import { sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { bucketNames } from '../rollups/hour-store.ts'
import type { Top } from './usage-store.ts'

/** Calls with test keys in the form of `readUsage`: by hour, by key and by route. */
export type TestUsage = {
  hours: {
    hour: number
    calls: number
    errors: number
    serverErrors: number
    failedDeliveries: number
    durationMs: number
    buckets: string
  }[]
  keys: Top[]
  routes: Top[]
}

const ERRORS = sql`sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END)`
const SERVER_ERRORS = sql`sum(CASE WHEN status_class >= 5 THEN calls ELSE 0 END)`
const BUCKET_SUMS = sql.raw(bucketNames.map((name) => `sum(${name})`).join(', '))

const topBy = (column: 'key_id' | 'route') => sql`
  SELECT coalesce(json_group_array(json_array(name, calls, errors)), '[]') FROM (
    SELECT ${sql.raw(column)} AS name, sum(calls) AS calls, ${ERRORS} AS errors FROM test_calls
    WHERE ${sql.raw(column)} NOT LIKE 'app_%' GROUP BY 1)`

/** SQL: the hours with rollups from `from` on and before `to` (ms), found with two rows read per hour. */
const hoursAsked = (organizationId: string, from: number, to: number) => sql`
  hours_asked(hour) AS (
    SELECT min(hour) FROM usage_hourly WHERE organization_id = ${organizationId} AND hour >= ${from}
    UNION ALL
    SELECT (SELECT min(n.hour) FROM usage_hourly n WHERE n.organization_id = ${organizationId} AND n.hour > h.hour)
    FROM hours_asked h WHERE h.hour < ${to})`

/**
 * Calls with test keys from the hour `from` (ms) on and before `to`. The sums of hours and days cover both environments
 * together, so these come from the finest rollups: it reads one row per hour with calls, and the test rollups only.
 */
export async function readTestUsage(
  db: Database,
  organizationId: string,
  from: number,
  to: number,
): Promise<TestUsage> {
  const [row] = await db.all<Record<keyof TestUsage, string>>(sql`
    WITH RECURSIVE ${hoursAsked(organizationId, from, to)},
    test_calls AS MATERIALIZED (
      SELECT u.* FROM hours_asked h CROSS JOIN usage_hourly u
        ON u.organization_id = ${organizationId} AND u.hour = h.hour AND u.type = 'api_call' AND u.environment = 'test'
      WHERE h.hour < ${to})
    SELECT
      (SELECT coalesce(json_group_array(json_array(hour, calls, errors, server_errors, duration, buckets)), '[]') FROM (
        SELECT hour, sum(calls) AS calls, ${ERRORS} AS errors, ${SERVER_ERRORS} AS server_errors,
          sum(duration_ms) AS duration,
          json_array(${BUCKET_SUMS}) AS buckets
        FROM test_calls GROUP BY 1)) AS hours,
      (${topBy('key_id')}) AS keys,
      (${topBy('route')}) AS routes`)
  const hours: [number, number, number, number, number, string][] = JSON.parse(row?.hours ?? '[]')
  return {
    hours: hours.map(([hour, calls, errors, serverErrors, durationMs, buckets]) => ({
      hour,
      calls,
      errors,
      serverErrors,
      failedDeliveries: 0,
      durationMs,
      buckets: typeof buckets === 'string' ? buckets : JSON.stringify(buckets),
    })),
    keys: JSON.parse(row?.keys ?? '[]'),
    routes: JSON.parse(row?.routes ?? '[]'),
  }
}

/** Deliveries to test webhooks from the hour `from` on and before `to` (ms). Reads what `readTestUsage` reads. */
export async function readTestDeliveries(db: Database, organizationId: string, from: number, to: number) {
  const [row] = await db.all<{ delivered: number; failed: number }>(sql`
    WITH RECURSIVE ${hoursAsked(organizationId, from, to)}
    SELECT coalesce(sum(CASE WHEN u.status_class < 4 THEN u.calls ELSE 0 END), 0) AS delivered,
      coalesce(sum(CASE WHEN u.route LIKE 'delivery:%:failed' THEN u.calls ELSE 0 END), 0) AS failed
    FROM hours_asked h CROSS JOIN usage_hourly u
      ON u.organization_id = ${organizationId} AND u.hour = h.hour AND u.type = 'webhook' AND u.environment = 'test'
    WHERE h.hour < ${to}`)
  return row ?? { delivered: 0, failed: 0 }
}
