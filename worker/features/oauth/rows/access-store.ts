import { and, desc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { fold } from '../../../../contract/lib/fold.ts'
import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import type { Database } from '../../../platform/db/client.ts'
import { oauthApps, oauthFamilies, oauthGrants, oauthTokens } from '../../../platform/db/schema.ts'
import { idFloor } from '../../../platform/lib/ids.ts'

const grantColumns = {
  organizationId: oauthGrants.organizationId,
  id: oauthGrants.id,
  appId: oauthGrants.appId,
  reference: oauthGrants.reference,
  version: oauthGrants.version,
  environment: oauthGrants.environment,
  subjectType: oauthGrants.subjectType,
  subject: oauthGrants.subject,
  subjectName: oauthGrants.subjectName,
  scopes: oauthGrants.scopes,
  status: oauthGrants.status,
  createdAt: oauthGrants.createdAt,
  lastAllowedAt: oauthGrants.lastAllowedAt,
  lastUsedAt: oauthGrants.lastUsedAt,
  revokedAt: oauthGrants.revokedAt,
  revokedBy: oauthGrants.revokedBy,
  app: {
    name: oauthApps.name,
    clientId: oauthApps.clientId,
    logoUrl: oauthApps.logoUrl,
    websiteUrl: oauthApps.websiteUrl,
    verified: oauthApps.verified,
  },
}

const appOfGrant = and(
  eq(oauthApps.organizationId, oauthGrants.organizationId),
  eq(oauthApps.id, oauthGrants.appId),
  isNull(oauthApps.deletedAt),
)

/** Condition: grants of a subject, by its id or by text in its name. */
const isOf = (subject: string | undefined): SQL | undefined =>
  subject === undefined
    ? undefined
    : or(
        eq(oauthGrants.subject, subject),
        sql`instr(lower(${oauthGrants.subjectName}), ${fold(subject)}) > 0`,
        sql`instr(${oauthGrants.subjectName}, ${subject}) > 0`,
      )

const before = (id: string | null): SQL | undefined => (id === null ? undefined : lt(oauthGrants.id, id))

type GrantsOf = { organizationId: string; appId: string }

/** Grants of an app, newest first, after the id `beforeId`; at most `limit`. */
export const listGrantsOfApp = (
  db: Database,
  { organizationId, appId }: GrantsOf,
  filter: { status?: 'active' | 'revoked' | undefined; subject?: string | undefined; scope?: string | undefined },
  beforeId: string | null,
  limit: number,
) =>
  db
    .select(grantColumns)
    .from(oauthGrants)
    .innerJoin(oauthApps, appOfGrant)
    .where(
      and(
        eq(oauthGrants.organizationId, organizationId),
        eq(oauthGrants.appId, appId),
        before(beforeId),
        filter.status && eq(oauthGrants.status, filter.status),
        isOf(filter.subject),
        filter.scope === undefined
          ? undefined
          : sql`EXISTS (SELECT 1 FROM json_each(${oauthGrants.scopes}) WHERE value = ${filter.scope})`,
      ),
    )
    .orderBy(desc(oauthGrants.id))
    .limit(limit)

export type ShownGrant = Awaited<ReturnType<typeof listGrantsOfApp>>[number]

/** The active grants of a person, newest first, after the id `beforeId`; at most `limit`. */
export const listGrantsOfPerson = (
  db: Database,
  { organizationId, userId, environment }: { organizationId: string; userId: string; environment?: 'live' | 'test' },
  beforeId: string | null,
  limit: number,
): Promise<ShownGrant[]> =>
  db
    .select(grantColumns)
    .from(oauthGrants)
    .innerJoin(oauthApps, appOfGrant)
    .where(
      and(
        eq(oauthGrants.organizationId, organizationId),
        eq(oauthGrants.subjectType, 'person'),
        eq(oauthGrants.subject, userId),
        // As a literal: the partial index has this condition.
        sql`${oauthGrants.status} = 'active'`,
        environment && eq(oauthGrants.environment, environment),
        before(beforeId),
      ),
    )
    .orderBy(desc(oauthGrants.id))
    .limit(limit)

/** A grant of an app, also a revoked one. */
export const findGrant = (db: Database, { organizationId, appId }: GrantsOf, id: string) =>
  db
    .select(grantColumns)
    .from(oauthGrants)
    .innerJoin(oauthApps, appOfGrant)
    .where(and(eq(oauthGrants.organizationId, organizationId), eq(oauthGrants.appId, appId), eq(oauthGrants.id, id)))
    .get()

/** A grant of a person, also a revoked one, whichever app it is for. */
export const findGrantOfPerson = (
  db: Database,
  { organizationId, userId, environment }: { organizationId: string; userId: string; environment?: 'live' | 'test' },
  id: string,
) =>
  db
    .select(grantColumns)
    .from(oauthApps)
    .innerJoin(
      oauthGrants,
      and(
        eq(oauthGrants.organizationId, oauthApps.organizationId),
        eq(oauthGrants.appId, oauthApps.id),
        eq(oauthGrants.id, id),
        eq(oauthGrants.subjectType, 'person'),
        eq(oauthGrants.subject, userId),
        environment && eq(oauthGrants.environment, environment),
      ),
    )
    .where(eq(oauthApps.organizationId, organizationId))
    .get()

type TokenFilter = { subject?: string | undefined; grantId?: string | undefined }

const subjectColumns = {
  subjectType: oauthGrants.subjectType,
  subject: oauthGrants.subject,
  subjectName: oauthGrants.subjectName,
}

/** Families of an app that can still be refreshed, newest first. */
export const listLiveFamilies = (
  db: Database,
  { organizationId, appId }: GrantsOf,
  { subject, grantId }: TokenFilter,
  now: number,
  beforeId: string | null,
  limit: number,
) =>
  db
    .select({
      id: oauthFamilies.id,
      grantId: oauthFamilies.grantId,
      environment: oauthFamilies.environment,
      scopes: oauthFamilies.scopes,
      resource: oauthFamilies.resource,
      createdAt: oauthFamilies.createdAt,
      codeUsedAt: oauthFamilies.codeUsedAt,
      rotatedAt: oauthFamilies.rotatedAt,
      refreshExpiresAt: oauthFamilies.refreshExpiresAt,
      absoluteUntil: oauthFamilies.absoluteUntil,
      ...subjectColumns,
    })
    .from(oauthFamilies)
    .innerJoin(
      oauthGrants,
      and(
        eq(oauthGrants.organizationId, oauthFamilies.organizationId),
        eq(oauthGrants.appId, oauthFamilies.appId),
        eq(oauthGrants.id, oauthFamilies.grantId),
        eq(oauthGrants.status, 'active'),
      ),
    )
    .where(
      and(
        eq(oauthFamilies.organizationId, organizationId),
        eq(oauthFamilies.appId, appId),
        beforeId === null ? undefined : lt(oauthFamilies.id, beforeId),
        isNotNull(oauthFamilies.codeUsedAt),
        isNull(oauthFamilies.endedAt),
        gt(oauthFamilies.refreshExpiresAt, now),
        gt(oauthFamilies.absoluteUntil, now),
        grantId === undefined ? undefined : eq(oauthFamilies.grantId, grantId),
        isOf(subject),
      ),
    )
    .orderBy(desc(oauthFamilies.id))
    .limit(limit)

/** Access tokens of an app that are admitted now, newest first. Ids contain the time: expired ones are not read. */
export const listLiveTokens = (
  db: Database,
  { organizationId, appId }: GrantsOf,
  { subject, grantId }: TokenFilter,
  now: number,
  beforeId: string | null,
  limit: number,
) =>
  db
    .select({
      id: oauthTokens.id,
      grantId: oauthTokens.grantId,
      environment: oauthTokens.environment,
      scopes: oauthTokens.scopes,
      resource: oauthTokens.resource,
      expiresAt: oauthTokens.expiresAt,
      ...subjectColumns,
    })
    .from(oauthTokens)
    .innerJoin(
      oauthGrants,
      and(
        eq(oauthGrants.organizationId, oauthTokens.organizationId),
        eq(oauthGrants.appId, oauthTokens.appId),
        eq(oauthGrants.id, oauthTokens.grantId),
        eq(oauthGrants.status, 'active'),
      ),
    )
    .where(
      and(
        eq(oauthTokens.organizationId, organizationId),
        eq(oauthTokens.appId, appId),
        gt(oauthTokens.id, idFloor('tok', now - (OAUTH_ACCESS_SECONDS + 60) * 1000)),
        beforeId === null ? undefined : lt(oauthTokens.id, beforeId),
        gt(oauthTokens.expiresAt, now),
        isNull(oauthTokens.revokedAt),
        sql`${oauthTokens.family} NOT IN (SELECT value ->> 0 FROM json_each(${oauthGrants.ended}))`,
        grantId === undefined ? undefined : eq(oauthTokens.grantId, grantId),
        isOf(subject),
      ),
    )
    .orderBy(desc(oauthTokens.id))
    .limit(limit)

type TokenKey = GrantsOf & { id: string }

/** A family of an app. */
export const findFamilyById = (db: Database, { organizationId, appId, id }: TokenKey) =>
  db
    .select({
      organizationId: oauthFamilies.organizationId,
      appId: oauthFamilies.appId,
      id: oauthFamilies.id,
      grantId: oauthFamilies.grantId,
      reference: oauthFamilies.reference,
    })
    .from(oauthFamilies)
    .where(
      and(eq(oauthFamilies.organizationId, organizationId), eq(oauthFamilies.appId, appId), eq(oauthFamilies.id, id)),
    )
    .get()

/** An access token of an app. */
export const findTokenById = (db: Database, { organizationId, appId, id }: TokenKey) =>
  db
    .select({
      organizationId: oauthTokens.organizationId,
      appId: oauthTokens.appId,
      id: oauthTokens.id,
      grantId: oauthTokens.grantId,
      serial: oauthTokens.serial,
    })
    .from(oauthTokens)
    .where(and(eq(oauthTokens.organizationId, organizationId), eq(oauthTokens.appId, appId), eq(oauthTokens.id, id)))
    .get()
