import { type CreditState, creditsAt, nextRefill } from '../limits/credits.ts'
import { aheadFor, restore, type Saved } from '../limits/ledger.ts'
import { charge, judge, type Meter, peek, type Remaining, reserve, settle } from '../limits/meter.ts'
import { type QuotaAnswer, type QuotaAsk, QuotaHold, type Spent } from '../limits/quota.ts'
import type { CredentialKind } from './credential-kind.ts'
import { factsOf, type GuardAnswer, ownerOf, refusal } from './guard-answer.ts'
import { isLendable, LEASE_MS, type Lease, type LeaseAsk, leaseSize, MIN_LEASE } from './lease.ts'
import { type Check, type CompiledPolicy, compilePolicy, explainChecks, failedCheck, usedPrevious } from './policy.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

/** Storage names a moment this far after the last lease ends, so that not every lease has to be written, ms. */
const LEASE_SLACK_MS = 8000
/** An isolate that hands a lease back later than this is not heard, ms: its calls have left the shortest window. */
const FORGET_LEASE_MS = 90_000
/** When to come back if others took what was left of the quota before we could, ms. */
const SOON_MS = 1000

export type Decision = { answer: GuardAnswer; lease: Lease | null }

/**
 * The decisions of a credential's guard, without clock or storage: `now` is an argument, and `save` is called with what must
 * be in storage before an answer leaves. The Durable Object is a shell around it. Tests run thousands of them.
 */
export class GuardCore {
  readonly #kind: CredentialKind
  #stored: StoredPolicy | null = null
  #policy: CompiledPolicy | null = null
  readonly #meter: Meter
  readonly #save: (saved: Saved) => void
  #ahead = 0
  #dirty = false
  #leases = new Map<number, { calls: number; until: number; blockId: number | null }>()
  #credits: CreditState | null
  readonly #quota = new QuotaHold()
  #nextLease: number
  #leasedUntil: number
  #savedLeasedUntil: number

  /** A guard that starts at `now` (ms) with what its predecessor had saved. */
  constructor(kind: CredentialKind, saved: Saved | undefined, now: number, save: (saved: Saved) => void) {
    this.#kind = kind
    this.#meter = restore(saved, now)
    this.#save = save
    this.#credits = saved?.credits ?? null
    this.#leasedUntil = saved?.leasedUntil ?? 0
    this.#savedLeasedUntil = this.#leasedUntil
    // Leases of an earlier guard must not be taken for its own when they are handed back.
    this.#nextLease = now * 1000
  }

  /** The version of the credential it enforces; null when there is no such credential. */
  get version(): number | null {
    return this.#stored?.version ?? null
  }

