import { deriveSealKey, seal, unseal } from './crypto.ts'

/** A secret with its version: the highest signs or seals, older ones still verify and open. */
export type VersionedSecret = { version: number; bytes: Uint8Array<ArrayBuffer> }

/**
 * Seals a text with AES-256-GCM under the newest of `secrets` (newest first), for one `purpose`. The first two bytes name
 * the version, so that a later one can be introduced without touching what is stored.
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

/** The version of the secret under which bytes were sealed. */
export const sealedVersion = (sealed: Uint8Array): number => ((sealed[0] ?? 0) << 8) | (sealed[1] ?? 0)

const derived = new WeakMap<Uint8Array, Map<string, Promise<CryptoKey>>>()

/** A page of webhooks opens many texts of the same purpose: deriving the key each time would cost more than opening. */
function sealKey({ bytes }: VersionedSecret, purpose: string): Promise<CryptoKey> {
  let byPurpose = derived.get(bytes)
  if (!byPurpose) {
    byPurpose = new Map()
    derived.set(bytes, byPurpose)
  }
  let key = byPurpose.get(purpose)
  if (!key) {
    key = deriveSealKey(bytes, purpose)
    byPurpose.set(purpose, key)
  }
  return key
}

/** What `sealText` was given; null when no secret of that version is there, or the bytes are not whole. */
export async function openText(
  secrets: readonly VersionedSecret[],
  purpose: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const version = sealedVersion(sealed)
  const secret = secrets.find((one) => one.version === version)
  return secret ? unseal(await sealKey(secret, purpose), sealed.slice(2)) : null
}
