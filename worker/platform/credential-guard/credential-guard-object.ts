import { DurableObject } from 'cloudflare:workers'
import { databaseOf } from '../db/client.ts'
import { reportError } from '../lib/report.ts'
import type { Saved } from '../limits/ledger.ts'
import type { Remaining } from '../limits/meter.ts'
import { askQuota, handQuotaBack } from '../limits/org-quota-client.ts'
import { type CredentialKind, credentialKindOf } from './credential-kind.ts'
import { refusal } from './guard-answer.ts'
import { type Decision, GuardCore } from './guard-core.ts'
import { type BriefAnswer, type BriefAsk, briefAnswer, fullAsk, isKnownVersion } from './guard-protocol.ts'
import type { LeaseAsk } from './lease.ts'
import type { Ask } from './stored-policy.ts'

/** Shorter than the ten idle seconds after which the object may lose its memory, ms. */
const QUIET_MS = 4000
const STORAGE_KEY = 'meter'
/** Other calls may use up what was granted; after so many tries the call is refused as over the plan's limit. */
const MAX_QUOTA_TRIES = 5
/** Settings of the organization are read with the credential, and not every guard is told of a change. They may be this old, ms. */
const SETTINGS_FRESH_MS = 300_000

/** A decision, and the tag of the credential's facts if the isolate may keep them. */
export type GuardReply = Decision & { facts: string | null }

export type Left = { limits: Remaining[]; credits: number | null }

const NOTHING_LEFT: Left = { limits: [], credits: null }

/** For an object whose name no feature owns: it never has a policy, and admits nothing. */
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
 * The authority over one credential: a shell around GuardCore that gives it time, storage and the policy. The object's name
 * tells the kind of the credential: an API key's is its bare reference. A name never changes, since another name would open
 * an empty object and lose the windows. `rpc` is the caller's version of this RPC (guard-protocol.ts). The object answers
 * with results and never throws, so that a caller can tell a refusal from an object that is gone.
 */
export class CredentialGuard extends DurableObject<Env> {
  readonly #kind: CredentialKind | null
  readonly #core: GuardCore
  #loaded = false
  #alarmSet = false
  #asking: Promise<boolean> | null = null
  #waiting = 0
  #readAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // A write leaves before the answer does: the output gate waits for it.
    const save = (saved: Saved) => ctx.storage.kv.put<Saved>(STORAGE_KEY, saved)
    this.#kind = credentialKindOf(ctx.id.name)
    this.#core = new GuardCore(this.#kind ?? NO_KIND, ctx.storage.kv.get<Saved>(STORAGE_KEY), Date.now(), save)
    ctx.blockConcurrencyWhile(async () => {
      await this.#load()
    })
  }

  /** Decides on one call and charges it; a denied call costs nothing. Grants a lease when one is asked for and pays. */
  async admit(ask: Ask, leaseAsk: LeaseAsk | null, rpc?: number): Promise<GuardReply> {
    if (!isKnownVersion(rpc)) return { ...undecided(), facts: null }
    return { ...(await this.#decide(ask, leaseAsk)), facts: this.#core.factsTag }
  }

  /** The same without leases, in the short form; in the long form when the answer holds more than what is left. */
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
      const missing = this.#core.quotaMissing(ask, leaseAsk, Date.now())
      if (missing === 0) break
      if (!(await this.#moreQuota(missing))) return undecided()
    }
    // Nothing awaits between here and the answer: the decision and its charge are one step.
    const decision = this.#core.admit(ask, leaseAsk, Date.now())
    if (this.#core.unsettled && !this.#alarmSet) this.#settleLater()
    return decision
  }

  /** What is left of the credential's limits and credits. It charges nothing. */
  async left(rpc?: number): Promise<Left> {
    if (!isKnownVersion(rpc)) return NOTHING_LEFT
    if (!this.#loaded && !(await this.#load())) return NOTHING_LEFT
    return this.#core.left(Date.now())
  }

  /**
   * Reads the policy again from the database, and answers once no lease under the earlier policy can be alive: at once when
   * none is out, else within LEASE_MS. True when the credential is now at `version` or later, or is gone: from this moment
   * nothing is admitted under an earlier version, here or in any isolate. `outwaitLeases` false: for a change that affects
   * no decision, such as a new name.
   */
  async reload(version: number, outwaitLeases = true, rpc?: number): Promise<boolean> {
    if (!isKnownVersion(rpc)) return false
    if (!(await this.#load())) return false
    if (this.#core.version !== null && this.#core.version < version) return false
    // Leases granted after the read above carry the new state, so this moment does not move.
    const wait = this.#core.leasedUntil - Date.now()
    if (outwaitLeases && wait > 0) await scheduler.wait(wait)
    return true
  }

  /**
   * Gets more of the organization's quota; all calls that wait at the same time share one question. False when the quota
   * cannot be asked.
   */
  #moreQuota(calls: number): Promise<boolean> {
    this.#waiting += calls
    this.#asking ??= this.#askQuota()
    return this.#asking
  }

  async #askQuota(): Promise<boolean> {
    // Calls that arrive in the same moment are counted too.
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

  /** After a while without calls, writes the exact count to storage: losing the memory then costs nothing. */
  override async alarm(): Promise<void> {
    this.#alarmSet = false
    if (Date.now() - this.#core.lastCall < QUIET_MS / 2) return this.#settleLater()
    this.#core.settleDown()
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
