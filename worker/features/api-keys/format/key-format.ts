import type { Pepper } from '../../../platform/env.ts'
import { base62Of, randomBase62 } from '../../../platform/lib/crypto/crypto.ts'

// Format: sk_live_ | 10 reference | 32 secret | 6 checksum
const REFERENCE = 10
const SECRET = 32
const CHECKSUM = 6
/** Length of `_live_` or `_test_`. */
const ENVIRONMENT = 6
const AFTER_ENVIRONMENT = REFERENCE + SECRET + CHECKSUM
/** Length of a key after its prefix, in characters. */
export const KEY_TAIL = ENVIRONMENT + AFTER_ENVIRONMENT
// One HMAC serves two purposes: its first bytes are the checksum inside the key, the rest is the stored hash. The bytes
// of a pseudorandom function are independent, so the checksum reveals nothing about the hash.
const CHECKSUM_BYTES = 6

/** A new key: `key` is shown once; `reference`, `hash` and `pepperVersion` are stored. */
export type IssuedKey = { key: string; reference: string; hash: Uint8Array<ArrayBuffer>; pepperVersion: number }

/** The parts of a well-formed key, before any lookup. */
export type PresentedKey = {
  environment: 'live' | 'test'
  reference: string
  hash: Uint8Array<ArrayBuffer>
  /** For an imported key: the other form in which its hash may be stored. */
  digestHash?: Uint8Array<ArrayBuffer>
  pepperVersion: number
}

/** A new reference: the public identifier of a key. */
export const newReference = (): string => randomBase62(REFERENCE)

const checksumOf = (mac: Uint8Array): string => base62Of(mac, CHECKSUM)

/**
 * Issues a key of over 190 random bits under the newest pepper. `reference`: pass the existing one when a key gets a
 * new secret, so that its guard and its name in the logs stay the same. `secret`: 32 characters of base62, by default
 * random ones.
 */
export function issueKey(
  prefix: string,
  environment: 'live' | 'test',
  peppers: readonly Pepper[],
  reference = newReference(),
  secret = randomBase62(SECRET),
): IssuedKey {
  const pepper = peppers[0]
  if (!pepper) throw new Error('no pepper configured')
  const body = `${prefix}_${environment}_${reference}${secret}`
  const mac = pepper.hash(body)
  return { key: body + checksumOf(mac), reference, hash: mac.slice(CHECKSUM_BYTES), pepperVersion: pepper.version }
}

/**
 * Parses a presented key without I/O: null if it is malformed or if its checksum was not made with one of `peppers`. A
 * guess passes the checksum once in 56 billion. A key that passes still has to match the stored hash.
 */
export function readKey(prefix: string, text: string, peppers: readonly Pepper[]): PresentedKey | null {
  // Fixed positions are enough: every character that the checksum covers was chosen by this code.
  const start = text.length - AFTER_ENVIRONMENT
  const environment = text.startsWith('_test_', prefix.length) ? 'test' : 'live'
  if (start !== prefix.length + ENVIRONMENT || !text.startsWith(`${prefix}_${environment}_`)) return null
  const checksum = text.slice(-CHECKSUM)
  const body = text.slice(0, -CHECKSUM)
  for (const pepper of peppers) {
    const mac = pepper.hash(body)
    if (equalText(checksumOf(mac), checksum)) {
      return {
        environment,
        reference: text.slice(start, start + REFERENCE),
        // A view, not a copy: this runs on every call.
        hash: mac.subarray(CHECKSUM_BYTES),
        pepperVersion: pepper.version,
      }
    }
  }
  return null
}

/** Longer texts are not searched for a key. */
const MAX_SEARCHED = 2000

/**
 * The first key of this installation that occurs as a separate word in a text, for example after an unknown
 * authentication scheme; null if there is none. A candidate with more letters after it is not a key and costs no HMAC.
 */
export function findKey(prefix: string, text: string, peppers: readonly Pepper[]): PresentedKey | null {
  const form = new RegExp(
    `(?<![0-9A-Za-z])${prefix}_(?:live|test)_[0-9A-Za-z]{${AFTER_ENVIRONMENT}}(?![0-9A-Za-z])`,
    'g',
  )
  for (const [candidate] of text.slice(0, MAX_SEARCHED).matchAll(form)) {
    const key = readKey(prefix, candidate, peppers)
    if (key) return key
  }
  return null
}

/** Constant-time comparison of short texts of the same length. */
function equalText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}

/** The start of a key that lists and logs may show: `sk_live_abc`. */
export function visiblePrefix(prefix: string, environment: 'live' | 'test', reference: string): string {
  return `${prefix}_${environment}_${reference.slice(0, 3)}`
}
