import { judge, type Limits, type Meter, newMeter, peek, reserve, settle, WINDOW_NAMES } from './meter.ts'
import { isUnlimited } from './plan.ts'

/**
 * How long a guard may spend a block of its organization's quota, ms. The quota counts from the moment it grants, the
 * guard from the moment it asked, which is earlier.
 */
export const BLOCK_MS = 10_000
/** The same where the plan has no limits, ms: a change that sets one waits for no longer than this. */
export const UNLIMITED_MS = 5000

/**
 * Calls of an organization's quota, counted there already, for one guard to admit by itself. `unlimited`: the plan has no
 * limits, nothing was counted, and nothing needs to be handed back. Such a block ends all the same, so that a plan that
 * gets limits reaches every guard.
 */
export type Block = { id: number; calls: number; unlimited?: boolean }

export type QuotaAsk = {
  /** Calls that are waiting at this moment. */
  need: number
  /** Calls that will come before the block ends, as far as one can tell. */
  spare: number
  handBack: Spent[]
}

/** A block no longer used, and how many of its calls were. */
export type Spent = { id: number; spent: number }

export type QuotaAnswer = {
  block: Block | null
  /** When the block is less than was needed: after so many ms one more call fits; null: it never will. */
  retryAfterMs: number | null
}

/** A block holds at most this share of what is left beyond what is needed at once, so that idle guards keep little. */
const SHARE = 20
/** The calls of a block where the plan has no limits. */
const MANY = 1_000_000_000

/** The quota of one organization, without clock or storage: `now` is an argument, and `meter` is what must be saved. */
export class QuotaCore {
  readonly meter: Meter
  #limits: Limits
  readonly #blocks = new Map<number, { calls: number; until: number }>()
  #nextBlock: number
  #grantedUntil: number
  #tightUntil: number

  /**
   * A quota that wakes at `now` (ms) with what the one before it had counted. `grantedUntil`: when the last block that
   * the one before it granted ends (ms); the plan may have changed since.
   */
  constructor(meter: Meter | null, limits: Limits, now: number, grantedUntil = 0) {
    this.meter = meter ?? newMeter(BLOCK_MS)
    this.#limits = limits
    // Blocks of an earlier life must not be taken for its own when they come back: they stay counted as spent.
    this.#nextBlock = now * 1000
    this.#grantedUntil = grantedUntil
    this.#tightUntil = grantedUntil
  }

  /** When the last block ends that may be out, ms since 1970. */
  get grantedUntil(): number {
    return this.#grantedUntil
  }

  /** From then on (ms since 1970) no block is out that was granted under looser limits than those of now. */
  get tightUntil(): number {
    return this.#tightUntil
  }

