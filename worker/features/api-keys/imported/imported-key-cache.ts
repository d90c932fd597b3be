import { RecentMap } from '../../../platform/lib/recent-map.ts'

/** Where the key of a foreign text is. */
export type Place = { reference: string; environment: 'live' | 'test'; pepperVersion: number }

/** How long an isolate believes what it read, ms. */
export const PREFIXES_MS = 60_000
export const FOUND_MS = 60_000
export const MISSING_MS = 10_000
/** After a list of beginnings could not be read, ms. */
const RETRY_MS = 1000
/** Whoever asks the database is given so long before another call asks too, ms. */
const ASKING_MS = 2000
/** Questions about texts not seen before that an isolate asks in a second. */
export const COLD_PER_SECOND = 50
const MAX_TEXTS = 5000

/**
 * What one isolate remembers of imported keys: how they begin, and where those lie that were presented lately. Plain
 * memory without I/O; `now` is in ms since 1970. Texts are named by a hash. What it remembers may be out of date: that
 * costs a text a wrong turn for a while, never a wrong admission, for the key's guard decides.
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

  /** Counts up when keys were imported here: what was read before then is not to be kept. */
  get edition(): number {
    return this.#edition
  }

  /** Whether imported keys begin as this text does; null when that is not known, or too old. */
  mayBeImported(text: string, now: number): boolean | null {
    // While somebody is reading the list again, the one before still serves.
    const serves = now < this.#prefixesUntil || (this.#prefixesKnown && now < this.#prefixesAskedUntil)
    if (!serves) return null
    for (const [length, prefixes] of this.#prefixes) if (prefixes.has(text.slice(0, length))) return true
    return false
  }

  /** True when this call shall read the list of beginnings; false when another one is at it. */
  askPrefixes(now: number): boolean {
    if (now < this.#prefixesAskedUntil) return false
    this.#prefixesAskedUntil = now + ASKING_MS
    return true
  }

  /** The list of beginnings as it was read; null when it could not be: then the one before holds on for a moment. */
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

  /** Where a text lies, null when it is known to lie nowhere, undefined when the database has to be asked. */
  placeOf(name: string, now: number): Place | null | undefined {
    const found = this.#found.get(name)
    if (found && now < found.until) return found.place
    return now < (this.#missing.get(name) ?? 0) ? null : undefined
  }

  /** Where a text lay, however long ago that was read: for when the database cannot be asked. */
  lastPlaceOf(name: string): Place | undefined {
    return this.#found.get(name)?.place
  }

  /** What this call shall do about a text of unknown place: ask, wait for one that asks already, or give up. */
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

  /** A guard does not know the key that lay here: the next call asks the database again. */
  forgetPlace(reference: string): void {
    this.#found.deleteWhere(({ place }) => place.reference === reference)
  }

  /** Keys were imported: what was not there before may be there now. */
  startAnew(): void {
    this.#edition++
    this.#prefixesKnown = false
    this.#prefixesUntil = 0
    this.#missing.clear()
  }
}
