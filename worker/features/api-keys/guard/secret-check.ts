import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'

/** The secret that a call presented. */
export type PresentedSecret = {
  hash: Uint8Array<ArrayBuffer>
  /** For an imported key: the hash as it is stored until the first use. */
  digestHash?: Uint8Array<ArrayBuffer>
  pepperVersion: number
}

/** The stored secrets of a key. */
export type StoredSecrets = {
  secretHash: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** The secret before the last regeneration, during its grace period. */
  previous: { hash: Uint8Array<ArrayBuffer>; pepperVersion: number; until: number } | null
}

/**
 * Whether a stored hash matches the presented secret, in either form. Always compares both forms, so that the time is
 * the same.
 */
function isHashOf(presented: PresentedSecret, stored: Uint8Array<ArrayBuffer>): boolean {
  const direct = equalBytes(presented.hash, stored)
  const ofDigest = presented.digestHash !== undefined && equalBytes(presented.digestHash, stored)
  return direct || ofDigest
}

/** Whether the call used the secret as it was imported, that is, before the hash is upgraded. */
export const usedDigest = ({ secretHash, pepperVersion }: StoredSecrets, presented: PresentedSecret): boolean =>
  presented.digestHash !== undefined &&
  presented.pepperVersion === pepperVersion &&
  equalBytes(presented.digestHash, secretHash)

/** Which secret of the key the call used; null if it matches neither, or one whose grace period is over. */
export function secretUsed(
  { secretHash, pepperVersion, previous }: StoredSecrets,
  presented: PresentedSecret,
  now: number,
): 'current' | 'previous' | null {
  if (presented.pepperVersion === pepperVersion && isHashOf(presented, secretHash)) return 'current'
  if (!previous || previous.until <= now) return null
  return presented.pepperVersion === previous.pepperVersion && isHashOf(presented, previous.hash) ? 'previous' : null
}
