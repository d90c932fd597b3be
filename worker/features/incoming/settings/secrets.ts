import type { Config } from '../../../platform/env.ts'
import { openText, sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_SENDER_SECRETS } from '../../../platform/lib/crypto/sealing-purposes.ts'

type Sealed = Uint8Array<ArrayBuffer>

/** Encrypts the secrets of a sender, the current one first; null if there are none. */
export const sealSecrets = async (config: Config, secrets: readonly string[]): Promise<Sealed | null> =>
  secrets.length === 0 ? null : sealText(config.dataKeys, SEALED_SENDER_SECRETS, JSON.stringify(secrets))

/** Decrypted secrets of a sender; null if none of the current data keys can decrypt them. */
export async function openSecrets(config: Config, sealed: Sealed | null): Promise<string[] | null> {
  if (sealed === null) return []
  const text = await openText(config.dataKeys, SEALED_SENDER_SECRETS, sealed)
  return text === null ? null : JSON.parse(text)
}
