import { DurableObject } from 'cloudflare:workers'
import { databaseOf } from '../db/client.ts'
import { restore, type Saved } from './ledger.ts'
import { planLimits } from './plan.ts'
import { type QuotaAnswer, type QuotaAsk, QuotaCore, type Spent } from './quota.ts'
import { findPlan } from './store.ts'

const STORAGE_KEY = 'meter'

/** The authority over one organisation's plan, named by its id: a shell around QuotaCore. Guards alone ask it. */
export class OrgQuota extends DurableObject<Env> {
  readonly #core: QuotaCore
  #loaded = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const saved = ctx.storage.kv.get<Saved>(STORAGE_KEY)
    const none = { minute: 0, hour: 0, day: 0 }
    this.#core = new QuotaCore(saved ? restore(saved, Date.now()) : null, none, Date.now())
    ctx.blockConcurrencyWhile(() => this.reload())
  }

  /** Grants a block of what is left; a write leaves before the answer does, so that a crash gives nothing twice. */
  async grant(ask: QuotaAsk): Promise<QuotaAnswer> {
    if (!this.#loaded) await this.reload()
    const answer = this.#core.grant(ask, Date.now())
    this.#save()
    return answer
  }

  /** Counts what a guard really spent of a block that it gives up. */
  async takeBack(spent: Spent[]): Promise<void> {
    this.#core.takeBack(spent, Date.now())
    this.#save()
  }

  /** Reads the organisation's plan again. */
  async reload(): Promise<void> {
    const plan = await findPlan(databaseOf(this.env.DB), this.ctx.id.name ?? '')
    if (!plan) return
    this.#core.limits = planLimits(plan.plan, plan)
    this.#loaded = true
  }

  #save(): void {
    this.ctx.storage.kv.put<Saved>(STORAGE_KEY, { meter: this.#core.meter, ahead: 0, leasedUntil: 0 })
  }
}
