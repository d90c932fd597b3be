import { type Pepper, RESERVED_PREFIXES } from '../../../platform/env.ts'
import { sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toHex } from '../../../platform/lib/crypto/encoding.ts'

/** Minimum length of a foreign key: the shortest allowed prefix has three characters. */
export const MIN_FOREIGN_LENGTH = 3
export const MAX_FOREIGN_LENGTH = 512

// Domain separation: native keys are hashed without this prefix, and no native key begins with it. So one pepper never
// produces the same bytes for two purposes.
const DIRECT = 'imported key\n'
const DIGEST = 'imported digest\n'

/** The 32 bytes of a SHA-256 digest given in hex, base64 or base64url; null if it is none of these. */
export function readDigest(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? fromHex(text) : fromBase64(text)
  return bytes?.length === 32 ? bytes : null
}

const fromHex = (text: string) =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))

/** SHA-256 of a presented key: the form in which the other system stored it. */
export const digestOf = (text: string): Promise<Uint8Array<ArrayBuffer>> => sha256(text)

/**
 * The stored form of an imported digest. It is peppered, so that the database alone reveals neither the digest nor
 * whether a guess is right.
 */
export const hashOfDigest = (pepper: Pepper, digest: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  pepper.hash(DIGEST + toHex(digest))

/**
 * The stored form of an imported key after its first use. It is computed from the whole key, no longer from a digest
 * that the other system also has.
 */
export const hashOfText = (pepper: Pepper, text: string): Uint8Array<ArrayBuffer> => pepper.hash(DIRECT + text)

/**
 * Prefixes of the keys and of all other credentials of this installation. A key with such a prefix is parsed as a native key and never looked up as
 * an imported one.
 */
const nativeForms = (keyPrefix: string) =>
  [keyPrefix, ...RESERVED_PREFIXES].flatMap((prefix) => [`${prefix}_live_`, `${prefix}_test_`])

export const isNativeForm = (keyPrefix: string, text: string): boolean =>
  nativeForms(keyPrefix).some((form) => text.startsWith(form))

/** Whether a prefix distinguishes a foreign key from the keys of this installation. */
export const isDistinguishable = (keyPrefix: string, beginning: string): boolean =>
  nativeForms(keyPrefix).every((form) => !form.startsWith(beginning) && !beginning.startsWith(form))
