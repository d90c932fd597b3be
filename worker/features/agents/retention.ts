import { sql } from 'drizzle-orm'
import { idFloor } from '../../platform/lib/ids.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'

const KEPT_MS = 30 * DAY_MS

/** Approvals after 30 days. Ids contain the time, so each organization is one seek. */
const sweepApprovals: Sweep = (now, limit) => sql`
  DELETE FROM approvals WHERE (organization_id, id) IN (
    SELECT a.organization_id, a.id
    FROM organizations o CROSS JOIN approvals a ON a.organization_id = o.id AND a.id < ${idFloor('apr', now - KEPT_MS)}
    LIMIT ${limit})`

export const agentRetention: Retention = { sweeps: [sweepApprovals] }
