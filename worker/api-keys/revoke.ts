import type { ApiKey } from '../../contract/api-keys.ts'
import { type Actor, actorName } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { changeKey } from './change.ts'

/**
 * Revokes a key for good; it stays listed for audit. When this answers, every later call with the key is refused
 * (promise 1 of the architecture). Revoking again is no error.
 */
export async function revokeApiKey(deps: Deps, actor: Actor, id: string): Promise<ApiKey> {
  const { key } = await changeKey(deps, actor, id, {
    action: 'api_key.revoked',
    decide: (row) =>
      row.status === 'revoked' ? null : { status: 'revoked', revokedAt: deps.now, revokedBy: actorName(actor) },
  })
  return key
}
