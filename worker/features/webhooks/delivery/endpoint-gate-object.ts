import { DurableObject } from 'cloudflare:workers'
import type { QueueName } from './delivery-ref.ts'
import { type GateAnswer, GateCore, type GatePolicy, type GateReport, type OpenPermit } from './gate-core.ts'

const OPEN = 'open'

/**
 * Grants permission to call one webhook's endpoint, named by the webhook's id: a shell around GateCore that gives it
 * time. It never calls anybody. It stores the permits that are out of a webhook that a number of failures disables, since
 * those must be counted exactly; of every other webhook it stores nothing.
 */
export class EndpointGate extends DurableObject<Env> {
  readonly #core = new GateCore()
  #loaded = false
  #stores = false

  /** Asks for `count` permits, each good for `leaseMs`, for deliveries that come by `queue`. */
  async ask(policy: GatePolicy, count: number, leaseMs: number, queue?: QueueName): Promise<GateAnswer> {
    this.#stores = (policy.mostFailures ?? null) !== null
    if (this.#stores) await this.#load()
    const answer = this.#core.ask(policy, count, leaseMs, Date.now(), queue)
    if (answer.permits.length > 0) this.#store()
    return answer
  }

  /** The call under this permit has been open for longer than a second. */
  async slow(permit: number): Promise<void> {
    this.#core.slow(permit)
  }

  /** Takes permits back. */
  async done(reports: GateReport[]): Promise<void> {
    // One that has lost its memory does not know yet whether it stores anything.
    await this.#load()
    this.#core.done(reports, Date.now())
    this.#store()
  }

  async #load(): Promise<void> {
    if (this.#loaded) return
    const permits = await this.ctx.storage.get<OpenPermit[]>(OPEN)
    // Two calls may have come here at the same time.
    if (this.#loaded) return
    this.#loaded = true
    if (!permits) return
    this.#stores = true
    this.#core.restore(permits)
  }

  /** Not awaited: no answer leaves the object before its writes are safe. */
  #store(): void {
    if (this.#stores) void this.ctx.storage.put(OPEN, this.#core.openPermits())
  }
}
