import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedKey, changeKey, type KeyTransition } from '../keys/change.ts'

/**
 * Ends the grace period of the last regeneration: once this returns, the old secret is invalid. Without a grace period
 * it does nothing.
 */
export async function cancelGrace(deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  const transition: KeyTransition = {
    action: 'api_key.grace_canceled',
    decide: (row) =>
      row.graceUntil === null ? null : { previousHash: null, previousPepperVersion: null, graceUntil: null },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}
