import { reportError } from '../lib/report.ts'
import type { Ask } from './policy.ts'
import { type GuardAnswer, refusal } from './guard-answer.ts'
import { type BriefAnswer, briefAsk, fullAnswer, type KnownFacts } from './guard-protocol.ts'
import type { KeyGuard, Left, Told } from './credential-guard-object.ts'
import { LeaseBook } from './lease-cache.ts'

type Guards = DurableObjectNamespace<KeyGuard>

/** The leases of this isolate. */
const book = new LeaseBook()

/** Keys whose facts are remembered; the one that was learnt first is forgotten first. */
const MAX_KNOWN = 5000
/** What this isolate knows of keys of which nothing is lent. */
const known = new Map<string, KnownFacts>()

/** A stub is of no use after an error, so each try takes a new one. */
async function withRetry<T>(tries: number, call: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      return await call()
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

const guardOf = (guards: Guards, reference: string) => guards.get(guards.idFromName(reference))

/**
 * Lets one call in, or not: from a lease of this isolate where there is one, else by asking the key's guard, which is
 * one object call. `unavailable` when the guard cannot be reached.
 */
export function askGuard(guards: Guards, reference: string, ask: Ask): GuardAnswer | Promise<GuardAnswer> {
  const now = Date.now()
  if (!book.shouldRenew(reference, now)) {
    const answer = book.spend(reference, ask, now)
    if (answer) return answer
  }
  const facts = known.get(reference)
  return facts ? askBriefly(guards, reference, ask, facts) : askAtLength(guards, reference, ask, now)
}

async function askAtLength(guards: Guards, reference: string, ask: Ask, now: number): Promise<GuardAnswer> {
  const leaseAsk = book.ask(reference, now)
  try {
    // A second try may charge a second time: that errs on the side of the limit.
    const told = await withRetry(2, () => guardOf(guards, reference).admit(ask, leaseAsk))
    if (leaseAsk) book.answered(reference, told.lease, told.answer, now)
    learn(guards, reference, told)
    return told.answer
  } catch (error) {
    reportError('key guard did not answer', error)
    if (leaseAsk) book.answered(reference, null, refusal('unavailable'), now)
    return refusal('unavailable')
  }
}

/** The same for a key of which nothing is lent: what both sides know is not said again. */
async function askBriefly(guards: Guards, reference: string, ask: Ask, facts: KnownFacts): Promise<GuardAnswer> {
  const brief = briefAsk(ask, facts.tag)
  try {
    const told = await withRetry<Told | BriefAnswer>(2, () =>
      // The id is kept too: to make it of the name takes a hash.
      brief ? guards.get(facts.guard).admitBriefly(brief) : guards.get(facts.guard).admit(ask, null),
    )
    if (typeof told === 'string') return fullAnswer(told, facts)
    learn(guards, reference, told)
    return told.answer
  } catch (error) {
    reportError('key guard did not answer', error)
    return refusal('unavailable')
  }
}

function learn(guards: Guards, reference: string, { answer: { key, owner }, facts }: Told): void {
  // A wrong secret is told nothing, and changes nothing of what is known.
  if (facts !== null && !key) return
  known.delete(reference)
  if (facts === null || !key) return
  known.set(reference, { tag: facts, key, owner, guard: guards.idFromName(reference) })
  if (known.size <= MAX_KNOWN) return
  for (const oldest of known.keys()) {
    known.delete(oldest)
    break
  }
}

/** Makes the guard read the key again: true once no call can be admitted under a version before `version`. */
export async function refreshGuard(
  guards: Guards,
  reference: string,
  version: number,
  outwaitLeases: boolean,
): Promise<boolean> {
  try {
    return await withRetry(3, () => guardOf(guards, reference).reload(version, outwaitLeases))
  } catch (error) {
    reportError('key guard did not confirm a change', error)
    return false
  }
}

/** What is left of a key's limits and credits, charging nothing. */
export function whatIsLeft(guards: Guards, reference: string): Promise<Left> {
  return withRetry(2, () => guardOf(guards, reference).left())
}
