import { builtInScope } from '../../../../contract/scope-catalog.data.ts'
import { MAX_OWN_SCOPES } from '../../../../contract/scopes.data.ts'
import type { CreateScope, ScopeDetails } from '../../../../contract/scopes.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { auditedScope, scopeEntry } from './own-scope.ts'
import { presentScope } from './present.ts'
import { countHolders, hasTooMany, insertScope, limitScopes } from './store.ts'

/**
 * Defines a scope of the organization. Keys may hold it already: they name scopes, whether they are defined or not.
 * `extraStatements`: further statements of the same transaction, given the answer (the record of an Idempotency-Key).
 * Throws `conflict` if the scope exists, or if there are too many.
 */
export async function createScope(
  deps: Deps,
  actor: Actor,
  input: CreateScope,
  extraStatements: (answer: ScopeDetails) => Promise<Statement[]>,
): Promise<ScopeDetails> {
  requireScope(actor, 'organization:write')
  requireLive(actor, 'define scopes')
  const { db, now } = deps
  const organizationId = actor.organization.id
  const taken = conflict('scope_exists', `A scope ${input.scope} already exists.`)
  if (builtInScope(input.scope)) throw taken
  const row = { ...input, organizationId, version: 1, createdAt: now, createdBy: actorName(actor), updatedAt: now }
  const holders = await countHolders(db, { organizationId, environment: null }, [row.scope])
  const answer = presentScope(row, holders.get(row.scope) ?? 0)
  try {
    await runBatch(
      db,
      insertScope(db, row),
      auditRow(actor, scopeEntry('scope.created', row.scope, null, auditedScope(row)), now),
      limitScopes(row, MAX_OWN_SCOPES),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw taken
    if (!hasTooMany(error)) throw error
    throw conflict('too_many_scopes', `An organization can define at most ${MAX_OWN_SCOPES} scopes.`)
  }
  return answer
}
