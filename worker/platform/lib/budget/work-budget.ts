/**
 * Thrown if customer code needs more work than allowed. The message names the limit and is for the author of the code.
 */
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
 * A budget for customer code (filters, transformations, schemas, patterns), counted in steps, because a Worker's clock
 * does not advance during computation. One step is about the work of comparing two short values. Several evaluations
 * may share one budget.
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

  /** Charges steps before they are taken. Throws WorkExceeded if the budget has too few left. */
  charge(steps: number): void {
    this.#used += steps
    // Written so that NaN and Infinity do not pass as "not more than the limit".
    if (!(this.#used <= this.limit)) throw new WorkExceeded(this.limit)
  }
}
