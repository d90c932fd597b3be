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
  const sealed = await seal(await deriveSealKey(newest.bytes, purpose), text)
  const out = new Uint8Array(sealed.length + 2)
  out[0] = newest.version >> 8
  out[1] = newest.version & 255
  out.set(sealed, 2)
  return out
}

/** What `sealText` was given; null when no secret of that version is there, or the bytes are not whole. */
export async function openText(
  secrets: readonly VersionedSecret[],
  purpose: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const version = ((sealed[0] ?? 0) << 8) | (sealed[1] ?? 0)
  const secret = secrets.find((one) => one.version === version)
  return secret ? unseal(await deriveSealKey(secret.bytes, purpose), sealed.slice(2)) : null
}
