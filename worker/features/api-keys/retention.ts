import { sql } from 'drizzle-orm'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Retention } from '../../platform/retention/retention.ts'
import { countriesOfKey, entriesBefore } from '../event-logs/retention.ts'

/** Deleted keys are kept as long as log entries, figures or keys below them refer to them. */
export const apiKeyRetention: Retention = {
  tombstones: {
    kind: 'api_key',
    // Calls that were in progress during the deletion may have been logged a little later.
    forgotten: (before, limit) => sql`
      SELECT x.organization_id, x.id FROM api_keys x
      WHERE x.deleted_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM api_keys c WHERE c.organization_id = x.organization_id AND c.parent_id = x.id)
        AND NOT EXISTS ${entriesBefore(sql`x.organization_id`, sql`x.deleted_at + ${DAY_MS}`)} LIMIT ${limit}`,
    remove: (forgotten) => sql`
      DELETE FROM api_keys WHERE (organization_id, id) IN (${forgotten})
        AND NOT EXISTS ${countriesOfKey(sql`api_keys.organization_id`, sql`api_keys.id`)}`,
  },
}
