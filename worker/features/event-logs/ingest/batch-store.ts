import { sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import { at, fields } from '../../../platform/db/json-rows.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { capturedRows } from '../entries/captured-store.ts'
import { BUCKETS } from '../rollups/histogram.ts'
import { addToHours, bucketColumns, bucketNames, closeMissingHours, closePassedHours } from '../rollups/hour-store.ts'
import { keyCountries, keyUsage } from '../rollups/key-usage-store.ts'
import { type ClockOf, hoursOf, keyUseOf, RECENT, rollupsOf, webhooksOf } from './batch-sums.ts'
import { countRefusals } from './count-refusals.ts'

/**
 * Writes entries and everything that is counted from them in one transaction, so that log and counters always agree.
 * Rejects, and writes nothing, if one of the entries is in the log already.
 */
export async function writeUnlogged(db: Database, entries: readonly LogRecord[], clockOf: ClockOf): Promise<void> {
  const rollups = rollupsOf(entries, clockOf)
  const hours = JSON.stringify(hoursOf(rollups))
  const { keys, countries } = keyUseOf(entries, clockOf)
  const webhooks = webhooksOf(entries)
  // The order matters: usage_hours has to be updated before and after the rollups it is computed from.
  await runBatch(
    db,
    closePassedHours(hours),
    addToHours(hours),
    addToRollups(JSON.stringify(rollups)),
    closeMissingHours(hours),
    ...(keys.length > 0 ? [keyCountries(JSON.stringify(countries)), keyUsage(JSON.stringify(keys))] : []),
    ...(webhooks.length > 0 ? [addToWebhooks(JSON.stringify(webhooks))] : []),
    ...countRefusals(entries),
    insertEntries(JSON.stringify(entries.map(jsonRow))),
    ...capturedRows(entries),
  )
}

/** The ids of those entries that are in the log already. */
export async function findLogged(db: Database, entries: readonly LogRecord[]): Promise<Set<string>> {
  const rows = JSON.stringify(entries.map(({ organizationId, time, id }) => [organizationId, time, id]))
  const found = await db.all<{ id: string }>(sql`
    SELECT l.id AS id FROM json_each(${rows}) CROSS JOIN event_logs l
      ON l.organization_id = ${at(0)} AND l.time = ${at(1)} AND l.id = ${at(2)}`)
  return new Set(found.map(({ id }) => id))
}

const bucketAdditions = sql.raw(bucketNames.map((name) => `${name} = ${name} + excluded.${name}`).join(', '))

const addToRollups = (rows: string): Statement => sql`
  INSERT INTO usage_hourly
    (organization_id, hour, type, environment, key_id, route, status_class, calls, duration_ms, ${bucketColumns})
  SELECT ${fields(9 + BUCKETS)}
  FROM json_each(${rows})
  WHERE true
  ON CONFLICT (organization_id, hour, type, environment, key_id, route, status_class) DO UPDATE SET
    calls = calls + excluded.calls, duration_ms = duration_ms + excluded.duration_ms, ${bucketAdditions}`

/**
 * Each attempt to deliver to a webhook counts, and each delivery that ended with one. Hours older than a day are
 * dropped.
 */
const addToWebhooks = (rows: string): Statement => sql`
  INSERT INTO webhook_usage
    (organization_id, webhook_id, attempts, succeeded, last_triggered_at, deliveries_succeeded, deliveries_failed, recent, hours,
     last_success_at, last_failure_at)
  SELECT ${fields(11)}
  FROM json_each(${rows})
  WHERE true
  ON CONFLICT (organization_id, webhook_id) DO UPDATE SET
    attempts = attempts + excluded.attempts, succeeded = succeeded + excluded.succeeded,
    last_triggered_at = max(last_triggered_at, excluded.last_triggered_at),
    last_success_at = max(coalesce(last_success_at, excluded.last_success_at), coalesce(excluded.last_success_at, last_success_at)),
    last_failure_at = max(coalesce(last_failure_at, excluded.last_failure_at), coalesce(excluded.last_failure_at, last_failure_at)),
    deliveries_succeeded = deliveries_succeeded + excluded.deliveries_succeeded,
    deliveries_failed = deliveries_failed + excluded.deliveries_failed,
    recent = substr(excluded.recent || recent, 1, ${RECENT}),
    hours = (
      SELECT json_group_object(hour, json_array(succeeded, failed)) FROM (
        SELECT key AS hour, sum(json_extract(value, '$[0]')) AS succeeded, sum(json_extract(value, '$[1]')) AS failed
        FROM (
          SELECT key, value FROM json_each(webhook_usage.hours)
          UNION ALL SELECT key, value FROM json_each(excluded.hours))
        WHERE CAST(key AS INTEGER) > max(webhook_usage.last_triggered_at, excluded.last_triggered_at) / ${HOUR_MS} - 24
        GROUP BY key))`

const jsonRow = (entry: LogRecord) => [
  entry.organizationId,
  entry.time,
  entry.id,
  entry.type,
  entry.environment,
  entry.keyId,
  entry.webhookId,
  entry.appId,
  entry.route,
  entry.endpoint,
  entry.method,
  entry.status,
  entry.durationMs,
  entry.ip,
  entry.country,
  entry.userAgent,
  entry.requestId,
  entry.previousSecret ? 1 : 0,
  entry.outcome ?? null,
  entry.reason ?? null,
]

const insertEntries = (rows: string): Statement => sql`
  INSERT INTO event_logs
    (organization_id, time, id, type, environment, key_id, webhook_id, app_id, route, endpoint, method, status,
     duration_ms, ip, country, user_agent, request_id, previous_secret, outcome, reason)
  SELECT ${fields(20)}
  FROM json_each(${rows})`
