/** Thrown when code that a customer wrote needs more work than it may do. Says which limit, in words for its author. */
export class WorkExceeded extends Error {
  /** Steps that the budget allows. */
  readonly limit: number
  constructor(limit: number) {
    super(`needs more than the ${limit} steps that it may take`)
    this.name = 'WorkExceeded'
    this.limit = limit
  }
}

/**
 * Work that code of customers (filters, transformations, schemas, patterns) may do, counted in steps, because a Worker's
 * clock stands still while it computes. One step is about as much as comparing two short values. Several evaluations may
 * share one budget.
 */
export class WorkBudget {
  readonly limit: number
  #used = 0

  constructor(limit: number) {
    this.limit = limit
  }

  /** Steps charged so far. */
  get used(): number {
    return this.#used
  }

  /** Charges steps before they are taken. Throws WorkExceeded when the budget does not hold them. */
  charge(steps: number): void {
    this.#used += steps
    // NaN and Infinity must not pass as "not more than the limit".
    if (!(this.#used <= this.limit)) throw new WorkExceeded(this.limit)
  }
}
