import type { Database } from '../../../platform/db/client.ts'
import type { Config } from '../../../platform/env.ts'
import type { Sink, Waiter } from '../../../platform/request-log/buffer.ts'
import type { Gates } from './endpoint-gate/endpoint-gate-client.ts'
import type { DeliveryQueue } from './queue/enqueue.ts'

/** Dependencies of delivering. */
export type DeliveryDeps = {
  db: Database
  config: Config
  gates: Gates
  queue: DeliveryQueue
  /** The queue for endpoints that are known to be slow. */
  slowQueue: DeliveryQueue
  /** The main queue, while a batch of the slow queue is delivered. */
  mainQueue?: DeliveryQueue
  logs: Sink
  waiter: Waiter
}
