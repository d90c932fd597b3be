import { isExactNumber } from './exact-number.ts'
import type { Json } from './json.ts'

/** Maximum nesting. Fields for arbitrary JSON have a smaller limit. */
const MAX_DEPTH = 100

export type JsonFault = { path: string; message: string }
export type JsonRead = { ok: true; value: Json } | { ok: false; fault: JsonFault | null }

/**
 * Parses JSON without loss, or not at all. What `JSON.parse` would silently change is a fault, reported with its path:
 * a number that a double cannot represent, a duplicate member name, a lone surrogate. So is a member named `__proto__`,
 * which many programs drop or misinterpret. `fault` null: it is not JSON (RFC 8259). `anyNumbers`: numbers may lose digits.
 */
export function readStrictJson(text: string, { anyNumbers = false } = {}): JsonRead {
  let value: Json
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, fault: null }
  }
  const fault = new Scanner(text, anyNumbers).firstFault()
  return fault ? { ok: false, fault } : { ok: true, value }
}

type Frame = { names: Set<string> | null; at: string | number }

/** Walks a text that is known to be JSON, without recursion, and looks for what would be changed by parsing. */
class Scanner {
  readonly #text: string
  readonly #stack: Frame[] = []
  #at = 0
  /** The position of the next backslash: most strings have none and need no scan. */
  #backslash: number

  readonly #anyNumbers: boolean

  constructor(text: string, anyNumbers: boolean) {
    this.#text = text
    this.#anyNumbers = anyNumbers
    this.#backslash = text.indexOf('\\')
  }

  firstFault(): JsonFault | null {
    const text = this.#text
    while (this.#at < text.length) {
      const message = this.#step(text.charCodeAt(this.#at))
      if (message !== null) return { path: this.#path(), message }
    }
    return null
  }

  /** Reads one token; returns its fault or null. */
  #step(code: number): string | null {
    switch (code) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.#at++
        if (this.#stack.length === MAX_DEPTH) {
          // Reports only the field (and the place in a list): the whole path is too deep.
          this.#stack.length = this.#stack[1]?.names === null ? 3 : 1
          return `must not be nested deeper than ${MAX_DEPTH}`
        }
        this.#stack.push(code === OPEN_OBJECT ? { names: new Set(), at: '' } : { names: null, at: 0 })
        return null
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.#at++
        this.#stack.pop()
        return null
      case COMMA: {
        this.#at++
        const frame = this.#stack.at(-1)
        if (frame && typeof frame.at === 'number') frame.at++
        return null
      }
      case QUOTE:
        return this.#string()
      default:
        if (code === MINUS || (code >= ZERO && code <= NINE)) return this.#number()
        this.#at++
        return null
    }
  }

  #number(): string | null {
    const start = this.#at
    const text = this.#text
    while (this.#at < text.length && isOfNumber(text.charCodeAt(this.#at))) this.#at++
    if (this.#anyNumbers || isExactNumber(text.slice(start, this.#at))) return null
    return 'is a number that would arrive with another value: send it as a string'
  }

  #string(): string | null {
    const start = this.#at
    const hasEscapes = this.#skipString()
    const end = this.#at
    let next = end
    while (isBlank(this.#text.charCodeAt(next))) next++
    const frame = this.#stack.at(-1)
    const isName = this.#text.charCodeAt(next) === COLON
    if (!isName && !hasEscapes) return null
    const plain = hasEscapes
      ? (JSON.parse(this.#text.slice(start, end)) as string)
      : this.#text.slice(start + 1, end - 1)
    if (!isName || !frame?.names) return plain.isWellFormed() ? null : LONE_SURROGATE
    this.#at = next + 1
    frame.at = plain
    if (!plain.isWellFormed()) return LONE_SURROGATE
    if (plain === '__proto__')
      return 'is a name that cannot be used: programs that read it may take it for another thing'
    if (frame.names.has(plain)) return 'comes twice: which of the two is meant?'
    frame.names.add(plain)
    return null
  }

  /** Moves behind a string; returns whether it has escapes. */
  #skipString(): boolean {
    const text = this.#text
    const start = this.#at + 1
    const quote = text.indexOf('"', start)
    if (this.#backslash !== -1 && this.#backslash < start) this.#backslash = text.indexOf('\\', start)
    if (this.#backslash === -1 || quote < this.#backslash) {
      this.#at = quote + 1
      return false
    }
    let at = this.#backslash
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) at += code === BACKSLASH ? 2 : 1
    this.#at = at + 1
    return true
  }

  #path = (): string => this.#stack.map(({ at }) => (typeof at === 'string' ? at.toWellFormed() : String(at))).join('.')
}

const LONE_SURROGATE = 'is not valid Unicode: it holds half of a surrogate pair'

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
/** Digits, signs, the point, and e or E. */
const isOfNumber = (code: number) =>
  (code >= ZERO && code <= NINE) || code === MINUS || code === 0x2b || code === 0x2e || code === 0x45 || code === 0x65
