import { eq } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { oauthFamilies, oauthGrants } from '../../../platform/db/schema.ts'

/** The organization and the app of the grant with this reference, for the log. */
export async function findOwner(db: Database, reference: string) {
  const row = await db
    .select({ organizationId: oauthGrants.organizationId, appId: oauthGrants.appId })
    .from(oauthGrants)
    .where(eq(oauthGrants.reference, reference))
    .get()
  return row ?? null
}

/** The same for the family with this reference. */
export async function findOwnerOfFamily(db: Database, reference: string) {
  const row = await db
    .select({ organizationId: oauthFamilies.organizationId, appId: oauthFamilies.appId })
    .from(oauthFamilies)
    .where(eq(oauthFamilies.reference, reference))
    .get()
  return row ?? null
}
