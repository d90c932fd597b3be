import { DurableObject } from 'cloudflare:workers'
import type { QueueName } from '../queue/delivery-ref.ts'
import { type GateAnswer, GateCore, type GatePolicy, type GateReport, type OpenPermit } from './gate-core.ts'

const OPEN = 'open'

/**
 * Grants permits to call one webhook's endpoint; named by the webhook's id. A shell around GateCore that passes the
 * time. It never calls endpoints. If the webhook is disabled after a number of failures, its open permits are stored,
 * because they must be counted exactly; for other webhooks nothing is stored.
 */
export class EndpointGate extends DurableObject<Env> {
  readonly #core = new GateCore()
  #loaded = false
  #stores = false

  /** Asks for `count` permits, each valid for `leaseMs`, for deliveries from `queue`. */
  async ask(policy: GatePolicy, count: number, leaseMs: number, queue?: QueueName): Promise<GateAnswer> {
    this.#stores = (policy.mostFailures ?? null) !== null
    if (this.#stores) await this.#load()
    const answer = this.#core.ask(policy, count, leaseMs, Date.now(), queue)
    if (answer.permits.length > 0) this.#store()
    return answer
  }

  /** The call of this permit has been open for longer than a second. */
  async slow(permit: number): Promise<void> {
    this.#core.slow(permit)
  }

  /** Returns permits. */
  async done(reports: GateReport[]): Promise<void> {
    // After an eviction the object does not know yet whether it has stored permits.
    await this.#load()
    this.#core.done(reports, Date.now())
    this.#store()
  }

  async #load(): Promise<void> {
    if (this.#loaded) return
    const permits = await this.ctx.storage.get<OpenPermit[]>(OPEN)
    // Two calls may have reached this line at the same time.
    if (this.#loaded) return
    this.#loaded = true
    if (!permits) return
    this.#stores = true
    this.#core.restore(permits)
  }

  /** Not awaited: the output gate holds back every answer until the writes are durable. */
  #store(): void {
    if (this.#stores) void this.ctx.storage.put(OPEN, this.#core.openPermits())
  }
}
