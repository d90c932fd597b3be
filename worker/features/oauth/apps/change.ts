import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { OAuthApp } from '../../../../contract/oauth.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { closeStreams } from '../../event-logs/live/live-feed-client.ts'
import { refreshAppGuards } from '../guard/app-guard.ts'
import {
  type AppChange,
  type AppRow,
  countActiveGrants,
  findAppOrTombstone,
  isLostRace,
  type ShownApp,
  updateAppRow,
} from '../rows/app-store.ts'
import { auditedApp, presentApp } from './present.ts'

const TRIES = 4

/** The app after the change, and its version. */
export type ChangedApp = { app: OAuthApp; version: number }

export type AppTransition = {
  /** Action of the audit entry. */
  action: AuditAction
  /** The change to make; null if the app already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (app: ShownApp) => AppChange | null | Promise<AppChange | null>
  /** Further statements of the same transaction; `shown` is the app after the change. */
  extraStatements?: (app: ShownApp, shown: OAuthApp) => Statement[] | Promise<Statement[]>
}

/** Fields that its guard enforces. A change of another one waits for no lease. */
const ENFORCED = new Set<string>([
  'status',
  'scopes',
  'perMinute',
  'perHour',
  'perDay',
  'holderType',
  'holderId',
  'deletedAt',
] satisfies (keyof AppRow)[])

const changesAccess = (change: AppChange): boolean => Object.keys(change).some((field) => ENFORCED.has(field))

/**
 * Changes one app with its audit entry, and returns only after its guard has confirmed that no token of the app is admitted
 * under the old state. `expectedVersion`: the versions of If-Match. Throws `not_found`, `precondition_failed`, and
 * `unavailable` when the change is stored but not confirmed: repeating the call is safe and confirms it.
 */
export async function changeApp(
  deps: Deps,
  actor: Actor,
  id: string,
  transition: AppTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedApp> {
  requireScope(actor, 'oauth-apps:write')
  for (let left = TRIES; left > 0; left--) {
    const row = await findAppOrTombstone(deps.db, reachOf(actor), id)
    if (!row) throw notFound('OAuth app')
    if (row.deletedAt !== null) {
      await confirm(deps, row, row.version, true)
      throw notFound('OAuth app')
    }
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The app was changed since you read it.' })
    }
    const change = await transition.decide(row)
    const changed = change ? { ...row, ...change, version: row.version + 1 } : row
    const shown = presentApp(changed, deps.now, await countActiveGrants(deps.db, row.organizationId, row.id))
    if (change && !(await write(deps, actor, row, transition, change, shown))) continue
    // Also if nothing changed: an earlier attempt may have been interrupted between its write and this confirmation.
    await confirm(deps, row, changed.version, !change || changesAccess(change))
    return { app: shown, version: changed.version }
  }
  throw conflict('changed_meanwhile', 'The app is being changed by someone else. Try again.')
}

async function confirm(
  deps: Deps,
  { organizationId, id }: Pick<AppRow, 'organizationId' | 'id'>,
  version: number,
  outwaitLeases: boolean,
): Promise<void> {
  const isConfirmed = await refreshAppGuards(deps.guards, { organizationId, id }, version, outwaitLeases)
  if (outwaitLeases) await closeStreams(deps.feeds, organizationId, { app: id })
  if (isConfirmed) return
  throw new Refusal({
    kind: 'unavailable',
    code: 'not_confirmed',
    detail: 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.',
  })
}

/** Returns false if the app was changed since it was read: then nothing was written. */
async function write(
  { db, now }: Deps,
  actor: Actor,
  row: ShownApp,
  transition: AppTransition,
  change: AppChange,
  shown: OAuthApp,
): Promise<boolean> {
  const current: Record<string, unknown> = row
  const before = Object.fromEntries(Object.keys(change).map((field) => [field, current[field]]))
  const entry = {
    action: transition.action,
    target: { type: 'oauth_app', id: row.id, name: row.name },
    before: auditedApp(before),
    after: auditedApp(change),
  }
  const extraStatements = (await transition.extraStatements?.(row, shown)) ?? []
  try {
    await runBatch(db, updateAppRow(db, row, change), auditRow(actor, entry, now), ...extraStatements)
    return true
  } catch (error) {
    if (isLostRace(error)) return false
    throw error
  }
}
