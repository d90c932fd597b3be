import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedKey, changeKey, type KeyTransition } from './change.ts'

/**
 * Revokes a key permanently; it stays listed for audit. Once this returns, every later call with the key is refused
 * (promise 1 of the architecture). Revoking a revoked key is no error.
 */
export async function revokeApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  const transition: KeyTransition = {
    action: 'api_key.revoked',
    decide: (row) =>
      row.status === 'revoked' ? null : { status: 'revoked', revokedAt: deps.now, revokedBy: actorName(actor) },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}
