import { sql } from 'drizzle-orm'
import { DAY_MS } from '../lib/time/time.ts'
import type { Sweep } from '../retention/retention.ts'

/** Deletes jobs 30 days after they ended, those of all features. */
export const sweepEndedJobs: Sweep = (now, limit) => sql`
  DELETE FROM retry_jobs WHERE (organization_id, webhook_id, id) IN (
    SELECT organization_id, webhook_id, id FROM retry_jobs
    WHERE status <> 'running' AND finished_at < ${now - 30 * DAY_MS} LIMIT ${limit})`
