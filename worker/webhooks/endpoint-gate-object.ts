import { DurableObject } from 'cloudflare:workers'
import { type GateAnswer, GateCore, type GatePolicy, type GateReport } from './gate-core.ts'

/**
 * Grants permission to call one webhook's endpoint, named by the webhook's id: a shell around GateCore that gives it
 * time. It never calls anybody, and stores nothing: deliveries and their leases stand in the database.
 */
export class EndpointGate extends DurableObject<Env> {
  readonly #core = new GateCore()

  /** Asks for `count` permits, each good for `leaseMs`. */
  async ask(policy: GatePolicy, count: number, leaseMs: number): Promise<GateAnswer> {
    return this.#core.ask(policy, count, leaseMs, Date.now())
  }

  /** Takes permits back. */
  async done(reports: GateReport[]): Promise<void> {
    this.#core.done(reports, Date.now())
  }
}
