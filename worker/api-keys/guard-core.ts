import { aheadFor, restore, type Saved } from '../limits/ledger.ts'
import { admit, type Meter, peek, type Remaining, reserve, settle } from '../limits/meter.ts'
import {
  type Ask,
  type Check,
  compilePolicy,
  type KeyPolicy,
  runChecks,
  type StoredPolicy,
  secretUsed,
} from './admission.ts'
import { factsOf, type GuardAnswer, ownerOf, refusal } from './guard-answer.ts'
import { LEASE_MS, type Lease, type LeaseAsk, leaseSize } from './lease.ts'

/** Storage names a moment this far after the last lease ends, so that not every lease has to be written, ms. */
const LEASE_SLACK_MS = 8000
/** An isolate that hands a lease back later than this is not heard, ms: its calls have left the shortest window. */
const FORGET_LEASE_MS = 90_000

export type Decision = { answer: GuardAnswer; lease: Lease | null }

/**
 * What a key's guard decides by, without clock or storage: `now` is an argument, and `save` is called with what must be
 * in storage before an answer leaves. Its Durable Object is a shell around it; tests run many of them by the thousand.
 */
export class GuardCore {
  #stored: StoredPolicy | null = null
  #policy: KeyPolicy | null = null
  readonly #meter: Meter
  readonly #save: (saved: Saved) => void
  #ahead = 0
  #dirty = false
  #leases = new Map<number, { calls: number; until: number }>()
  #nextLease: number
  #leasedUntil: number
  #savedLeasedUntil: number

  /** A guard that wakes at `now` (ms) with what the one before it had saved. */
  constructor(saved: Saved | undefined, now: number, save: (saved: Saved) => void) {
    this.#meter = restore(saved, now)
    this.#save = save
    this.#leasedUntil = saved?.leasedUntil ?? 0
    this.#savedLeasedUntil = this.#leasedUntil
    // Leases of an earlier guard must not be taken for its own when they are handed back.
    this.#nextLease = now * 1000
  }

  /** The version of the key it enforces; null when there is no such key. */
  get version(): number | null {
    return this.#stored?.version ?? null
  }

  /** When the last lease that may be out ends, ms since 1970. */
  get leasedUntil(): number {
    return this.#leasedUntil
  }

  /** When a call was counted last, ms since 1970. */
  get lastCall(): number {
    return this.#meter.clock
  }

  /** Whether more was written ahead than was used, so that losing the memory now would forfeit it. */
  get unsettled(): boolean {
    return this.#dirty
  }

  /** Takes a policy as it was read. Two reads may overtake each other: it never goes back to an earlier version. */
  enforce(policy: StoredPolicy | null): void {
    if (policy && this.#stored && policy.version < this.#stored.version) return
    this.#stored = policy
    this.#policy = policy && compilePolicy(policy)
  }

  /** Decides on one call and charges it; a denied call costs nothing. Grants a lease when one is asked for and pays. */
  admit(ask: Ask, leaseAsk: LeaseAsk | null, now: number): Decision {
    const policy = this.#policy
    if (!policy) return { answer: refusal('unknown'), lease: null }
    if (leaseAsk) this.#takeBack(leaseAsk.handBack, now)
    const answer = this.#decide(policy, ask, now)
    const lease = answer.code === 'ok' && leaseAsk ? this.#grant(policy, leaseAsk.demand, answer.limits, now) : null
    if (answer.code === 'ok') this.#keep(ask.cost + (lease?.calls ?? 0), now)
    return { answer, lease }
  }

  /** What is left of the key's limits, charging nothing. */
  limitsLeft(now: number): Remaining[] {
    return this.#policy ? peek(this.#meter, this.#policy.limits, now) : []
  }

  /** Saves the exact state when more was written ahead than was used: losing the memory then costs nothing. */
  settleDown(): void {
    if (this.#dirty) this.#write(0, 0)
  }

  #decide(policy: KeyPolicy, ask: Ask, now: number): GuardAnswer {
    const checks = runChecks(policy, ask, now)
    const failed = checks.find((check) => !check.passed)
    if (failed?.check === 'unknown') {
      return { ...refusal('unknown', ownerOf(policy)), checks: ask.explain ? checks : null }
    }
    const previousSecret = secretUsed(policy, ask, now) === 'previous'
    const known = { owner: ownerOf(policy), key: factsOf(policy), previousSecret }
    if (failed) {
      const limits = peek(this.#meter, policy.limits, now)
      const explained = ask.explain ? [...checks, limitCheck(limits, ask.cost)] : null
      return { ...known, code: failed.check, limits, retryAfterMs: null, checks: explained }
    }
    const admission = admit(this.#meter, policy.limits, ask.cost, now)
    return {
      ...known,
      code: admission.admitted ? 'ok' : 'rate_limited',
      limits: admission.remaining,
      retryAfterMs: admission.admitted ? null : admission.retryAfterMs,
      checks: ask.explain ? [...checks, { ...limitCheck(admission.remaining, 0), passed: admission.admitted }] : null,
    }
  }

  #grant(policy: KeyPolicy, demand: number, left: Remaining[], now: number): Lease | null {
    if (policy.consistency === 'strict' || !this.#stored) return null
    const calls = leaseSize(demand, left)
    if (calls === 0) return null
    // The meter's clock, not the machine's: it may stand still for a moment after a move.
    const until = Math.max(now, this.#meter.clock) + LEASE_MS
    reserve(this.#meter, calls, now, until)
    this.#leasedUntil = Math.max(this.#leasedUntil, until)
    const id = this.#nextLease++
    this.#leases.set(id, { calls, until })
    const limits = left.map((one) => ({ ...one, remaining: one.remaining - calls }))
    return { id, calls, policy: this.#stored, limits }
  }

  /** Counts what leases really were spent. One that is unknown, or comes twice, changes nothing. */
  #takeBack(handBack: LeaseAsk['handBack'], now: number): void {
    for (const { id, spent } of handBack) {
      const lease = this.#leases.get(id)
      if (!lease) continue
      this.#leases.delete(id)
      settle(this.#meter, lease, Math.min(spent, lease.calls), now)
      this.#dirty = true
    }
    for (const [id, lease] of this.#leases) {
      if (lease.until > now - FORGET_LEASE_MS) break
      this.#leases.delete(id)
    }
  }

  /** Makes sure that what was just counted is saved, or was saved ahead. */
  #keep(calls: number, now: number): void {
    if (!this.#policy || calls === 0) return
    if (this.#ahead >= calls && this.#leasedUntil <= this.#savedLeasedUntil) {
      this.#ahead -= calls
      this.#dirty = true
    } else {
      this.#write(aheadFor(this.#policy.limits), this.#leasedUntil > now ? LEASE_SLACK_MS : 0)
    }
  }

  #write(ahead: number, slack: number): void {
    this.#savedLeasedUntil = this.#leasedUntil + slack
    this.#ahead = ahead
    this.#dirty = ahead > 0 || slack > 0
    this.#save({ meter: this.#meter, ahead, leasedUntil: this.#savedLeasedUntil })
  }
}

function limitCheck(left: Remaining[], cost: number): Check {
  const short = left.find((limit) => limit.remaining < cost)
  return {
    check: 'rate_limited',
    passed: !short,
    detail:
      left.map((limit) => `${limit.remaining} of ${limit.limit} left this ${limit.window}`).join(', ') ||
      'The key has no limits.',
  }
}
