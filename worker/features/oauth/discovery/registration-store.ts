import { eq } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { oauthSettings } from '../../../platform/db/schema.ts'

/** Whether apps may register themselves with an organization of this installation. */
export const isRegistrationOpen = async (db: Database): Promise<boolean> => {
  const row = await db
    .select({ organizationId: oauthSettings.organizationId })
    .from(oauthSettings)
    .where(eq(oauthSettings.registration, 1))
    .limit(1)
    .get()
  return row !== undefined
}
