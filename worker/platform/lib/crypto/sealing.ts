import { deriveSealKey, seal, unseal } from './crypto.ts'

/** A secret with its version: the highest version signs or encrypts, older ones still verify and decrypt. */
export type VersionedSecret = { version: number; bytes: Uint8Array<ArrayBuffer> }

/**
 * Encrypts a text with AES-256-GCM under the newest of `secrets` (newest first), for one `purpose`. The first two bytes
 * are the version, so that a new version can be introduced without changing stored values.
 */
export async function sealText(
  secrets: readonly VersionedSecret[],
  purpose: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const newest = secrets[0]
  if (!newest) throw new Error('no secret to seal with')
  const sealed = await seal(await sealKey(newest, purpose), text)
  const out = new Uint8Array(sealed.length + 2)
  out[0] = newest.version >> 8
  out[1] = newest.version & 255
  out.set(sealed, 2)
  return out
}

/** The version of the secret with which bytes were encrypted. */
export const sealedVersion = (sealed: Uint8Array): number => ((sealed[0] ?? 0) << 8) | (sealed[1] ?? 0)

const derived = new WeakMap<Uint8Array, Map<string, CryptoKey>>()

/**
 * Caches derived keys: a page of webhooks decrypts many texts of the same purpose, and deriving a key costs more than
 * decrypting.
 */
async function sealKey({ bytes }: VersionedSecret, purpose: string): Promise<CryptoKey> {
  let byPurpose = derived.get(bytes)
  if (!byPurpose) {
    byPurpose = new Map()
    derived.set(bytes, byPurpose)
  }
  const known = byPurpose.get(purpose)
  if (known) return known
  const key = await deriveSealKey(bytes, purpose)
  byPurpose.set(purpose, key)
  return key
}

/** The inverse of `sealText`; null if no secret of that version is configured, or the bytes are damaged. */
export async function openText(
  secrets: readonly VersionedSecret[],
  purpose: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const version = sealedVersion(sealed)
  const secret = secrets.find((one) => one.version === version)
  return secret ? unseal(await sealKey(secret, purpose), sealed.slice(2)) : null
}
