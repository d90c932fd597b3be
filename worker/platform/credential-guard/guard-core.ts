import { type CreditState, creditsAt, nextRefill } from '../limits/credits.ts'
import { aheadFor, restore, type Saved } from '../limits/ledger.ts'
import {
  charge,
  denialOf,
  type Meter,
  peek,
  type Remaining,
  reserve,
  settle,
  type WindowName,
} from '../limits/meter.ts'
import { type QuotaAnswer, type QuotaAsk, QuotaHold, type Spent } from '../limits/quota.ts'
import type { CredentialKind } from './credential-kind.ts'
import { factsOf, type GuardAnswer, ownerOf, refusal } from './guard-answer.ts'
import { isLendable, LEASE_MS, type Lease, type LeaseAsk, leaseSize, MIN_LEASE, MIN_LEASE_MS } from './lease.ts'
import { ParentHold } from './parent-hold.ts'
import {
  type DeadCode,
  LEND_MS,
  type LendAnswer,
  type LendAsk,
  type ParentTerms,
  type Shortage,
} from './parent-terms.ts'
import { type Check, type CompiledPolicy, compilePolicy, explainChecks, failedCheck, usedPrevious } from './policy.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'
import { deadCodeOf, termsOf, underTerms } from './under-parent.ts'

/** Storage records the end of leases this much too late, so that not every lease causes a write, ms. */
const LEASE_SLACK_MS = 8000
/** A lease that is returned later than this is ignored, ms: its calls have left the shortest window. */
const FORGET_LEASE_MS = 90_000
/** A guard that holds a loan for less than this asks its parent before it lends on, ms. */
const MIN_LEND_MS = 1000
/** Besides the calls that wait, a loan has at most this fraction (1/SHARE) of what is left. */
const SHARE = 50
/** When to retry if others took the rest of the quota first, ms. */
const SOON_MS = 1000

export type Decision = { answer: GuardAnswer; lease: Lease | null }

/**
 * The decisions of a credential's guard, without clock or storage: `now` is an argument, and `save` is called with what
 * must be in storage before an answer is sent. The Durable Object is a shell around it. Tests run thousands of them.
 */
export class GuardCore {
  readonly #kind: CredentialKind
  #stored: StoredPolicy | null = null
  #policy: CompiledPolicy | null = null
  readonly #meter: Meter
  readonly #save: (saved: Saved) => void
  #ahead = 0
  #dirty = false
  #leases = new Map<number, Lent>()
  #credits: CreditState | null
  readonly #quota = new QuotaHold()
  /** For a credential with a parent: what the parent lent. It takes the place of the quota. */
  readonly #hold = new ParentHold()
  /** The policy narrowed by the terms of the parent, as long as both are the same. */
  #narrowed: { policy: CompiledPolicy; terms: ParentTerms; result: CompiledPolicy } | null = null
  #nextLease: number
  #leasedUntil: number
  #savedLeasedUntil: number
  /** The calls per second that an isolate expected when it last requested a lease. */
  #leaseDemand = 0

  /** A guard that starts at `now` (ms) with the saved state of its predecessor. */
  constructor(kind: CredentialKind, saved: Saved | undefined, now: number, save: (saved: Saved) => void) {
    this.#kind = kind
    this.#meter = restore(saved, now)
    this.#save = save
    this.#credits = saved?.credits ?? null
    this.#leasedUntil = saved?.leasedUntil ?? 0
    this.#savedLeasedUntil = this.#leasedUntil
    // Lease ids must not repeat those of an earlier guard: returned leases of that one must not be mistaken for new
    // ones.
    this.#nextLease = now * 1000
  }

  /** The version of the credential that is enforced; null if there is no such credential. */
  get version(): number | null {
    return this.#stored?.version ?? null
  }

