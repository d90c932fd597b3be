import type { Remaining } from '../limits/meter.ts'
import type { CredentialKind } from './credential-kind.ts'
import type { GuardAnswer, KeyFacts } from './guard-answer.ts'
import { LEASE_MS, type Lease, type LeaseAsk } from './lease.ts'
import { type CompiledPolicy, compilePolicy, failedCheck, scopesFor, usedPrevious } from './policy.ts'
import type { Ask } from './stored-policy.ts'

/** Maximum number of cached credentials; the least recently used one is evicted first. */
const MAX_ENTRIES = 5000
/**
 * An isolate stops using a lease this long (ms) before its end, because its clock does not advance during computation.
 */
const MARGIN_MS = 200
/** A lease is renewed when this little of it is left, in time or in calls. */
const RENEW_MS = 500
const RENEW_SHARE = 8

type Held = {
  id: number
  calls: number
  spent: number
  /** Validity by this isolate's clock. Both ends are checked, so that a clock set back does not prolong it. */
  from: number
  until: number
  policy: CompiledPolicy
  answer: GuardAnswer
  limits: Remaining[]
  /** By their scopes, which are one object for each selection (policy.ts). */
  factsOfTokens: WeakMap<string[], KeyFacts>
}

type Entry = {
  held: Held | null
  retired: { id: number; spent: number }[]
  /** Another call is requesting a lease; until then (ms) no second call does. */
  askingUntil: number
  /** Calls since `since`, and calls per second in the interval before. */
  seen: number
  since: number
  demand: number
}

/** The facts of a credential for a call with one of its tokens, made once for each selection of scopes. */
function factsForToken(held: Held, key: KeyFacts, ask: Ask): KeyFacts {
  const scopes = scopesFor(held.policy, ask)
  const known = held.factsOfTokens.get(scopes)
  if (known) return known
  const facts = { ...key, scopes }
  held.factsOfTokens.set(scopes, facts)
  return facts
}

/** The leases of one isolate for one kind of credential. In memory: requests share it without waiting. */
export class LeaseCache {
  readonly #kind: CredentialKind
  #entries = new Map<string, Entry>()

  constructor(kind: CredentialKind) {
    this.#kind = kind
  }

  get size(): number {
    return this.#entries.size
  }

  /** Admits a call from a lease; null if the guard must be asked: there is no lease, or it does not cover this call. */
  spend(reference: string, ask: Ask, now: number): GuardAnswer | null {
    const held = this.#see(reference, now).held
    if (!held || now >= held.until || now < held.from || ask.explain) return null
    if (held.spent + ask.cost > held.calls) return null
    if (failedCheck(held.policy, ask, now)) return null
    const elapsed = now - held.from
    held.spent += ask.cost
    const left = held.calls - held.spent
    const { key } = held.answer
    return {
      ...held.answer,
      // The lease may have been granted to a call with another token.
      key: key && ask.token ? factsForToken(held, key, ask) : key,
      previousSecret: usedPrevious(held.policy, ask, now),
      limits: held.limits.map((one) => ({
        ...one,
        remaining: one.remaining + left,
        resetMs: Math.max(0, one.resetMs - elapsed),
      })),
    }
  }

  /** Whether a call that a lease covers should ask the guard nevertheless, so that the next lease arrives in time. */
  shouldRenew(reference: string, now: number): boolean {
    const entry = this.#entries.get(reference)
    if (!entry?.held || now < entry.askingUntil) return false
    const { calls, spent, until } = entry.held
    return until - now < RENEW_MS || calls - spent <= calls / RENEW_SHARE
  }

  /** The lease request that is sent to the guard with a call; null while another call is requesting one. */
  ask(reference: string, now: number): LeaseAsk | null {
    const entry = this.#entries.get(reference)
    if (!entry || now < entry.askingUntil) return null
    entry.askingUntil = now + LEASE_MS
    if (entry.held && (now >= entry.held.until || entry.held.spent >= entry.held.calls)) this.#retire(entry)
    const handBack = entry.retired
    entry.retired = []
    const stretch = Math.max(now - entry.since, 1000)
    return { demand: Math.max(entry.demand, (entry.seen * 1000) / stretch), handBack }
  }

  /**
   * Stores the guard's answer: a new lease, or none. `askedAt`: when the request was sent (ms); the lease counts from
   * then.
   */
  answered(reference: string, lease: Lease | null, answer: GuardAnswer, askedAt: number): void {
    const entry = this.#entries.get(reference)
    if (!entry) return
    entry.askingUntil = 0
    if (!lease) return
    this.#retire(entry)
    entry.held = {
      id: lease.id,
      calls: lease.calls,
      spent: 0,
      from: askedAt,
      until: askedAt + (lease.ms ?? LEASE_MS) - MARGIN_MS,
      policy: compilePolicy(lease.policy, this.#kind),
      answer: { ...answer, digestUsed: false, checks: null, retryAfterMs: null },
      limits: lease.limits,
      factsOfTokens: new WeakMap(),
    }
  }

  #retire(entry: Entry): void {
    if (entry.held) entry.retired.push({ id: entry.held.id, spent: entry.held.spent })
    entry.held = null
  }

  #see(reference: string, now: number): Entry {
    let entry = this.#entries.get(reference)
    if (entry) {
      if (now - entry.since >= 1000) {
        entry.demand = (entry.seen * 1000) / (now - entry.since)
        entry.seen = 0
        entry.since = now
        // Moves the entry to the end of the map's order: the first entry is evicted first.
        this.#entries.delete(reference)
        this.#entries.set(reference, entry)
      }
    } else {
      entry = { held: null, retired: [], askingUntil: 0, seen: 0, since: now, demand: 0 }
      this.#entries.set(reference, entry)
      if (this.#entries.size > MAX_ENTRIES) {
        for (const oldest of this.#entries.keys()) {
          this.#entries.delete(oldest)
          break
        }
      }
    }
    entry.seen++
    return entry
  }
}
