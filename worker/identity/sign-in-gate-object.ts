import { DurableObject } from 'cloudflare:workers'
import { restore } from '../limits/ledger.ts'
import { admit, type Limits, type Meter, newMeter } from '../limits/meter.ts'

const STORAGE_KEY = 'meter'

/** Counts the attempts on one account, or from one address: nobody gets more tries by asking in parallel. */
export class SignInGate extends DurableObject<Env> {
  #meter: Meter

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const saved = ctx.storage.kv.get<Meter>(STORAGE_KEY)
    this.#meter = restore(saved && { meter: saved, ahead: 0, leasedUntil: 0 }, Date.now())
  }

  /** Counts one attempt: null when it may be made, else the ms to wait. */
  attempt(limits: Limits): number | null {
    const admission = admit(this.#meter, limits, 1, Date.now())
    if (!admission.admitted) return admission.retryAfterMs ?? 60_000
    this.ctx.storage.kv.put(STORAGE_KEY, this.#meter)
    return null
  }

  /** The right password was given: what was counted is forgotten. */
  forget(): void {
    this.#meter = newMeter()
    this.ctx.storage.kv.delete(STORAGE_KEY)
  }
}
