import { builtInScope, isReservedScope } from '../../../../contract/scope-catalog.data.ts'
import { MAX_OWN_SCOPES, OWN_SCOPE_PATTERN } from '../../../../contract/scopes.data.ts'
import type { CreateScope } from '../../../../contract/scopes.ts'
import { auditRows } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { auditedScope, scopeEntry } from './own-scope.ts'
import { hasTooMany, insertScopes, limitScopes, listOwnScopes, type ScopeRow } from './store.ts'

/** The scopes among `names` that an organization could define, and has not. */
export async function undefinedScopes(
  { db }: Pick<Deps, 'db'>,
  organizationId: string,
  names: readonly string[],
): Promise<string[]> {
  const possible = [...new Set(names)].filter(
    (name) => OWN_SCOPE_PATTERN.test(name) && !builtInScope(name) && !isReservedScope(name),
  )
  if (possible.length === 0) return []
  const own = new Set((await listOwnScopes(db, organizationId)).map(({ scope }) => scope))
  return possible.filter((name) => !own.has(name))
}

/**
 * The statements that define several scopes, for the transaction of what needs them. If somebody defines one of them in the
 * meantime, that definition stays. The transaction fails (`hasTooManyScopes`) if there are then too many. Throws `conflict` if it is
 * known already that there are.
 */
export async function defineScopes(deps: Deps, actor: Actor, inputs: readonly CreateScope[]): Promise<Statement[]> {
  requireScope(actor, 'organization:write')
  requireLive(actor, 'define scopes')
  if (inputs.length === 0) return []
  const { db, now } = deps
  const organizationId = actor.organization.id
  const own = await listOwnScopes(db, organizationId)
  if (own.length + inputs.length > MAX_OWN_SCOPES) {
    const detail = `An organization can define at most ${MAX_OWN_SCOPES} scopes, and ${inputs.length} more are needed.`
    throw conflict('too_many_scopes', detail)
  }
  const rows: ScopeRow[] = inputs.map((input) => ({
    ...input,
    organizationId,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
  }))
  const [first] = rows
  return [
    insertScopes(rows),
    auditRows(
      actor,
      rows.map((row) => scopeEntry('scope.created', row.scope, null, auditedScope(row))),
      now,
    ),
    ...(first ? [limitScopes(first, MAX_OWN_SCOPES)] : []),
  ]
}

/** Whether a transaction failed because it would define too many scopes. */
export const hasTooManyScopes = hasTooMany
