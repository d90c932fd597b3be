import type { Spent } from '../limits/quota.ts'
import { LEND_MS, type LendAnswer, type LendAsk, type ParentTerms, type Shortage } from './parent-terms.ts'

/** A guard stops using what its parent lent this long (ms) before its end: its clock stands still while it computes. */
const MARGIN_MS = 200
/** A shortage is cached for this long, ms, even if the parent gets calls back in the meantime. */
const SHORTAGE_CACHE_MS = 1000

type Block = {
  id: number
  calls: number
  spent: number
  /** When it may be used by this guard's clock, ms. Both ends are checked, so that a clock set back does not prolong it. */
  from: number
  until: number
  /** Until when (ms) guards and isolates may spend parts of it: it is not returned before. */
  lentUntil: number
}

type Granted = Extract<LendAnswer, { block: unknown }>

/** What a guard holds from its parent: calls that the parent has counted, and the terms under which they may be used. */
export class ParentHold {
  #terms: ParentTerms | null = null
  #block: Block | null = null
  #retired: { id: number; spent: number; lentUntil: number }[] = []
  #shortage: (Shortage & { until: number; since: number }) | null = null
  #seen = 0
  #since = 0
  #demand = 0

  /** The terms of the parent, while it is known that they hold; null: the parent has to be asked. */
  terms(now: number): ParentTerms | null {
    return this.#isLive(now) ? this.#terms : null
  }

  /** The versions in the newest answer of the parent; null: it has not been asked. */
  get tag(): string | null {
    return this.#terms?.tag ?? null
  }

  /** When what is held ends, ms since 1970. */
  get until(): number {
    return this.#block?.until ?? 0
  }

  /** How many calls it may admit, or lend, now. */
  left(now: number): number {
    return this.#block && this.#isLive(now) ? this.#block.calls - this.#block.spent : 0
  }

  /** Why the parent lent too little, as of `now`; null if it did not, or if it has to be asked again. */
  shortage(now: number): Shortage | null {
    const shortage = this.#shortage
    if (!shortage || now >= shortage.until) return null
    const { code, byPlan, limit, retryAfterMs, since } = shortage
    return { code, byPlan, limit, retryAfterMs: retryAfterMs && Math.max(1, retryAfterMs - (now - since)) }
  }

  /** Counts calls that are admitted, or lent until `lentUntil` (ms). Returns the id of the block. */
  spend(calls: number, now: number, lentUntil = 0): number | null {
    const block = this.#block
    if (!block) return null
    block.spent += calls
    block.lentUntil = Math.max(block.lentUntil, lentUntil)
    if (now - this.#since >= 1000) {
      this.#demand = (this.#seen * 1000) / Math.min(now - this.#since, 10_000)
      this.#seen = 0
      this.#since = now
    }
    this.#seen += calls
    return block.id
  }

  /** Returns lent calls that did not happen. Once the block was returned they stay counted. */
  unspend(blockId: number | null, calls: number): void {
    if (this.#block?.id === blockId) this.#block.spent -= calls
  }

  /**
   * The question to the parent when `need` calls wait, and isolates expect `demand` calls per second. Blocks that are no
   * longer used are returned with it.
   */
  ask(need: number, now: number, demand = 0): LendAsk {
    const rate = Math.max(this.#demand, this.#seen, demand)
    return { need, spare: Math.ceil((rate * LEND_MS) / 1000), handBack: this.handBack(now) }
  }

  /** Everything that it no longer uses, including its block: afterwards it holds nothing. */
  handBack(now: number): Spent[] {
    if (this.#block) this.#retired.push(this.#block)
    this.#block = null
    const over = this.#retired.filter(({ lentUntil }) => lentUntil <= now)
    this.#retired = this.#retired.filter(({ lentUntil }) => lentUntil > now)
    return over.map(({ id, spent }) => ({ id, spent }))
  }

  /** Takes the parent's answer to a question sent at `askedAt` (ms). */
  answered({ terms, block, shortage }: Granted, askedAt: number, now: number): void {
    if (this.#block) this.#retired.push(this.#block)
    const { id, calls, ms } = block
    this.#block = { id, calls, spent: 0, from: askedAt, until: askedAt + ms - MARGIN_MS, lentUntil: 0 }
    if (terms.tag !== this.#terms?.tag) this.#terms = terms
    const cached = Math.min(SHORTAGE_CACHE_MS, shortage?.retryAfterMs ?? SHORTAGE_CACHE_MS)
    this.#shortage = shortage && { ...shortage, since: now, until: now + cached }
  }

  #isLive(now: number): boolean {
    return this.#block !== null && this.#block.from <= now && now < this.#block.until
  }
}
