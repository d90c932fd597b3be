import { sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'

/**
 * When an organization had its first API call, ms since 1970; null without any. Reads the first hour with calls, and the
 * entries of it until the first call, at most 500. If the entry is removed, it is the start of the hour.
 */
export async function firstCallAt(db: Database, organizationId: string): Promise<number | null> {
  const [row] = await db.all<{ hour: number | null; time: number | null }>(sql`
    WITH first AS MATERIALIZED (
      SELECT coalesce(
        (SELECT hour FROM usage_hours WHERE organization_id = ${organizationId} AND type = 'api_call' ORDER BY hour LIMIT 1),
        (SELECT u.hour FROM (SELECT max(hour) AS hour FROM usage_hourly WHERE organization_id = ${organizationId}) n
          CROSS JOIN usage_hourly u ON u.organization_id = ${organizationId} AND u.hour = n.hour AND u.type = 'api_call'
          LIMIT 1)) AS hour)
    SELECT hour, (SELECT min(time) FROM (
      SELECT l.time AS time, l.type AS type FROM event_logs l
      WHERE l.organization_id = ${organizationId} AND l.time >= first.hour ORDER BY l.time LIMIT 500)
      WHERE type = 'api_call') AS time
    FROM first`)
  return row?.time ?? row?.hour ?? null
}

/**
 * When a delivery of an organization first succeeded, ms since 1970: the start of that hour, or the time of the latest
 * success if no hour has been summed up yet. Null without any. Reads the usage of each webhook, and hours until the first one.
 */
export async function firstDeliveryAt(db: Database, organizationId: string): Promise<number | null> {
  const [row] = await db.all<{ succeeded: number | null; lastSuccessAt: number | null }>(sql`
    SELECT max(deliveries_succeeded) AS succeeded, min(last_success_at) AS lastSuccessAt
    FROM webhook_usage WHERE organization_id = ${organizationId} AND deliveries_succeeded > 0`)
  if (!row?.succeeded) return null
  const [hour] = await db.all<{ hour: number }>(sql`
    SELECT hour FROM usage_hours
    WHERE organization_id = ${organizationId} AND type = 'webhook' AND calls > errors ORDER BY hour LIMIT 1`)
  return hour?.hour ?? row.lastSuccessAt
}
