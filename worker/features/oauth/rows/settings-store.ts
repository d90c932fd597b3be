import { eq, sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { oauthSettings } from '../../../platform/db/schema.ts'

export type SettingsRow = typeof oauthSettings.$inferSelect

/** The settings of an organization that has changed none; their version is 0. */
const defaults = (organizationId: string): SettingsRow => ({
  organizationId,
  loginUrl: null,
  consent: 'gatehouse',
  registration: 0,
  version: 0,
})

/** How an organization lets apps in. */
export const findSettings = async (db: Database, organizationId: string): Promise<SettingsRow> =>
  (await db.select().from(oauthSettings).where(eq(oauthSettings.organizationId, organizationId)).get()) ??
  defaults(organizationId)

/** Whether any organization lets apps register themselves. */
export const isRegistrationOpen = async (db: Database): Promise<boolean> =>
  (await db
    .select({ organizationId: oauthSettings.organizationId })
    .from(oauthSettings)
    .where(eq(oauthSettings.registration, 1))
    .limit(1)
    .get()) !== undefined

/** Writes the settings as the version after `row.version`. If they changed meanwhile, the transaction fails (`isLostSettingsRace`). */
export const writeSettings = ({
  organizationId,
  loginUrl,
  consent,
  registration,
  version,
}: SettingsRow): Statement => sql`
  INSERT INTO oauth_settings (organization_id, login_url, consent, registration, version)
  VALUES (${organizationId}, ${loginUrl}, ${consent}, ${registration}, ${version + 1})
  ON CONFLICT (organization_id) DO UPDATE SET login_url = excluded.login_url, consent = excluded.consent,
    registration = excluded.registration,
    version = CASE WHEN oauth_settings.version = ${version} THEN excluded.version END`

export const isLostSettingsRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: oauth_settings\.version/)
