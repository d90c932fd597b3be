import type { Database } from '../db/client.ts'
import type { Config } from '../env.ts'
import type { Sink, Waiter } from '../event-logs/buffer.ts'
import type { Gates } from './endpoint-gate-client.ts'
import type { DeliveryQueue } from './wake.ts'

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
