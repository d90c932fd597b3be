import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedKey, changeKey, type KeyTransition } from './change.ts'
import { requireGrantable } from './require-grantable.ts'

/** Switches a key off until it is switched on again; when this answers, every later call with it is refused. */
export async function disableApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  const transition: KeyTransition = {
    action: 'api_key.disabled',
    decide: (row) => {
      if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key stays revoked.')
      return row.status === 'disabled' ? null : { status: 'disabled' }
    },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}

/** Switches a key on again. Throws `forbidden` when it holds scopes that the actor does not. */
export async function enableApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  const transition: KeyTransition = {
    action: 'api_key.enabled',
    decide: (row) => {
      if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be enabled. Create a new one.')
      requireGrantable(actor, row.scopes, 'enable a key')
      return row.status === 'active' ? null : { status: 'active' }
    },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}
