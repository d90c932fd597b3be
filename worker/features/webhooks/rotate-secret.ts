import type { WebhookWithSecret } from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { notFound } from '../../platform/errors.ts'
import type { IfMatch } from '../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../platform/secrets/check-secrets.ts'
import { newSigningSecret } from './delivery/request/signing.ts'
import { changeWebhook } from './settings/change.ts'
import { openSecret, sealSecret } from './settings/secret.ts'
import { findSecrets } from './settings/store.ts'

/**
 * Gives a webhook a new signing secret, which is only in this answer. For `overlapSeconds` the previous secret signs
 * too, so that the receiver can change over at any time.
 */
export async function rotateSecret(
  deps: Deps,
  actor: Actor,
  id: string,
  overlapSeconds: number,
  extraStatements: (answer: WebhookWithSecret) => Promise<Statement[]>,
  expectedVersion: IfMatch = null,
): Promise<WebhookWithSecret> {
  requireScope(actor, 'webhooks:write')
  await requireTrustedSecrets(deps)
  const secret = newSigningSecret()
  const { webhook } = await changeWebhook(
    deps,
    actor,
    id,
    {
      action: 'webhook.secret_rotated',
      decide: async (row) => {
        const stored = await findSecrets(deps.db, reachOf(actor), row.id)
        if (!stored) throw notFound('Webhook')
        // A secret that cannot be decrypted signs nothing, so there is no overlap.
        const overlaps = overlapSeconds > 0 && (await openSecret(deps.config, stored.sealedSecret)) !== null
        return {
          sealedSecret: await sealSecret(deps.config, secret),
          previousSecret: overlaps ? stored.sealedSecret : null,
          previousUntil: overlaps ? deps.now + overlapSeconds * 1000 : null,
        }
      },
      extraStatements: (_, shown) => extraStatements({ ...shown, secret }),
    },
    expectedVersion,
  )
  return { ...webhook, secret }
}
