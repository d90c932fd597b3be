import { sql } from 'drizzle-orm'
import { RULE_FIGURES } from '../../../../contract/alerts.data.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import type { Top } from '../../../platform/db/schema.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../platform/lib/time/time.ts'
import { BASELINE_DAYS, MIN_CALLS } from './baseline.ts'

/**
 * An organization with calls in an hour. `times`: the multiple of the baseline at which its rule raises an alert.
 * `hour`: start of the hour (ms) in the organization's time zone.
 */
export type ActiveOrganization = { id: string; name: string; times: number; hour: number }

/** Organizations with calls in the hour that contains `time` (ms), sorted by id, after `position`; at most `limit`. */
export const activeOrganizations = (
  db: Database,
  time: number,
  position: string,
  limit: number,
): Promise<ActiveOrganization[]> =>
  db.all<ActiveOrganization>(sql`
    SELECT * FROM (SELECT o.id, o.name, coalesce((
      SELECT r.threshold FROM alert_rules r WHERE r.organization_id = o.id AND r.kind = 'unusual_rate'
    ), ${RULE_FIGURES.unusual_rate.threshold?.standard ?? 0}) AS times, (
      SELECT max(u.hour) FROM usage_hourly u
      WHERE u.organization_id = o.id AND u.hour > ${time - HOUR_MS} AND u.hour <= ${time}) AS hour
    FROM organizations o
    WHERE o.id > ${position})
    WHERE hour IS NOT NULL
    ORDER BY id
    LIMIT ${limit}`)

/** Apps are counted as keys are, but these alerts are about keys. */
const IS_NO_APP = sql`u.key_id NOT LIKE 'app_%'`

/** A route that a key called in an hour, and when the key called it before. */
export type CalledRoute = {
  keyId: string
  keyName: string
  route: string
  calls: number
  lastDay: number | null
  knownSince: number | null
}

/** Routes that keys called in `hour` and that are not recorded for its day yet; at most `limit`. */
export const routesToRecord = (
  db: Database,
  organizationId: string,
  hour: number,
  limit: number,
): Promise<CalledRoute[]> =>
  db.all<CalledRoute>(sql`
    SELECT p.key_id AS keyId, p.route, p.calls, known.last_day AS lastDay,
      (SELECT min(k.first_day) FROM key_routes k
        WHERE k.organization_id = ${organizationId} AND k.key_id = p.key_id) AS knownSince,
      coalesce((SELECT a.name FROM api_keys a
        WHERE a.organization_id = ${organizationId} AND a.id = p.key_id), p.key_id) AS keyName
    FROM (
      SELECT u.key_id, u.route, sum(u.calls) AS calls FROM usage_hourly u
      WHERE u.organization_id = ${organizationId} AND u.hour = ${hour} AND u.type = 'api_call' AND u.key_id <> '' AND ${IS_NO_APP}
      GROUP BY 1, 2) p
    LEFT JOIN key_routes known
      ON known.organization_id = ${organizationId} AND known.key_id = p.key_id AND known.route = p.route
    WHERE known.last_day IS NULL OR known.last_day < ${startOfDay(hour)}
    LIMIT ${limit}`)

/** Records that keys called these routes on `day`. */
export const recordRoutes = (organizationId: string, routes: readonly CalledRoute[], day: number): Statement => sql`
  INSERT INTO key_routes (organization_id, key_id, route, first_day, last_day)
  SELECT ${organizationId}, ${at(0)}, ${at(1)}, ${day}, ${day}
  FROM json_each(${JSON.stringify(routes.map(({ keyId, route }) => [keyId, route]))})
  WHERE true
  ON CONFLICT (organization_id, key_id, route) DO UPDATE SET last_day = max(last_day, excluded.last_day)`

/** A key and its calls in an hour. */
export type BusyKey = { keyId: string; keyName: string; environment: string; calls: number }

/** The keys with the most calls in `hour`, among those with enough calls to be unusual; at most `limit`. */
export const busyKeys = (db: Database, organizationId: string, hour: number, limit: number): Promise<BusyKey[]> =>
  db.all<BusyKey>(sql`
    SELECT u.key_id AS keyId, u.environment, sum(u.calls) AS calls,
      coalesce((SELECT a.name FROM api_keys a
        WHERE a.organization_id = ${organizationId} AND a.id = u.key_id), u.key_id) AS keyName
    FROM usage_hourly u
    WHERE u.organization_id = ${organizationId} AND u.hour = ${hour} AND u.type IN ('api_call', 'auth') AND u.key_id <> '' AND ${IS_NO_APP}
    GROUP BY 1, 2
    HAVING sum(u.calls) >= ${MIN_CALLS}
    ORDER BY 3 DESC
    LIMIT ${limit}`)

/** For the week before `hour`: the calls of each of these keys on each day that has a daily rollup. */
export async function dailyCalls(
  db: Database,
  organizationId: string,
  hour: number,
): Promise<{ keyId: string; calls: number }[]> {
  const rows = await db.all<{ keys: string }>(sql`
    SELECT keys FROM usage_tops WHERE organization_id = ${organizationId}
      AND day >= ${startOfDay(hour) - BASELINE_DAYS * DAY_MS} AND day < ${startOfDay(hour)}`)
  return rows.flatMap((row) => {
    const tops: Top[] = JSON.parse(row.keys)
    return tops.map(([keyId, calls]) => ({ keyId, calls }))
  })
}

/** Calls of these keys in each hour of the week before `hour` that has any. */
export function hoursBefore(
  db: Database,
  organizationId: string,
  keys: readonly BusyKey[],
  hour: number,
): Promise<{ keyId: string; hour: number; calls: number }[]> {
  const hours = Array.from({ length: 24 * BASELINE_DAYS }, (_, index) => hour - (index + 1) * HOUR_MS)
  const named = JSON.stringify(keys.map(({ keyId, environment }) => [keyId, environment]))
  // Filters by a full prefix of the primary key, so that the query reads rows of these keys only, however many other
  // keys exist.
  return db.all(sql`
    SELECT u.key_id AS keyId, u.hour, sum(u.calls) AS calls
    FROM json_each(${JSON.stringify(hours)}) h
    CROSS JOIN json_each(${named}) k
    CROSS JOIN usage_hourly u
    WHERE u.organization_id = ${organizationId} AND u.hour = h.value AND u.type IN ('api_call', 'auth')
      AND u.environment = json_extract(k.value, '$[1]') AND u.key_id = json_extract(k.value, '$[0]')
    GROUP BY 1, 2`)
}
