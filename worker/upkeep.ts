import { sql } from 'drizzle-orm'
import { runBatchCounting } from './db/client.ts'
import type { Job } from './job.ts'
import { DAY_MS } from './lib/time.ts'

/** Rows deleted by one statement, so that it never holds the database for long. */
const CHUNK = 1000

/**
 * Removes what has served its time: sealed answers after a day, marks of counted queue messages after two,
 * sessions that have run out.
 */
export const sweep: Job = {
  name: 'sweep',
  every: 'hour',
  run: async ({ db, now }) => {
    const [answers = 0, marks = 0, sessions = 0] = await runBatchCounting(db, [
      sql`
        DELETE FROM idempotency WHERE (organization_id, key_hash) IN (
          SELECT organization_id, key_hash FROM idempotency WHERE created_at < ${now - DAY_MS} LIMIT ${CHUNK})`,
      sql`
        DELETE FROM log_batches WHERE id IN (
          SELECT id FROM log_batches WHERE at < ${now - 2 * DAY_MS} LIMIT ${CHUNK})`,
      sql`
        DELETE FROM sessions WHERE id IN (
          SELECT id FROM sessions WHERE expires_at < ${now} LIMIT ${CHUNK})`,
    ])
    const full = Math.max(answers, marks, sessions) >= CHUNK
    return { cursor: full ? 'more' : null, result: { answers, marks, sessions } }
  },
}
