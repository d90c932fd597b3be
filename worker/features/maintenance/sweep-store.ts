import { sql } from 'drizzle-orm'
import { type Database, runBatchCounting } from '../../platform/db/client.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'

/** Rows deleted by one statement, so that it never holds the database for long. */
const CHUNK = 1000

/**
 * Removes what has served its time at `now` (ms), at most a chunk of each: sealed answers after a day, marks of queue
 * messages that were counted or interrupted after two, counts of alerts after a day, sessions and codes that have run
 * out, counts of calls without an entry after 92 days, jobs that sent deliveries again after 30, resolved alerts after 180.
 */
export async function sweepChunk(db: Database, now: number): Promise<{ removed: number; more: boolean }> {
  const counts = await runBatchCounting(db, [
    sql`
      DELETE FROM idempotency WHERE (organization_id, key_hash) IN (
        SELECT organization_id, key_hash FROM idempotency WHERE created_at < ${now - DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM log_batches WHERE id IN (
        SELECT id FROM log_batches WHERE at < ${now - 2 * DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM interrupted_messages WHERE id IN (
        SELECT id FROM interrupted_messages WHERE at < ${now - 2 * DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE expires_at < ${now} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM verifications WHERE id IN (
        SELECT id FROM verifications WHERE expires_at < ${now} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM alert_counters WHERE (organization_id, kind, target_id, minute) IN (
        SELECT organization_id, kind, target_id, minute FROM alert_counters WHERE minute < ${now - DAY_MS}
        LIMIT ${CHUNK})`,
    sql`
      DELETE FROM log_counters WHERE (organization_id, hour, kind) IN (
        SELECT organization_id, hour, kind FROM log_counters WHERE hour < ${now - 92 * DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM retry_jobs WHERE (organization_id, webhook_id, id) IN (
        SELECT organization_id, webhook_id, id FROM retry_jobs
        WHERE status <> 'running' AND finished_at < ${now - 30 * DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM alerts WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM alerts
        WHERE status = 'resolved' AND resolved_at < ${now - 180 * DAY_MS} LIMIT ${CHUNK})`,
  ])
  return { removed: counts.reduce((sum, one) => sum + one, 0), more: Math.max(...counts) >= CHUNK }
}