  /**
   * Identifies the credential's facts and changes with any of them: an isolate that sends this tag knows the facts.
   * Null if calls of the credential are leased instead.
   */
  get factsTag(): string | null {
    if (!this.#stored || isLendable(this.#stored)) return null
    const { version, organizationVersion, parent } = this.#stored
    if (!parent) return `${version} ${organizationVersion}`
    const terms = this.#hold.terms(this.#meter.clock)
    return terms && `${version} ${organizationVersion} ${terms.tag}`
  }

  /** The object name of the parent's guard; null if the credential has no parent. */
  get parent(): string | null {
    return this.#stored?.parent?.guard ?? null
  }

  /** Whether the parent changed after the policy was read, and the policy depends on it: it has to be read again. */
  get isBehindParent(): boolean {
    const version = this.#stored?.parent?.version
    const { tag } = this.#hold
    return version !== undefined && tag !== null && Number.parseInt(tag, 10) > version
  }

  /** The organization of the credential; null if there is no such credential. */
  get organizationId(): string | null {
    return this.#stored?.organization.id ?? null
  }

  /** When the last lease that may be out ends, ms since 1970. */
  get leasedUntil(): number {
    return this.#leasedUntil
  }

  /** When the last call was counted, ms since 1970. */
  get lastCall(): number {
    return this.#meter.clock
  }

  /** Whether more calls were written ahead than used, so that an eviction now would forfeit them. */
  get unsettled(): boolean {
    return this.#dirty
  }

  /** Takes a policy from the database. Reads may overtake each other: it never goes back to an earlier version. */
  enforce(policy: StoredPolicy | null): void {
    if (policy && this.#stored && isEarlier(policy, this.#stored)) return
    this.#stored = policy
    this.#policy = policy && compilePolicy(policy, this.#kind)
  }

  /**
   * Decides on one call and charges it; a refused call costs nothing. Grants a lease if one is requested and
   * worthwhile.
   */
  admit(ask: Ask, leaseAsk: LeaseAsk | null, now: number): Decision {
    const policy = this.#effective(now)
    if (!policy) return { answer: refusal('unknown'), lease: null }
    const isUnsure = policy.parent !== undefined && (!this.#hold.terms(now) || this.isBehindParent)
    if (isUnsure && !failedCheck(policy, ask, now)) {
      return { answer: refusal('unavailable'), lease: null }
    }
    if (leaseAsk) this.#takeBack(leaseAsk.handBack, now)
    const answer = this.#decide(policy, ask, now)
    const lease = answer.code === 'ok' && leaseAsk ? this.#grant(policy, leaseAsk.demand, answer.limits, now) : null
    if (answer.code === 'ok') this.#keep(ask.cost + (lease?.calls ?? 0), now)
    return { answer, lease }
  }

  /** The refusal of a call because a credential above this one is not usable, as its parent has just answered. */
  refuseAsDead(ask: Ask, dead: DeadCode, now: number): Decision {
    if (!this.#policy) return { answer: refusal('unknown'), lease: null }
    return { answer: this.#decide({ ...this.#policy, deadAbove: dead }, ask, now), lease: null }
  }

  /**
   * For a credential with a parent: how many calls the parent has to lend to decide this call. It may be 0, if only the
   * parent's terms are missing. Null if the call can be decided now. A loan that ends before a lease of it would be
   * worthwhile is renewed.
   */
  parentMissing(ask: Ask, leaseAsk: LeaseAsk | null, now: number): number | null {
    const policy = this.#effective(now)
    if (!policy || failedCheck(policy, ask, now)) return null
    if (leaseAsk) this.#leaseDemand = leaseAsk.demand
    if (!this.#hold.terms(now)) return ask.cost
    const renew = leaseAsk !== null && isLendable(policy) && this.#hold.until - now < MIN_LEND_MS
    if (!renew && (this.#hold.left(now) >= ask.cost || this.#hold.shortage(now))) return null
    const credits = this.#creditsLeft(policy, now)
    if (credits !== null && credits < ask.cost) return null
    return denialOf(this.#meter, policy.limits, ask.cost, now) ? null : ask.cost
  }

  /** The question to the parent while `waiting` calls wait for it. */
  parentAsk(waiting: number, now: number): LendAsk {
    const credits = this.#policy && this.#creditsLeft(this.#policy, now)
    const need = Math.min(waiting, credits ?? Number.POSITIVE_INFINITY, ...this.#ownLeft(now))
    return this.#hold.ask(need, now, this.#leaseDemand)
  }

  /** Takes the parent's answer to a question sent at `askedAt` (ms). */
  parentAnswered(answer: Extract<LendAnswer, { block: unknown }>, askedAt: number, now: number): void {
    this.#hold.answered(answer, askedAt, now)
  }

  /** What the parent lent and was not used, to return while there are no calls. */
  parentHandBack(now: number): Spent[] {
    return this.#hold.handBack(now)
  }

  /**
   * How many calls this guard has to get, from its own parent or from the quota, before it can answer a question of a
   * guard below it; null if it can answer now.
   */
  lendMissing(ask: LendAsk, now: number): number | null {
    const policy = this.#effective(now)
    if (!policy || deadCodeOf(policy, now)) return null
    if (policy.parent) {
      if (!this.#hold.terms(now) || this.#hold.until - now < MIN_LEND_MS) return ask.need
      if (this.#hold.left(now) >= ask.need || this.#hold.shortage(now)) return null
    } else {
      if (ask.need === 0 || this.#quota.refusedFor(now) !== undefined) return null
      if (this.#quota.left(now, now + LEND_MS) >= ask.need) return null
    }
    return denialOf(this.#meter, policy.limits, ask.need, now) ? null : ask.need
  }

  /**
   * Lends calls to the guard of a credential below this one, with the terms under which it may use them. The calls are
   * counted already, at the moment the loan ends, as those of a lease. A loan never outlasts what this guard holds from
   * its own parent, so a change at the top waits for one loan, however many levels there are. Null: ask the parent first.
   */
  lend(ask: LendAsk, now: number): LendAnswer | null {
    const policy = this.#effective(now)
    const dead = policy ? deadCodeOf(policy, now) : 'revoked'
    if (!policy || dead) return { dead: dead ?? 'revoked' }
    const above = policy.parent ? this.#hold.terms(now) : null
    if (policy.parent && !above) return null
    this.#takeBack(ask.handBack, now)
    const at = Math.max(now, this.#meter.clock)
    const until = policy.parent ? Math.min(at + LEND_MS, this.#hold.until) : at + LEND_MS
    const credits = this.#creditsLeft(policy, now)
    const supply = policy.parent ? this.#hold.left(now) : this.#quota.left(now, until)
    const left = Math.min(supply, credits ?? Number.POSITIVE_INFINITY, ...this.#ownLeft(now))
    const need = Math.min(ask.need, left)
    // Credits that a guard holds when it ends are lost, so only the calls that wait are lent.
    const spare = credits === null ? Math.min(ask.spare, Math.floor((left - need) / SHARE)) : 0
    const calls = need + Math.max(0, spare)
    const id = this.#nextLease++
    this.#leasedUntil = Math.max(this.#leasedUntil, until)
    if (calls > 0) {
      reserve(this.#meter, calls, now, until)
      const blockId = policy.parent ? this.#hold.spend(calls, now, until) : this.#quota.spend(calls, now)
      if (this.#credits && policy.credits) this.#credits = { ...this.#credits, left: this.#credits.left - calls }
      this.#leases.set(id, { calls, until, blockId, credits: policy.credits && this.#credits })
    }
    this.#keep(calls, now)
    const block = { id, calls, ms: Math.min(LEND_MS, until - now) }
    return { terms: termsOf(policy, above), block, shortage: calls < ask.need ? this.#shortage(policy, now) : null }
  }

  /** Counts the calls that guards below this one really spent of what they return. */
  takeBack(spent: readonly Spent[], now: number): void {
    this.#takeBack(spent, now)
  }

  /**
   * How many calls of the organization's quota are missing to decide this call; 0 if it can be decided now: the guard
   * holds enough, or another check refuses the call. A block that ends before a lease of it would is renewed.
   */
  quotaMissing(ask: Ask, leaseAsk: LeaseAsk | null, now: number): number {
    const policy = this.#policy
    if (!policy || policy.parent || ask.cost === 0 || this.#quota.refusedFor(now) !== undefined) return 0
    const renew = leaseAsk !== null && isLendable(policy) && this.#quota.endsBefore(now + LEASE_MS)
    if (this.#quota.left(now) >= ask.cost && !renew) return 0
    if (failedCheck(policy, ask, now)) return 0
    return denialOf(this.#meter, policy.limits, ask.cost, now) ? 0 : ask.cost
  }

  /**
   * The request to the organization's quota while `waiting` calls wait for it, for no more calls than the credential
   * itself may make.
   */
  quotaAsk(waiting: number, now: number): QuotaAsk {
    return this.#quota.ask(Math.min(waiting, ...this.#ownLeft(now)))
  }

  /** Takes the quota's answer to a request sent at `askedAt` (ms). */
  quotaAnswered(answer: QuotaAnswer, askedAt: number, now: number): void {
    this.#quota.answered(answer, askedAt, now)
  }

  /** The unused part of the quota, to return while there are no calls. */
  quotaHandBack(): Spent[] {
    return this.#quota.handBack()
  }

  /** The remaining limits and credits of the credential. Charges nothing. */
  left(now: number): { limits: Remaining[]; credits: number | null } {
    const policy = this.#policy
    if (!policy) return { limits: [], credits: null }
    return { limits: peek(this.#meter, policy.limits, now), credits: this.#creditsLeft(policy, now) }
  }

  /** Saves the exact state if more calls were written ahead than used, so that an eviction costs nothing. */
  settleDown(): void {
    if (this.#dirty) this.#write(0, 0)
  }

  /** What the credential may do now: its policy, narrowed by its parent's terms as far as they are known. */
  #effective(now: number): CompiledPolicy | null {
    const policy = this.#policy
    if (!policy?.parent) return policy
    const terms = this.#hold.terms(now)
    if (!terms) return policy
    if (this.#narrowed?.policy !== policy || this.#narrowed.terms !== terms) {
      this.#narrowed = { policy, terms, result: underTerms(policy, terms) }
    }
    return this.#narrowed.result
  }

  /** What is left of each limit of the credential itself. */
  #ownLeft(now: number): number[] {
    return this.#policy ? peek(this.#meter, this.#policy.limits, now).map((one) => one.remaining) : []
  }

  /** Why this guard cannot lend one more call. */
  #shortage(policy: CompiledPolicy, now: number): Shortage {
    const obstacle = this.#obstacle(policy, 1, this.#creditsLeft(policy, now), now)
    const { code, byPlan, byParent, retryAfterMs } = obstacle ?? SOON
    const limit = byParent ? byParent.limit : (denialOf(this.#meter, policy.limits, 1, now)?.denied[0] ?? null)
    return { code, byPlan, limit, retryAfterMs }
  }

  #decide(policy: CompiledPolicy, ask: Ask, now: number): GuardAnswer {
    const failed = failedCheck(policy, ask, now)
    const checks = ask.explain ? explainChecks(policy, ask, now) : null
    if (failed === 'unknown') return { ...refusal('unknown', ownerOf(policy)), checks }
    const credits = this.#creditsLeft(policy, now)
    const obstacle = failed ? null : this.#obstacle(policy, ask.cost, credits, now)
    const limitChecks = checks ? this.#explain(policy, ask.cost, obstacle, credits, now) : null
    const admitted = !failed && !obstacle
    if (admitted) this.#charge(policy, ask.cost, now)
    return {
      owner: ownerOf(policy),
      key: factsOf(policy, ask),
      previousSecret: usedPrevious(policy, ask, now),
      digestUsed: this.#kind.usedDigest(policy, ask),
      code: failed ?? obstacle?.code ?? 'ok',
      limits: peek(this.#meter, policy.limits, now),
      credits: admitted && credits !== null ? credits - ask.cost : credits,
      byPlan: obstacle?.byPlan ?? false,
      ...(obstacle?.byParent && { byParent: obstacle.byParent }),
      retryAfterMs: obstacle?.retryAfterMs ?? null,
      checks: checks && limitChecks && [...checks, ...limitChecks],
    }
  }

  /** Explanations of the last checks, with the numbers before this call. */
  #explain(
    policy: CompiledPolicy,
    cost: number,
    obstacle: Obstacle | null,
    credits: number | null,
    now: number,
  ): Check[] {
    const left = peek(this.#meter, policy.limits, now)
    const { noun } = this.#kind
    const plan = obstacle?.byPlan ? policy.organization.plan : null
    const above = obstacle?.byParent && !obstacle.byPlan ? obstacle.code : null
    return [
      limitCheck(noun, left, cost, plan, above === 'rate_limited'),
      creditCheck(noun, credits, cost, above === 'no_credits'),
    ]
  }

  /** What prevents a call that passed every check: limits first, then the plan, then credits. */
  #obstacle(policy: CompiledPolicy, cost: number, credits: number | null, now: number): Obstacle | null {
    const denial = denialOf(this.#meter, policy.limits, cost, now)
    if (denial) return { code: 'rate_limited', byPlan: false, retryAfterMs: denial.retryAfterMs }
    if (policy.parent) {
      // Its own credits are refused below.
      if (this.#hold.left(now) < cost && (credits === null || credits >= cost)) {
        const { code, byPlan, limit, retryAfterMs } = this.#hold.shortage(now) ?? { ...SOON, limit: null }
        return { code, byPlan, byParent: { limit }, retryAfterMs }
      }
    } else if (cost > 0 && this.#quota.left(now) < cost) {
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
    if (policy.parent) this.#hold.spend(cost, now)
    else this.#quota.spend(cost, now)
    if (this.#credits && policy.credits) this.#credits = { ...this.#credits, left: this.#credits.left - cost }
  }

  #creditsLeft(policy: CompiledPolicy, now: number): number | null {
    if (!policy.credits) return null
    this.#credits = creditsAt(policy.credits, this.#credits, now)
    return this.#credits.left
  }

  #grant(policy: CompiledPolicy, demand: number, left: Remaining[], now: number): Lease | null {
    if (!isLendable(policy) || !this.#stored) return null
    // The meter's clock, not the machine's: after the object moves, the machine's clock may be behind it.
    const latest = Math.max(now, this.#meter.clock) + LEASE_MS
    const until = policy.parent ? Math.min(latest, this.#hold.until) : latest
    const supply = policy.parent ? this.#hold.left(now) : this.#quota.left(now, now + LEASE_MS)
    const calls = Math.min(leaseSize(demand, left), supply)
    // A lease does not carry the addresses that a parent allows.
    if (calls < MIN_LEASE || until - now < MIN_LEASE_MS || policy.rangesAbove.length > 0) return null
    reserve(this.#meter, calls, now, until)
    this.#leasedUntil = Math.max(this.#leasedUntil, until)
    const id = this.#nextLease++
    const blockId = policy.parent ? this.#hold.spend(calls, now, until) : this.#quota.spend(calls, now)
    this.#leases.set(id, { calls, until, blockId, credits: null })
    const limits = left.map((one) => ({ ...one, remaining: one.remaining - calls }))
    if (!policy.parent) return { id, calls, policy: this.#stored, limits }
    const narrowed = { ...this.#stored, scopes: policy.scopes, expiresAt: policy.expiresAt }
    return { id, calls, ms: Math.min(LEASE_MS, until - now), policy: narrowed, limits }
  }

  /**
   * Counts the calls that returned leases and loans really spent. An unknown one, or one returned twice, changes nothing.
   */
  #takeBack(handBack: readonly Spent[], now: number): void {
    for (const { id, spent } of handBack) {
      const lease = this.#leases.get(id)
      if (!lease) continue
      this.#leases.delete(id)
      const happened = Math.min(spent, lease.calls)
      settle(this.#meter, lease, happened, now)
      const unused = lease.calls - happened
      if (this.#stored?.parent) this.#hold.unspend(lease.blockId, unused)
      else this.#quota.unspend(lease.blockId, unused)
      this.#returnCredits(lease, unused)
      this.#dirty = true
    }
    for (const [id, lease] of this.#leases) {
      if (lease.until > now - FORGET_LEASE_MS) break
      this.#leases.delete(id)
    }
  }

  /** Gives back credits of a loan, unless they were set or refilled since. */
  #returnCredits({ credits }: Lent, unused: number): void {
    const now = this.#credits
    if (!credits || !now || now.version !== credits.version || now.at !== credits.at) return
    this.#credits = { ...now, left: now.left + unused }
  }

  /** Makes sure that what was just counted is saved, or was written ahead. */
  #keep(calls: number, now: number): void {
    if (!this.#policy || (calls === 0 && this.#leasedUntil <= this.#savedLeasedUntil)) return
    if (this.#ahead >= calls && this.#leasedUntil <= this.#savedLeasedUntil) {
      this.#ahead -= calls
      this.#dirty = true
    } else {
      this.#write(this.#aheadFor(this.#policy), this.#leasedUntil > now ? LEASE_SLACK_MS : 0)
    }
  }

  /** Credits that a crash forfeits are lost permanently, so at most a hundredth of what is left is written ahead. */
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

type Obstacle = {
  code: 'rate_limited' | 'no_credits'
  byPlan: boolean
  /** It is the parent that has nothing left; `limit`: which of its limits, if known. */
  byParent?: { limit: WindowName | null }
  retryAfterMs: number | null
}

const SOON: Obstacle = { code: 'rate_limited', byPlan: false, retryAfterMs: SOON_MS }

/** Calls that are out: leased to an isolate, or lent to a guard below. `credits`: what they were taken from. */
type Lent = { calls: number; until: number; blockId: number | null; credits: CreditState | null }

/** `plan`: the name of the plan, if its limit is the one that is used up. `above`: it is that of a parent. */
function limitCheck(noun: string, left: Remaining[], cost: number, plan: string | null, above: boolean): Check {
  const figures = left.map((one) => `${one.remaining} of ${one.limit} left this ${one.window}`).join(', ')
  const passed = plan === null && !above && left.every((one) => one.remaining >= cost)
  if (plan !== null) return { check: 'rate_limited', passed, detail: `The organization's plan (${plan}) is used up.` }
  if (above) return { check: 'rate_limited', passed, detail: `The limits of a ${noun} above it are used up.` }
  return { check: 'rate_limited', passed, detail: figures || `The ${noun} has no limits.` }
}

function creditCheck(noun: string, left: number | null, cost: number, above: boolean): Check {
  if (above) return { check: 'no_credits', passed: false, detail: `A ${noun} above it has no credits left.` }
  return {
    check: 'no_credits',
    passed: left === null || left >= cost,
    detail: left === null ? `The ${noun} needs no credits.` : `${left} credits left, and the call costs ${cost}.`,
  }
}
