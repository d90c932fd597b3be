import type { Config } from '../../../platform/env.ts'
import { equalSecrets } from '../../../platform/lib/crypto/crypto.ts'
import { openSecrets } from '../settings/secrets.ts'
import type { DoorWebhook } from './webhook.ts'

/**
 * Whether a sender that checks the URL may have its challenge back. Meta sends a token that both sides know: it has to be one of the
 * secrets. Others send none, and only learn that the URL exists, which they know.
 */
export async function isSubscribedBy(
  config: Config,
  { sealedSecrets }: DoorWebhook,
  verifyToken: string | undefined,
): Promise<boolean> {
  if (verifyToken === undefined || sealedSecrets === null) return true
  const secrets = (await openSecrets(config, sealedSecrets)) ?? []
  const matches = await Promise.all(secrets.map((secret) => equalSecrets(secret, verifyToken)))
  return matches.includes(true)
}
