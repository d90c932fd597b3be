import { DurableObject } from 'cloudflare:workers'
import { databaseOf } from '../db/client.ts'
import { reportError } from '../lib/report.ts'
import type { Saved } from '../limits/ledger.ts'
import type { Remaining } from '../limits/meter.ts'
import { askQuota, handQuotaBack } from '../limits/org-quota-client.ts'
import type { Spent } from '../limits/quota.ts'
import { type CredentialKind, credentialKindOf } from './credential-kind.ts'
import { refusal } from './guard-answer.ts'
import { type Decision, GuardCore } from './guard-core.ts'
import { type BriefAnswer, type BriefAsk, briefAnswer, fullAsk, isKnownVersion } from './guard-protocol.ts'
import type { LeaseAsk } from './lease.ts'
import { askToLend, handBackLent } from './parent-client.ts'
import type { DeadCode, LendAnswer, LendAsk } from './parent-terms.ts'
import type { Ask } from './stored-policy.ts'

/** Shorter than the ten idle seconds after which the object may be evicted, ms. */
const QUIET_MS = 4000
const STORAGE_KEY = 'meter'
/** Other calls may use up a granted block; after this many tries the call is refused because of the plan's limit. */
const MAX_QUOTA_TRIES = 5
/**
 * Maximum age of the organization's settings, ms. They are read with the credential, and not every guard is notified of
 * a change.
 */
const SETTINGS_FRESH_MS = 300_000

/** A decision, and the tag of the credential's facts if the isolate may cache them. */
export type GuardReply = Decision & { facts: string | null }

export type Left = { limits: Remaining[]; credits: number | null }

const NOTHING_LEFT: Left = { limits: [], credits: null }

/** For an object whose name belongs to no feature: it never has a policy and admits nothing. */
const NO_KIND: CredentialKind = {
  noun: 'credential',
  owns: () => false,
  findPolicy: async () => null,
  secretUsed: () => null,
  usedDigest: () => false,
}

/** The answer to a call that cannot be decided. */
const undecided = (): Decision => ({ answer: refusal('unavailable'), lease: null })

/**
 * The authority over one credential: a shell around GuardCore that adds time, storage and the policy. The object's name
 * identifies the kind of credential: for an API key it is the bare reference. Names must never change: another name
 * would open an empty object and lose the counted windows. `rpc` is the caller's version of this RPC
 * (guard-protocol.ts). The methods return results and never throw, so that a caller can distinguish a refusal from an
 * unreachable object.
 */
