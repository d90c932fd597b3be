import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { auditedScope, lostRace, ownScope, scopeEntry } from './own-scope.ts'
import { countHolders, deleteScopeRow } from './store.ts'

/**
 * Removes a scope from the organization's catalog. Keys that hold it keep it, so no running integration breaks. Throws
 * `conflict` if keys hold it, unless `force`; and as `updateScope`.
 */
export async function deleteScope(
  deps: Deps,
  actor: Actor,
  scope: string,
  options: { force: boolean },
  expectedVersion: IfMatch,
): Promise<void> {
  requireScope(actor, 'organization:write')
  requireLive(actor, 'delete scopes')
  const { db, now } = deps
  const row = await ownScope(db, actor.organization.id, scope, expectedVersion)
  if (!options.force) {
    const holders = await countHolders(db, { organizationId: row.organizationId, environment: null }, [scope])
    const keys = holders.get(scope) ?? 0
    if (keys > 0) {
      const who = keys === 1 ? '1 API key holds' : `${keys} API keys hold`
      throw conflict(
        'scope_in_use',
        `${who} ${scope}. Take it from them first, or delete it with ?force=true: keys that hold it then keep it.`,
      )
    }
  }
  const entry = scopeEntry('scope.deleted', scope, auditedScope(row), null)
  const changed = await runBatch(db, deleteScopeRow(db, row), auditRow(actor, entry, now))
  if (changed === 0) throw lostRace(expectedVersion)
}
