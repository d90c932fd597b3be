import { WorkBudget, WorkExceeded } from '../../lib/budget/work-budget.ts'
import { Refused } from './refused.ts'
import { Sizes, weightOf } from './sizes.ts'

/** Steps per evaluation: at most 200 ms of CPU in the worst case (`npm run bench -- --hostile`). */
export const MAX_STEPS = 2_000_000
/** Steps that a single call or operator may take: it cannot be interrupted. */
export const MAX_STEPS_AT_ONCE = MAX_STEPS / 4
/** Steps after which other work of the isolate gets a turn: some milliseconds. */
const SLICE_STEPS = 50_000
/** The largest intermediate or final value, in approximate characters of JSON. */
export const MAX_WEIGHT = 512 * 1024

/** The budget of one evaluation, and the measured sizes of its values. */
export class Evaluation {
  readonly budget: WorkBudget
  readonly sizes: Sizes
  readonly #pause: (() => Promise<void>) | null
  #sliceEnd = SLICE_STEPS
  #over = false

  /** `pause` is awaited whenever a slice is used up. */
  constructor(limit = MAX_STEPS, pause: (() => Promise<void>) | null = null) {
    this.budget = new WorkBudget(limit)
    this.sizes = new Sizes((steps) => this.charge(steps))
    this.#pause = pause
  }

  /** Charges steps before they are taken. Throws WorkExceeded. */
  charge(steps: number): void {
    // Branches of an array run concurrently: if one fails, the others must not continue.
    const left = this.budget.limit - this.budget.used
    this.#over ||= !(steps <= Math.min(left, MAX_STEPS_AT_ONCE))
    if (this.#over) throw new WorkExceeded(this.budget.limit)
    this.budget.charge(Math.ceil(steps))
  }

  /** A promise if it is time to let other work run. */
  nextSlice(): Promise<void> | undefined {
    if (!this.#pause || this.budget.used < this.#sliceEnd) return undefined
    this.#sliceEnd = this.budget.used + SLICE_STEPS
    return this.#pause()
  }

  /** Refuses a value that is too large, and charges for measuring it. */
  admit(value: unknown): void {
    if (weightOf(this.sizes.of(value)) > MAX_WEIGHT) throw new Refused('makes a value that is too large')
  }

  /** Ends the evaluation: no branch of it may continue. */
  end(): void {
    this.#over = true
  }
}
