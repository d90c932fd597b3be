import { DurableObject } from 'cloudflare:workers'
import { databaseOf } from '../db/client.ts'
import { reportError } from '../lib/report.ts'
import type { Saved } from '../limits/ledger.ts'
import type { Remaining } from '../limits/meter.ts'
import { askQuota, handQuotaBack } from '../limits/org-quota-client.ts'
import { findPolicy } from '../../features/api-keys/keys/store.ts'
import type { Ask } from './policy.ts'
import { refusal } from './guard-answer.ts'
import { type Decision, GuardCore } from './guard-core.ts'
import { type BriefAnswer, type BriefAsk, briefAnswer, fullAsk } from './guard-protocol.ts'
import type { LeaseAsk } from './lease.ts'

/** Before the ten idle seconds after which the object may lose its memory, ms. */
const QUIET_MS = 4000
const STORAGE_KEY = 'meter'
/** Others may take what was asked for; after so many times the call is refused as over the plan's limit. */
const MAX_QUOTA_TRIES = 5
/** Settings of the organization are read with the key, and nobody tells every guard of a change: so long they may be out of date, ms. */
const SETTINGS_FRESH_MS = 300_000

/** A decision, and the tag of the key's facts where the isolate may keep them. */
export type Told = Decision & { facts: string | null }

export type Left = { limits: Remaining[]; credits: number | null }

/**
 * The authority over one key, named by the key's reference: a shell around GuardCore that gives it time, storage and
 * the key's row. It answers with results and never throws, so that a caller can tell a refusal from an object that is
 * gone.
 */
export class KeyGuard extends DurableObject<Env> {
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
    this.#core = new GuardCore(ctx.storage.kv.get<Saved>(STORAGE_KEY), Date.now(), save)
    ctx.blockConcurrencyWhile(async () => {
      await this.#load()
    })
  }

  /** Decides on one call and charges it; a denied call costs nothing. Grants a lease when one is asked for and pays. */
  async admit(ask: Ask, leaseAsk: LeaseAsk | null): Promise<Told> {
    return { ...(await this.#decide(ask, leaseAsk)), facts: this.#core.factsTag }
  }

  /** The same without leases, as briefly as can be: at length only when there is more to tell than what is left. */
  async admitBriefly(brief: BriefAsk): Promise<Told | BriefAnswer> {
    const { ask, facts: known } = fullAsk(brief)
    const decision = await this.#decide(ask, null)
    const facts = this.#core.factsTag
    return (facts === known && briefAnswer(decision)) || { ...decision, facts }
  }

  async #decide(ask: Ask, leaseAsk: LeaseAsk | null): Promise<Decision> {
    if (!this.#loaded && !(await this.#load())) return { answer: refusal('unavailable'), lease: null }
    if (Date.now() - this.#readAt > SETTINGS_FRESH_MS) {
      this.#readAt = Date.now()
      this.ctx.waitUntil(this.#load())
    }
    for (let tries = 0; tries < MAX_QUOTA_TRIES; tries++) {
      const missing = this.#core.quotaMissing(ask, leaseAsk, Date.now())
      if (missing === 0) break
      if (!(await this.#moreQuota(missing))) return { answer: refusal('unavailable'), lease: null }
    }
    // Nothing awaits between here and the answer: the decision and its charge are one step.
    const decision = this.#core.admit(ask, leaseAsk, Date.now())
    if (this.#core.unsettled && !this.#alarmSet) this.#settleLater()
    return decision
  }

  /** What is left of the key's limits and credits, charging nothing. */
  async left(): Promise<Left> {
    if (!this.#loaded && !(await this.#load())) return { limits: [], credits: null }
    return this.#core.left(Date.now())
  }

  /**
   * Reads the key again from the database, and answers once no lease under its earlier state can be alive: at once when
   * none is out, else within LEASE_MS. True when the key now stands at `version` or later, or is gone: from this moment
   * on nothing is admitted under an earlier one, here or in any isolate. `outwaitLeases` false: for a change that lets
   * nobody in or out, such as a new name.
   */
  async reload(version: number, outwaitLeases = true): Promise<boolean> {
    if (!(await this.#load())) return false
    if (this.#core.version !== null && this.#core.version < version) return false
    // Leases granted after the read above carry the new state, so this moment does not move.
    const wait = this.#core.leasedUntil - Date.now()
    if (outwaitLeases && wait > 0) await scheduler.wait(wait)
    return true
  }

  /**
   * Gets more of the organisation's quota; all calls that wait at the same time share one question. False when the quota
   * cannot be asked.
   */
  #moreQuota(calls: number): Promise<boolean> {
    this.#waiting += calls
    this.#asking ??= this.#askQuota()
    return this.#asking
  }

  async #askQuota(): Promise<boolean> {
    // Whoever comes in the same moment is counted too.
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
      reportError('the quota of an organisation could not be asked', error)
      return false
    } finally {
      this.#asking = null
    }
  }

  async #load(): Promise<boolean> {
    const reference = this.ctx.id.name
    if (!reference) return false
    try {
      this.#core.enforce(await findPolicy(databaseOf(this.env.DB), reference))
      this.#loaded = true
      this.#readAt = Date.now()
      return true
    } catch (error) {
      reportError('key guard could not read its key', error)
      return false
    }
  }

  /** Once no call came for a while, storage gets the exact count: losing the memory then costs nothing. */
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
