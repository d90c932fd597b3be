import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedRoute, changeRoute, type RouteTransition } from './change.ts'

/** Disables a route until it is enabled again: once this returns, every later call of it is refused. */
export async function disableRoute(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedRoute> {
  requireScope(actor, 'gateway:write')
  const transition: RouteTransition = {
    action: 'gateway_route.disabled',
    decide: ({ status }) => (status === 'disabled' ? null : { status: 'disabled' }),
  }
  return changeRoute(deps, actor, id, transition, expectedVersion)
}

/** Enables a route again. */
export async function enableRoute(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedRoute> {
  requireScope(actor, 'gateway:write')
  const transition: RouteTransition = {
    action: 'gateway_route.enabled',
    decide: ({ status }) => (status === 'active' ? null : { status: 'active' }),
  }
  return changeRoute(deps, actor, id, transition, expectedVersion)
}
