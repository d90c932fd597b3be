/** How late a deadline may be seen, ms. */
const LOOK_MS = 100

/**
 * Aborts calls that take too long. One look at all of them each tenth of a second costs a fraction of what a timer for
 * each would, of which most are taken back at once.
 */
export class Deadlines {
  readonly #due = new Map<AbortController, number>()
  #looking = false

  /** Has a call aborted after `ms`, or a little later; once more for the same call sets another time. */
  set(call: AbortController, ms: number): void {
    this.#due.set(call, Date.now() + ms)
    if (!this.#looking) void this.#look()
  }

  /** The call is over. */
  clear(call: AbortController): void {
    this.#due.delete(call)
  }

  async #look(): Promise<void> {
    this.#looking = true
    while (this.#due.size > 0) {
      await scheduler.wait(LOOK_MS)
      const now = Date.now()
      for (const [call, at] of this.#due) {
        if (at > now) continue
        this.#due.delete(call)
        call.abort()
      }
    }
    this.#looking = false
  }
}
