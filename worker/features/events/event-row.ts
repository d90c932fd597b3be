import type { Statement } from '../../platform/db/client.ts'
import { newId } from '../../platform/lib/ids.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import { insertEvents, type NewEventRow } from './store.ts'

/** An event for a single webhook, and the statement that writes it. */
export function eventRow(
  organizationId: string,
  event: { type: string; environment: 'live' | 'test'; data: JsonObject },
  now: number,
): { row: NewEventRow; statement: Statement } {
  const row = {
    id: newId('evt', now),
    type: event.type,
    environment: event.environment,
    time: now,
    orderingKey: null,
    deliveries: 1,
    idempotencyHash: null,
    requestHash: null,
    data: JSON.stringify(event.data),
    requestId: null,
  }
  return { row, statement: insertEvents(organizationId, [row]) }
}
