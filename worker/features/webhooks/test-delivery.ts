import type { Statement } from '../../platform/db/client.ts'
import { eventRow } from '../events/event-row.ts'
import { insertDeliveries } from './delivery/delivery-store.ts'
import { deliveryOf } from './delivery/fan-out.ts'
import type { DeliveryRef } from './delivery/queue/delivery-ref.ts'

type Webhook = { organizationId: string; id: string; name: string; environment: 'live' | 'test' }

/**
 * The statements of a test event for a single webhook, delivered like any other event; for the caller's transaction.
 */
export function testDelivery(
  webhook: Webhook,
  type: string,
  now: number,
): { statements: Statement[]; delivery: DeliveryRef } {
  const { organizationId, environment, name } = webhook
  const data = { message: 'This is a test from Gatehouse.', webhook: name }
  const { row, statement } = eventRow(organizationId, { type, environment, data }, now)
  // In no lane: a test waits for no delivery, and none waits for it.
  const delivery = deliveryOf(organizationId, { id: webhook.id, ordered: 0 }, row, now)
  return {
    statements: [statement, insertDeliveries([delivery])],
    delivery: { organizationId, webhookId: webhook.id, id: delivery.id },
  }
}
