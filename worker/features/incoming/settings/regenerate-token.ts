import type { IncomingWebhook, IncomingWebhookWithToken } from '../../../../contract/incoming.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { issueToken } from '../token/token.ts'
import { changeIncoming, type IncomingTransition } from './change.ts'
import { urlOf } from './present.ts'
import { requireTarget } from './require-target.ts'

/**
 * Gives an incoming webhook a new token, in this answer alone. Once this returns, the old URL is unknown.
 * `extraStatements`: further statements of the same transaction, given the answer. Throws `forbidden` without the scope for
 * what it writes: the token would grant it.
 */
export async function regenerateToken(
  deps: Deps,
  actor: Actor,
  id: string,
  extraStatements: (answer: IncomingWebhookWithToken) => Promise<Statement[]>,
  expectedVersion: IfMatch,
): Promise<IncomingWebhookWithToken> {
  requireScope(actor, 'incoming:write')
  await requireTrustedSecrets(deps)
  let token = ''
  const withToken = (shown: IncomingWebhook): IncomingWebhookWithToken => ({
    ...shown,
    url: urlOf(token, deps.url),
    token,
  })
  const transition: IncomingTransition = {
    action: 'incoming_webhook.token_regenerated',
    decide: ({ environment, reference, target, module }) => {
      requireTarget(actor, { target, module }, 'regenerate the token of an incoming webhook')
      const issued = issueToken(environment, deps.config.peppers, reference)
      token = issued.key
      const { hash: secretHash, pepperVersion } = issued
      return { secretHash, pepperVersion, lastCharacters: token.slice(-3) }
    },
    extraStatements: (_, shown) => extraStatements(withToken(shown)),
  }
  const { webhook } = await changeIncoming(deps, actor, id, transition, expectedVersion)
  return withToken(webhook)
}
