import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { forgetDigest } from '../imported/imported-store.ts'
import { changeKey } from './change.ts'

/**
 * Deletes a key: it leaves every list and answers as unknown. Its hash is wiped, and the digest it was imported by, so
 * that it may be imported again; its name stays for the logs.
 * When this answers, every later call with it is refused.
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
