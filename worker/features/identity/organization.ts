import type { Page } from '../../../contract/common.ts'
import type { Member, Organization } from '../../../contract/identity.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { notFound } from '../../platform/errors.ts'
import { findOrganization, listMembers, type OrganizationRow } from './store.ts'

/** The organization of the actor. */
export async function readOrganization(
  deps: Deps,
  actor: Actor,
): Promise<{ organization: Organization; version: number }> {
  requireScope(actor, 'organization:read')
  const row = await findOrganization(deps.db, actor.organization.id)
  if (!row) throw notFound('Organization')
  return { organization: presentOrganization(row), version: row.version }
}

/** An organization as the API returns it. */
export function presentOrganization(row: OrganizationRow): Organization {
  const { planPerMinute, planPerHour, planPerDay, keysInQuery, captureBodies, archiveLogs, version: _, ...rest } = row
  return {
    ...rest,
    planLimits: { perMinute: planPerMinute, perHour: planPerHour, perDay: planPerDay },
    keysInQuery: keysInQuery === 1,
    captureBodies: captureBodies === 1,
    archiveLogs: archiveLogs === 1,
    createdAt: new Date(row.createdAt).toISOString(),
  }
}

/** The members of the actor's organization, in the order they joined; at most 100. */
export async function listOrganizationMembers(deps: Deps, actor: Actor): Promise<Page<Member>> {
  requireScope(actor, 'members:read')
  const rows = await listMembers(deps.db, actor.organization.id)
  return {
    data: rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() })),
    nextCursor: null,
    total: rows.length,
  }
}
