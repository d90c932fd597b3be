import { patternCovers } from '../../../../contract/events.data.ts'
import { evaluations, MAX_WAIT_MS } from '../../../platform/customer-code/evaluations.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import { WorkBudget, WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import type { EventTarget } from '../../../platform/manifest/event-target.ts'
import { compileFilter, type Filter, MAX_FILTER_STEPS } from '../settings/filter.ts'
import { findListeners, type Listener } from '../settings/store.ts'
import { BUSY, undecidedMessage } from './decide.ts'
import { insertDeliveries, type NewDelivery } from './delivery-store.ts'
import { forgetListeners, type KnownListeners, listenersOf } from './known-listeners.ts'
import type { DeliveryRef } from './queue/delivery-ref.ts'
import { enqueueInBackground } from './queue/enqueue.ts'
import { eventObject, type StoredEvent } from './request/compose.ts'

/** Steps of filters after which other work gets a turn: a few ms. */
const SLICE_STEPS = 50_000

type Published = StoredEvent & { orderingKey: string | null }

/** Plans the deliveries of published events to the webhooks that are subscribed to them. */
export const planDeliveries: EventTarget['plan'] = async (db, organizationId, events, now, mayRemember = false) => {
  const plans = await Promise.all(
    (['live', 'test'] as const).map(async (environment) => {
      const some = events.filter((event) => event.environment === environment)
      if (some.length === 0) return { ...NO_DELIVERIES, unchanged: [], counts: new Map<string, number>() }
      const known = await listenersOf(db, organizationId, environment, mayRemember)
      const plan = await planFanOut(known.listeners, organizationId, some, now)
      return {
        ...plan,
        unchanged: known.unchanged,
        counts: new Map(some.map(({ id }, index) => [id, plan.counts[index] ?? 0])),
      }
    }),
  )
  return {
    statements: plans.flatMap(({ statements }) => statements),
    counts: events.map(({ id }) => plans.reduce((sum, { counts }) => sum + (counts.get(id) ?? 0), 0)),
    enqueue: (deps) =>
      enqueueInBackground(
        deps,
        plans.flatMap(({ deliveries }) => deliveries),
      ),
    remembered: {
      unchanged: plans.flatMap(({ unchanged }) => unchanged),
      forget: () => forgetListeners(organizationId),
    },
  }
}

type FanOut = {
  /** For the transaction that inserts the events. */
  statements: Statement[]
  /** The number of deliveries of each event; held ones included. */
  counts: number[]
  /** What to enqueue after the transaction: deliveries of active webhooks. */
  deliveries: DeliveryRef[]
}

const NO_DELIVERIES: FanOut = { statements: [], counts: [], deliveries: [] }

/**
 * Which webhooks get which events: those in the same environment that are subscribed to the type and whose filter
 * matches. For a paused or disabled webhook the delivery is held; `insertDeliveries` decides that at commit time.
 */
async function planFanOut(
  listeners: KnownListeners['listeners'],
  organizationId: string,
  events: readonly Published[],
  now: number,
): Promise<FanOut> {
  const matched = await receiversAmong(listeners, organizationId, events)
  const plan = events.map((event, index) =>
    (matched[index] ?? []).map(({ listener, failure }) => ({
      delivery: { ...deliveryOf(organizationId, listener, event, now), ...failure },
      status: listener.status,
    })),
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

/**
 * For each event, the webhooks of its environment that are subscribed to its type and whose filter matches. `failure`: the
 * filter could not be evaluated, and why.
 */
export const findReceivers = async (
  db: Database,
  organizationId: string,
  environment: 'live' | 'test',
  events: readonly Published[],
) => receiversAmong(await findListeners(db, organizationId, environment), organizationId, events)

async function receiversAmong(all: readonly Listener[], organizationId: string, events: readonly Published[]) {
  const budget = new WorkBudget(MAX_FILTER_STEPS)
  const listeners = all.map(({ filter, ...listener }) => ({
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
  return asked.map((some) =>
    some.flatMap(({ listener, decided }) => (decided.matches ? [{ listener, failure: decided.failure }] : [])),
  )
}

type Decided = { matches: boolean; failure?: { undecided: string; lane: null } }
const MATCHES: Decided = { matches: true }

/**
 * A function that evaluates a filter within a budget shared by all filters of one publish. If a filter cannot be
 * evaluated, the event is not lost: its delivery is created as failed with the reason, and can be retried.
 */
function filterOf(query: JsonObject, budget: WorkBudget): (event: JsonObject) => Decided {
  let filter: Filter | undefined
  return (event) => {
    try {
      if (!filter) {
        filter = compileFilter(query)
        if (filter.ok) budget.charge(4 * filter.parts)
      }
      // A filter was compiled when it was saved. If it does not compile any more, the event is delivered, because
      // losing it would be worse.
      return filter.ok ? { matches: filter.matches(event, budget) } : MATCHES
    } catch (error) {
      if (!(error instanceof WorkExceeded)) throw error
      return undecided(undecidedMessage(error))
    }
  }
}

type Asked = {
  listener: { decide: ((event: JsonObject) => Decided) | null }
  object: () => JsonObject
  decided: Decided
}

/**
 * The first steps run at once; expensive filters wait for a turn among the evaluations of the isolate, and yield to
 * other work.
 */
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
    await evaluations.run(owner, MAX_WAIT_MS, decideRest)
  } catch (error) {
    if (!(error instanceof TurnsTaken)) throw error
    for (const one of all.slice(next)) if (one.listener.decide) one.decided = undecided(BUSY)
  }
}

const undecided = (reason: string): Decided => ({ matches: true, failure: { undecided: reason, lane: null } })

/** The delivery of an event to one webhook. */
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
