import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { changeIncoming } from './change.ts'

/**
 * Deletes an incoming webhook: once this returns, its URL is unknown. The secrets of the sender are wiped, and a job deletes
 * its requests. Records and events stay.
 */
export async function deleteIncoming(deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch): Promise<void> {
  requireScope(actor, 'incoming:write')
  const decide = () => ({ deletedAt: deps.now, sealedSecrets: null, mapping: {} })
  await changeIncoming(deps, actor, id, { action: 'incoming_webhook.deleted', decide }, expectedVersion)
}
