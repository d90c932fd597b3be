import type { Pepper } from '../../../platform/env.ts'
import { sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toHex } from '../../../platform/lib/crypto/encoding.ts'

/** Texts of another length are no keys of another system: the shortest beginning has three characters. */
export const MIN_FOREIGN_LENGTH = 3
export const MAX_FOREIGN_LENGTH = 512

// A native key is hashed without the words in front, and no text of ours begins with them: so the same pepper never
// gives the same bytes for two purposes.
const DIRECT = 'imported key\n'
const DIGEST = 'imported digest\n'

/** The 32 bytes of a SHA-256 digest in hex, base64 or base64url; null when it is none of them. */
export function readDigest(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? fromHex(text) : fromBase64(text)
  return bytes?.length === 32 ? bytes : null
}

const fromHex = (text: string) =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))

/** SHA-256 of a presented text: what its other system had stored of it. */
export const digestOf = (text: string): Promise<Uint8Array<ArrayBuffer>> => sha256(text)

/** How we keep a digest: peppered, so that neither it nor a guess at it can be told from the database. */
export const hashOfDigest = (pepper: Pepper, digest: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  pepper.hash(DIGEST + toHex(digest))

/** How we keep a key that was presented once: made from its whole text, no longer from a digest that others had. */
export const hashOfText = (pepper: Pepper, text: string): Uint8Array<ArrayBuffer> => pepper.hash(DIRECT + text)

/** How keys of this installation begin. What begins so is read as one of ours, and never looked up. */
const nativeForms = (keyPrefix: string) => [`${keyPrefix}_live_`, `${keyPrefix}_test_`]

export const isNativeForm = (keyPrefix: string, text: string): boolean =>
  nativeForms(keyPrefix).some((form) => text.startsWith(form))

/** Whether a beginning is enough to tell a foreign key from the keys of this installation. */
export const tellsApart = (keyPrefix: string, beginning: string): boolean =>
  nativeForms(keyPrefix).every((form) => !form.startsWith(beginning) && !beginning.startsWith(form))
