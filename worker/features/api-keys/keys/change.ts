import type { ApiKey } from '../../../../contract/api-keys.ts'
import type { AuditAction } from '../../../../contract/audit.data.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { loadParts } from '../../../platform/manifest/feature.ts'
import { closeStreams } from '../../event-logs/live/live-feed-client.ts'
import { refreshGuard } from '../guard/key-guard.ts'
import { requireBelow } from './below.ts'
import { creditsLeft } from './credits-left.ts'
import { auditedKey, presentKey } from './present.ts'
import { findKeyOrTombstone, isLostRace, type KeyChange, type KeyRow, updateKey } from './store.ts'

const TRIES = 4

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
  for (let left = TRIES; left > 0; left--) {
    const row = await findKeyOrTombstone(deps.db, reachOf(actor), id)
    if (!row) throw notFound('API key')
    requireBelow(actor, row)
    if (row.deletedAt !== null) {
      await confirm(deps, row, row.version, true)
      throw notFound('API key')
    }
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The key was changed since you read it.' })
    }
    const change = await transition.decide(row)
    if (change && !(await write(deps, actor, row, transition, change))) continue
    const version = change ? row.version + 1 : row.version
    // Also if nothing changed: an earlier attempt may have been interrupted between its write and this confirmation.
    await confirm(deps, row, version, !change || changesAccess(change))
    if (change && changesAccess(change) && missingScopes(row.scopes, ['logs:read']).length === 0) {
      await closeStreams(deps.feeds, row.organizationId, { key: row.id })
    }
    const changed = { ...row, ...change, version }
    return { key: presentKey(changed, deps.now, await creditsLeft(deps, changed)), version }
  }
  throw conflict('changed_meanwhile', 'The key is being changed by someone else. Try again.')
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

async function confirm(
  deps: Deps,
  { reference, organizationId, id }: Pick<KeyRow, 'reference' | 'organizationId' | 'id'>,
  version: number,
  changesWhatItMayDo: boolean,
): Promise<void> {
  if (!(await refreshGuard(deps.guards, reference, version, changesWhatItMayDo))) {
    throw new Refusal({
      kind: 'unavailable',
      code: 'not_confirmed',
      detail: 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.',
    })
  }
  if (!changesWhatItMayDo) return
  const watchers = await loadParts(({ holderWatchers }) => holderWatchers)
  await Promise.all(watchers.map(({ changed }) => changed(deps, { organizationId, type: 'key', id })))
}

/** Returns false if the key was changed since it was read: then nothing was written. */
async function write(
  { db, now }: Deps,
  actor: Actor,
  row: KeyRow,
  transition: KeyTransition,
  change: KeyChange,
): Promise<boolean> {
  const current: Record<string, unknown> = row
  const before = Object.fromEntries(Object.keys(change).map((field) => [field, current[field]]))
  const shown = presentKey({ ...row, ...change, version: row.version + 1 }, now)
  const entry = {
    action: transition.action,
    target: { type: 'api_key', id: row.id, name: row.name },
    before: auditedKey(before),
    after: auditedKey(change),
  }
  const extraStatements = (await transition.extraStatements?.(row, shown)) ?? []
  try {
    await runBatch(db, updateKey(db, row, change, now), auditRow(actor, entry, now), ...extraStatements)
    return true
  } catch (error) {
    if (isLostRace(error)) return false
    throw error
  }
}
