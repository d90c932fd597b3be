import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import { oauthApps, oauthClients } from '../../../platform/db/schema.ts'

export type AppRow = typeof oauthApps.$inferSelect
export type ForeignRow = typeof oauthClients.$inferSelect
/** What an app says about itself. */
export type ClientFacts = ForeignRow['metadata']

/** The app with a client ID that an organization made; undefined if there is none, or it was deleted. */
export const findOwnApp = (db: Database, clientId: string): Promise<AppRow | undefined> =>
  db
    .select()
    .from(oauthApps)
    .where(and(eq(oauthApps.clientId, clientId), eq(oauthApps.source, 'organization'), isNull(oauthApps.deletedAt)))
    .get()

/**
 * The row of an app with a metadata document, or of a registration, in an organization, also of a deleted one; undefined if
 * it has none.
 */
export const findAppOf = (db: Database, organizationId: string, clientId: string): Promise<AppRow | undefined> =>
  db
    .select()
    .from(oauthApps)
    .where(and(eq(oauthApps.clientId, clientId), eq(oauthApps.organizationId, organizationId)))
    .get()

/** Inserts the row of an app that no organization made; nothing if the organization has one already. */
export const insertForeignApp = (db: Database, row: AppRow): Statement =>
  db.insert(oauthApps).values(row).onConflictDoNothing()

/** Writes what an app says about itself now, unless it was deleted. */
export const updateAppFacts = (db: Database, { organizationId, id }: AppRow, facts: Partial<AppRow>): Statement =>
  db
    .update(oauthApps)
    .set({ ...facts, version: sql`${oauthApps.version} + 1` })
    .where(and(eq(oauthApps.organizationId, organizationId), eq(oauthApps.id, id), isNull(oauthApps.deletedAt)))

/** What is stored of a metadata document or a registration. */
export const findForeignClient = (db: Database, clientId: string): Promise<ForeignRow | undefined> =>
  db.select().from(oauthClients).where(eq(oauthClients.clientId, clientId)).get()

/** Stores what an app says about itself, in place of what is stored. */
export const writeForeignClient = (row: ForeignRow): Statement => sql`
  INSERT INTO oauth_clients
    (client_id, source, metadata, secret_hash, pepper_version, created_at, fresh_until, used_at)
  VALUES (${row.clientId}, ${row.source}, ${JSON.stringify(row.metadata)}, ${row.secretHash}, ${row.pepperVersion},
    ${row.createdAt}, ${row.freshUntil}, ${row.usedAt})
  ON CONFLICT (client_id) DO UPDATE SET metadata = excluded.metadata, created_at = excluded.created_at,
    fresh_until = excluded.fresh_until, used_at = excluded.used_at`

/** Claims that a document is fetched again now. False if another call has claimed it since `before` (ms). */
export const claimFetch = async (db: Database, clientId: string, before: number, now: number): Promise<boolean> =>
  (await runBatch(
    db,
    sql`UPDATE oauth_clients SET used_at = ${now}
      WHERE client_id = ${clientId} AND source = 'document' AND (used_at IS NULL OR used_at <= ${before})`,
  )) === 1

/** Removes the copy of a document that is none any more. */
export const removeDocument = (clientId: string): Statement => sql`
  DELETE FROM oauth_clients WHERE client_id = ${clientId} AND source = 'document'`

/** Keeps a registration, since somebody has allowed it. Changes nothing if it has ended. */
export const keepRegistration = (clientId: string, now: number): Statement => sql`
  UPDATE oauth_clients SET used_at = ${now}
  WHERE client_id = ${clientId} AND source = 'registration' AND (used_at IS NOT NULL OR fresh_until > ${now})`

/** Remembers that a client assertion was used. False if it was used before. */
export const useAssertion = async (
  db: Database,
  { clientId, jti, expiresAt }: { clientId: string; jti: string; expiresAt: number },
): Promise<boolean> =>
  (await runBatch(
    db,
    sql`INSERT OR IGNORE INTO oauth_assertions (client_id, jti, expires_at) VALUES (${clientId}, ${jti}, ${expiresAt})`,
  )) === 1
