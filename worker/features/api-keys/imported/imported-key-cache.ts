import { RecentMap } from '../../../platform/lib/recent-map.ts'

/** Where the key of a foreign text is. */
export type Place = { reference: string; environment: 'live' | 'test'; pepperVersion: number }

/** How long an isolate uses what it read, ms. */
export const PREFIXES_MS = 60_000
export const FOUND_MS = 60_000
export const MISSING_MS = 10_000
/** After a list of beginnings could not be read, ms. */
const RETRY_MS = 1000
/** A call that asks the database has so long before another call asks too, ms. */
const ASKING_MS = 2000
/** Database queries about unknown texts that an isolate makes in a second. */
export const COLD_PER_SECOND = 50
const MAX_TEXTS = 5000

/**
 * What one isolate remembers of imported keys: their prefixes, and the places of recently presented keys. Plain memory
 * without I/O; `now` is in ms since 1970. Texts are named by a hash. An outdated entry never admits a wrong key, since the
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

  /** Counts up when keys are imported here: results that were read before must not be kept. */
  get edition(): number {
    return this.#edition
  }

  /** Whether imported keys begin as this text does; null when the list of prefixes is unknown or too old. */
  mayBeImported(text: string, now: number): boolean | null {
    // While another call reads the list again, the old one is still used.
    const serves = now < this.#prefixesUntil || (this.#prefixesKnown && now < this.#prefixesAskedUntil)
    if (!serves) return null
    for (const [length, prefixes] of this.#prefixes) if (prefixes.has(text.slice(0, length))) return true
    return false
  }

  /** True when this call should read the list of prefixes; false when another call is reading it. */
  askPrefixes(now: number): boolean {
    if (now < this.#prefixesAskedUntil) return false
    this.#prefixesAskedUntil = now + ASKING_MS
    return true
  }

  /** The list of prefixes as it was read; null when the read failed: then the old list is used a moment longer. */
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
    this.#prefixesUntil = this.#prefixesKnown ? now + PREFIXES_MS : 0
  }

  /** The place of a text; null when it is known to have none, undefined when the database has to be asked. */
  placeOf(name: string, now: number): Place | null | undefined {
    const found = this.#found.get(name)
    if (found && now < found.until) return found.place
    return now < (this.#missing.get(name) ?? 0) ? null : undefined
  }

  /** The last known place of a text, however old: for when the database cannot be asked. */
  lastPlaceOf(name: string): Place | undefined {
    return this.#found.get(name)?.place
  }

  /** What this call should do about a text of unknown place: ask, wait for a call that is asking, or give up. */
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

  /** What the database answered: a place, null for none, undefined when it did not answer. */
  learnPlace(name: string, place: Place | null | undefined, edition: number, now: number): void {
    this.#asked.delete(name)
    if (place) this.#found.set(name, { place, until: now + FOUND_MS })
    else if (place === null) {
      this.#found.delete(name)
      if (edition === this.#edition) this.#missing.set(name, now + MISSING_MS)
    }
  }

  /** The guard does not know the key at this place: the next call asks the database again. */
  forgetPlace(reference: string): void {
    this.#found.deleteWhere(({ place }) => place.reference === reference)
  }

  /** Keys were imported: texts that had no place may have one now. */
  invalidate(): void {
    this.#edition++
    this.#prefixesKnown = false
    this.#prefixesUntil = 0
    this.#missing.clear()
  }
}
