import { reportError } from '../lib/report.ts'
import type { Ask } from './admission.ts'
import { type GuardAnswer, refusal } from './guard-answer.ts'
import type { KeyGuard, Left } from './key-guard-object.ts'
import { LeaseBook } from './lease-book.ts'

type Guards = DurableObjectNamespace<KeyGuard>

/** The leases of this isolate. */
const book = new LeaseBook()

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
export async function askGuard(guards: Guards, reference: string, ask: Ask): Promise<GuardAnswer> {
  const now = Date.now()
  if (!book.shouldRenew(reference, now)) {
    const answer = book.spend(reference, ask, now)
    if (answer) return answer
  }
  const leaseAsk = book.ask(reference, now)
  try {
    // A second try may charge a second time: that errs on the side of the limit.
    const { answer, lease } = await withRetry(2, () => guardOf(guards, reference).admit(ask, leaseAsk))
    if (leaseAsk) book.answered(reference, lease, answer, now)
    return answer
  } catch (error) {
    reportError('key guard did not answer', error)
    if (leaseAsk) book.answered(reference, null, refusal('unavailable'), now)
    return refusal('unavailable')
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
