import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { utf8 } from '../../../platform/lib/crypto/encoding.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'

type Bytes = Uint8Array<ArrayBuffer>
const HASHES = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const

/** Imported secrets, by algorithm and bytes. Importing one takes as long as an HMAC of a small body. */
const imported = new RecentMap<string, CryptoKey>(500)

async function keyOf(algorithm: keyof typeof HASHES, secret: Bytes): Promise<CryptoKey> {
  const name = `${algorithm} ${String.fromCharCode(...secret)}`
  const known = imported.get(name)
  if (known) return known
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: HASHES[algorithm] }, false, ['sign'])
  imported.set(name, key)
  return key
}

/** The HMAC (RFC 2104) of a text followed by bytes, under the bytes of a secret. */
export async function hmacOf(
  algorithm: keyof typeof HASHES,
  secret: Bytes,
  before: string,
  body: Bytes,
): Promise<Bytes> {
  const key = await keyOf(algorithm, secret)
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, before === '' ? body : joined(utf8(before), body)))
}

function joined(first: Bytes, second: Bytes): Bytes {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

/**
 * Whether one of the signatures was made with one of the secrets, compared in constant time. A signature that could not be read is
 * null and matches nothing, and neither does an empty secret.
 */
export async function isSignedBy(
  secrets: readonly (Bytes | null)[],
  signatures: readonly (Bytes | null)[],
  sign: (secret: Bytes) => Promise<Bytes>,
): Promise<boolean> {
  let isGenuine = false
  for (const secret of secrets) {
    if (!secret || secret.length === 0) continue
    const expected = await sign(secret)
    for (const signature of signatures) {
      if (signature && equalBytes(expected, signature)) isGenuine = true
    }
  }
  return isGenuine
}

export const MISMATCH = 'The signature does not match the body: the secret differs, or the body was changed on its way.'
