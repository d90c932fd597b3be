import type { Verdict } from '../generated.ts'

/** Keys that were found valid a short time ago. It is in the memory of this process only. */
export class KeyCache {
  readonly #ms: number
  readonly #entries = new Map<string, { verdict: Verdict; until: number }>()

  /** @param ms how long a verdict is used; 0: not at all */
  constructor(ms: number) {
    if (!(ms >= 0 && ms <= LONGEST_MS)) throw new RangeError(`cacheMs is 0 to ${LONGEST_MS}`)
    this.#ms = ms
  }

  find(name: string, now: number): Verdict | undefined {
    const entry = this.#entries.get(name)
    // A clock that was set back must not make it last longer.
    if (entry && now < entry.until && now >= entry.until - this.#ms) return entry.verdict
    this.#entries.delete(name)
    return undefined
  }

  /** Keeps a valid verdict. */
  keep(name: string, verdict: Verdict, now: number): void {
    if (this.#ms === 0) return
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined && this.#entries.size >= MOST) this.#entries.delete(oldest)
    this.#entries.set(name, { verdict, until: now + this.#ms })
  }
}

/** A revoked key works for so long at most. */
const LONGEST_MS = 60_000
const MOST = 1_000
