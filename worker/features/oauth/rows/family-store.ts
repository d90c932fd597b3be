import { and, eq, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { oauthApps, oauthFamilies, oauthGrants } from '../../../platform/db/schema.ts'

export type FamilyRow = typeof oauthFamilies.$inferSelect

/** The part of a family's reference by which access tokens name it. */
export const familyName = ({ reference }: Pick<FamilyRow, 'reference'>): string => reference.slice(0, 6)

/** A new family before its code was redeemed. */
export type NewFamily = Omit<
  FamilyRow,
  | 'grantId'
  | 'codeUsedAt'
  | 'refreshHash'
  | 'refreshPepperVersion'
  | 'refreshExpiresAt'
  | 'rotatedAt'
  | 'recent'
  | 'endedAt'
  | 'endedReason'
>

/** Inserts a family into the active grant of a subject; nothing if the request has one already. */
export const insertFamily = (
  row: NewFamily,
  { subjectType, subject }: { subjectType: string; subject: string },
): Statement => sql`
  INSERT INTO oauth_families
    (organization_id, app_id, id, grant_id, environment, reference, request_id, scopes, resource, redirect_uri,
     redirect_named, code_challenge, code_hash, code_pepper_version, code_expires_at, absolute_until, recent, created_at)
  SELECT ${row.organizationId}, ${row.appId}, ${row.id}, g.id, ${row.environment}, ${row.reference}, ${row.requestId},
     ${JSON.stringify(row.scopes)}, ${row.resource}, ${row.redirectUri}, ${row.redirectNamed}, ${row.codeChallenge},
     ${row.codeHash}, ${row.codePepperVersion}, ${row.codeExpiresAt}, ${row.absoluteUntil}, '[]', ${row.createdAt}
  FROM oauth_grants g
  WHERE g.organization_id = ${row.organizationId} AND g.subject_type = ${subjectType} AND g.subject = ${subject}
    AND g.app_id = ${row.appId} AND g.status = 'active'
  ON CONFLICT (request_id) DO NOTHING`

/** The pepper under which the code of a request was made; undefined if nobody has accepted it. */
export const findAccepted = (db: Database, requestId: string) =>
  db
    .select({ pepperVersion: oauthFamilies.codePepperVersion, environment: oauthFamilies.environment })
    .from(oauthFamilies)
    .where(eq(oauthFamilies.requestId, requestId))
    .get()

/** A family with what is needed of its grant and its app, by the public part of a code or refresh token. */
export const findFamily = (db: Database, reference: string) =>
  db
    .select({
      family: oauthFamilies,
      grant: {
        id: oauthGrants.id,
        reference: oauthGrants.reference,
        status: oauthGrants.status,
        scopes: oauthGrants.scopes,
        subjectType: oauthGrants.subjectType,
        subject: oauthGrants.subject,
        subjectName: oauthGrants.subjectName,
      },
      app: {
        id: oauthApps.id,
        clientId: oauthApps.clientId,
        name: oauthApps.name,
        scopes: oauthApps.scopes,
        status: oauthApps.status,
        deletedAt: oauthApps.deletedAt,
      },
    })
    .from(oauthFamilies)
    .innerJoin(
      oauthGrants,
      and(
        eq(oauthGrants.organizationId, oauthFamilies.organizationId),
        eq(oauthGrants.appId, oauthFamilies.appId),
        eq(oauthGrants.id, oauthFamilies.grantId),
      ),
    )
    .innerJoin(
      oauthApps,
      and(eq(oauthApps.organizationId, oauthFamilies.organizationId), eq(oauthApps.id, oauthFamilies.appId)),
    )
    .where(eq(oauthFamilies.reference, reference))
    .get()

export type FoundFamily = NonNullable<Awaited<ReturnType<typeof findFamily>>>

type Key = Pick<FamilyRow, 'organizationId' | 'appId' | 'id' | 'grantId'>

const thisFamily = ({ organizationId, appId, id }: Omit<Key, 'grantId'>) => sql`
  organization_id = ${organizationId} AND app_id = ${appId} AND id = ${id}`

const inActiveGrant = ({ organizationId, appId, grantId }: Key) => sql`EXISTS (
  SELECT 1 FROM oauth_grants g WHERE g.organization_id = ${organizationId} AND g.app_id = ${appId}
    AND g.id = ${grantId} AND g.status = 'active')`

export type NewRefresh = { hash: Uint8Array<ArrayBuffer>; pepperVersion: number; expiresAt: number }

/** Redeems a code; changes nothing if it was used, its family has ended, or its grant is revoked. */
export const redeemCode = (family: Key, refresh: NewRefresh, now: number): Statement => sql`
  UPDATE oauth_families SET code_used_at = ${now}, rotated_at = ${now}, refresh_hash = ${refresh.hash},
    refresh_pepper_version = ${refresh.pepperVersion}, refresh_expires_at = ${refresh.expiresAt}
  WHERE ${thisFamily(family)} AND code_used_at IS NULL AND ended_at IS NULL AND ${inActiveGrant(family)}`

/** Replaces the refresh token with this hash; changes nothing if another call was faster, or it is all over. */
export const rotateRefresh = (
  family: Key,
  before: Uint8Array<ArrayBuffer>,
  refresh: NewRefresh,
  recent: FamilyRow['recent'],
  now: number,
): Statement => sql`
  UPDATE oauth_families SET rotated_at = ${now}, refresh_hash = ${refresh.hash},
    refresh_pepper_version = ${refresh.pepperVersion}, refresh_expires_at = ${refresh.expiresAt},
    recent = ${JSON.stringify(recent)}
  WHERE ${thisFamily(family)} AND refresh_hash = ${before} AND ended_at IS NULL AND ${inActiveGrant(family)}`

/** Ends a family; changes nothing if it has ended. */
export const endFamilyRow = (family: Omit<Key, 'grantId'>, reason: string, now: number): Statement => sql`
  UPDATE oauth_families SET ended_at = ${now}, ended_reason = ${reason}, recent = '[]'
  WHERE ${thisFamily(family)} AND ended_at IS NULL`

export type NewToken = {
  id: string
  grantId: string
  environment: 'live' | 'test'
  family: string
  serial: string
  scopes: readonly string[]
  resource: string | null
  expiresAt: number
}

const tokenValues = (where: { organizationId: string; appId: string }, token: NewToken) => sql`
  ${where.organizationId}, ${where.appId}, ${token.id}, ${token.grantId}, ${token.environment}, ${token.family},
  ${token.serial}, ${JSON.stringify(token.scopes)}, ${token.resource}, ${token.expiresAt}`

const TOKEN_COLUMNS = sql.raw(
  'organization_id, app_id, id, grant_id, environment, family, serial, scopes, resource, expires_at',
)

/** Inserts an access token if the family's refresh token has this hash now, that is, if this call has written it. */
export const insertFamilyToken = (family: Key, token: NewToken, refreshHash: Uint8Array<ArrayBuffer>): Statement => sql`
  INSERT INTO oauth_tokens (${TOKEN_COLUMNS})
  SELECT ${tokenValues(family, token)} FROM oauth_families
  WHERE ${thisFamily(family)} AND refresh_hash = ${refreshHash} AND ended_at IS NULL`

/** Inserts an access token of a grant, if the grant is active. */
export const insertToken = (grant: { organizationId: string; appId: string }, token: NewToken): Statement => sql`
  INSERT INTO oauth_tokens (${TOKEN_COLUMNS})
  SELECT ${tokenValues(grant, token)} FROM oauth_grants
  WHERE organization_id = ${grant.organizationId} AND app_id = ${grant.appId} AND id = ${token.grantId}
    AND status = 'active'`

/** Marks an access token as revoked, for lists. */
export const markTokenRevoked = (
  token: { organizationId: string; appId: string; id: string },
  now: number,
): Statement => sql`
  UPDATE oauth_tokens SET revoked_at = ${now}
  WHERE organization_id = ${token.organizationId} AND app_id = ${token.appId} AND id = ${token.id}
    AND revoked_at IS NULL`
