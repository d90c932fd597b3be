import { builtInScope, SCOPE_GROUPS } from '../../../../contract/scope-catalog.data.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { ScopeCatalog, ScopeDetails } from '../../../../contract/scopes.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { loadParts } from '../../../platform/manifest/feature.ts'
import { presentScope } from './present.ts'
import { countHolders, findOwnScope, listOwnScopes, type ScopeRow } from './store.ts'

/** New groups are shown before this one: those before it are about the host product, as own scopes are. */
const FIRST_OF_GATEHOUSE = 'Integrations'

type Group = ScopeCatalog['groups'][number]

/**
 * The built-in scopes, those of the organization's objects (modules), and those that it defined, by group. Every caller may read them: they are names, and grant
 * nothing. How many keys hold a scope is only for callers with `api-keys:read`, and counts the keys that they reach.
 */
export async function listScopes(deps: Deps, actor: Actor): Promise<ScopeCatalog> {
  const own = await listOwnScopes(deps.db, actor.organization.id)
  const holders = await holdersOf(deps, actor, own)
  const sources = await loadParts(({ scopeGroups }) => scopeGroups)
  const ofObjects = await Promise.all(sources.map((groupsOf) => groupsOf(deps, actor)))
  // Full access stays the last one.
  const builtIn = [...SCOPE_GROUPS.slice(0, -1), ...ofObjects.flat(), ...SCOPE_GROUPS.slice(-1)]
  const groups: Group[] = builtIn.map(({ group, scopes }) => ({
    group,
    scopes: scopes.map((info) => ({ ...info, custom: false, keys: null })),
  }))
  for (const row of own) {
    const { group, createdAt: _, ...shown } = presentScope(row, holders(row.scope))
    groupNamed(groups, group).scopes.push(shown)
  }
  return { groups }
}

/** One scope, built-in or of the organization, and its version. Throws `not_found`. */
export async function readScope(
  deps: Deps,
  actor: Actor,
  scope: string,
): Promise<{ scope: ScopeDetails; version: number }> {
  const known = builtInScope(scope)
  if (known) return { scope: { ...known, custom: false, keys: null, createdAt: null }, version: 1 }
  const row = await findOwnScope(deps.db, actor.organization.id, scope)
  if (!row) throw notFound('Scope')
  return { scope: presentScope(row, (await holdersOf(deps, actor, [row]))(scope)), version: row.version }
}

/** How many keys hold each of these scopes, as far as the actor may know. */
async function holdersOf(
  { db }: Deps,
  actor: Actor,
  rows: readonly ScopeRow[],
): Promise<(scope: string) => number | null> {
  if (missingScopes(actor.scopes, ['api-keys:read']).length > 0) return () => null
  const counts = await countHolders(
    db,
    reachOf(actor),
    rows.map((row) => row.scope),
  )
  return (scope) => counts.get(scope) ?? 0
}

/** The group of this name, added if there is none. */
function groupNamed(groups: Group[], name: string): Group {
  const found = groups.find(({ group }) => group === name)
  if (found) return found
  const added: Group = { group: name, scopes: [] }
  const before = groups.findIndex(({ group }) => group === FIRST_OF_GATEHOUSE)
  groups.splice(before, 0, added)
  return added
}
