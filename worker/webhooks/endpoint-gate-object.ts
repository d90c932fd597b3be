import { DurableObject } from 'cloudflare:workers'
import type { QueueName } from './delivery-ref.ts'
import { type GateAnswer, GateCore, type GatePolicy, type GateReport } from './gate-core.ts'

/**
 * Grants permission to call one webhook's endpoint, named by the webhook's id: a shell around GateCore that gives it
 * time. It never calls anybody, and stores nothing: deliveries and their leases stand in the database.
 */
export class EndpointGate extends DurableObject<Env> {
  readonly #core = new GateCore()

  /** Asks for `count` permits, each good for `leaseMs`, for deliveries that come by `queue`. */
  async ask(policy: GatePolicy, count: number, leaseMs: number, queue?: QueueName): Promise<GateAnswer> {
    return this.#core.ask(policy, count, leaseMs, Date.now(), queue)
  }

  /** The call under this permit has been open for longer than a second. */
  async slow(permit: number): Promise<void> {
    this.#core.slow(permit)
  }

  /** Takes permits back. */
  async done(reports: GateReport[]): Promise<void> {
    this.#core.done(reports, Date.now())
  }
}
