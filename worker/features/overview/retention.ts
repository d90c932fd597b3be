import { sql } from 'drizzle-orm'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'

/** Deletes what people and keys have hidden that do not exist any more. */
const sweepDismissals: Sweep = (_now, limit) => sql`
  DELETE FROM dismissals WHERE (organization_id, actor_id, what) IN (
    SELECT d.organization_id, d.actor_id, d.what FROM dismissals d
    WHERE NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = d.organization_id) LIMIT ${limit})`

export const overviewRetention: Retention = { sweeps: [sweepDismissals] }
