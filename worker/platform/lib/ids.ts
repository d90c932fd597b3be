import { decodeTime, encodeTime, ulid } from 'ulid'
import { sha256 } from './crypto/crypto.ts'

const POOL_BYTES = 1024
let pool = new Uint8Array(0)
let used = 0

/**
 * A byte from the platform's random generator, taken from a pool: only one call in 1,024 crosses the runtime boundary.
 */
function randomByte(): number {
  if (used === pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(POOL_BYTES))
    used = 0
  }
  return pool[used++] as number
}

/** A uniform fraction in [0, 1). */
const random = () => randomByte() / 256

export type IdPrefix =
  | 'key'
  | 'log'
  | 'req'
  | 'org'
  | 'usr'
  | 'aud'
  | 'whk'
  | 'evt'
  | 'dlv'
  | 'job'
  | 'mbr'
  | 'ses'
  | 'acc'
  | 'vrf'
  | 'alr'
  | 'arc'
  | 'mod'
  | 'rec'
  | 'inc'
  | 'inr'
  | 'app'
  | 'gnt'
  | 'tok'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const digit = (value: number): string => CROCKFORD[value & 31] as string
const randomDigit = (): string => digit(randomByte())

/**
 * The newest ms for which this isolate made ids, their common prefix, and the last six digits of the latest one as a
 * number.
 */
let newest = 0
let head = ''
let count = 0

/** A new id `<prefix>_<ulid>` in lower case, sorted by `at` (ms) and, within one ms of this isolate, by creation. */
export function newId(prefix: IdPrefix, at: number): string {
  // An id for an earlier time than the newest has that time, and a random order among those of the same ms.
  if (at < newest) return `${prefix}_${ulid(at, random).toLowerCase()}`
  if (at > newest) {
    newest = at
    head = encodeTime(at, 10).toLowerCase()
    for (let digits = 0; digits < 10; digits++) head += randomDigit()
    // Half of the range of six digits, so that there is room to count up.
    count = (randomByte() << 21) | (randomByte() << 13) | (randomByte() << 5) | (randomByte() >> 3)
  } else count++
  const tail = digit(count >> 25) + digit(count >> 20) + digit(count >> 15) + digit(count >> 10) + digit(count >> 5)
  return `${prefix}_${head}${tail}${digit(count)}`
}

/** A deterministic id: the same for the same `at` (ms) and text; sorted by `at`. */
export async function idFrom(prefix: IdPrefix, at: number, text: string): Promise<string> {
  const digest = await sha256(text)
  const rest = Array.from(digest.subarray(0, 16), (byte) => CROCKFORD[byte & 31]).join('')
  return `${prefix}_${encodeTime(at, 10).toLowerCase()}${rest}`
}

/** A lower bound: every id made at `at` (ms) or later sorts after it, and every earlier one before it. */
export const idFloor = (prefix: IdPrefix, at: number): string =>
  `${prefix}_${encodeTime(Math.max(0, at), 10).toLowerCase()}`

/** The time (ms) in an id. Only for ids that passed the contract's check. */
export function timeOfId(id: string): number {
  return decodeTime(id.slice(id.indexOf('_') + 1).toUpperCase())
}
