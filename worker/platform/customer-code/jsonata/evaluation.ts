import { WorkBudget, WorkExceeded } from '../../lib/budget/work-budget.ts'
import { Refused } from './refused.ts'
import { Sizes, weightOf } from './sizes.ts'

/** Steps of one evaluation: at most 200 ms of CPU at the worst (`npm run bench -- --hostile`). */
export const MAX_STEPS = 2_000_000
/** Steps that a single call or operator may take: nothing else can run meanwhile. */
export const MAX_STEPS_AT_ONCE = MAX_STEPS / 4
/** Steps after which other work of the isolate gets its turn: some milliseconds. */
const SLICE_STEPS = 50_000
/** The largest value on the way and at the end, in characters of JSON, about. */
export const MAX_WEIGHT = 512 * 1024

/** What one evaluation has used, and what it knows of its values. */
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
    // Branches of an array run side by side: those left behind by a failed one must not go on.
    const left = this.budget.limit - this.budget.used
    this.#over ||= !(steps <= Math.min(left, MAX_STEPS_AT_ONCE))
    if (this.#over) throw new WorkExceeded(this.budget.limit)
    this.budget.charge(Math.ceil(steps))
  }

  /** A promise when it is time to let other work run. */
  nextSlice(): Promise<void> | undefined {
    if (!this.#pause || this.budget.used < this.#sliceEnd) return undefined
    this.#sliceEnd = this.budget.used + SLICE_STEPS
    return this.#pause()
  }

  /** Refuses a value that is too large, and charges what it takes to see that. */
  admit(value: unknown): void {
    if (weightOf(this.sizes.of(value)) > MAX_WEIGHT) throw new Refused('makes a value that is too large')
  }

  /** Nothing of it may go on. */
  end(): void {
    this.#over = true
  }
}
