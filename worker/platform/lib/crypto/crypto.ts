import { utf8 } from './encoding.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * `length` uniform base62 characters from the platform's random generator (bytes of 248 and above are redrawn, to avoid
 * bias).
 */
export function randomBase62(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < 248 && text.length < length) text += BASE62[byte % 62]
    }
  }
  return text
}

/**
 * The first `length` base62 digits of a byte string read as a number, most significant byte first (at most 6 bytes).
 */
export function base62Of(bytes: Uint8Array, length: number): string {
  let value = 0
  for (let at = 0; at < 6 && at < bytes.length; at++) value = value * 256 + (bytes[at] as number)
  let text = ''
  for (let i = 0; i < length; i++) {
    text += BASE62[value % 62]
    value = Math.floor(value / 62)
  }
  return text
}

/** A non-extractable HMAC-SHA-256 key, for `hmac`. */
export function hmacKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** HMAC-SHA-256 (RFC 2104) of UTF-8 text: 32 bytes. */
export const hmac = async (key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)))

export async function sha256(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))
}

/** Constant-time comparison; the time depends only on the lengths. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && crypto.subtle.timingSafeEqual(a, b)
}

/** Constant-time comparison of secret texts: compares digests, so that not even the length leaks. */
export async function equalSecrets(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([sha256(a), sha256(b)])
  return equalBytes(left, right)
}

/** A key for AES-256-GCM, derived by HKDF-SHA-256 (RFC 5869) from `secret` for one `purpose`. */
export async function deriveSealKey(secret: Uint8Array<ArrayBuffer>, purpose: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(purpose) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** Encrypts with AES-256-GCM: a fresh 12-byte nonce, then the ciphertext with its tag. */
export async function seal(key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, utf8(text)))
  const out = new Uint8Array(nonce.length + sealed.length)
  out.set(nonce)
  out.set(sealed, nonce.length)
  return out
}

/** The inverse of `seal`; null if the key or the bytes are not the same. */
export async function unseal(key: CryptoKey, sealed: Uint8Array<ArrayBuffer>): Promise<string | null> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.slice(0, 12) }, key, sealed.slice(12))
    return new TextDecoder().decode(plain)
  } catch {
    return null
  }
}
