/**
 * Ends something that takes too long. One timer for the whole call: on the hot path each timer costs, and most calls end before
 * it rings.
 */
export class Watch {
  readonly #end: () => void
  #due: number | null = null
  #rings = 0
  /** Ends the timer; null while there is none. */
  #silence: (() => void) | null = null

  constructor(end: () => void) {
    this.#end = end
  }

  /** Something has to happen within `ms` from now. */
  expect(ms: number): void {
    const now = Date.now()
    this.#due = now + ms
    if (this.#silence && this.#rings <= this.#due) return
    this.#silence?.()
    this.#ring(now)
  }

  /** Nothing has to happen. */
  rest(): void {
    this.#due = null
  }

  stop(): void {
    this.#due = null
    this.#silence?.()
    this.#silence = null
  }

  #ring(now: number): void {
    if (this.#due === null) return
    this.#rings = this.#due
    const timer = setTimeout(() => this.#check(), this.#due - now)
    this.#silence = () => clearTimeout(timer)
  }

  #check(): void {
    this.#silence = null
    const now = Date.now()
    if (this.#due === null) return
    if (now >= this.#due) this.#end()
    else this.#ring(now)
  }
}
