import type { EventDelivery } from '../../../contract/events.ts'
import type { DeliveryStatus } from '../../../contract/webhooks.data.ts'
import type { Database, Statement } from '../db/client.ts'
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
}

/** An event that was published. `deliveries`: in how many deliveries it resulted. */
export type PublishedRow = { id: string; time: number; deliveries: number }

/** What gets published events, such as webhooks: how it plans their deliveries, and how it shows them afterwards. */
export type EventTarget = {
  /**
   * Plans where published events of an organization go. Nothing is written before its statements are; a target that
   * fails makes the whole publish fail.
   */
  plan: (db: Database, organizationId: string, events: readonly TargetedEvent[], now: number) => Promise<EventPlan>
  /** How many deliveries some events have in each status that any has. */
  countDeliveries: (
    db: Database,
    organizationId: string,
    events: readonly PublishedRow[],
  ) => Promise<{ eventId: string; status: DeliveryStatus; count: number }[]>
  /** The deliveries of one event, in the order in which they were made. */
  listDeliveries: (db: Database, organizationId: string, event: PublishedRow) => Promise<EventDelivery[]>
}
