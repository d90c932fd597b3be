import { sql } from 'drizzle-orm'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Retention } from '../../platform/retention/retention.ts'
import { countriesOfKey, entriesBefore } from '../event-logs/retention.ts'

/** Deleted keys stay until no entry of the log and no figure names them. */
export const apiKeyRetention: Retention = {
  tombstones: {
    kind: 'api_key',
    // Calls that were under way when it was deleted may have been logged a little later.
    forgotten: (before, limit) => sql`
      SELECT x.organization_id, x.id FROM api_keys x
      WHERE x.deleted_at < ${before}
        AND NOT EXISTS ${entriesBefore(sql`x.organization_id`, sql`x.deleted_at + ${DAY_MS}`)} LIMIT ${limit}`,
    remove: (forgotten) => sql`
      DELETE FROM api_keys WHERE (organization_id, id) IN (${forgotten})
        AND NOT EXISTS ${countriesOfKey(sql`api_keys.organization_id`, sql`api_keys.id`)}`,
  },
}
