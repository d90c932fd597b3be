import { sql } from 'drizzle-orm'
import type { EventDelivery } from '../../../../contract/events.ts'
import type { DeliveryStatus } from '../../../../contract/webhooks.data.ts'
import type { Database } from '../../../platform/db/client.ts'
import { idFloor } from '../../../platform/lib/ids.ts'
import type { PublishedRow } from '../../../platform/manifest/event-target.ts'

/**
 * Deliveries of some events. No index leads from an event to them, but they are made in the same millisecond, which their ids
 * carry: so each webhook of the organization is looked at once, and of its deliveries only those of these milliseconds are
 * read. What a deleted webhook can no longer get counts as cancelled.
 */
const deliveriesOf = (organizationId: string, events: readonly PublishedRow[]) => {
  const moments = [...new Set(events.map(({ time }) => time))]
  const ranges = JSON.stringify(moments.map((time) => [idFloor('dlv', time), idFloor('dlv', time + 1)]))
  const ids = JSON.stringify(events.map(({ id }) => id))
  return {
    status: sql`CASE WHEN w.deleted_at IS NOT NULL AND d.status IN ('pending', 'held') THEN 'cancelled' ELSE d.status END`,
    from: sql`
      FROM webhooks w CROSS JOIN json_each(${ranges}) moment
      CROSS JOIN deliveries d ON d.organization_id = w.organization_id AND d.webhook_id = w.id
        AND d.id >= json_extract(moment.value, '$[0]') AND d.id < json_extract(moment.value, '$[1]')
      WHERE w.organization_id = ${organizationId} AND d.event_id IN (SELECT value FROM json_each(${ids}))`,
  }
}

/** How many deliveries these events have in each status that any has. */
export async function countDeliveries(
  db: Database,
  organizationId: string,
  events: readonly PublishedRow[],
): Promise<{ eventId: string; status: DeliveryStatus; count: number }[]> {
  const sent = events.filter(({ deliveries }) => deliveries > 0)
  if (sent.length === 0) return []
  const { status, from } = deliveriesOf(organizationId, sent)
  return db.all(sql`SELECT d.event_id AS eventId, ${status} AS status, count(*) AS count ${from} GROUP BY 1, 2`)
}

/** The deliveries of one event, in the order in which they were made. */
export async function listDeliveries(
  db: Database,
  organizationId: string,
  event: PublishedRow,
): Promise<EventDelivery[]> {
  if (event.deliveries === 0) return []
  const { status, from } = deliveriesOf(organizationId, [event])
  return db.all<EventDelivery>(
    sql`SELECT d.id, d.webhook_id AS webhookId, w.name AS webhookName, ${status} AS status, d.attempts ${from} ORDER BY d.id`,
  )
}
