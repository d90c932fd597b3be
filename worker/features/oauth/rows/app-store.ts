import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { fold } from '../../../../contract/lib/fold.ts'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { apiKeyUsage, oauthApps, oauthGrants } from '../../../platform/db/schema.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'
import { allowedByPlan } from '../../../platform/limits/store.ts'

/** An app as it is stored. */
export type AppRow = typeof oauthApps.$inferSelect
export type AppChange = Partial<AppRow>
/** `lastUsedAt`: the time (ms) of its last call, counted with those of keys. */
export type ShownApp = AppRow & { lastUsedAt: number | null }

const columns = {
  organizationId: oauthApps.organizationId,
  id: oauthApps.id,
  clientId: oauthApps.clientId,
  name: oauthApps.name,
  description: oauthApps.description,
  environment: oauthApps.environment,
  type: oauthApps.type,
  source: oauthApps.source,
  status: oauthApps.status,
  redirectUris: oauthApps.redirectUris,
  scopes: oauthApps.scopes,
  grantTypes: oauthApps.grantTypes,
  requirePkce: oauthApps.requirePkce,
  verified: oauthApps.verified,
  websiteUrl: oauthApps.websiteUrl,
  privacyPolicyUrl: oauthApps.privacyPolicyUrl,
  logoUrl: oauthApps.logoUrl,
  perMinute: oauthApps.perMinute,
  perHour: oauthApps.perHour,
  perDay: oauthApps.perDay,
  maxDays: oauthApps.maxDays,
  publicKeys: oauthApps.publicKeys,
  secretHash: oauthApps.secretHash,
  pepperVersion: oauthApps.pepperVersion,
  lastCharacters: oauthApps.lastCharacters,
  previousHash: oauthApps.previousHash,
  previousPepperVersion: oauthApps.previousPepperVersion,
  previousUntil: oauthApps.previousUntil,
  rotatedAt: oauthApps.rotatedAt,
  holderType: oauthApps.holderType,
  holderId: oauthApps.holderId,
  version: oauthApps.version,
  createdAt: oauthApps.createdAt,
  createdBy: oauthApps.createdBy,
  deletedAt: oauthApps.deletedAt,
  lastUsedAt: apiKeyUsage.lastUsedAt,
}

const selectApps = (db: Database) =>
  db
    .select(columns)
    .from(oauthApps)
    .leftJoin(
      apiKeyUsage,
      and(eq(apiKeyUsage.organizationId, oauthApps.organizationId), eq(apiKeyUsage.keyId, oauthApps.id)),
    )

/** One app within a reach, deleted ones included: their guards are confirmed again. */
export const findAppOrTombstone = (db: Database, reach: Reach, id: string): Promise<ShownApp | undefined> =>
  selectApps(db)
    .where(and(inReach(oauthApps, reach), eq(oauthApps.id, id)))
    .get()

type Filter = {
  status?: AppRow['status'] | undefined
  type?: AppRow['type'] | undefined
  source?: AppRow['source'] | undefined
  search?: string | undefined
}

/** Condition: the name or the client ID contains a text. SQLite knows no case but that of ASCII. */
const holds = (text: string) =>
  or(
    sql`instr(lower(${oauthApps.name}), ${fold(text)}) > 0`,
    sql`instr(${oauthApps.name}, ${text}) > 0`,
    sql`instr(lower(${oauthApps.clientId}), ${text.toLowerCase()}) > 0`,
  )

/** Apps within a reach, newest first, after the id `beforeId`; at most `limit`. */
export const listAppRows = (
  db: Database,
  reach: Reach,
  { status, type, source, search }: Filter,
  beforeId: string | null,
  limit: number,
): Promise<ShownApp[]> =>
  selectApps(db)
    .where(
      and(
        inReach(oauthApps, reach),
        isNull(oauthApps.deletedAt),
        beforeId === null ? undefined : lt(oauthApps.id, beforeId),
        status && eq(oauthApps.status, status),
        type && eq(oauthApps.type, type),
        source && eq(oauthApps.source, source),
        search ? holds(search) : undefined,
      ),
    )
    .orderBy(desc(oauthApps.id))
    .limit(limit)
    .all()

/** How many grants of an app are active. */
export async function countActiveGrants(db: Database, organizationId: string, appId: string): Promise<number> {
  const row = await db
    .select({ count: sql<number>`count(*)`.as('count') })
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.organizationId, organizationId),
        eq(oauthGrants.appId, appId),
        eq(oauthGrants.status, 'active'),
      ),
    )
    .get()
  return row?.count ?? 0
}

export const insertApp = (db: Database, row: AppRow): Statement => db.insert(oauthApps).values(row)

/**
 * Makes the transaction that inserts an app fail (`isLostRace`) if the organization then has more apps of its own than its
 * plan allows. Writes nothing otherwise.
 */
export const limitApps = (organizationId: string, id: string): Statement => sql`
  UPDATE oauth_apps SET version = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND ${allowedByPlan('apps', organizationId)} < (
    SELECT count(*) FROM oauth_apps
    WHERE organization_id = ${organizationId} AND source = 'organization' AND deleted_at IS NULL)`

/** Changes an app if it is still at its version; otherwise the transaction fails (`isLostRace`). */
export const updateAppRow = (db: Database, row: AppRow, change: AppChange): Statement =>
  db
    .update(oauthApps)
    .set({ ...change, version: nextVersion(oauthApps.version, row.version) })
    .where(and(eq(oauthApps.organizationId, row.organizationId), eq(oauthApps.id, row.id)))

/** Whether a transaction failed because the app was changed since it was read, or because of `limitApps`. */
export const isLostRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: oauth_apps\.version/)