  /** Limits that hold for whatever is granted from now on. */
  change(limits: Limits): void {
    if (isTighter(limits, this.#limits)) this.#tightUntil = this.#grantedUntil
    this.#limits = limits
  }

  /** Grants as many of the needed calls as fit, and some to spare where there is plenty. */
  grant(ask: QuotaAsk, now: number): QuotaAnswer {
    this.takeBack(ask.handBack, now)
    const from = Math.max(now, this.meter.clock)
    const until = from + BLOCK_MS
    if (isUnlimited(this.#limits)) {
      this.#grantedUntil = Math.max(this.#grantedUntil, from + UNLIMITED_MS)
      return { block: { id: this.#nextBlock++, calls: MANY, unlimited: true }, retryAfterMs: null }
    }
    const denial = judge(this.meter, this.#limits, 1, now)
    if (denial) return { block: null, retryAfterMs: denial.retryAfterMs }
    const left = Math.min(MANY, ...peek(this.meter, this.#limits, now).map((one) => one.remaining))
    const spare = Math.min(ask.spare, Math.floor((left - ask.need) / SHARE))
    const calls = Math.min(left, ask.need + Math.max(0, spare))
    this.#grantedUntil = Math.max(this.#grantedUntil, until)
    reserve(this.meter, calls, now, until)
    const id = this.#nextBlock++
    this.#blocks.set(id, { calls, until })
    const next = calls < ask.need ? judge(this.meter, this.#limits, 1, now) : null
    return { block: { id, calls }, retryAfterMs: next?.retryAfterMs ?? null }
  }

  /** Counts what blocks really were spent. One that is unknown, or comes twice, changes nothing. */
  takeBack(spent: readonly Spent[], now: number): void {
    for (const one of spent) {
      const block = this.#blocks.get(one.id)
      if (!block) continue
      this.#blocks.delete(one.id)
      settle(this.meter, block, Math.min(one.spent, block.calls), now)
    }
    for (const [id, block] of this.#blocks) {
      // A guard that died brings nothing back.
      if (block.until > now - 6 * BLOCK_MS) break
      this.#blocks.delete(id)
    }
  }
}

/** Whether one set of limits admits less than another in some window. */
const isTighter = (one: Limits, other: Limits): boolean =>
  WINDOW_NAMES.some((name) => (one[name] ?? Number.POSITIVE_INFINITY) < (other[name] ?? Number.POSITIVE_INFINITY))

/** A guard stops using a block so long before its end, ms: its clock stands still while it computes. */
const MARGIN_MS = 200
/** A refusal is believed for so long, ms: meanwhile calls that another guard hands back are not asked for. */
const BELIEVE_MS = 1000

/** What a guard holds of its organization's quota. */
export class QuotaHold {
  #block: (Block & { spent: number; until: number }) | null = null
  #retired: Spent[] = []
  #refused: { until: number; retryAt: number | null } | null = null
  #seen = 0
  #since = 0
  #demand = 0

  /** How many calls it may let in by itself until `until` (ms). */
  left(now: number, until = now): number {
    const block = this.#block
    return block && until < block.until && now < block.until ? block.calls - block.spent : 0
  }

  /** Whether it holds a block that ends before `until` (ms), so that nothing can be lent until then. */
  endsBefore(until: number): boolean {
    return this.#block !== null && this.#block.until <= until
  }

  /** The quota said a moment ago that there is no more: after how many ms there will be; null when never; undefined: it did not. */
  refusedFor(now: number): number | null | undefined {
    const refused = this.#refused
    if (!refused || now >= refused.until) return undefined
    return refused.retryAt === null ? null : Math.max(0, refused.retryAt - now)
  }

  /** Counts calls that are let in, or lent out; the caller has made sure that they are `left`. Answers which block. */
  spend(calls: number, now: number): number | null {
    const block = this.#block
    if (block) block.spent += calls
    if (now - this.#since >= 1000) {
      this.#demand = (this.#seen * 1000) / Math.min(now - this.#since, BLOCK_MS)
      this.#seen = 0
      this.#since = now
    }
    this.#seen += calls
    return block?.id ?? null
  }

  /** Calls of a block that were lent out and did not happen. Once it went back they stay counted. */
  unspend(blockId: number | null, calls: number): void {
    if (this.#block?.id === blockId) this.#block.spent -= calls
  }

  /** The question to the quota when `need` calls wait. What it holds goes back with it. */
  ask(need: number): QuotaAsk {
    const rate = Math.max(this.#demand, this.#seen)
    return { need, spare: Math.ceil((rate * BLOCK_MS) / 1000), handBack: this.handBack() }
  }

  /** Everything it no longer uses, its block included: from here on it holds nothing. */
  handBack(): Spent[] {
    if (this.#block && !this.#block.unlimited) this.#retired.push({ id: this.#block.id, spent: this.#block.spent })
    this.#block = null
    return this.#retired.splice(0)
  }

  /** The quota answered a question sent at `askedAt` (ms). */
  answered(answer: QuotaAnswer, askedAt: number, now: number): void {
    const { block, retryAfterMs } = answer
    this.#block = block && {
      ...block,
      spent: 0,
      until: askedAt + (block.unlimited ? UNLIMITED_MS : BLOCK_MS) - MARGIN_MS,
    }
    this.#refused =
      block && retryAfterMs === null
        ? null
        : {
            until: now + Math.min(BELIEVE_MS, retryAfterMs ?? BELIEVE_MS),
            retryAt: retryAfterMs === null ? null : now + retryAfterMs,
          }
  }
}
