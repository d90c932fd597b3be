import type { ApiKey } from '../../../../contract/api-keys.ts'
import type { AuditAction } from '../../../../contract/audit.data.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { type Changeable, changeRow, notConfirmed } from '../../../platform/audit/change-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { loadParts } from '../../../platform/manifest/feature.ts'
import { closeStreams } from '../../event-logs/live/live-feed-client.ts'
import { refreshGuard } from '../guard/key-guard.ts'
import { requireBelow } from './below.ts'
import { creditsLeft } from './credits-left.ts'
import { auditedKey, presentKey } from './present.ts'
import { findKeyOrTombstone, isLostRace, type KeyChange, type KeyRow, updateKey } from './store.ts'

/** The key after the change, and its version. */
export type ChangedKey = { key: ApiKey; version: number }

export type KeyTransition = {
  /** Action of the audit entry. */
  action: AuditAction
  /** The change to make; null if the key already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (key: KeyRow) => KeyChange | null | Promise<KeyChange | null>
  /** Further statements of the same transaction; `shown` is the key after the change. */
  extraStatements?: (key: KeyRow, shown: ApiKey) => Statement[] | Promise<Statement[]>
}

/**
 * Changes one key with its audit entry, and returns only after the key's guard has confirmed that it admits nothing
 * under the old state. `expectedVersion`: the versions of If-Match. Throws `not_found`, `precondition_failed`, and
 * `unavailable` when the change is stored but its guard did not confirm it: repeating the call is safe and confirms it.
 */
export async function changeKey(
  deps: Deps,
  actor: Actor,
  id: string,
  transition: KeyTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  const kind: Changeable<KeyRow, KeyChange> = {
    names: { one: 'key', title: 'API key' },
    type: 'api_key',
    find: (keyId) => findKeyOrTombstone(deps.db, reachOf(actor), keyId),
    requireAllowed: (row) => requireBelow(actor, row),
    audited: auditedKey,
    update: (row, change) => updateKey(deps.db, row, change, deps.now),
    isLostRace,
    confirm: (row, version, change) => confirm(deps, row, version, change),
  }
  const { action, decide, extraStatements } = transition
  const statements =
    extraStatements && ((row: KeyRow, changed: KeyRow) => extraStatements(row, presentKey(changed, deps.now)))
  const row = await changeRow(deps, actor, id, kind, { action, decide, extraStatements: statements }, expectedVersion)
  return { key: presentKey(row, deps.now, await creditsLeft(deps, row)), version: row.version }
}

/**
 * Returns only after the guard of a key applies the state in the database. For a change that another request has
 * written, or an earlier attempt. Throws as `changeKey` does.
 */
export async function confirmKey(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireScope(actor, 'api-keys:write')
  // Nothing changes, so no audit entry with this action is written.
  await changeKey(deps, actor, id, { action: 'api_key.updated', decide: () => null })
}

/** Fields that no decision depends on: a lease that still has the old values does no harm. */
const DESCRIPTIVE = new Set<string>([
  'name',
  'description',
  'tags',
  'ownerId',
  'metadata',
  'leakedAt',
  'leakSource',
] satisfies (keyof KeyChange)[])

const changesAccess = (change: KeyChange): boolean => Object.keys(change).some((field) => !DESCRIPTIVE.has(field))

async function confirm(deps: Deps, row: KeyRow, version: number, change: KeyChange | null): Promise<void> {
  const { reference, organizationId, id } = row
  const changesWhatItMayDo = !change || changesAccess(change)
  if (!(await refreshGuard(deps.guards, reference, version, changesWhatItMayDo))) throw notConfirmed()
  if (!changesWhatItMayDo) return
  const watchers = await loadParts(({ holderWatchers }) => holderWatchers)
  await Promise.all(watchers.map(({ changed }) => changed(deps, { organizationId, type: 'key', id })))
  if (change && missingScopes(row.scopes, ['logs:read']).length === 0) {
    await closeStreams(deps.feeds, organizationId, { key: id })
  }
}
