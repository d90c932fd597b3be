import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'

/** The secret that a call came with. */
export type PresentedSecret = {
  hash: Uint8Array<ArrayBuffer>
  /** Of an imported key: the hash as it is stored until the key's first use. */
  digestHash?: Uint8Array<ArrayBuffer>
  pepperVersion: number
}

/** The secrets of a key as they are stored. */
export type StoredSecrets = {
  secretHash: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** The secret before the last regeneration, while its grace period lasts. */
  previous: { hash: Uint8Array<ArrayBuffer>; pepperVersion: number; until: number } | null
}

/** Whether a stored hash is of the secret that a call came with, in either form. Both are compared, match or not. */
function isHashOf(presented: PresentedSecret, stored: Uint8Array<ArrayBuffer>): boolean {
  const direct = equalBytes(presented.hash, stored)
  const ofDigest = presented.digestHash !== undefined && equalBytes(presented.digestHash, stored)
  return direct || ofDigest
}

/** Whether the key's secret is still stored as it was imported, and a call came with it. */
export const usedDigest = ({ secretHash, pepperVersion }: StoredSecrets, presented: PresentedSecret): boolean =>
  presented.digestHash !== undefined &&
  presented.pepperVersion === pepperVersion &&
  equalBytes(presented.digestHash, secretHash)

/** Which secret of the key a call came with; null: neither, or one whose grace period is over. */
export function secretUsed(
  { secretHash, pepperVersion, previous }: StoredSecrets,
  presented: PresentedSecret,
  now: number,
): 'current' | 'previous' | null {
  if (presented.pepperVersion === pepperVersion && isHashOf(presented, secretHash)) return 'current'
  if (!previous || previous.until <= now) return null
  return presented.pepperVersion === previous.pepperVersion && isHashOf(presented, previous.hash) ? 'previous' : null
}
