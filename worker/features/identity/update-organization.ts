import type { Organization, UpdateOrganization } from '../../../contract/identity.ts'
import { alertRow } from '../../platform/alerts/raise.ts'
import { type AuditEntry, auditRow } from '../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../platform/auth/actor.ts'
import { requireLive } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict, forbidden, invalid, notFound, Refusal } from '../../platform/errors.ts'
import { type IfMatch, isMet } from '../../platform/lib/if-match.ts'
import { presentOrganization } from './organization.ts'
import { organizationChanged } from './organization-changed.ts'
import {
  findOrganization,
  isLostOrganizationRace,
  type OrganizationChange,
  type OrganizationRow,
  updateOrganizationRow,
} from './store.ts'
import { weakenedSettings } from './weakened-settings.ts'

const TRIES = 4
const NO_PLAN_LIMITS = { planPerMinute: null, planPerHour: null, planPerDay: null }

/**
 * Changes settings of the actor's organization. Leaving the enterprise plan clears its custom limits.
 * `expectedVersion`: the versions of If-Match. Throws `forbidden` if the plan changes and the actor is not an owner,
 * `invalid` for custom limits on a plan that has fixed ones, `precondition_failed`.
 */
export async function updateOrganization(
  deps: Deps,
  actor: Actor,
  input: UpdateOrganization,
  expectedVersion: IfMatch,
): Promise<{ organization: Organization; version: number }> {
  requireScope(actor, 'organization:write')
  requireLive(actor, 'change settings of the organization')
  for (let left = TRIES; left > 0; left--) {
    const row = await findOrganization(deps.db, actor.organization.id)
    if (!row) throw notFound('Organization')
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The organization was changed since you read it.' })
    }
    const change = difference(row, input)
    requireOwnerForPlan(actor, change)
    if (change && !(await write(deps, actor, row, change))) continue
    // Also if nothing changed: an earlier attempt may have been interrupted between its write and this call.
    const reachesKeys = input.captureBodies !== undefined || input.redactNames !== undefined
    const reachesQuota = input.plan !== undefined || input.planLimits !== undefined
    await organizationChanged(deps, row.id, { reachesKeys, reachesQuota })
    const version = change ? row.version + 1 : row.version
    return { organization: presentOrganization({ ...row, ...change }), version }
  }
  throw conflict('changed_meanwhile', 'The organization is being changed by someone else. Try again.')
}

/** The columns that differ from the organization; null if none differs. */
function difference(row: OrganizationRow, input: UpdateOrganization): OrganizationChange | null {
  const { planLimits, keysInQuery, captureBodies, archiveLogs, ...settings } = input
  const plan = input.plan ?? row.plan
  if (planLimits && plan !== 'enterprise') {
    throw invalid('planLimits', 'belong to the enterprise plan: the other plans have their own')
  }
  const wanted = {
    ...settings,
    ...(keysInQuery === undefined ? {} : { keysInQuery: keysInQuery ? 1 : 0 }),
    ...(captureBodies === undefined ? {} : { captureBodies: captureBodies ? 1 : 0 }),
    ...(archiveLogs === undefined ? {} : { archiveLogs: archiveLogs ? 1 : 0 }),
    ...(planLimits && {
      planPerMinute: planLimits.perMinute,
      planPerHour: planLimits.perHour,
      planPerDay: planLimits.perDay,
    }),
    ...(plan === 'enterprise' ? {} : NO_PLAN_LIMITS),
  }
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}

/**
 * All limits depend on the plan, so only owners can change it. Keys cannot, because an admin could create one with
 * every scope.
 */
function requireOwnerForPlan(actor: Actor, change: OrganizationChange | null): void {
  const changesPlan = ['plan', ...Object.keys(NO_PLAN_LIMITS)].some((field) => change && field in change)
  if (!changesPlan || (actor.type === 'session' && actor.role === 'owner')) return
  throw forbidden('owner_needed', 'Only an owner who is signed in to the dashboard can change the plan.')
}

/** Returns false if the organization was changed since it was read: then nothing was written. */
async function write(deps: Deps, actor: Actor, row: OrganizationRow, change: OrganizationChange): Promise<boolean> {
  const current: Record<string, unknown> = row
  const before = Object.fromEntries(Object.keys(change).map((field) => [field, current[field]]))
  const entry: AuditEntry = {
    action: 'organization.updated',
    target: { type: 'organization', id: row.id, name: row.name },
    before,
    after: change,
  }
  try {
    await runBatch(
      deps.db,
      updateOrganizationRow(deps.db, row, change),
      auditRow(actor, entry, deps.now),
      ...weakenedSettingsAlert(actor, row, change, deps.now),
    )
    return true
  } catch (error) {
    if (isLostOrganizationRace(error)) return false
    throw error
  }
}

/** An alert if the change weakens a security setting. */
function weakenedSettingsAlert(
  actor: Actor,
  row: OrganizationRow,
  change: OrganizationChange,
  now: number,
): Statement[] {
  const settings = weakenedSettings(row, change)
  if (settings.length === 0) return []
  const { id, name } = row
  const details = { by: actorName(actor), scopes: [], settings }
  const target = { type: 'organization', id, name }
  return [alertRow({ organizationId: id, kind: 'permissions_changed', severity: 'warning', target, details }, now)]
}
