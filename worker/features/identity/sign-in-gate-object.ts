import { DurableObject } from 'cloudflare:workers'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import { restore } from '../../platform/limits/ledger.ts'
import { admit, type Limits, type Meter, newMeter } from '../../platform/limits/meter.ts'

const STORAGE_KEY = 'meter'
const KNOWN_KEY = 'known-until'
/** How long a network with a successful sign-in is remembered, ms. */
const KNOWN_MS = 90 * DAY_MS

/**
 * Counts sign-in attempts of one account, network, or pair of both. A Durable Object counts exactly, so parallel
 * requests get no extra attempts.
 */
export class SignInGate extends DurableObject<Env> {
  #meter: Meter

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const saved = ctx.storage.kv.get<Meter>(STORAGE_KEY)
    this.#meter = restore(saved && { meter: saved, ahead: 0, leasedUntil: 0 }, Date.now())
  }

  /** Counts one attempt. Returns null if it is allowed, else the time to wait (ms). */
  attempt(limits: Limits): number | null {
    const admission = admit(this.#meter, limits, 1, Date.now())
    if (!admission.admitted) return admission.retryAfterMs ?? 60_000
    this.ctx.storage.kv.put(STORAGE_KEY, this.#meter)
    return null
  }

  /** Called after the right password: resets the counts and remembers the success for 90 days. */
  succeeded(): void {
    this.forget()
    this.ctx.storage.kv.put(KNOWN_KEY, Date.now() + KNOWN_MS)
  }

  /** Whether the right password was given here within the last 90 days. */
  isKnown(): boolean {
    return (this.ctx.storage.kv.get<number>(KNOWN_KEY) ?? 0) > Date.now()
  }

  /** Resets the counts. */
  forget(): void {
    this.#meter = newMeter()
    this.ctx.storage.kv.delete(STORAGE_KEY)
  }
}
