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
import { weakened } from './weakened-settings.ts'

const TRIES = 4
const NO_PLAN_LIMITS = { planPerMinute: null, planPerHour: null, planPerDay: null }

/**
 * Changes settings of the actor's organization. Leaving the enterprise plan clears its figures.
 * `expectedVersion`: the versions an If-Match names. Throws `forbidden` when the plan is to change and the actor is not an owner,
 * `invalid` for figures of a plan that has its own, `precondition_failed`.
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
    // Also when nothing changed: an earlier try may have been cut off between its write and this.
    const reachesKeys = input.captureBodies !== undefined || input.redactNames !== undefined
    const reachesQuota = input.plan !== undefined || input.planLimits !== undefined
    await organizationChanged(deps, row.id, { reachesKeys, reachesQuota })
    const version = change ? row.version + 1 : row.version
    return { organization: presentOrganization({ ...row, ...change }), version }
  }
  throw conflict('changed_meanwhile', 'The organization is being changed by somebody else at this moment. Try again.')
}

/** The columns that differ from the organization as it stands; null when none does. */
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

/** All limits depend on the plan, so owners alone change it. No key does: an admin could make one with every scope. */
function requireOwnerForPlan(actor: Actor, change: OrganizationChange | null): void {
  const changesPlan = ['plan', ...Object.keys(NO_PLAN_LIMITS)].some((field) => change && field in change)
  if (!changesPlan || (actor.type === 'session' && actor.role === 'owner')) return
  throw forbidden('owner_needed', 'Only an owner, signed in to the dashboard, can change the plan.')
}

/** False when somebody else changed the organization since it was read: then nothing at all was written. */
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
      ...tellOfWeaker(actor, row, change, deps.now),
    )
    return true
  } catch (error) {
    if (isLostOrganizationRace(error)) return false
    throw error
  }
}

/** A setting guards less than before: others should know. */
function tellOfWeaker(actor: Actor, row: OrganizationRow, change: OrganizationChange, now: number): Statement[] {
  const settings = weakened(row, change)
  if (settings.length === 0) return []
  const { id, name } = row
  const details = { by: actorName(actor), scopes: [], settings }
  const target = { type: 'organization', id, name }
  return [alertRow({ organizationId: id, kind: 'permissions_changed', severity: 'warning', target, details }, now)]
}
