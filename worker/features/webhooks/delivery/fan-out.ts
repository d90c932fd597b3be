import { patternCovers } from '../../../../contract/event-catalog.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import { WorkBudget, WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import type { EventTarget } from '../../../platform/manifest/event-target.ts'
import { compileFilter, type Filter, MAX_FILTER_STEPS } from '../settings/filter.ts'
import { findListeners } from '../settings/store.ts'
import { eventObject, type StoredEvent } from './compose.ts'
import { BUSY, undecidedWords } from './decide.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { insertDeliveries, type NewDelivery } from './delivery-store.ts'
import { wake } from './enqueue.ts'
import { evaluations, PATIENCE_MS } from './evaluations.ts'

/** Steps of filters after which other work gets its turn: a few ms. */
const SLICE_STEPS = 50_000

type Published = StoredEvent & { orderingKey: string | null }

/** Sends published events to the webhooks that listen to them. */
export const planDeliveries: EventTarget['plan'] = async (db, organizationId, events, now) => {
  const plans = await Promise.all(
    (['live', 'test'] as const).map(async (environment) => {
      const some = events.filter((event) => event.environment === environment)
      const plan = some.length === 0 ? NO_DELIVERIES : await planFanOut(db, organizationId, environment, some, now)
      return { ...plan, counts: new Map(some.map(({ id }, index) => [id, plan.counts[index] ?? 0])) }
    }),
  )
  return {
    statements: plans.flatMap(({ statements }) => statements),
    counts: events.map(({ id }) => plans.reduce((sum, { counts }) => sum + (counts.get(id) ?? 0), 0)),
    enqueue: (deps) =>
      wake(
        deps,
        plans.flatMap(({ deliveries }) => deliveries),
      ),
  }
}

type FanOut = {
  /** To be written in the transaction of the events. */
  statements: Statement[]
  /** For each event, how many deliveries it has; held ones included. */
  counts: number[]
  /** What to enqueue once it is written: deliveries of active webhooks. */
  deliveries: DeliveryRef[]
}

const NO_DELIVERIES: FanOut = { statements: [], counts: [], deliveries: [] }

/**
 * Which webhooks get which events: those of the same environment that listen to the type, and whose filter matches. For one
 * that is paused or disabled the delivery is held; `insertDeliveries` decides that when it is written.
 */
async function planFanOut(
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
  const asked = events.map((event) => {
    let object: JsonObject | undefined
    return listeners
      .filter(({ events: patterns }) => patterns.some((pattern) => patternCovers(pattern, event.type)))
      .map((listener) => ({ listener, object: () => (object ??= eventObject(event)), decided: MATCHES }))
  })
  await decideAll(organizationId, budget, asked.flat())
  const plan = events.map((event, index) =>
    (asked[index] ?? []).flatMap(({ listener, decided }) => {
      if (!decided.matches) return []
      const delivery = { ...deliveryOf(organizationId, listener, event, now), ...decided.failure }
      return [{ delivery, status: listener.status }]
    }),
  )
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
      if (!filter) {
        filter = compileFilter(query)
        if (filter.ok) budget.charge(4 * filter.parts)
      }
      // A filter was compiled when it was saved. Should it not compile any more, losing events would be worse.
      return filter.ok ? { matches: filter.matches(event, budget) } : MATCHES
    } catch (error) {
      if (!(error instanceof WorkExceeded)) throw error
      return undecided(undecidedWords(error))
    }
  }
}

type Asked = {
  listener: { decide: ((event: JsonObject) => Decided) | null }
  object: () => JsonObject
  decided: Decided
}

/** Few steps are taken at once; costly filters wait for a turn among the evaluations of the isolate, and give way. */
async function decideAll(owner: string, budget: WorkBudget, all: readonly Asked[]): Promise<void> {
  let next = 0
  let sliceEnd = SLICE_STEPS
  const decideRest = async (pause: (() => Promise<void>) | null): Promise<void> => {
    for (; next < all.length; next++) {
      const one = all[next]
      if (!one?.listener.decide) continue
      if (budget.used > sliceEnd) {
        if (!pause) return
        await pause()
        sliceEnd = budget.used + SLICE_STEPS
      }
      one.decided = one.listener.decide(one.object())
    }
  }
  await decideRest(null)
  if (next === all.length) return
  try {
    await evaluations.run(owner, PATIENCE_MS, decideRest)
  } catch (error) {
    if (!(error instanceof TurnsTaken)) throw error
    for (const one of all.slice(next)) if (one.listener.decide) one.decided = undecided(BUSY)
  }
}

const undecided = (reason: string): Decided => ({ matches: true, failure: { undecided: reason, lane: null } })

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
