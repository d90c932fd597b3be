import { sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../db/client.ts'
import { at } from '../db/wire.ts'
import { bucketAdditions, bucketColumns, bucketSums, countedRow, notYetLogged, wireRow } from './batch-store.ts'
import { capturedRows } from './captured-store.ts'
import type { Counter, LogMessage } from './entry.ts'
import { addToHours, closePassed, openMissing } from './hour-store.ts'
import { keyCountries, keyUsage } from './key-usage-store.ts'
import { refusals } from './refusals-store.ts'

/** Entries of one statement: well under D1's 2 MB for a bound value. */
const CHUNK = 1000

/**
 * Writes queue messages to the database: roll-ups, usage of keys and the log rows, with what is kept of headers and
 * bodies, in one transaction, so that they agree to the call. A message that comes twice changes nothing: roll-ups count only
 * rows that are not there yet. Rejects when the database does; nothing of that chunk is written then.
 */
export async function writeLogBatch(db: Database, messages: readonly LogMessage[]): Promise<void> {
  const entries = [...new Map(messages.flatMap((message) => message.entries).map((one) => [one.id, one])).values()]
  for (let start = 0; start < entries.length; start += CHUNK) {
    const chunk = entries.slice(start, start + CHUNK)
    const wire = chunk.map(wireRow)
    const rows = JSON.stringify(wire.map(countedRow))
    // The order matters: hours that are summed up take part before and after the roll-ups they are made of, and what is
    // counted looks for the rows that the last has not written yet.
    const hours = [addToHours(rows), rollUps(rows), openMissing(rows)]
    const ofKeys = chunk.some(({ keyId }) => keyId !== null) ? [keyCountries(rows), keyUsage(rows)] : []
    const usage = [...ofKeys, ...(chunk.some(({ webhookId }) => webhookId !== null) ? [webhookAttempts(rows)] : [])]
    const log = logRows(JSON.stringify(wire))
    await runBatch(db, closePassed(rows), ...hours, ...usage, ...refusals(chunk), log, ...capturedRows(chunk))
  }
  for (const message of messages) {
    const [first, ...rest] = message.counters.map((counter) => counterRow(message.id, counter))
    if (first) await runBatch(db, first, ...rest, batchSeen(message))
  }
}

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
