import { decodeTime, encodeTime } from 'ulid'
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

export type IdPrefix =
  | 'key'
  | 'log'
  | 'req'
  | 'org'
  | 'usr'
  | 'aud'
  | 'whk'
  | 'con'
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
  | 'rte'
  | 'apr'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const digit = (value: number): string => CROCKFORD[value & 31] as string
const randomDigit = (): string => digit(randomByte())

/** Ids of one ms: their common beginning, and the last six digits of the latest one as a number. */
type Run = { at: number; head: string; count: number }

/** The newest ms for which this isolate made ids, and the ms before it for which it made one last. */
const newest: Run = { at: 0, head: '', count: 0 }
const earlier: Run = { at: -1, head: '', count: 0 }

function startRun(run: Run, at: number): void {
  run.at = at
  run.head = encodeTime(at, 10).toLowerCase()
  for (let digits = 0; digits < 10; digits++) run.head += randomDigit()
  // Half of the range of six digits, so that there is room to count up.
  run.count = (randomByte() << 21) | (randomByte() << 13) | (randomByte() << 5) | (randomByte() >> 3)
}

/**
 * A new id `<prefix>_<ulid>` in lower case, sorted by `at` (ms). Those of one ms are sorted by creation within an isolate;
 * for a ms before the newest, those that are made one after the other.
 */
export function newId(prefix: IdPrefix, at: number): string {
  // A call that began before another one makes its ids for an earlier time.
  const run = at < newest.at ? earlier : newest
  if (run.at === at) run.count++
  else {
    if (run === newest) Object.assign(earlier, newest)
    startRun(run, at)
  }
  const { head, count } = run
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
