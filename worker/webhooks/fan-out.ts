import { patternCovers } from '../../contract/event-catalogue.ts'
import type { Database, Statement } from '../db/client.ts'
import { newId } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import { WorkBudget, WorkExceeded } from '../lib/work-budget.ts'
import { eventObject, type StoredEvent } from './compose.ts'
import { undecidedWords } from './decide.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { insertDeliveries, type NewDelivery } from './delivery-store.ts'
import { compileFilter, type Filter, MAX_FILTER_STEPS } from './filter.ts'
import { findListeners } from './store.ts'

export type FanOut = {
  /** To be written in the transaction of the events. */
  statements: Statement[]
  /** For each event, how many deliveries it has; held ones included. */
  counts: number[]
  /** What to wake once it is written: deliveries of active webhooks. */
  deliveries: DeliveryRef[]
}

type Published = StoredEvent & { orderingKey: string | null }

/**
 * Which webhooks get which events: those of the same environment that listen to the type, and whose filter matches. For one
 * that is paused or disabled the delivery is held; `insertDeliveries` decides that when it is written.
 */
export async function planFanOut(
  db: Database,
  organizationId: string,
  environment: 'live' | 'test',
  events: readonly Published[],
  now: number,
): Promise<FanOut> {
  const budget = new WorkBudget(MAX_FILTER_STEPS)
  const listeners = (await findListeners(db, organizationId, environment)).map(({ filter, ...listener }) => ({
    ...listener,
    decide: filter && filterOf(filter, budget),
  }))
  const plan = events.map((event) => {
    let object: ReturnType<typeof eventObject> | undefined
    return listeners
      .filter(({ events: patterns }) => patterns.some((pattern) => patternCovers(pattern, event.type)))
      .flatMap(({ decide, ...listener }) => {
        object ??= decide ? eventObject(event) : undefined
        const decided = decide && object ? decide(object) : MATCHES
        if (!decided.matches) return []
        const delivery = { ...deliveryOf(organizationId, listener, event, now), ...decided.failure }
        return [{ delivery, status: listener.status }]
      })
  })
  const deliveries = plan.flat().map(({ delivery }) => delivery)
  return {
    statements: deliveries.length > 0 ? [insertDeliveries(deliveries)] : [],
    counts: plan.map((some) => some.length),
    deliveries: plan
      .flat()
      .filter(({ delivery, status }) => status === 'active' && delivery.undecided === null)
      .map(({ delivery: { webhookId, id } }) => ({ organizationId, webhookId, id })),
  }
}

type Decided = { matches: boolean; failure?: { undecided: string; lane: null } }
const MATCHES: Decided = { matches: true }

/**
 * Asks a filter, within a budget that all filters of one publish share. No event is lost because a filter could not be
 * decided: its delivery then exists, has failed with that reason, and can be retried.
 */
function filterOf(query: JsonObject, budget: WorkBudget): (event: JsonObject) => Decided {
  let filter: Filter | undefined
  return (event) => {
    try {
      filter ??= compileFilter(query)
      // A filter was compiled when it was saved. Should it not compile any more, losing events would be worse.
      return filter.ok ? { matches: filter.matches(event, budget) } : MATCHES
    } catch (error) {
      if (!(error instanceof WorkExceeded)) throw error
      return { matches: true, failure: { undecided: undecidedWords(error), lane: null } }
    }
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
  undecided: null,
})
