import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedKey, changeKey, type KeyTransition } from './change.ts'
import { statusOf } from './present.ts'
import { requireGrantable } from './require-grantable.ts'

/** Disables a key until it is enabled again. Once this returns, every later call with it is refused. */
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
      if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be disabled.')
      return row.status === 'disabled' ? null : { status: 'disabled' }
    },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}

/** Enables a key again. Throws `forbidden` if it holds scopes that the actor does not. */
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
      if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be enabled. Create a new key.')
      requireGrantable(actor, row.scopes, 'enable a key')
      if (row.status !== 'active') return { status: 'active' }
      const status = statusOf({ ...row, expiresAt: null }, deps.now)
      if (status === 'active') return null
      throw conflict('parent_not_active', `The key itself is enabled, but a key above it is ${status}.`)
    },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}
