import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { forgetDigest } from '../imported/imported-store.ts'
import { changeKey } from './change.ts'

/**
 * Deletes a key: it leaves every list, and verification answers as for an unknown key. Its hash is wiped, and so is the
 * digest it was imported by, so that it can be imported again; its name stays for the logs. Once this returns, every
 * later call with the key is refused.
 */
export async function deleteApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<void> {
  requireScope(actor, 'api-keys:write')
  await changeKey(
    deps,
    actor,
    id,
    {
      action: 'api_key.deleted',
      decide: () => ({
        deletedAt: deps.now,
        secretHash: new Uint8Array(0),
        previousHash: null,
        sealedKey: null,
      }),
      extraStatements: ({ organizationId }) => [forgetDigest(deps.db, organizationId, id)],
    },
    expectedVersion,
  )
}
