/** An LRU map of bounded size: the entry that was least recently set or read is evicted first. */
export class RecentMap<K, V> {
  readonly #max: number
  readonly #entries = new Map<K, V>()

  constructor(max: number) {
    this.#max = max
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key)
    if (value !== undefined) {
      this.#entries.delete(key)
      this.#entries.set(key, value)
    }
    return value
  }

  set(key: K, value: V): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= this.#max) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      break
    }
  }

  delete(key: K): void {
    this.#entries.delete(key)
  }

  /** Deletes every entry whose value passes. */
  deleteWhere(passes: (value: V) => boolean): void {
    for (const [key, value] of this.#entries) if (passes(value)) this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
  }
}
