import { sql } from 'drizzle-orm'
import { DAY_MS } from '../../lib/time/time.ts'
import type { Sweep } from '../../retention/retention.ts'

/** Sealed answers to idempotency keys, after a day. */
export const sweepIdempotency: Sweep = (now, limit) => sql`
  DELETE FROM idempotency WHERE (organization_id, key_hash) IN (
    SELECT organization_id, key_hash FROM idempotency WHERE created_at < ${now - DAY_MS} LIMIT ${limit})`
