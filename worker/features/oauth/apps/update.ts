import { oauthAppProblem, type UpdateOAuthApp } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid, Refusal } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireGrantable } from '../../api-keys/keys/require-grantable.ts'
import type { AppChange, ShownApp } from '../rows/app-store.ts'
import { type ChangedApp, changeApp } from './change.ts'
import { holderOf, requirePerson } from './holder.ts'

/**
 * Changes settings of an app. Once this returns, no token of the app is admitted under the old ones. Whoever changes its
 * scopes answers for it from now on. Throws `forbidden` if the app has, or would have, scopes that the actor does not hold,
 * and `invalid` for settings that cannot stand together.
 */
export async function updateApp(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateOAuthApp,
  expectedVersion: IfMatch,
): Promise<ChangedApp> {
  requireScope(actor, 'oauth-apps:write')
  const holder = holderOf(actor)
  const decide = (row: ShownApp): AppChange | null => {
    requireGrantable(actor, [...row.scopes, ...(input.scopes ?? [])], 'change an OAuth app')
    requireOwnFacts(row, input)
    if (input.verified && row.verified === 0) requirePerson(actor)
    const { rateLimit, requirePkce, verified, ...settings } = input
    const change = difference(row, {
      ...settings,
      ...rateLimit,
      ...(requirePkce !== undefined && { requirePkce: Number(requirePkce) }),
      ...(verified !== undefined && { verified: Number(verified) }),
    })
    if (!change) return null
    const merged = { ...row, ...change }
    const problem = oauthAppProblem({ ...merged, requirePkce: merged.requirePkce === 1 })
    if (problem) throw invalid(problem.path.join('.'), problem.message)
    return change.scopes ? { ...change, ...holder } : change
  }
  return changeApp(deps, actor, id, { action: 'oauth_app.updated', decide }, expectedVersion)
}

/** What an app says about itself in its metadata document, or said when it registered. */
const FACTS = [
  'name',
  'redirectUris',
  'websiteUrl',
  'privacyPolicyUrl',
  'logoUrl',
  'grantTypes',
  'requirePkce',
  'publicKeys',
] as const satisfies (keyof UpdateOAuthApp)[]

/** The organization does not change what an app says about itself. Throws `invalid` naming the fields. */
function requireOwnFacts({ source }: ShownApp, input: UpdateOAuthApp): void {
  if (source === 'organization') return
  const errors = FACTS.filter((field) => input[field] !== undefined).map((path) => ({
    path,
    message: 'cannot be changed here: the app says this about itself',
  }))
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

/** The part of `wanted` that differs from the app; null if nothing differs. */
function difference(row: ShownApp, wanted: object): AppChange | null {
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
