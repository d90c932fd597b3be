import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { changeApp } from './change.ts'

/**
 * Deletes an app: once this returns, every later call with one of its tokens is refused, and its client ID is unknown. Its
 * secrets are wiped; its name stays for the log. Jobs delete its grants and tokens.
 */
export async function deleteApp(deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch = null): Promise<void> {
  requireScope(actor, 'oauth-apps:write')
  const decide = () => ({
    deletedAt: deps.now,
    secretHash: null,
    pepperVersion: null,
    previousHash: null,
    previousPepperVersion: null,
    previousUntil: null,
    publicKeys: [],
  })
  await changeApp(deps, actor, id, { action: 'oauth_app.deleted', decide }, expectedVersion)
}
