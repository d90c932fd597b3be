/**
 * Ends something that takes too long. One timer for the whole call: on the hot path each timer costs, and most calls end before
 * it rings.
 */
export class Watch {
  readonly #end: () => void
  #due: number | null = null
  #rings = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(end: () => void) {
    this.#end = end
  }

  /** Something has to happen within `ms` from now. */
  expect(ms: number): void {
    const now = Date.now()
    this.#due = now + ms
    if (this.#timer !== undefined && this.#rings <= this.#due) return
    clearTimeout(this.#timer)
    this.#ring(now)
  }

  /** Nothing has to happen. */
  rest(): void {
    this.#due = null
  }

  stop(): void {
    this.#due = null
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #ring(now: number): void {
    if (this.#due === null) return
    this.#rings = this.#due
    this.#timer = setTimeout(() => this.#check(), this.#due - now)
  }

  #check(): void {
    this.#timer = undefined
    const now = Date.now()
    if (this.#due === null) return
    if (now >= this.#due) this.#end()
    else this.#ring(now)
  }
}
