import type { ScopeDetails, UpdateScope } from '../../../../contract/scopes.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { auditedScope, lostRace, ownScope, scopeEntry } from './own-scope.ts'
import { presentScope } from './present.ts'
import { countHolders, isLostRace, type ScopeRow, updateScopeRow } from './store.ts'

/**
 * Changes how a scope of the organization is shown. Its name cannot change, because keys hold scopes by name. A change
 * to the same values writes nothing. Throws `conflict` for a built-in scope, `not_found`, `precondition_failed`.
 */
export async function updateScope(
  deps: Deps,
  actor: Actor,
  scope: string,
  input: UpdateScope,
  expectedVersion: IfMatch,
): Promise<{ scope: ScopeDetails; version: number }> {
  requireScope(actor, 'organization:write')
  requireLive(actor, 'change scopes')
  const { db, now } = deps
  const row = await ownScope(db, actor.organization.id, scope, expectedVersion)
  const change: Partial<ScopeRow> = {
    ...(input.label === undefined ? {} : { label: input.label }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.group === undefined ? {} : { group: input.group }),
  }
  const after = { ...row, ...change }
  const holders = await countHolders(db, { organizationId: row.organizationId, environment: null }, [scope])
  const shown = presentScope(after, holders.get(scope) ?? 0)
  if (JSON.stringify(auditedScope(after)) === JSON.stringify(auditedScope(row))) {
    return { scope: shown, version: row.version }
  }
  const entry = scopeEntry('scope.updated', scope, auditedScope(row), auditedScope(after))
  const changed = await runBatch(db, updateScopeRow(db, row, change, now), auditRow(actor, entry, now)).catch(
    (error: unknown) => {
      if (isLostRace(error)) return 0
      throw error
    },
  )
  if (changed === 0) throw lostRace(expectedVersion)
  return { scope: shown, version: row.version + 1 }
}
