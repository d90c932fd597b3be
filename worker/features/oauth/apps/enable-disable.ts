import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireGrantable } from '../../api-keys/keys/require-grantable.ts'
import { type AppTransition, type ChangedApp, changeApp } from './change.ts'
import { holderOf } from './holder.ts'

/** Disables an app until it is enabled again. Once this returns, every later call with one of its tokens is refused. */
export async function disableApp(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedApp> {
  requireScope(actor, 'oauth-apps:write')
  const transition: AppTransition = {
    action: 'oauth_app.disabled',
    decide: ({ status }) => (status === 'disabled' ? null : { status: 'disabled' }),
  }
  return changeApp(deps, actor, id, transition, expectedVersion)
}

/** Enables an app again. Throws `forbidden` if it may ask for scopes that the actor does not hold. */
export async function enableApp(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedApp> {
  requireScope(actor, 'oauth-apps:write')
  holderOf(actor)
  const transition: AppTransition = {
    action: 'oauth_app.enabled',
    decide: ({ status, scopes }) => {
      requireGrantable(actor, scopes, 'enable an OAuth app')
      return status === 'active' ? null : { status: 'active' }
    },
  }
  return changeApp(deps, actor, id, transition, expectedVersion)
}
