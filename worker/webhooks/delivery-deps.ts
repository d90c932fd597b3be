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
  logs: Sink
  waiter: Waiter
}
