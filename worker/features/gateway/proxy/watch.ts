/**
 * Notices what takes too long. One timer serves the phases of most calls, and is not canceled: it is dropped with its call, and
 * canceling costs more.
 */
export class Watch {
  /** Called when something has not happened in time. */
  onLate: () => void = () => undefined
  /** When something has to have happened; null: nothing has to. */
  #due: number | null = null
  /** When the next timer rings. */
  #rings = Number.POSITIVE_INFINITY

  /** Something has to happen within `ms` from now. */
  expect(ms: number): void {
    this.#due = Date.now() + ms
    if (this.#rings > this.#due) this.#ring(ms, this.#due)
  }

  /** Nothing has to happen. */
  rest(): void {
    this.#due = null
  }

  #ring(ms: number, at: number): void {
    this.#rings = at
    setTimeout(() => this.#check(at), ms)
  }

  #check(at: number): void {
    // A later timer has taken over.
    if (at !== this.#rings) return
    this.#rings = Number.POSITIVE_INFINITY
    if (this.#due === null) return
    const left = this.#due - Date.now()
    if (left > 0) {
      this.#ring(left, this.#due)
      return
    }
    this.#due = null
    this.onLate()
  }
}
