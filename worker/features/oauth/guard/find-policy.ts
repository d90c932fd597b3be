import { commonScopes } from '../../../../contract/scopes.data.ts'
import type { StoredPolicy } from '../../../platform/credential-guard/stored-policy.ts'
import type { Database } from '../../../platform/db/client.ts'
import { memberScopes } from '../../identity/member-scopes.ts'
import { appGuardNameFor } from './guard-names.ts'
import { findAppRow, findGrantRow, type GrantRow } from './policy-store.ts'

const NO_SECRET = new Uint8Array(0)

/** What all policies here have in common: no addresses, no credits, no secret of their own. */
const COMMON = {
  allowedIps: [],
  expiresAt: null,
  credits: null,
  ownerId: null,
  consistency: 'edge',
  secretHash: NO_SECRET,
  pepperVersion: 0,
  previous: null,
} satisfies Partial<StoredPolicy>

/** What the guard of an app enforces, also for a deleted one; null if there never was one. */
export async function findAppPolicy(db: Database, organizationId: string, appId: string): Promise<StoredPolicy | null> {
  const row = await findAppRow(db, organizationId, appId)
  if (!row) return null
  const { organizationName, plan, deletedAt, ...rest } = row
  return {
    ...COMMON,
    ...rest,
    keyId: appId,
    organization: { id: organizationId, name: organizationName, plan },
    status: deletedAt === null ? row.status : 'deleted',
    limits: { minute: null, hour: null, day: null },
    metadata: '{}',
    capture: null,
  }
}

/** The metadata of a grant's policy. */
export type GrantFacts = { subject: string; subjectType: 'person' | 'external' | 'app' }

/** The scopes of whoever bounds a grant; null: nobody here does (a user of the host product). */
function scopesOfHolder({ holderType, role, ownResources, keyScopes }: GrantRow): readonly string[] | null {
  if (holderType === 'person') return role === null ? [] : memberScopes(role, ownResources)
  if (holderType === 'key') return keyScopes === null ? [] : JSON.parse(keyScopes)
  return null
}

/**
 * What the guard of the grant with this reference enforces, also for a revoked one; null if there never was one. Its
 * scopes are those that were allowed, as far as the person, or who answers for the app, holds them now.
 */
export async function findGrantPolicy(db: Database, reference: string): Promise<StoredPolicy | null> {
  const row = await findGrantRow(db, reference)
  if (!row) return null
  const { organizationId, subjectType, subject } = row
  const holds = scopesOfHolder(row)
  const facts: GrantFacts = { subject, subjectType }
  return {
    ...COMMON,
    version: row.version,
    organizationVersion: row.organizationVersion,
    keyId: row.keyId,
    name: row.name,
    organization: { id: organizationId, name: row.organizationName, plan: row.plan },
    environment: row.environment,
    parent: {
      guard: appGuardNameFor(organizationId, row.appId, reference),
      above: [row.appId],
      version: row.appVersion,
    },
    // Without a membership nothing is left of what a member allowed, not even calls that need no scope.
    status: subjectType === 'person' && row.role === null ? 'revoked' : row.status,
    // Nobody is told when the key that answers for an app expires.
    expiresAt: row.keyExpiresAt,
    scopes: holds ? commonScopes(row.scopes, holds) : row.scopes,
    tokens: { scopes: row.scopes, ended: row.ended.map(([name]) => name) },
    limits: { minute: row.perMinute, hour: row.perHour, day: row.perDay },
    metadata: JSON.stringify(facts),
    capture: row.captured === 1 ? row.redactNames : null,
  }
}
