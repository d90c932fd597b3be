import type { Config } from '../../../platform/env.ts'
import { openText, sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_SECRET } from '../../../platform/lib/crypto/sealing-purposes.ts'

export const sealSecret = (config: Config, secret: string): Promise<Uint8Array<ArrayBuffer>> =>
  sealText(config.dataKeys, SEALED_SECRET, secret)

type Stored = {
  sealedSecret: Uint8Array<ArrayBuffer>
  previousSecret: Uint8Array<ArrayBuffer> | null
  previousUntil: number | null
}

/** A decrypted signing secret; null if none of the current data keys can decrypt it. */
export const openSecret = (config: Config, sealed: Uint8Array<ArrayBuffer>): Promise<string | null> =>
  openText(config.dataKeys, SEALED_SECRET, sealed)

/**
 * The secrets that sign at `now`, the current one first; during a rotation's overlap also the previous one, unless it
 * cannot be decrypted. Null if the current one cannot be decrypted.
 */
export async function signingSecrets(config: Config, stored: Stored, now: number): Promise<string[] | null> {
  const overlaps = stored.previousSecret !== null && (stored.previousUntil ?? 0) > now
  const [current, previous] = await Promise.all([
    openSecret(config, stored.sealedSecret),
    overlaps && stored.previousSecret ? openSecret(config, stored.previousSecret) : null,
  ])
  if (current === null) return null
  return previous === null ? [current] : [current, previous]
}
