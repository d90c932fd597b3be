import { sql } from 'drizzle-orm'
import { type Database, runBatch } from './db/client.ts'
import { DAY_MS } from './lib/time.ts'

/** Rows deleted by one statement, so that it never holds the database for long. */
const CHUNK = 1000

/**
 * Removes what has served its time: sealed answers after a day, marks of counted queue messages after two,
 * sessions that have run out. Safe to run twice, or to be cut off: the next run goes on.
 */
export async function sweepExpired(db: Database, now: number): Promise<void> {
  await runBatch(
    db,
    sql`
      DELETE FROM idempotency WHERE (organization_id, key_hash) IN (
        SELECT organization_id, key_hash FROM idempotency WHERE created_at < ${now - DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM log_batches WHERE id IN (
        SELECT id FROM log_batches WHERE at < ${now - 2 * DAY_MS} LIMIT ${CHUNK})`,
    sql`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE expires_at < ${now} LIMIT ${CHUNK})`,
  )
}
