import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from './encoding.ts'

/** HMAC-SHA-256 (RFC 2104) of UTF-8 text under one secret: 32 bytes, synchronous. */
export type KeyedHash = (text: string) => Uint8Array<ArrayBuffer>

/**
 * Computed here, not by WebCrypto: its promise costs a call more than the hash itself. The state that depends on the
 * secret is computed once.
 */
export function keyedHash(secret: Uint8Array): KeyedHash {
  const keyed = hmac.create(sha256, secret)
  const running = keyed.clone()
  return (text) => {
    keyed._cloneInto(running)
    return running.update(asciiBytes(text) ?? utf8(text)).digest()
  }
}

const scratch = new Uint8Array(128)

/**
 * The bytes of short ASCII text in a shared buffer, valid until the next call; null for any other text. Allocating a
 * new array would double the cost.
 */
function asciiBytes(text: string): Uint8Array | null {
  if (text.length > scratch.length) return null
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) return null
    scratch[at] = code
  }
  return scratch.subarray(0, text.length)
}
