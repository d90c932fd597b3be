import { builtInScope, SCOPE_GROUPS } from '../../../../contract/scope-catalog.data.ts'
import { type ScopeInfo, scopeCovers } from '../../../../contract/scopes.data.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { listScopes } from '../../api-keys/scopes/read.ts'

/**
 * Scopes in the words of the catalog, for people who are asked to allow them. Reads the database only for scopes that are not
 * built in: those of an organization, or of its modules.
 */
export async function describeScopes(
  deps: Deps,
  organization: { id: string; name: string },
  scopes: readonly string[],
): Promise<ScopeInfo[]> {
  const isOwn = (scope: string) => !builtInScope(scope) && !scope.endsWith(':*')
  const own = scopes.some(isOwn) ? await ownScopes(deps, organization) : []
  return scopes.map((scope) => {
    const known = builtInScope(scope) ?? own.find((one) => one.scope === scope)
    if (known) return { scope, label: known.label, description: known.description }
    return scope.endsWith(':*') ? describeWildcard(scope) : { scope, label: scope, description: '' }
  })
}

async function ownScopes(deps: Deps, organization: { id: string; name: string }): Promise<ScopeInfo[]> {
  const reader = systemActor('consent', organization, ['modules:read'])
  const { groups } = await listScopes(deps, reader)
  return groups.flatMap((group) => group.scopes)
}

function describeWildcard(scope: string): ScopeInfo {
  const resource = scope.slice(0, -2)
  const covered = SCOPE_GROUPS.flatMap(({ scopes }) => scopes).filter((one) => scopeCovers(scope, one.scope))
  const description = covered.map(({ label }) => label).join(', ')
  return { scope, label: `Everything about ${resource.replace('.', ' ')}`, description }
}