  /**
   * Names the facts that callers learn of the credential, and changes with any of them: an isolate that sends this tag knows
   * the facts. Null when calls of the credential are leased instead.
   */
  get factsTag(): string | null {
    if (!this.#stored || isLendable(this.#stored)) return null
    const { version, organizationVersion } = this.#stored
    return `${version} ${organizationVersion}`
  }

  /** The organization of the credential; null when there is no such credential. */
  get organizationId(): string | null {
    return this.#stored?.organization.id ?? null
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
    if (policy && this.#stored && isEarlier(policy, this.#stored)) return
    this.#stored = policy
    this.#policy = policy && compilePolicy(policy, this.#kind)
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

  /**
   * How many calls of the organization's quota are missing before this one can be decided; 0 when it can be now: the
   * guard holds enough, or something else refuses the call. A block that ends before a lease of it would is renewed.
   */
  quotaMissing(ask: Ask, leaseAsk: LeaseAsk | null, now: number): number {
    const policy = this.#policy
    if (!policy || ask.cost === 0 || this.#quota.refusedFor(now) !== undefined) return 0
    const renew = leaseAsk !== null && isLendable(policy) && this.#quota.endsBefore(now + LEASE_MS)
    if (this.#quota.left(now) >= ask.cost && !renew) return 0
    if (failedCheck(policy, ask, now)) return 0
    return judge(this.#meter, policy.limits, ask.cost, now) ? 0 : ask.cost
  }

  /** The question to the organization's quota while `waiting` calls wait for it: for no more calls than the credential itself may make. */
  quotaAsk(waiting: number, now: number): QuotaAsk {
    const own = this.#policy ? peek(this.#meter, this.#policy.limits, now) : []
    return this.#quota.ask(Math.min(waiting, ...own.map((one) => one.remaining)))
  }

  /** The quota answered a question sent at `askedAt` (ms). */
  quotaAnswered(answer: QuotaAnswer, askedAt: number, now: number): void {
    this.#quota.answered(answer, askedAt, now)
  }

  /** What the guard holds of the quota and has no use for while no call comes. */
  quotaHandBack(): Spent[] {
    return this.#quota.handBack()
  }

  /** What is left of the credential's limits and credits. It charges nothing. */
  left(now: number): { limits: Remaining[]; credits: number | null } {
    const policy = this.#policy
    if (!policy) return { limits: [], credits: null }
    return { limits: peek(this.#meter, policy.limits, now), credits: this.#creditsLeft(policy, now) }
  }

  /** Saves the exact state when more was written ahead than was used: losing the memory then costs nothing. */
  settleDown(): void {
    if (this.#dirty) this.#write(0, 0)
  }

  #decide(policy: CompiledPolicy, ask: Ask, now: number): GuardAnswer {
    const failed = failedCheck(policy, ask, now)
    const checks = ask.explain ? explainChecks(policy, ask, now) : null
    if (failed === 'unknown') return { ...refusal('unknown', ownerOf(policy)), checks }
    const credits = this.#creditsLeft(policy, now)
    const obstacle = failed ? null : this.#obstacle(policy, ask.cost, credits, now)
    const limitChecks = checks ? this.#explain(policy, ask.cost, obstacle?.byPlan ?? false, credits, now) : null
    const admitted = !failed && !obstacle
    if (admitted) this.#charge(policy, ask.cost, now)
    return {
      owner: ownerOf(policy),
      key: factsOf(policy),
      previousSecret: usedPrevious(policy, ask, now),
      digestUsed: this.#kind.usedDigest(policy, ask),
      code: failed ?? obstacle?.code ?? 'ok',
      limits: peek(this.#meter, policy.limits, now),
      credits: admitted && credits !== null ? credits - ask.cost : credits,
      byPlan: obstacle?.byPlan ?? false,
      retryAfterMs: obstacle?.retryAfterMs ?? null,
      checks: checks && limitChecks && [...checks, ...limitChecks],
    }
  }

  /** The last checks in words: the figures are those before this call. */
  #explain(policy: CompiledPolicy, cost: number, byPlan: boolean, credits: number | null, now: number): Check[] {
    const left = peek(this.#meter, policy.limits, now)
    const { noun } = this.#kind
    return [limitCheck(noun, left, cost, byPlan ? policy.organization.plan : null), creditCheck(noun, credits, cost)]
  }

  /** What stands in the way of a call that passed every check: limits first, then the plan, then credits. */
  #obstacle(policy: CompiledPolicy, cost: number, credits: number | null, now: number): Obstacle | null {
    const denial = judge(this.#meter, policy.limits, cost, now)
    if (denial) return { code: 'rate_limited', byPlan: false, retryAfterMs: denial.retryAfterMs }
    if (cost > 0 && this.#quota.left(now) < cost) {
      const wait = this.#quota.refusedFor(now)
      return { code: 'rate_limited', byPlan: true, retryAfterMs: wait === undefined ? SOON_MS : wait }
    }
    if (credits !== null && credits < cost) {
      const refill = policy.credits?.refill
      const helps = refill && refill.amount >= cost
      const retryAfterMs = helps ? nextRefill(refill.interval, this.#credits?.at ?? now) - now : null
      return { code: 'no_credits', byPlan: false, retryAfterMs }
    }
    return null
  }

  /** Charges everything together: the limits, the organization's quota and the credits. */
  #charge(policy: CompiledPolicy, cost: number, now: number): void {
    charge(this.#meter, cost, now)
    this.#quota.spend(cost, now)
    if (this.#credits && policy.credits) this.#credits = { ...this.#credits, left: this.#credits.left - cost }
  }

  #creditsLeft(policy: CompiledPolicy, now: number): number | null {
    if (!policy.credits) return null
    this.#credits = creditsAt(policy.credits, this.#credits, now)
    return this.#credits.left
  }

  #grant(policy: CompiledPolicy, demand: number, left: Remaining[], now: number): Lease | null {
    if (!isLendable(policy) || !this.#stored) return null
    const calls = Math.min(leaseSize(demand, left), this.#quota.left(now, now + LEASE_MS))
    if (calls < MIN_LEASE) return null
    // The meter's clock, not the machine's: it may stand still for a moment after a move.
    const until = Math.max(now, this.#meter.clock) + LEASE_MS
    reserve(this.#meter, calls, now, until)
    this.#leasedUntil = Math.max(this.#leasedUntil, until)
    const id = this.#nextLease++
    this.#leases.set(id, { calls, until, blockId: this.#quota.spend(calls, now) })
    const limits = left.map((one) => ({ ...one, remaining: one.remaining - calls }))
    return { id, calls, policy: this.#stored, limits }
  }

  /** Counts what leases really were spent. One that is unknown, or comes twice, changes nothing. */
  #takeBack(handBack: LeaseAsk['handBack'], now: number): void {
    for (const { id, spent } of handBack) {
      const lease = this.#leases.get(id)
      if (!lease) continue
      this.#leases.delete(id)
      const happened = Math.min(spent, lease.calls)
      settle(this.#meter, lease, happened, now)
      this.#quota.unspend(lease.blockId, lease.calls - happened)
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
      this.#write(this.#aheadFor(this.#policy), this.#leasedUntil > now ? LEASE_SLACK_MS : 0)
    }
  }

  /** Credits that a crash forfeits are gone for good, so at most a hundredth of what is left is ever ahead. */
  #aheadFor(policy: CompiledPolicy): number {
    const ahead = aheadFor(policy.limits)
    return this.#credits && policy.credits ? Math.min(ahead, Math.floor(this.#credits.left / 100)) : ahead
  }

  #write(ahead: number, slack: number): void {
    this.#savedLeasedUntil = this.#leasedUntil + slack
    this.#ahead = ahead
    this.#dirty = ahead > 0 || slack > 0
    const credits = this.#credits && { ...this.#credits, left: Math.max(0, this.#credits.left - ahead) }
    this.#save({ meter: this.#meter, ahead, leasedUntil: this.#savedLeasedUntil, credits })
  }
}

/** Whether a read of a credential and its organization is older than another read. */
const isEarlier = (one: StoredPolicy, other: StoredPolicy): boolean =>
  one.version < other.version || one.organizationVersion < other.organizationVersion

type Obstacle = { code: 'rate_limited' | 'no_credits'; byPlan: boolean; retryAfterMs: number | null }

/** `plan`: the one that is used up, when that is what stands in the way. */
function limitCheck(noun: string, left: Remaining[], cost: number, plan: string | null): Check {
  const figures = left.map((one) => `${one.remaining} of ${one.limit} left this ${one.window}`).join(', ')
  return {
    check: 'rate_limited',
    passed: plan === null && left.every((one) => one.remaining >= cost),
    detail: plan === null ? figures || `The ${noun} has no limits.` : `The organization's plan (${plan}) is used up.`,
  }
}

const creditCheck = (noun: string, left: number | null, cost: number): Check => ({
  check: 'no_credits',
  passed: left === null || left >= cost,
  detail: left === null ? `The ${noun} needs no credits.` : `${left} credits left, and the call costs ${cost}.`,
})
