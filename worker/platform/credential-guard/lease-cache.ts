import type { Remaining } from '../limits/meter.ts'
import { type Ask, compilePolicy, failedCheck, type KeyPolicy, usedPrevious } from './policy.ts'
import type { GuardAnswer } from './guard-answer.ts'
import { LEASE_MS, type Lease, type LeaseAsk } from './lease.ts'

/** Keys of which the book remembers anything; the one not seen for longest is forgotten first. */
const MAX_KEYS = 5000
/** An isolate stops so long before the end, ms: its clock stands still while it computes. */
const MARGIN_MS = 200
/** A lease is renewed when so little of it is left, in time or in calls. */
const RENEW_MS = 500
const RENEW_SHARE = 8

type Held = {
  id: number
  calls: number
  spent: number
  /** Good until then by this isolate's clock, and from then: a clock set back must not prolong it. */
  from: number
  until: number
  policy: KeyPolicy
  answer: GuardAnswer
  limits: Remaining[]
}

type Page = {
  held: Held | null
  retired: { id: number; spent: number }[]
  /** Somebody is asking for a lease; until then (ms) nobody else does. */
  askingUntil: number
  /** Calls seen since `since`, and per second in the stretch before. */
  seen: number
  since: number
  demand: number
}

/** The leases of one isolate. Everything in it is plain memory: requests share it without waiting for each other. */
export class LeaseBook {
  #pages = new Map<string, Page>()

  get size(): number {
    return this.#pages.size
  }

  /** Admits a call from a lease; null when the guard has to be asked: no lease, used up, or something is not as it was. */
  spend(reference: string, ask: Ask, now: number): GuardAnswer | null {
    const held = this.#see(reference, now).held
    if (!held || now >= held.until || now < held.from || ask.explain) return null
    if (held.spent + ask.cost > held.calls) return null
    if (failedCheck(held.policy, ask, now)) return null
    const elapsed = now - held.from
    held.spent += ask.cost
    const left = held.calls - held.spent
    return {
      ...held.answer,
      previousSecret: usedPrevious(held.policy, ask, now),
      limits: held.limits.map((one) => ({
        ...one,
        remaining: one.remaining + left,
        resetMs: Math.max(0, one.resetMs - elapsed),
      })),
    }
  }

  /** Whether a call that would be admitted here should ask the guard nevertheless, to have the next lease in time. */
  shouldRenew(reference: string, now: number): boolean {
    const page = this.#pages.get(reference)
    if (!page?.held || now < page.askingUntil) return false
    const { calls, spent, until } = page.held
    return until - now < RENEW_MS || calls - spent <= calls / RENEW_SHARE
  }

  /** What to tell the guard with the next question; null while somebody else is asking already. */
  ask(reference: string, now: number): LeaseAsk | null {
    const page = this.#pages.get(reference)
    if (!page || now < page.askingUntil) return null
    page.askingUntil = now + LEASE_MS
    if (page.held && (now >= page.held.until || page.held.spent >= page.held.calls)) this.#retire(page)
    const handBack = page.retired
    page.retired = []
    const stretch = Math.max(now - page.since, 1000)
    return { demand: Math.max(page.demand, (page.seen * 1000) / stretch), handBack }
  }

  /** The guard answered: a new lease, or none. `askedAt`: when the question was sent (ms), from when it counts. */
  answered(reference: string, lease: Lease | null, answer: GuardAnswer, askedAt: number): void {
    const page = this.#pages.get(reference)
    if (!page) return
    page.askingUntil = 0
    if (!lease) return
    this.#retire(page)
    page.held = {
      id: lease.id,
      calls: lease.calls,
      spent: 0,
      from: askedAt,
      until: askedAt + LEASE_MS - MARGIN_MS,
      policy: compilePolicy(lease.policy),
      answer: { ...answer, digestUsed: false, checks: null, retryAfterMs: null },
      limits: lease.limits,
    }
  }

  #retire(page: Page): void {
    if (page.held) page.retired.push({ id: page.held.id, spent: page.held.spent })
    page.held = null
  }

  #see(reference: string, now: number): Page {
    let page = this.#pages.get(reference)
    if (page) {
      if (now - page.since >= 1000) {
        page.demand = (page.seen * 1000) / (now - page.since)
        page.seen = 0
        page.since = now
        // Moves the page to the end of the map's order: the front is what is forgotten first.
        this.#pages.delete(reference)
        this.#pages.set(reference, page)
      }
    } else {
      page = { held: null, retired: [], askingUntil: 0, seen: 0, since: now, demand: 0 }
      this.#pages.set(reference, page)
      if (this.#pages.size > MAX_KEYS) {
        for (const oldest of this.#pages.keys()) {
          this.#pages.delete(oldest)
          break
        }
      }
    }
    page.seen++
    return page
  }
}
