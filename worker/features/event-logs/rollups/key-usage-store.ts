import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { apiKeyUsage } from '../../../platform/db/schema.ts'

// The countries of a key's calls are counted in the row of its usage during the day, because each batch writes that row
// anyway. When the next day begins, they move to rows of usage_countries. `rows` of a batch: see `keyUseOf`.

/** Countries of past days: those that were in the row of a key's usage, and those that the batch adds to a past day. */
export const keyCountries = (rows: string): Statement => sql`
  INSERT INTO usage_countries (organization_id, key_id, day, country, calls)
  WITH uses AS (
    SELECT ${at(0)} AS organization_id, ${at(1)} AS key_id, ${at(2)} AS day, ${at(3)} AS country, ${at(4)} AS calls,
      ${at(5)} AS newest
    FROM json_each(${rows}))
  SELECT organization_id, key_id, day, country, sum(calls) FROM (
    SELECT k.organization_id, k.key_id, k.country_day AS day, c.key AS country, c.value AS calls
    FROM (SELECT DISTINCT organization_id, key_id, newest FROM uses) b
    JOIN api_key_usage k ON k.organization_id = b.organization_id AND k.key_id = b.key_id AND k.country_day < b.newest
    JOIN json_each(k.countries) c
    UNION ALL
    SELECT u.organization_id, u.key_id, u.day, u.country, u.calls
    FROM uses u
    LEFT JOIN api_key_usage k ON k.organization_id = u.organization_id AND k.key_id = u.key_id
    WHERE u.day < max(u.newest, coalesce(k.country_day, 0)))
  WHERE true
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (organization_id, key_id, day, country) DO UPDATE SET calls = calls + excluded.calls`

/**
 * Calls of keys, and the countries of the newest day. A call before a regeneration may be written after it; it does not
 * count as a call since the regeneration.
 */
export const keyUsage = (rows: string): Statement => sql`
  INSERT INTO api_key_usage
    (organization_id, key_id, calls, last_used_at, rotation_calls, previous_calls, country_day, countries)
  SELECT b.organization_id, b.key_id, b.calls, b.last_used_at,
    (SELECT count(*) FROM json_each(b.times) t WHERE t.value >= coalesce(k.rotated_at, 0)),
    b.previous, b.newest, b.countries
  FROM (
    SELECT ${at(0)} AS organization_id, ${at(1)} AS key_id, ${at(2)} AS calls, ${at(3)} AS last_used_at,
      ${at(4)} AS previous, ${at(5)} AS newest, ${at(6)} AS countries, ${at(7)} AS times
    FROM json_each(${rows})) b
  LEFT JOIN api_keys k ON k.organization_id = b.organization_id AND k.id = b.key_id
  WHERE true
  ON CONFLICT (organization_id, key_id) DO UPDATE SET
    calls = calls + excluded.calls, last_used_at = max(last_used_at, excluded.last_used_at),
    rotation_calls = rotation_calls + excluded.rotation_calls,
    previous_calls = previous_calls + excluded.previous_calls,
    country_day = max(country_day, excluded.country_day),
    countries = CASE
      WHEN country_day < excluded.country_day THEN excluded.countries
      WHEN country_day > excluded.country_day THEN countries
      ELSE (
        SELECT json_group_object(key, calls) FROM (
          SELECT key, sum(value) AS calls FROM (
            SELECT key, value FROM json_each(api_key_usage.countries)
            UNION ALL SELECT key, value FROM json_each(excluded.countries))
          GROUP BY key)) END`

/** Resets the counts of which secret is used; called on regeneration. */
export const restartRotationCount = (db: Database, organizationId: string, id: string): Statement =>
  db
    .update(apiKeyUsage)
    .set({ rotationCalls: 0, previousCalls: 0 })
    .where(and(eq(apiKeyUsage.organizationId, organizationId), eq(apiKeyUsage.keyId, id)))

/** Calls of a key since its last regeneration, and how many of them used the previous secret. */
export function findRotationCount(db: Database, organizationId: string, id: string) {
  return db
    .select({ calls: apiKeyUsage.rotationCalls, previousCalls: apiKeyUsage.previousCalls })
    .from(apiKeyUsage)
    .where(and(eq(apiKeyUsage.organizationId, organizationId), eq(apiKeyUsage.keyId, id)))
    .get()
}

/** Some keys: a subquery with `organization_id` and `id` of each. */
export type ChosenKeys = SQL

/**
 * The calls of some keys by day (its start, ms) since the day `from`: rows to be summed up, a row per past day and country
 * and one of the newest day, without a day for a key that was not called since. Summing here would read each row twice.
 */
export const readCallsByDay = (db: Database, keys: ChosenKeys, from: number) =>
  db.all<{ id: string; day: number | null; calls: number }>(sql`
    WITH k AS MATERIALIZED (${keys})
    SELECT k.id, c.day, c.calls
    FROM k CROSS JOIN usage_countries c ON c.organization_id = k.organization_id AND c.key_id = k.id AND c.day >= ${from}
    UNION ALL
    SELECT k.id, u.country_day AS day, (SELECT coalesce(sum(value), 0) FROM json_each(u.countries)) AS calls
    FROM k LEFT JOIN api_key_usage u
      ON u.organization_id = k.organization_id AND u.key_id = k.id AND u.country_day >= ${from}`)
