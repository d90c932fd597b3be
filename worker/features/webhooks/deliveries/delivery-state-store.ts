import { sql } from 'drizzle-orm'
import type { EventDelivery } from '../../../../contract/events.ts'
import type { DeliveryState, DeliveryStatus } from '../../../../contract/webhooks.data.ts'
import type { WebhookStatus } from '../../../../contract/webhooks.ts'
import type { Database } from '../../../platform/db/client.ts'
import { currentSpelling } from '../../../platform/db/current-spelling.ts'
import { idFloor } from '../../../platform/lib/ids.ts'
import type { PublishedRow } from '../../../platform/manifest/event-target.ts'
import { stateIn } from './state-store.ts'

/**
 * Deliveries of some events. No index leads from an event to its deliveries, but both are created in the same
 * millisecond, which their ids contain. So for each webhook of the organization, only the deliveries of these
 * milliseconds are read. Pending deliveries of a deleted webhook count as canceled.
 */
const deliveriesOf = (organizationId: string, events: readonly PublishedRow[]) => {
  const moments = [...new Set(events.map(({ time }) => time))]
  const ranges = JSON.stringify(moments.map((time) => [idFloor('dlv', time), idFloor('dlv', time + 1)]))
  const ids = JSON.stringify(events.map(({ id }) => id))
  const status = sql`CASE WHEN w.deleted_at IS NOT NULL AND d.status IN ('pending', 'held') THEN 'canceled' ELSE ${currentSpelling(sql`d.status`)} END`
  return {
    status,
    state: stateIn('d', sql`(${status})`),
    from: sql`
      FROM webhooks w CROSS JOIN json_each(${ranges}) moment
      CROSS JOIN deliveries d ON d.organization_id = w.organization_id AND d.webhook_id = w.id
        AND d.id >= json_extract(moment.value, '$[0]') AND d.id < json_extract(moment.value, '$[1]')
      WHERE w.organization_id = ${organizationId} AND d.event_id IN (SELECT value FROM json_each(${ids}))`,
  }
}

/** The number of deliveries of each event by status and state; only those that occur. */
export async function countDeliveries(
  db: Database,
  organizationId: string,
  events: readonly PublishedRow[],
): Promise<{ eventId: string; status: DeliveryStatus; state: DeliveryState; count: number }[]> {
  const sent = events.filter(({ deliveries }) => deliveries > 0)
  if (sent.length === 0) return []
  const { status, state, from } = deliveriesOf(organizationId, sent)
  return db.all(
    sql`SELECT d.event_id AS eventId, ${status} AS status, ${state} AS state, count(*) AS count ${from} GROUP BY 1, 2, 3`,
  )
}

/** The deliveries of one event to webhooks that still exist, in creation order, with the status of their webhook. */
export async function findDeliveriesOfEvent(db: Database, organizationId: string, event: PublishedRow) {
  if (event.deliveries === 0) return []
  const { status, from } = deliveriesOf(organizationId, [event])
  return db.all<{
    id: string
    webhookId: string
    webhookName: string
    webhookStatus: WebhookStatus
    status: DeliveryStatus
  }>(
    sql`SELECT d.id, d.webhook_id AS webhookId, w.name AS webhookName, w.status AS webhookStatus, ${status} AS status
      ${from} AND w.deleted_at IS NULL ORDER BY d.id`,
  )
}

/** The deliveries of one event, in creation order. */
export async function listDeliveries(
  db: Database,
  organizationId: string,
  event: PublishedRow,
): Promise<EventDelivery[]> {
  if (event.deliveries === 0) return []
  const { status, state, from } = deliveriesOf(organizationId, [event])
  const rows = await db.all<Omit<EventDelivery, 'nextAttemptAt'> & { nextAt: number | null }>(
    sql`SELECT d.id, d.webhook_id AS webhookId, w.name AS webhookName, ${status} AS status, ${state} AS state,
      d.attempts, d.response_status AS responseStatus, d.duration_ms AS durationMs, d.error_kind AS errorKind,
      CASE WHEN (${status}) = 'pending' AND d.attempts > 0 THEN d.next_at END AS nextAt ${from} ORDER BY d.id`,
  )
  return rows.map(({ nextAt, ...row }) => ({
    ...row,
    nextAttemptAt: nextAt === null ? null : new Date(nextAt).toISOString(),
  }))
}
