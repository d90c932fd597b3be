import { sql } from 'drizzle-orm'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'

/** Deletes counters of refused calls after one day. */
const sweepCounters: Sweep = (now, limit) => sql`
  DELETE FROM alert_counters WHERE (organization_id, kind, target_id, minute) IN (
    SELECT organization_id, kind, target_id, minute FROM alert_counters WHERE minute < ${now - DAY_MS}
    LIMIT ${limit})`

/** Deletes resolved alerts after 180 days. */
const sweepAlerts: Sweep = (now, limit) => sql`
  DELETE FROM alerts WHERE (organization_id, id) IN (
    SELECT organization_id, id FROM alerts
    WHERE status = 'resolved' AND resolved_at < ${now - 180 * DAY_MS} LIMIT ${limit})`

export const alertRetention: Retention = {
  sweeps: [sweepCounters, sweepAlerts],
  traces: (forgotten) => [sql`DELETE FROM key_routes WHERE (organization_id, key_id) IN (${forgotten('api_key')})`],
}
