import type { EventDelivery, SentDelivery } from '../../../contract/events.ts'
import type { DeliveryState, DeliveryStatus } from '../../../contract/webhooks.data.ts'
import type { Database, Statement } from '../db/client.ts'
import type { Expression } from '../db/insert-row.ts'
import type { Deps } from '../deps.ts'

/** An event that is about to be written; `data` is JSON text. */
export type TargetedEvent = {
  id: string
  type: string
  environment: 'live' | 'test'
  time: number
  orderingKey: string | null
  data: string
}

/** What a target does with some events. */
export type EventPlan = {
  /** Stand in the transaction that writes the events. */
  statements: Statement[]
  /** For each event, in how many deliveries it results. */
  counts: readonly number[]
  /** Is called once all of it is written, such as to enqueue deliveries. What it does not do, a job has to find. */
  enqueue: (deps: Pick<Deps, 'queue' | 'waitUntil'>) => void
  /**
   * If the plan was made from what this isolate remembers: the conditions that hold as long as that has not changed, which the
   * transaction checks, and what to call if they do not hold, so that the next plan reads it anew.
   */
  remembered?: { unchanged: readonly Expression[]; forget: () => void }
}

/** An event that was published. `deliveries`: in how many deliveries it resulted. */
export type PublishedRow = { id: string; time: number; deliveries: number }

/** An event that is sent again; `deliveries`: in how many deliveries it resulted so far. */
export type ResentEvent = TargetedEvent & { deliveries: number }

/** What a target does when an event is sent again. */
export type ResendPlan = {
  /** Stand in one transaction. */
  statements: Statement[]
  results: SentDelivery[]
  /** How many deliveries the statements add to the event. */
  added: number
  /** Is called once all of it is written. */
  enqueue: EventPlan['enqueue']
}

/** What gets published events, such as webhooks: how it plans their deliveries, and how it shows them afterwards. */
export type EventTarget = {
  /**
   * Plans where published events of an organization go. Nothing is written before its statements are; a target that
   * fails makes the whole publish fail. `mayRemember`: it may plan from what this isolate remembers (`remembered`); where that has
   * changed, the transaction fails, and the caller plans again.
   */
  plan: (
    db: Database,
    organizationId: string,
    events: readonly TargetedEvent[],
    now: number,
    mayRemember?: boolean,
  ) => Promise<EventPlan>
  /**
   * Plans to send an event again: to the receivers among `chosen` that listen to it or got it; null: to all of these. Of two
   * plans that add the same delivery at once, the transaction of one fails as a duplicate.
   */
  planAgain: (
    db: Database,
    organizationId: string,
    event: ResentEvent,
    chosen: readonly string[] | null,
    now: number,
  ) => Promise<ResendPlan>
  /** How many deliveries some events have in each status and state that any has. */
  countDeliveries: (
    db: Database,
    organizationId: string,
    events: readonly PublishedRow[],
  ) => Promise<{ eventId: string; status: DeliveryStatus; state: DeliveryState; count: number }[]>
  /** The deliveries of one event, in the order in which they were made. */
  listDeliveries: (db: Database, organizationId: string, event: PublishedRow) => Promise<EventDelivery[]>
}
