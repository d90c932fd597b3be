import { patternCovers } from '../../contract/event-catalogue.ts'
import type { Database, Statement } from '../db/client.ts'
import { newId } from '../lib/ids.ts'
import { eventObject, type StoredEvent } from './compose.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { insertDeliveries, type NewDelivery } from './delivery-store.ts'
import { compileFilter } from './filter.ts'
import { findListeners } from './store.ts'

export type FanOut = {
  /** To be written in the transaction of the events. */
  statements: Statement[]
  /** For each event, how many webhooks it goes to. */
  counts: number[]
  /** What to wake once it is written. */
  deliveries: DeliveryRef[]
}

type Published = StoredEvent & { orderingKey: string | null }

/** Which webhooks get which events: active ones of the same environment that listen to the type, and whose filter matches. */
export async function planFanOut(
  db: Database,
  organizationId: string,
  environment: 'live' | 'test',
  events: readonly Published[],
  now: number,
): Promise<FanOut> {
  const listeners = (await findListeners(db, organizationId, environment)).map(({ filter, ...listener }) => ({
    ...listener,
    filter: filter && compileFilter(filter),
  }))
  const plan = events.map((event) => {
    let object: ReturnType<typeof eventObject> | undefined
    return listeners
      .filter(({ events: patterns }) => patterns.some((pattern) => patternCovers(pattern, event.type)))
      .filter(({ filter }) => {
        if (!filter) return true
        object ??= eventObject(event)
        // A filter was compiled when it was saved. Should it not compile any more, losing events would be worse.
        return filter.ok ? filter.matches(object) : true
      })
      .map((listener) => deliveryOf(organizationId, listener, event, now))
  })
  const deliveries = plan.flat()
  return {
    statements: deliveries.length > 0 ? [insertDeliveries(deliveries)] : [],
    counts: plan.map((some) => some.length),
    deliveries: deliveries.map(({ organizationId: owner, webhookId, id }) => ({
      organizationId: owner,
      webhookId,
      id,
    })),
  }
}

/** An event on its way to one webhook. */
export const deliveryOf = (
  organizationId: string,
  webhook: { id: string; ordered: number },
  event: Published,
  now: number,
): NewDelivery => ({
  organizationId,
  webhookId: webhook.id,
  id: newId('dlv', now),
  eventId: event.id,
  eventType: event.type,
  orderingKey: event.orderingKey,
  lane: webhook.ordered === 1 ? (event.orderingKey ?? '') : null,
})