export class CredentialGuard extends DurableObject<Env> {
  readonly #kind: CredentialKind | null
  readonly #core: GuardCore
  #loaded = false
  #alarmSet = false
  #asking: Promise<boolean> | null = null
  #askingParent: Promise<'lent' | 'unavailable' | DeadCode> | null = null
  #reading: Promise<boolean> | null = null
  /** A question to the parent is about to be sent, and still counts the calls that wait. */
  #collecting = false
  #waiting = 0
  #readAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // The output gate delays the answer until the write is durable.
    const save = (saved: Saved) => ctx.storage.kv.put<Saved>(STORAGE_KEY, saved)
    this.#kind = credentialKindOf(ctx.id.name)
    this.#core = new GuardCore(this.#kind ?? NO_KIND, ctx.storage.kv.get<Saved>(STORAGE_KEY), Date.now(), save)
    ctx.blockConcurrencyWhile(async () => {
      await this.#load()
    })
  }

  /**
   * Decides on one call and charges it; a refused call costs nothing. Grants a lease if one is requested and
   * worthwhile.
   */
  async admit(ask: Ask, leaseAsk: LeaseAsk | null, rpc?: number): Promise<GuardReply> {
    if (!isKnownVersion(rpc)) return { ...undecided(), facts: null }
    return { ...(await this.#decide(ask, leaseAsk)), facts: this.#core.factsTag }
  }

  /**
   * The same without leases, in the short form; in the long form if the answer contains more than the remaining limits.
   */
  async admitBriefly(brief: BriefAsk, rpc?: number): Promise<GuardReply | BriefAnswer> {
    if (!isKnownVersion(rpc)) return { ...undecided(), facts: null }
    const { ask, facts: known } = fullAsk(brief)
    const decision = await this.#decide(ask, null)
    const facts = this.#core.factsTag
    return (facts === known && briefAnswer(decision)) || { ...decision, facts }
  }

  async #decide(ask: Ask, leaseAsk: LeaseAsk | null): Promise<Decision> {
    if (!this.#loaded && !(await this.#load())) return undecided()
    if (Date.now() - this.#readAt > SETTINGS_FRESH_MS) {
      this.#readAt = Date.now()
      this.ctx.waitUntil(this.#load())
    }
    for (let tries = 0; tries < MAX_QUOTA_TRIES; tries++) {
      if (this.#core.parent === null) {
        const missing = this.#core.quotaMissing(ask, leaseAsk, Date.now())
        if (missing === 0) break
        if (!(await this.#moreQuota(missing))) return undecided()
      } else {
        if (this.#core.isBehindParent) {
          if (!(await this.#readAgain())) return undecided()
          continue
        }
        const missing = this.#core.parentMissing(ask, leaseAsk, Date.now())
        if (missing === null) break
        const answer = await this.#moreFromParent(missing)
        if (answer === 'unavailable') return undecided()
        if (answer !== 'lent') return this.#core.refuseAsDead(ask, answer, Date.now())
      }
    }
    // There must be no await between here and the answer: the decision and its charge are one step.
    const decision = this.#core.admit(ask, leaseAsk, Date.now())
    if (this.#core.unsettled && !this.#alarmSet) this.#settleLater()
    return decision
  }

  /**
   * Lends calls to the guard of a credential below this one, and says what it may do. Null if this cannot be decided now.
   * Only guards call it.
   */
  async lend(ask: LendAsk, rpc?: number): Promise<LendAnswer | null> {
    if (!isKnownVersion(rpc)) return null
    if (!this.#loaded && !(await this.#load())) return null
    for (let tries = 0; tries < MAX_QUOTA_TRIES; tries++) {
      const missing = this.#core.lendMissing(ask, Date.now())
      if (missing === null) break
      if (this.#core.parent === null) {
        if (!(await this.#moreQuota(missing))) return null
      } else {
        const answer = await this.#moreFromParent(missing)
        if (answer === 'unavailable') return null
        if (answer !== 'lent') return { dead: answer }
      }
    }
    const answer = this.#core.lend(ask, Date.now())
    if (this.#core.unsettled && !this.#alarmSet) this.#settleLater()
    return answer
  }

  /** Counts what a guard below this one really spent of what it returns. */
  async takeBack(spent: Spent[], rpc?: number): Promise<void> {
    if (!isKnownVersion(rpc)) return
    this.#core.takeBack(spent, Date.now())
    if (this.#core.unsettled && !this.#alarmSet) this.#settleLater()
  }

  /** The remaining limits and credits of the credential. Charges nothing. */
  async left(rpc?: number): Promise<Left> {
    if (!isKnownVersion(rpc)) return NOTHING_LEFT
    if (!this.#loaded && !(await this.#load())) return NOTHING_LEFT
    return this.#core.left(Date.now())
  }

  /**
   * Reloads the policy from the database, and returns once no lease under the earlier policy can be valid: at once if
   * none is out, else within LEASE_MS. True if the credential is now at `version` or later, or is deleted: from then on
   * nothing is admitted under an earlier version, here or in any isolate. `outwaitLeases` false: for a change that
   * affects no decision, such as a new name.
   */
  async reload(version: number, outwaitLeases = true, rpc?: number): Promise<boolean> {
    if (!isKnownVersion(rpc)) return false
    if (!(await this.#load())) return false
    if (this.#core.version !== null && this.#core.version < version) return false
    // Leases granted after the read above have the new state, so this time does not move.
    const wait = this.#core.leasedUntil - Date.now()
    if (outwaitLeases && wait > 0) await scheduler.wait(wait)
    return true
  }

  /**
   * Gets more of the organization's quota; all calls that wait at the same time share one request. False if the quota
   * cannot be reached.
   */
  #moreQuota(calls: number): Promise<boolean> {
    this.#waiting += calls
    this.#asking ??= this.#askQuota()
    return this.#asking
  }

  async #askQuota(): Promise<boolean> {
    // Wait one microtask, so that calls that arrive at the same moment are counted too.
    await Promise.resolve()
    const organizationId = this.#core.organizationId
    const askedAt = Date.now()
    const question = this.#core.quotaAsk(this.#waiting, askedAt)
    this.#waiting = 0
    try {
      if (!organizationId) return false
      this.#core.quotaAnswered(await askQuota(this.env.ORG_QUOTA, organizationId, question), askedAt, Date.now())
      return true
    } catch (error) {
      reportError('the quota of an organization could not be asked', error)
      return false
    } finally {
      this.#asking = null
    }
  }

  /** Gets calls and terms from the parent's guard; all calls that wait at the same time share one request. */
  #moreFromParent(calls: number): Promise<'lent' | 'unavailable' | DeadCode> {
    // A call that joins a question which was sent already asks again afterward, and is counted then.
    if (this.#askingParent === null || this.#collecting) this.#waiting += calls
    if (this.#askingParent === null) this.#collecting = true
    this.#askingParent ??= this.#askParent()
    return this.#askingParent
  }

  /** Reads the policy again, because it depends on the parent, which has changed. All calls that wait share one read. */
  #readAgain(): Promise<boolean> {
    this.#reading ??= this.#load().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  #guardOf(name: string) {
    const guards = this.env.CREDENTIAL_GUARD
    return guards.get(guards.idFromName(name))
  }

  async #askParent(): Promise<'lent' | 'unavailable' | DeadCode> {
    // Wait one microtask, so that calls that arrive at the same moment are counted too.
    await Promise.resolve()
    const { parent } = this.#core
    const askedAt = Date.now()
    const question = this.#core.parentAsk(this.#waiting, askedAt)
    this.#waiting = 0
    this.#collecting = false
    try {
      const answer = parent === null ? null : await askToLend(() => this.#guardOf(parent), question)
      if (!answer) return 'unavailable'
      if ('dead' in answer) return answer.dead
      this.#core.parentAnswered(answer, askedAt, Date.now())
      return 'lent'
    } catch (error) {
      reportError('the guard of a parent could not be asked', error)
      return 'unavailable'
    } finally {
      this.#askingParent = null
    }
  }

  async #load(): Promise<boolean> {
    const { name } = this.ctx.id
    if (!name || !this.#kind) return false
    try {
      this.#core.enforce(await this.#kind.findPolicy(databaseOf(this.env.DB), name))
      this.#loaded = true
      this.#readAt = Date.now()
      return true
    } catch (error) {
      reportError('credential guard could not read its policy', error)
      return false
    }
  }

  /** After some time without calls, writes the exact count to storage, so that an eviction costs nothing. */
  override async alarm(): Promise<void> {
    this.#alarmSet = false
    if (Date.now() - this.#core.lastCall < QUIET_MS / 2) return this.#settleLater()
    this.#core.settleDown()
    const { parent } = this.#core
    const lent = this.#core.parentHandBack(Date.now())
    if (parent !== null && lent.length > 0) await handBackLent(() => this.#guardOf(parent), lent)
    const quota = this.#core.organizationId
    const spent = this.#core.quotaHandBack()
    if (quota && spent.length > 0) await handQuotaBack(this.env.ORG_QUOTA, quota, spent)
  }

  #settleLater(): void {
    this.#alarmSet = true
    // An alarm, not a timer: a timer would keep the object awake, and billed, until it fires.
    this.ctx.waitUntil(this.ctx.storage.setAlarm(Date.now() + QUIET_MS))
  }
}
