import { denialOf, type Limits, type Meter, newMeter, peek, reserve, settle, WINDOW_NAMES } from './meter.ts'
import { isUnlimited } from './plan.ts'

/**
 * How long a guard may spend a block of its organization's quota, ms. The quota counts from the moment it grants, the
 * guard from the moment it asked, which is earlier.
 */
export const BLOCK_MS = 10_000
/** The same if the plan has no limits, ms: when it gets limits, they apply after at most this time. */
export const UNLIMITED_MS = 5000

/**
 * Calls of an organization's quota, already counted there, for one guard to admit on its own. `unlimited`: the plan has
 * no limits, nothing was counted, and nothing needs to be returned. Such a block also ends, so that a plan that gets
 * limits reaches every guard.
 */
export type Block = { id: number; calls: number; unlimited?: boolean }

export type QuotaAsk = {
  /** Calls that are waiting now. */
  need: number
  /** Calls that are expected before the block ends. */
  spare: number
  handBack: Spent[]
}

/** A block no longer used, and how many of its calls were spent. */
export type Spent = { id: number; spent: number }

export type QuotaAnswer = {
  block: Block | null
  /** If the block is smaller than needed: after this many ms one more call fits; null: never. */
  retryAfterMs: number | null
}

/**
 * In addition to the calls needed now, a block has at most this fraction (1/SHARE) of what is left, so that idle guards
 * hold little.
 */
const SHARE = 20
/** The calls of a block if the plan has no limits. */
const MANY = 1_000_000_000

/** The quota of one organization, without clock or storage: `now` is an argument, and `meter` has to be saved. */
export class QuotaCore {
  readonly meter: Meter
  #limits: Limits
  readonly #blocks = new Map<number, { calls: number; until: number }>()
  #nextBlock: number
  #grantedUntil: number
  #tightUntil: number

  /**
   * A quota that starts at `now` (ms) with the meter of its predecessor. `grantedUntil`: when the last block that the
   * predecessor granted ends (ms); the plan may have changed since.
   */
  constructor(meter: Meter | null, limits: Limits, now: number, grantedUntil = 0) {
    this.meter = meter ?? newMeter(BLOCK_MS)
    this.#limits = limits
    // Block ids must not repeat those of the predecessor. Returned blocks of it are ignored, so their calls stay
    // counted as spent.
    this.#nextBlock = now * 1000
    this.#grantedUntil = grantedUntil
    this.#tightUntil = grantedUntil
  }

  /** When the last block that may be out ends, ms since 1970. */
  get grantedUntil(): number {
    return this.#grantedUntil
  }

  /** From this time on (ms since 1970) no block is out that was granted under higher limits than the current ones. */
  get tightUntil(): number {
    return this.#tightUntil
  }

  /** Sets the limits for all further grants. */
  change(limits: Limits): void {
    if (isTighter(limits, this.#limits)) this.#tightUntil = this.#grantedUntil
    this.#limits = limits
  }

  /** Grants as many of the needed calls as fit, and spare ones if there is plenty. */
  grant(ask: QuotaAsk, now: number): QuotaAnswer {
    this.takeBack(ask.handBack, now)
    const from = Math.max(now, this.meter.clock)
    const until = from + BLOCK_MS
    if (isUnlimited(this.#limits)) {
      this.#grantedUntil = Math.max(this.#grantedUntil, from + UNLIMITED_MS)
      return { block: { id: this.#nextBlock++, calls: MANY, unlimited: true }, retryAfterMs: null }
    }
    const denial = denialOf(this.meter, this.#limits, 1, now)
    if (denial) return { block: null, retryAfterMs: denial.retryAfterMs }
    const left = Math.min(MANY, ...peek(this.meter, this.#limits, now).map((one) => one.remaining))
    const spare = Math.min(ask.spare, Math.floor((left - ask.need) / SHARE))
    const calls = Math.min(left, ask.need + Math.max(0, spare))
    this.#grantedUntil = Math.max(this.#grantedUntil, until)
    reserve(this.meter, calls, now, until)
    const id = this.#nextBlock++
    this.#blocks.set(id, { calls, until })
    const next = calls < ask.need ? denialOf(this.meter, this.#limits, 1, now) : null
    return { block: { id, calls }, retryAfterMs: next?.retryAfterMs ?? null }
  }

  /** Counts the calls that returned blocks really spent. An unknown block, or one returned twice, changes nothing. */
  takeBack(spent: readonly Spent[], now: number): void {
    for (const one of spent) {
      const block = this.#blocks.get(one.id)
      if (!block) continue
      this.#blocks.delete(one.id)
      settle(this.meter, block, Math.min(one.spent, block.calls), now)
    }
    for (const [id, block] of this.#blocks) {
      // A guard that died returns nothing.
      if (block.until > now - 6 * BLOCK_MS) break
      this.#blocks.delete(id)
    }
  }
}

/** Whether one set of limits admits less than another in some window. */
const isTighter = (one: Limits, other: Limits): boolean =>
  WINDOW_NAMES.some((name) => (one[name] ?? Number.POSITIVE_INFINITY) < (other[name] ?? Number.POSITIVE_INFINITY))

/** A guard stops using a block this long (ms) before its end, because its clock does not advance during computation. */
const MARGIN_MS = 200
/** A refusal is cached for this long, ms, even if another guard returns calls in the meantime. */
const REFUSAL_CACHE_MS = 1000

/** The part of its organization's quota that a guard holds. */
export class QuotaHold {
  #block: (Block & { spent: number; until: number }) | null = null
  #retired: Spent[] = []
  #refused: { until: number; retryAt: number | null } | null = null
  #seen = 0
  #since = 0
  #demand = 0

  /** How many calls it may admit on its own until `until` (ms). */
  left(now: number, until = now): number {
    const block = this.#block
    return block && until < block.until && now < block.until ? block.calls - block.spent : 0
  }

  /** Whether it holds a block that ends before `until` (ms), so that nothing can be leased until then. */
  endsBefore(until: number): boolean {
    return this.#block !== null && this.#block.until <= until
  }

  /**
   * If the quota has just refused: the ms until there is room; null if there never will be. Undefined if it has not
   * refused.
   */
  refusedFor(now: number): number | null | undefined {
    const refused = this.#refused
    if (!refused || now >= refused.until) return undefined
    return refused.retryAt === null ? null : Math.max(0, refused.retryAt - now)
  }

  /**
   * Counts calls that are admitted, or leased; the caller has checked that they are `left`. Returns the id of the
   * block.
   */
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

  /** Returns leased calls of a block that did not happen. Once the block was returned they stay counted. */
  unspend(blockId: number | null, calls: number): void {
    if (this.#block?.id === blockId) this.#block.spent -= calls
  }

  /** The request to the quota when `need` calls wait. Unused blocks are returned with it. */
  ask(need: number): QuotaAsk {
    const rate = Math.max(this.#demand, this.#seen)
    return { need, spare: Math.ceil((rate * BLOCK_MS) / 1000), handBack: this.handBack() }
  }

  /** Everything that it no longer uses, including its block: afterwards it holds nothing. */
  handBack(): Spent[] {
    if (this.#block && !this.#block.unlimited) this.#retired.push({ id: this.#block.id, spent: this.#block.spent })
    this.#block = null
    return this.#retired.splice(0)
  }

  /** Takes the quota's answer to a request sent at `askedAt` (ms). */
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
            until: now + Math.min(REFUSAL_CACHE_MS, retryAfterMs ?? REFUSAL_CACHE_MS),
            retryAt: retryAfterMs === null ? null : now + retryAfterMs,
          }
  }
}
