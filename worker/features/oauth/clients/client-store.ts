import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Database, runBatch } from '../../../platform/db/client.ts'
import { oauthApps, oauthClients } from '../../../platform/db/schema.ts'

export type AppRow = typeof oauthApps.$inferSelect
export type ForeignRow = typeof oauthClients.$inferSelect

/** The app with a client ID that an organization made; undefined if there is none, or it was deleted. */
export const findOwnApp = (db: Database, clientId: string): Promise<AppRow | undefined> =>
  db
    .select()
    .from(oauthApps)
    .where(and(eq(oauthApps.clientId, clientId), eq(oauthApps.source, 'organization'), isNull(oauthApps.deletedAt)))
    .get()

/** The row of an app with a metadata document, or a registration, in an organization; undefined if it has none. */
export const findAppOf = (db: Database, organizationId: string, clientId: string): Promise<AppRow | undefined> =>
  db
    .select()
    .from(oauthApps)
    .where(
      and(eq(oauthApps.clientId, clientId), eq(oauthApps.organizationId, organizationId), isNull(oauthApps.deletedAt)),
    )
    .get()

/** What is stored of a metadata document or a registration. */
export const findForeignClient = (db: Database, clientId: string): Promise<ForeignRow | undefined> =>
  db.select().from(oauthClients).where(eq(oauthClients.clientId, clientId)).get()

/** Remembers that a client assertion was used. False if it was used before. */
export const useAssertion = async (
  db: Database,
  { clientId, jti, expiresAt }: { clientId: string; jti: string; expiresAt: number },
): Promise<boolean> =>
  (await runBatch(
    db,
    sql`INSERT OR IGNORE INTO oauth_assertions (client_id, jti, expires_at) VALUES (${clientId}, ${jti}, ${expiresAt})`,
  )) === 1
