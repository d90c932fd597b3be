import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { OAuthApp } from '../../../../contract/oauth.ts'
import { type Changeable, changeRow, notConfirmed } from '../../../platform/audit/change-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
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
  const present = async (row: ShownApp) =>
    presentApp(row, deps.now, await countActiveGrants(deps.db, row.organizationId, row.id))
  const kind: Changeable<ShownApp, AppChange> = {
    names: { one: 'app', title: 'OAuth app' },
    type: 'oauth_app',
    find: (appId) => findAppOrTombstone(deps.db, reachOf(actor), appId),
    audited: auditedApp,
    update: (row, change) => updateAppRow(deps.db, row, change),
    isLostRace,
    confirm: (row, version, change) => confirm(deps, row, version, !change || changesAccess(change)),
  }
  const { action, decide, extraStatements } = transition
  const statements =
    extraStatements && (async (row: ShownApp, changed: ShownApp) => extraStatements(row, await present(changed)))
  const row = await changeRow(deps, actor, id, kind, { action, decide, extraStatements: statements }, expectedVersion)
  return { app: await present(row), version: row.version }
}

async function confirm(
  deps: Deps,
  { organizationId, id }: Pick<AppRow, 'organizationId' | 'id'>,
  version: number,
  outwaitLeases: boolean,
): Promise<void> {
  const isConfirmed = await refreshAppGuards(deps.guards, { organizationId, id }, version, outwaitLeases)
  if (outwaitLeases) await closeStreams(deps.feeds, organizationId, { app: id })
  if (!isConfirmed) throw notConfirmed()
}
