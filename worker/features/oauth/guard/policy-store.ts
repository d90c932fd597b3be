import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { apiKeys, customScopes, members, oauthApps, oauthGrants, organizations } from '../../../platform/db/schema.ts'

/** What the guard of an app needs of its row, also of a deleted one. */
export function findAppRow(db: Database, organizationId: string, appId: string) {
  return db
    .select({
      version: oauthApps.version,
      organizationVersion: organizations.version,
      name: oauthApps.name,
      organizationName: organizations.name,
      plan: organizations.plan,
      environment: oauthApps.environment,
      status: oauthApps.status,
      scopes: oauthApps.scopes,
      deletedAt: oauthApps.deletedAt,
    })
    .from(oauthApps)
    .innerJoin(organizations, eq(organizations.id, oauthApps.organizationId))
    .where(and(eq(oauthApps.organizationId, organizationId), eq(oauthApps.id, appId)))
    .get()
}

/** Columns of the member or key whose rights bound a grant: of the person, or of who answers for the app. */
const HOLDER = {
  holderType: sql<'person' | 'key' | 'system' | null>`
    CASE ${oauthGrants.subjectType} WHEN 'person' THEN 'person' WHEN 'app' THEN ${oauthApps.holderType} END`.as(
    'holder_type',
  ),
  role: members.role,
  ownResources: sql<string | null>`
    CASE WHEN ${members.role} = 'developer' THEN (
      SELECT group_concat(DISTINCT substr(s.scope, 1, instr(s.scope, ':') - 1))
      FROM ${customScopes} s WHERE s.organization_id = ${oauthGrants.organizationId}
    ) END`.as('own_resources'),
  keyScopes: sql<
    string | null
  >`CASE WHEN ${apiKeys.status} = 'active' AND ${apiKeys.deletedAt} IS NULL THEN ${apiKeys.scopes} END`.as(
    'key_scopes',
  ),
  keyExpiresAt: apiKeys.expiresAt,
}

/** What the guard of the grant with this reference needs, with the rights of whoever bounds it. */
export function findGrantRow(db: Database, reference: string) {
  const isHolder = sql`CASE ${oauthGrants.subjectType}
    WHEN 'person' THEN ${oauthGrants.subject}
    WHEN 'app' THEN ${oauthApps.holderId} END`
  return db
    .select({
      version: oauthGrants.version,
      organizationVersion: organizations.version,
      keyId: oauthGrants.id,
      appId: oauthGrants.appId,
      appVersion: oauthApps.version,
      name: oauthApps.name,
      organizationId: oauthGrants.organizationId,
      organizationName: organizations.name,
      plan: organizations.plan,
      captured: organizations.captureBodies,
      redactNames: organizations.redactNames,
      environment: oauthGrants.environment,
      status: oauthGrants.status,
      scopes: oauthGrants.scopes,
      ended: oauthGrants.ended,
      subjectType: oauthGrants.subjectType,
      subject: oauthGrants.subject,
      perMinute: oauthApps.perMinute,
      perHour: oauthApps.perHour,
      perDay: oauthApps.perDay,
      ...HOLDER,
    })
    .from(oauthGrants)
    .innerJoin(
      oauthApps,
      and(eq(oauthApps.organizationId, oauthGrants.organizationId), eq(oauthApps.id, oauthGrants.appId)),
    )
    .innerJoin(organizations, eq(organizations.id, oauthGrants.organizationId))
    .leftJoin(members, and(eq(members.organizationId, oauthGrants.organizationId), eq(members.userId, isHolder)))
    .leftJoin(apiKeys, and(eq(apiKeys.organizationId, oauthGrants.organizationId), eq(apiKeys.id, isHolder)))
    .where(eq(oauthGrants.reference, reference))
    .get()
}

export type GrantRow = NonNullable<Awaited<ReturnType<typeof findGrantRow>>>
