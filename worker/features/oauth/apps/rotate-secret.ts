import type { OAuthApp, OAuthAppWithSecret } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { requireGrantable } from '../../api-keys/keys/require-grantable.ts'
import { issueSecret } from '../format/secrets.ts'
import { type AppTransition, changeApp } from './change.ts'
import { holderOf } from './holder.ts'

/**
 * Gives a confidential app a new secret, in this answer alone. The one before is accepted for `overlapSeconds` more; one that
 * was still accepted from an earlier rotation ends at once. `extraStatements`: further statements of the same transaction,
 * given the answer. Throws `conflict` for an app without a secret of ours, and `forbidden` if the app may ask for scopes
 * that the actor does not hold: the secret would grant them.
 */
export async function rotateClientSecret(
  deps: Deps,
  actor: Actor,
  id: string,
  overlapSeconds: number,
  extraStatements: (answer: OAuthAppWithSecret) => Promise<Statement[]>,
  expectedVersion: IfMatch = null,
): Promise<OAuthAppWithSecret> {
  requireScope(actor, 'oauth-apps:write')
  holderOf(actor)
  await requireTrustedSecrets(deps)
  let secret = ''
  const withSecret = (shown: OAuthApp): OAuthAppWithSecret => ({ ...shown, secret })
  const transition: AppTransition = {
    action: 'oauth_app.secret_rotated',
    decide: (row) => {
      if (row.source !== 'organization') {
        throw conflict('app_not_own', 'This app says itself how it proves who it is. It has no secret to rotate here.')
      }
      if (row.type === 'public') throw conflict('app_public', 'A public app has no secret.')
      requireGrantable(actor, row.scopes, 'rotate the secret of an OAuth app')
      const issued = issueSecret('clientSecret', row.environment, deps.config.peppers)
      secret = issued.key
      const overlaps = overlapSeconds > 0
      return {
        secretHash: issued.hash,
        pepperVersion: issued.pepperVersion,
        lastCharacters: issued.key.slice(-3),
        previousHash: overlaps ? row.secretHash : null,
        previousPepperVersion: overlaps ? row.pepperVersion : null,
        previousUntil: overlaps ? deps.now + overlapSeconds * 1000 : null,
        rotatedAt: deps.now,
      }
    },
    extraStatements: (_, shown) => extraStatements(withSecret(shown)),
  }
  const { app } = await changeApp(deps, actor, id, transition, expectedVersion)
  return withSecret(app)
}
