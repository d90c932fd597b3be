import { eq } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { oauthFamilies } from '../../../platform/db/schema.ts'

/** The state of the code that an authorization request got; undefined if nobody has accepted it. */
export const findCodeState = (db: Database, requestId: string) =>
  db
    .select({ usedAt: oauthFamilies.codeUsedAt, expiresAt: oauthFamilies.codeExpiresAt })
    .from(oauthFamilies)
    .where(eq(oauthFamilies.requestId, requestId))
    .get()
