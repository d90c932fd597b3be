import type { Database } from '../../../platform/db/client.ts'
import type { Config } from '../../../platform/env.ts'
import type { Sink, Waiter } from '../../../platform/request-log/buffer.ts'
import type { Gates } from './endpoint-gate-client.ts'
import type { DeliveryQueue } from './enqueue.ts'

/** What delivering needs from outside. */
export type DeliveryDeps = {
  db: Database
  config: Config
  gates: Gates
  queue: DeliveryQueue
  /** For endpoints that are known to be slow. */
  slowQueue: DeliveryQueue
  /** While a batch of the slow queue is delivered: the main one. */
  mainQueue?: DeliveryQueue
  logs: Sink
  waiter: Waiter
}
