import { sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../db/client.ts'
import { hourOf, startOfDay } from '../lib/time.ts'
import { capturedRows } from './captured-rows.ts'
import type { Counter, LogMessage, LogRecord } from './entry.ts'
import { BUCKETS, bucketOf } from './histogram.ts'

/** Entries of one statement: well under D1's 2 MB for a bound value. */
const CHUNK = 1000

/**
 * Writes queue messages to the database: roll-ups, usage of keys and the log rows, with what is kept of headers and
 * bodies, in one transaction, so that they agree to the call. A message that comes twice changes nothing: roll-ups count only rows that are not there yet.
 * Rejects when the database does; nothing of that chunk is written then.
 */
export async function writeLogBatch(db: Database, messages: readonly LogMessage[]): Promise<void> {
  const entries = [...new Map(messages.flatMap((message) => message.entries).map((one) => [one.id, one])).values()]
  for (let start = 0; start < entries.length; start += CHUNK) {
    const chunk = entries.slice(start, start + CHUNK)
    const rows = JSON.stringify(chunk.map(wireRow))
    // The order matters: the others look for what the last has not written yet.
    const totals = [hours(rows), keyUsage(rows), keyCountries(rows), webhookAttempts(rows)]
    await runBatch(db, rollUps(rows), ...totals, logRows(rows), ...capturedRows(chunk))
  }
  for (const message of messages) {
    const [first, ...rest] = message.counters.map((counter) => counterRow(message.id, counter))
    if (first) await runBatch(db, first, ...rest, batchSeen(message))
  }
}

const wireRow = (entry: LogRecord) => [
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
  hourOf(entry.time),
  bucketOf(entry.durationMs),
  entry.previousSecret ? 1 : 0,
  startOfDay(entry.time),
]

const at = (index: number) => sql.raw(`json_extract(value, '$[${index}]')`)
const notYetLogged = sql`NOT EXISTS (
  SELECT 1 FROM event_logs l
  WHERE l.organization_id = ${at(0)} AND l.time = ${at(1)} AND l.id = ${at(2)})`

const bucketNames = Array.from({ length: BUCKETS }, (_, index) => `b${index}`)
const bucketColumns = sql.raw(bucketNames.join(', '))
const bucketSums = sql.raw(bucketNames.map((_, index) => `sum(json_extract(value, '$[18]') = ${index})`).join(', '))
const bucketAdditions = sql.raw(bucketNames.map((name) => `${name} = ${name} + excluded.${name}`).join(', '))

const rollUps = (rows: string) => sql`
  INSERT INTO usage_hourly
    (organization_id, hour, type, environment, key_id, route, status_class, calls, duration_ms, ${bucketColumns})
  SELECT ${at(0)}, ${at(17)}, ${at(3)}, coalesce(${at(4)}, ''), coalesce(${at(5)}, ${at(6)}, ''), ${at(8)}, ${at(11)} / 100,
    count(*), sum(${at(12)}), ${bucketSums}
  FROM json_each(${rows})
  WHERE ${notYetLogged}
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (organization_id, hour, type, environment, key_id, route, status_class) DO UPDATE SET
    calls = calls + excluded.calls, duration_ms = duration_ms + excluded.duration_ms, ${bucketAdditions}`

/** The same, of all keys and routes together. */
const hours = (rows: string) => sql`
  INSERT INTO usage_hours (organization_id, type, hour, calls, errors, duration_ms, ${bucketColumns})
  SELECT ${at(0)}, ${at(3)}, ${at(17)}, count(*), sum(${at(11)} >= 400), sum(${at(12)}), ${bucketSums}
  FROM json_each(${rows})
  WHERE ${notYetLogged}
  GROUP BY 1, 2, 3
  ON CONFLICT (organization_id, type, hour) DO UPDATE SET
    calls = calls + excluded.calls, errors = errors + excluded.errors,
    duration_ms = duration_ms + excluded.duration_ms, ${bucketAdditions}`

// A call made before a regeneration may be written after it, and does not count as one since.
const rotatedAt = sql`(SELECT k.rotated_at FROM api_keys k WHERE k.organization_id = ${at(0)} AND k.id = ${at(5)})`

/** A key was used when its call was let through to a route, or when another backend verified it with success. */
const usedAKey = sql`${at(5)} IS NOT NULL AND (${at(3)} = 'api_call' OR ${at(11)} < 400)`

const keyUsage = (rows: string) => sql`
  INSERT INTO api_key_usage (organization_id, key_id, calls, last_used_at, rotation_calls, previous_calls)
  SELECT ${at(0)}, ${at(5)}, count(*), max(${at(1)}),
    sum(${at(1)} >= coalesce(${rotatedAt}, 0)), sum(${at(19)})
  FROM json_each(${rows})
  WHERE ${usedAKey} AND ${notYetLogged}
  GROUP BY 1, 2
  ON CONFLICT (organization_id, key_id) DO UPDATE SET
    calls = calls + excluded.calls, last_used_at = max(last_used_at, excluded.last_used_at),
    rotation_calls = rotation_calls + excluded.rotation_calls,
    previous_calls = previous_calls + excluded.previous_calls`

// Cloudflare's T1 (Tor) and XX (not known) are no countries.
const country = sql`CASE WHEN ${at(14)} GLOB '[A-Z][A-Z]' AND ${at(14)} <> 'XX' THEN ${at(14)} ELSE 'ZZ' END`

/** From where a key was used, by day: counted as its usage is, so that both add up to the same. */
const keyCountries = (rows: string) => sql`
  INSERT INTO usage_countries (organization_id, key_id, day, country, calls)
  SELECT ${at(0)}, ${at(5)}, ${at(20)}, ${country}, count(*)
  FROM json_each(${rows})
  WHERE ${usedAKey} AND ${notYetLogged}
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (organization_id, key_id, day, country) DO UPDATE SET calls = calls + excluded.calls`

/** Each attempt to deliver to a webhook counts, and what it answered: anything of 400 or more is a failure. */
const webhookAttempts = (rows: string) => sql`
  INSERT INTO webhook_usage (organization_id, webhook_id, attempts, succeeded, last_triggered_at)
  SELECT ${at(0)}, ${at(6)}, count(*), sum(${at(11)} < 400), max(${at(1)})
  FROM json_each(${rows})
  WHERE ${at(6)} IS NOT NULL AND ${notYetLogged}
  GROUP BY 1, 2
  ON CONFLICT (organization_id, webhook_id) DO UPDATE SET
    attempts = attempts + excluded.attempts, succeeded = succeeded + excluded.succeeded,
    last_triggered_at = max(last_triggered_at, excluded.last_triggered_at)`

const logRows = (rows: string) => sql`
  INSERT OR IGNORE INTO event_logs
    (organization_id, time, id, type, environment, key_id, webhook_id, app_id, route, endpoint, method, status,
     duration_ms, ip, country, user_agent, request_id, previous_secret)
  SELECT ${sql.join(
    Array.from({ length: 17 }, (_, index) => at(index)),
    sql`, `,
  )}, ${at(19)}
  FROM json_each(${rows})
  WHERE true`

const counterRow = (messageId: string, counter: Counter): Statement =>
  sql`
    INSERT INTO log_counters (organization_id, hour, kind, calls)
    SELECT ${counter.organizationId}, ${counter.hour}, ${counter.kind}, ${counter.calls}
    WHERE NOT EXISTS (SELECT 1 FROM log_batches WHERE id = ${messageId})
    ON CONFLICT (organization_id, hour, kind) DO UPDATE SET calls = calls + excluded.calls`

const batchSeen = (message: LogMessage): Statement =>
  sql`
    INSERT OR IGNORE INTO log_batches (id, organization_id, at)
    VALUES (${message.id}, ${message.counters[0]?.organizationId ?? ''}, ${message.counters[0]?.hour ?? 0})`
