import { RecentMap } from '../../../platform/lib/recent-map.ts'

/** Location of the key that a foreign text identifies. */
export type Place = { reference: string; environment: 'live' | 'test'; pepperVersion: number }

/** Lifetime of cached results, in ms. */
export const PREFIXES_LIFETIME_MS = 60_000
export const FOUND_LIFETIME_MS = 60_000
export const MISSING_LIFETIME_MS = 10_000
/** Delay before the next try after the prefixes could not be read, in ms. */
const RETRY_MS = 1000
/** A call that asks the database has this long (ms) before another call asks too. */
const ASKING_MS = 2000
/** Maximum database queries about unknown texts per second and isolate. */
export const COLD_PER_SECOND = 50
const MAX_TEXTS = 5000

/**
 * One isolate's cache of imported keys: their prefixes, and the places of recently presented keys. In memory, without
 * I/O; `now` is in ms since 1970. Texts are identified by a hash. A stale entry never admits a wrong key, because the
 * key's guard decides: at worst a call is refused until the entry expires.
 */
export class ImportedKeyCache {
  #prefixes = new Map<number, Set<string>>()
  #prefixesKnown = false
  #prefixesUntil = 0
  #prefixesAskedUntil = 0
  readonly #found = new RecentMap<string, { place: Place; until: number }>(MAX_TEXTS)
  readonly #missing = new RecentMap<string, number>(MAX_TEXTS)
  readonly #asked = new RecentMap<string, number>(MAX_TEXTS)
  #second = 0
  #coldInSecond = 0
  #edition = 0

  /** Increases with each import in this isolate: results that were read before must not be cached. */
  get edition(): number {
    return this.#edition
  }

  /** Whether imported keys begin as this text does; null if the prefixes are unknown or stale. */
  mayBeImported(text: string, now: number): boolean | null {
    // While another call reads the prefixes again, the old ones are still used.
    const serves = now < this.#prefixesUntil || (this.#prefixesKnown && now < this.#prefixesAskedUntil)
    if (!serves) return null
    for (const [length, prefixes] of this.#prefixes) if (prefixes.has(text.slice(0, length))) return true
    return false
  }

  /** True if this call should read the prefixes; false if another call is reading them. */
  askPrefixes(now: number): boolean {
    if (now < this.#prefixesAskedUntil) return false
    this.#prefixesAskedUntil = now + ASKING_MS
    return true
  }

  /** Stores the prefixes that were read; null if the read failed: then the old ones are used a moment longer. */
  learnPrefixes(list: readonly string[] | null, edition: number, now: number): void {
    this.#prefixesAskedUntil = 0
    if (list === null) {
      this.#prefixesUntil = now + RETRY_MS
      return
    }
    this.#prefixes = new Map()
    for (const prefix of list) {
      const known = this.#prefixes.get(prefix.length)
      if (known) known.add(prefix)
      else this.#prefixes.set(prefix.length, new Set([prefix]))
    }
    this.#prefixesKnown = edition === this.#edition
    this.#prefixesUntil = this.#prefixesKnown ? now + PREFIXES_LIFETIME_MS : 0
  }

  /** The place of a text; null if it is known to have none, undefined if the database has to be asked. */
  placeOf(name: string, now: number): Place | null | undefined {
    const found = this.#found.get(name)
    if (found && now < found.until) return found.place
    return now < (this.#missing.get(name) ?? 0) ? null : undefined
  }

  /** The last known place of a text, however old: a fallback while the database is unavailable. */
  lastPlaceOf(name: string): Place | undefined {
    return this.#found.get(name)?.place
  }

  /**
   * What this call should do about a text without a cached place: ask the database, wait for a call that is asking, or
   * give up.
   */
  ask(name: string, now: number): 'ask' | 'wait' | 'enough' {
    if (now < (this.#asked.get(name) ?? 0)) return 'wait'
    const second = Math.floor(now / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#coldInSecond = 0
    }
    if (this.#coldInSecond >= COLD_PER_SECOND) return 'enough'
    this.#coldInSecond++
    this.#asked.set(name, now + ASKING_MS)
    return 'ask'
  }

  /** Stores what the database answered: a place, null for none, undefined if it did not answer. */
  learnPlace(name: string, place: Place | null | undefined, edition: number, now: number): void {
    this.#asked.delete(name)
    if (place) this.#found.set(name, { place, until: now + FOUND_LIFETIME_MS })
    else if (place === null) {
      this.#found.delete(name)
      if (edition === this.#edition) this.#missing.set(name, now + MISSING_LIFETIME_MS)
    }
  }

  /** Removes a place whose guard does not know the key: the next call asks the database again. */
  forgetPlace(reference: string): void {
    this.#found.deleteWhere(({ place }) => place.reference === reference)
  }

  /** Called after an import: texts that had no place may have one now. */
  invalidate(): void {
    this.#edition++
    this.#prefixesKnown = false
    this.#prefixesUntil = 0
    this.#missing.clear()
  }
}
