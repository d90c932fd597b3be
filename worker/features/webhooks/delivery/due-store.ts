import type { Database } from '../../../platform/db/client.ts'
import type { DeliveryRef } from './queue/delivery-ref.ts'

/**
 * Makes due the first attempts that were never made: pending or leased deliveries without a planned time, with ids
 * between two bounds, of active webhooks; at most `limit`. Deliveries of paused webhooks wait for the webhook, those of
 * deleted ones for nothing. Returns how many.
 */
export async function adoptLost(
  db: Database,
  fromId: string,
  toId: string,
  now: number,
  limit: number,
): Promise<number> {
  const result = await db.$client
    .prepare(
      `UPDATE deliveries SET due_at = max(?3, coalesce(next_at, 0), coalesce(lease_until, 0))
       WHERE (organization_id, webhook_id, id) IN (
         SELECT d.organization_id, d.webhook_id, d.id
         FROM webhooks w CROSS JOIN deliveries d ON d.organization_id = w.organization_id AND d.webhook_id = w.id
           AND d.id >= ?1 AND d.id < ?2
         WHERE w.status = 'active' AND w.deleted_at IS NULL AND d.status IN ('pending', 'delivering')
           AND d.due_at IS NULL
         LIMIT ?4)`,
    )
    .bind(fromId, toId, now, limit)
    .run()
  return result.meta.changes
}

export type Due = DeliveryRef & { webhookStatus: 'active' | 'paused' | 'disabled' | 'deleted' }

/** Deliveries that are due, not leased, and in an ordered lane the oldest; longest due first. */
export async function findDue(db: Database, now: number, limit: number): Promise<Due[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT d.organization_id AS organizationId, d.webhook_id AS webhookId, d.id,
         CASE WHEN w.deleted_at IS NULL THEN w.status ELSE 'deleted' END AS webhookStatus
       FROM deliveries d
       JOIN webhooks w ON w.organization_id = d.organization_id AND w.id = d.webhook_id
       WHERE d.due_at IS NOT NULL AND d.due_at <= ?1 AND coalesce(d.lease_until, 0) <= ?1
         AND (d.lane IS NULL OR w.deleted_at IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM deliveries earlier
           WHERE earlier.organization_id = d.organization_id AND earlier.webhook_id = d.webhook_id
             AND earlier.lane = d.lane AND earlier.id < d.id))
       ORDER BY d.due_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<Due>()
  return results
}
