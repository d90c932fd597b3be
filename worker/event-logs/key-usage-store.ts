import { sql } from 'drizzle-orm'
import type { Statement } from '../db/client.ts'
import { at } from '../db/wire.ts'
import { notYetLogged } from './batch-store.ts'

// From where a key is called is counted in the row of its usage while the day lasts, which is written with every batch
// anyway, and moved to rows of usage_countries when the next day begins.

// A call made before a regeneration may be written after it, and does not count as one since.
const rotatedAt = sql`(SELECT k.rotated_at FROM api_keys k WHERE k.organization_id = ${at(0)} AND k.id = ${at(5)})`

/** A key was used when its call was let through to a route, or when another backend verified it with success. */
const usedAKey = sql`${at(5)} IS NOT NULL AND (${at(3)} = 'api_call' OR ${at(11)} < 400)`

// Cloudflare's T1 (Tor) and XX (not known) are no countries.
const country = sql`CASE WHEN ${at(14)} GLOB '[A-Z][A-Z]' AND ${at(14)} <> 'XX' THEN ${at(14)} ELSE 'ZZ' END`

/** The uses of keys in a batch; `newest`: the latest day of the key among them. */
const uses = (rows: string) => sql`
  SELECT ${at(0)} AS organization_id, ${at(5)} AS key_id, ${at(1)} AS time, ${at(19)} AS previous,
    ${at(1)} >= coalesce(${rotatedAt}, 0) AS rotated, ${at(20)} AS day, ${country} AS country,
    max(${at(20)}) OVER (PARTITION BY ${at(0)}, ${at(5)}) AS newest
  FROM json_each(${rows})
  WHERE ${usedAKey} AND ${notYetLogged}`

/** Countries of days that are over: those that stood with the usage of a key, and what the batch brings of such a day. */
export const keyCountries = (rows: string): Statement => sql`
  INSERT INTO usage_countries (organization_id, key_id, day, country, calls)
  WITH uses AS (${uses(rows)})
  SELECT organization_id, key_id, day, country, sum(calls) FROM (
    SELECT k.organization_id, k.key_id, k.country_day AS day, c.key AS country, c.value AS calls
    FROM (SELECT DISTINCT organization_id, key_id, newest FROM uses) b
    JOIN api_key_usage k ON k.organization_id = b.organization_id AND k.key_id = b.key_id AND k.country_day < b.newest
    JOIN json_each(k.countries) c
    UNION ALL
    SELECT u.organization_id, u.key_id, u.day, u.country, 1
    FROM uses u
    LEFT JOIN api_key_usage k ON k.organization_id = u.organization_id AND k.key_id = u.key_id
    WHERE u.day < max(u.newest, coalesce(k.country_day, 0)))
  WHERE true
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (organization_id, key_id, day, country) DO UPDATE SET calls = calls + excluded.calls`

/** Calls of keys, and from which countries those of the newest day came. */
export const keyUsage = (rows: string): Statement => sql`
  INSERT INTO api_key_usage
    (organization_id, key_id, calls, last_used_at, rotation_calls, previous_calls, country_day, countries)
  SELECT organization_id, key_id, sum(calls), max(last_used_at), sum(rotated), sum(previous), newest,
    json_group_object(country, calls) FILTER (WHERE day = newest)
  FROM (
    SELECT organization_id, key_id, newest, day, country, count(*) AS calls, max(time) AS last_used_at,
      sum(rotated) AS rotated, sum(previous) AS previous
    FROM (${uses(rows)})
    GROUP BY 1, 2, 3, 4, 5)
  WHERE true
  GROUP BY organization_id, key_id
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
