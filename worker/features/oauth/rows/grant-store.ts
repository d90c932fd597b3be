import { and, eq, getTableColumns, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { oauthApps, oauthGrants } from '../../../platform/db/schema.ts'
import { MAX_TOKEN_SCOPES } from '../format/access-token.ts'

export type GrantRow = typeof oauthGrants.$inferSelect
export type GrantSubject = Pick<GrantRow, 'subjectType' | 'subject'>

/** The active grant of a subject for an app; undefined if there is none. */
export const findActiveGrant = (
  db: Database,
  organizationId: string,
  appId: string,
  { subjectType, subject }: GrantSubject,
) =>
  db
    .select()
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.organizationId, organizationId),
        eq(oauthGrants.subjectType, subjectType),
        eq(oauthGrants.subject, subject),
        eq(oauthGrants.appId, appId),
        sql`${oauthGrants.status} = 'active'`,
      ),
    )
    .get()

/**
 * Inserts a grant, or appends its scopes to the active one of the same subject and app. If tokens could not name them all,
 * the transaction fails (`hasTooManyScopes`).
 */
export const allowScopes = (row: GrantRow): Statement => sql`
  INSERT INTO oauth_grants
    (organization_id, app_id, id, reference, environment, subject_type, subject, subject_name, scopes, status, ended,
     version, created_at, last_allowed_at)
  VALUES (${row.organizationId}, ${row.appId}, ${row.id}, ${row.reference}, ${row.environment}, ${row.subjectType},
     ${row.subject}, ${row.subjectName}, ${JSON.stringify(row.scopes)}, 'active', '[]', 1, ${row.createdAt},
     ${row.lastAllowedAt})
  ON CONFLICT (organization_id, subject_type, subject, app_id) WHERE status = 'active' DO UPDATE SET
    scopes = (SELECT CASE WHEN count(*) <= ${MAX_TOKEN_SCOPES} THEN json_group_array(value) END FROM (
      SELECT value FROM json_each(oauth_grants.scopes)
      UNION ALL
      SELECT value FROM json_each(excluded.scopes)
      WHERE value NOT IN (SELECT value FROM json_each(oauth_grants.scopes)))),
    subject_name = excluded.subject_name,
    last_allowed_at = excluded.last_allowed_at,
    version = oauth_grants.version + 1`

export const hasTooManyScopes = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: oauth_grants\.scopes/)

/** Appends scopes to a grant, as parts of scopes that it has; changes nothing if tokens could not name them all. */
export const appendScopes = (
  grant: { organizationId: string; appId: string; id: string },
  scopes: readonly string[],
): Statement => sql`
  UPDATE oauth_grants SET version = version + 1, scopes = (
    SELECT json_group_array(value) FROM (
      SELECT value FROM json_each(oauth_grants.scopes)
      UNION ALL
      SELECT value FROM json_each(${JSON.stringify(scopes)})
      WHERE value NOT IN (SELECT value FROM json_each(oauth_grants.scopes))))
  WHERE organization_id = ${grant.organizationId} AND app_id = ${grant.appId} AND id = ${grant.id}
    AND json_array_length(scopes) + ${scopes.length} <= ${MAX_TOKEN_SCOPES}`

/** Condition: the active grants of an organization, and of an app, a subject, or one of them. */
const activeGrants = ({ organizationId, appId, subject, grantId }: GrantFilter): SQL | undefined =>
  and(
    eq(oauthGrants.organizationId, organizationId),
    appId === undefined ? undefined : eq(oauthGrants.appId, appId),
    subject === undefined ? undefined : eq(oauthGrants.subject, subject.id),
    subject?.type === undefined ? undefined : eq(oauthGrants.subjectType, subject.type),
    grantId === undefined ? undefined : eq(oauthGrants.id, grantId),
    sql`${oauthGrants.status} = 'active'`,
  )

/** Which grants; at least one of the three besides the organization. */
export type GrantFilter = {
  organizationId: string
  appId?: string | undefined
  subject?: { type?: GrantRow['subjectType']; id: string } | undefined
  grantId?: string | undefined
}

/** The active grants that a filter finds, for their guards and the audit log; at most `limit`. */
export const listActiveGrants = (db: Database, filter: GrantFilter, limit: number) =>
  db
    .select({
      appId: oauthGrants.appId,
      id: oauthGrants.id,
      reference: oauthGrants.reference,
      version: oauthGrants.version,
      subjectName: oauthGrants.subjectName,
      appName: sql<string>`(
        SELECT a.name FROM oauth_apps a
        WHERE a.organization_id = ${oauthGrants.organizationId} AND a.id = ${oauthGrants.appId})`.as('app_name'),
    })
    .from(oauthGrants)
    .where(activeGrants(filter))
    .limit(limit)

