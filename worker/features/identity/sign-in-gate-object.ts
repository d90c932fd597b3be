import { DurableObject } from 'cloudflare:workers'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import { restore } from '../../platform/limits/ledger.ts'
import { admit, type Limits, type Meter, newMeter } from '../../platform/limits/meter.ts'

const STORAGE_KEY = 'meter'
const KNOWN_KEY = 'known-until'
/** An address from which somebody signed in is remembered for so long, ms. */
const KNOWN_MS = 90 * DAY_MS

/** Counts attempts to sign in that have something in common: nobody gets more tries by asking in parallel. */
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

  /** The right password was given: what was counted is forgotten, and that it was given is remembered for 90 days. */
  succeeded(): void {
    this.forget()
    this.ctx.storage.kv.put(KNOWN_KEY, Date.now() + KNOWN_MS)
  }

  /** Whether the right password was given here within the last 90 days. */
  isKnown(): boolean {
    return (this.ctx.storage.kv.get<number>(KNOWN_KEY) ?? 0) > Date.now()
  }

  /** What was counted is forgotten. */
  forget(): void {
    this.#meter = newMeter()
    this.ctx.storage.kv.delete(STORAGE_KEY)
  }
}
