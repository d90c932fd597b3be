import { DurableObject } from 'cloudflare:workers'
import { databaseOf } from '../db/client.ts'
import { loadOnce } from '../lib/load-once.ts'
import { restore, type Saved } from './ledger.ts'
import { planLimits } from './plan.ts'
import { type QuotaAnswer, type QuotaAsk, QuotaCore, type Spent } from './quota.ts'
import { UseWindows } from './use-windows.ts'

const planStore = loadOnce(() => import('./store.ts'))

const STORAGE_KEY = 'meter'
/** While the plan has no limits, storage records the end of blocks this much too late, so that few grants write, ms. */
const SLACK_MS = 8000

/**
 * The authority over one organization's plan, named by the organization's id: a shell around QuotaCore. Only guards
 * call it.
 */
export class OrgQuota extends DurableObject<Env> {
  readonly #core: QuotaCore
  readonly #uses = new UseWindows()
  #loaded = false
  #savedUntil: number

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const saved = ctx.storage.kv.get<Saved>(STORAGE_KEY)
    const none = { minute: 0, hour: 0, day: 0 }
    this.#savedUntil = saved?.leasedUntil ?? 0
    this.#core = new QuotaCore(saved ? restore(saved, Date.now()) : null, none, Date.now(), this.#savedUntil)
    ctx.blockConcurrencyWhile(() => this.#load())
  }

  /**
   * Grants a block of what is left. The output gate delays the answer until the write is durable, so a crash never
   * grants the same calls twice.
   */
  async grant(ask: QuotaAsk): Promise<QuotaAnswer> {
    if (!this.#loaded) await this.#load()
    const answer = this.#core.grant(ask, Date.now())
    if (!answer.block?.unlimited || ask.handBack.length > 0) this.#save(0)
    else if (this.#core.grantedUntil > this.#savedUntil) this.#save(SLACK_MS)
    return answer
  }

  /** Counts the calls that a guard really spent of a block that it returns. */
  async takeBack(spent: Spent[]): Promise<void> {
    this.#core.takeBack(spent, Date.now())
    this.#save(0)
  }

  /** Counts an expensive action in memory; returns the ms until there is room again, or null if it is allowed. */
  async countUse(user: string, perMinute: number): Promise<number | null> {
    return this.#uses.take(user, perMinute, Date.now())
  }

  /**
   * Reloads the organization's plan, and returns once it applies: at once if it allows at least as much as before or no
   * block is out, else when the last block granted before has ended, within BLOCK_MS. From then on no guard and no
   * isolate admits a call that the new limits do not count.
   */
  async reload(): Promise<void> {
    await this.#load()
    const wait = this.#core.tightUntil - Date.now()
    if (wait > 0) await scheduler.wait(wait)
  }

  async #load(): Promise<void> {
    const { findPlan } = await planStore()
    const plan = await findPlan(databaseOf(this.env.DB), this.ctx.id.name ?? '')
    if (!plan) return
    this.#core.change(planLimits(plan.plan, plan))
    this.#loaded = true
  }

  #save(slackMs: number): void {
    this.#savedUntil = this.#core.grantedUntil + slackMs
    this.ctx.storage.kv.put<Saved>(STORAGE_KEY, { meter: this.#core.meter, ahead: 0, leasedUntil: this.#savedUntil })
  }
}
