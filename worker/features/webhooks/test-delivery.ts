import type { Statement } from '../../platform/db/client.ts'
import { eventRow } from '../events/event-row.ts'
import type { DeliveryRef } from './delivery/delivery-ref.ts'
import { insertDeliveries } from './delivery/delivery-store.ts'
import { deliveryOf } from './delivery/fan-out.ts'

type Webhook = { organizationId: string; id: string; name: string; environment: 'live' | 'test' }

/** A test event for one webhook alone, delivered like any other: to be written beside what asks for it. */
export function testDelivery(
  webhook: Webhook,
  type: string,
  now: number,
): { statements: Statement[]; delivery: DeliveryRef } {
  const { organizationId, environment, name } = webhook
  const data = { message: 'This is a test from Gatehouse.', webhook: name }
  const { row, statement } = eventRow(organizationId, { type, environment, data }, now)
  // In no lane: a test waits for nothing, and nothing waits for it.
  const delivery = deliveryOf(organizationId, { id: webhook.id, ordered: 0 }, row, now)
  return {
    statements: [statement, insertDeliveries([delivery])],
    delivery: { organizationId, webhookId: webhook.id, id: delivery.id },
  }
}
