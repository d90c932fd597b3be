/** Maximum delay before an expired deadline is noticed, ms. */
const POLL_MS = 100

/**
 * Aborts calls that exceed their timeout. One check of all calls every 100 ms is far cheaper than one timer per call,
 * most of which would be cleared soon.
 */
export class Deadlines {
  readonly #due = new Map<AbortController, number>()
  #looking = false

  /** Aborts a call `ms` from now, or a little later. Calling it again for the same call replaces the deadline. */
  set(call: AbortController, ms: number): void {
    this.#due.set(call, Date.now() + ms)
    if (!this.#looking) void this.#look()
  }

  /** Removes the deadline of a call that has ended. */
  clear(call: AbortController): void {
    this.#due.delete(call)
  }

  async #look(): Promise<void> {
    this.#looking = true
    while (this.#due.size > 0) {
      await scheduler.wait(POLL_MS)
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
