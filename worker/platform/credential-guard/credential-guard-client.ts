import { reportError } from '../lib/report.ts'
import type { CredentialGuard, GuardReply, Left } from './credential-guard-object.ts'
import type { CredentialKind } from './credential-kind.ts'
import { type GuardAnswer, refusal } from './guard-answer.ts'
import { type BriefAnswer, briefAsk, fullAnswer, GUARD_RPC_VERSION, type KnownFacts } from './guard-protocol.ts'
import { LeaseCache } from './lease-cache.ts'
import type { Ask } from './stored-policy.ts'

type Guards = DurableObjectNamespace<CredentialGuard>

/** Maximum number of credentials whose facts are cached; the oldest entry is evicted first. */
const MAX_KNOWN = 5000

/** A Durable Object stub is unusable after an error, so each try gets a new one. */
async function withRetry<T>(tries: number, call: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      return await call()
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

const guardOf = (guards: Guards, name: string) => guards.get(guards.idFromName(name))

/** Makes the guard reload its policy: true once no call can be admitted under a version before `version`. */
async function refreshGuard(guards: Guards, name: string, version: number, outwaitLeases: boolean): Promise<boolean> {
  try {
    return await withRetry(3, () => guardOf(guards, name).reload(version, outwaitLeases, GUARD_RPC_VERSION))
  } catch (error) {
    reportError('credential guard did not confirm a change', error)
    return false
  }
}

/** The remaining limits and credits of a credential. Charges nothing. */
const readRemaining = (guards: Guards, name: string): Promise<Left> =>
  withRetry(2, () => guardOf(guards, name).left(GUARD_RPC_VERSION))

/** The client of the guards of one kind of credential, with this isolate's leases and cached facts. */
export function guardClient(kind: CredentialKind) {
  const leases = new LeaseCache(kind)
  /** Cached facts of credentials that grant no leases. */
  const known = new Map<string, KnownFacts>()

  /**
   * Decides on one call: with a lease of this isolate if there is one, else by asking the credential's guard, which is
   * one object call. `unavailable` if the guard cannot be reached, or does not know this version of its RPC.
   */
  function askGuard(guards: Guards, name: string, ask: Ask): GuardAnswer | Promise<GuardAnswer> {
    const now = Date.now()
    if (!leases.shouldRenew(name, now)) {
      const answer = leases.spend(name, ask, now)
      if (answer) return answer
    }
    const facts = known.get(name)
    return facts ? askInShortForm(guards, name, ask, facts) : askInFullForm(guards, name, ask, now)
  }

  async function askInFullForm(guards: Guards, name: string, ask: Ask, now: number): Promise<GuardAnswer> {
    const leaseAsk = leases.ask(name, now)
    try {
      // A retry may charge the call twice: the error is on the safe side of the limit.
      const reply = await withRetry(2, () => guardOf(guards, name).admit(ask, leaseAsk, GUARD_RPC_VERSION))
      if (leaseAsk) leases.answered(name, reply.lease, reply.answer, now)
      learn(guards, name, reply)
      return reply.answer
    } catch (error) {
      reportError('credential guard did not answer', error)
      if (leaseAsk) leases.answered(name, null, refusal('unavailable'), now)
      return refusal('unavailable')
    }
  }

  /** The same for a credential that grants no leases: facts that both sides know are not sent again. */
  async function askInShortForm(guards: Guards, name: string, ask: Ask, facts: KnownFacts): Promise<GuardAnswer> {
    const brief = briefAsk(ask, facts.tag)
    try {
      const reply = await withRetry<GuardReply | BriefAnswer>(2, () =>
        // The object's id is cached too: deriving it from the name takes a hash.
        brief
          ? guards.get(facts.guard).admitBriefly(brief, GUARD_RPC_VERSION)
          : guards.get(facts.guard).admit(ask, null, GUARD_RPC_VERSION),
      )
      if (typeof reply === 'string') return fullAnswer(reply, facts)
      learn(guards, name, reply)
      return reply.answer
    } catch (error) {
      reportError('credential guard did not answer', error)
      return refusal('unavailable')
    }
  }

  function learn(guards: Guards, name: string, { answer: { key, owner }, facts }: GuardReply): void {
    // The answer to a wrong secret contains no facts, so the cache stays unchanged.
    if (facts !== null && !key) return
    known.delete(name)
    if (facts === null || !key) return
    known.set(name, { tag: facts, key, owner, guard: guards.idFromName(name) })
    if (known.size <= MAX_KNOWN) return
    for (const oldest of known.keys()) {
      known.delete(oldest)
      break
    }
  }

  return { askGuard, refreshGuard, readRemaining }
}