/**
 * The active grants that a member or a key bounds: what the member allowed, and those of apps for themselves that it answers
 * for. At most `limit`.
 */
export const listGrantsOfHolder = (
  db: Database,
  { organizationId, type, id }: { organizationId: string; type: 'person' | 'key'; id: string },
  limit: number,
) =>
  db
    .select({ id: oauthGrants.id, reference: oauthGrants.reference, version: oauthGrants.version })
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.organizationId, organizationId),
        sql`${oauthGrants.status} = 'active'`,
        or(
          type === 'person' ? and(eq(oauthGrants.subjectType, 'person'), eq(oauthGrants.subject, id)) : undefined,
          and(
            eq(oauthGrants.subjectType, 'app'),
            inArray(
              oauthGrants.subject,
              db
                .select({ id: oauthApps.id })
                .from(oauthApps)
                .where(
                  and(
                    eq(oauthApps.organizationId, organizationId),
                    eq(oauthApps.holderType, type),
                    eq(oauthApps.holderId, id),
                  ),
                ),
            ),
          ),
        ),
      ),
    )
    .limit(limit)

/** Revokes the active grants that a filter finds; `ids`: only these of them. */
export const revokeGrantRows = (
  db: Database,
  filter: GrantFilter,
  ids: readonly string[] | null,
  by: string,
  now: number,
): Statement =>
  db
    .update(oauthGrants)
    .set({ status: 'revoked', revokedAt: now, revokedBy: by, version: sql`${oauthGrants.version} + 1` })
    .where(
      and(
        activeGrants(filter),
        ids === null ? undefined : sql`${oauthGrants.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )

/**
 * Adds the name of a family or an access token to those that the guard of its grant refuses, until no access token of it
 * can be valid. Earlier entries whose time is over are removed.
 */
export const addEnded = (
  grant: { organizationId: string; appId: string; id: string },
  name: string,
  until: number,
  now: number,
): Statement => sql`
  UPDATE oauth_grants SET version = version + 1, ended = (
    SELECT json_group_array(json(value)) FROM (
      SELECT value FROM json_each(oauth_grants.ended) WHERE value ->> 1 > ${now} AND value ->> 0 <> ${name}
      UNION ALL SELECT json_array(${name}, ${until})))
  WHERE organization_id = ${grant.organizationId} AND app_id = ${grant.appId} AND id = ${grant.id}`

/** Revokes a grant none of whose families can give another token. */
export const revokeIfNothingIsLeft = (
  grant: { organizationId: string; appId: string; id: string },
  by: string,
  now: number,
): Statement => sql`
  UPDATE oauth_grants SET status = 'revoked', revoked_at = ${now}, revoked_by = ${by}, version = version + 1
  WHERE organization_id = ${grant.organizationId} AND app_id = ${grant.appId} AND id = ${grant.id}
    AND status = 'active' AND NOT EXISTS (
      SELECT 1 FROM oauth_families f
      WHERE f.organization_id = ${grant.organizationId} AND f.grant_id = ${grant.id} AND f.ended_at IS NULL
        AND coalesce(f.refresh_expires_at, f.code_expires_at) > ${now})`

/** Notes that a token of a grant was issued: once an hour or so for each sign-in, so no call writes a row for it. */
export const markGrantUsed = (
  { organizationId, appId }: { organizationId: string; appId: string },
  grantId: string,
  now: number,
): Statement => sql`
  UPDATE oauth_grants SET last_used_at = ${now}
  WHERE organization_id = ${organizationId} AND app_id = ${appId} AND id = ${grantId} AND status = 'active'`

/** The guard's name and the version of a grant. */
export const findGuardFacts = (db: Database, grant: { organizationId: string; appId: string; id: string }) =>
  db
    .select({ reference: oauthGrants.reference, version: oauthGrants.version })
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.organizationId, grant.organizationId),
        eq(oauthGrants.appId, grant.appId),
        eq(oauthGrants.id, grant.id),
      ),
    )
    .get()

/** The grant of an access token, by the public part in it, and the client ID of its app. */
export const findGrantByReference = (db: Database, reference: string) =>
  db
    .select({ ...getTableColumns(oauthGrants), clientId: oauthApps.clientId })
    .from(oauthGrants)
    .innerJoin(
      oauthApps,
      and(eq(oauthApps.organizationId, oauthGrants.organizationId), eq(oauthApps.id, oauthGrants.appId)),
    )
    .where(eq(oauthGrants.reference, reference))
    .get()

/** Increases the version of an app, so that the guards of its grants read their policies again. */
export const bumpAppVersion = (organizationId: string, appId: string): Statement => sql`
  UPDATE oauth_apps SET version = version + 1 WHERE organization_id = ${organizationId} AND id = ${appId}`
