import { and, eq, gte, lt } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { oauthTokens } from '../../../platform/db/schema.ts'
import { idFloor } from '../../../platform/lib/ids.ts'

type GrantKey = { organizationId: string; appId: string; id: string }

/**
 * The row of an access token, by what the token says of itself: ids begin with the time, so only tokens of that second
 * are read. Undefined if there is none.
 */
export const findToken = (db: Database, grant: GrantKey, serial: string, issuedAt: number) =>
  db
    .select()
    .from(oauthTokens)
    .where(
      and(
        eq(oauthTokens.organizationId, grant.organizationId),
        eq(oauthTokens.appId, grant.appId),
        gte(oauthTokens.id, idFloor('tok', issuedAt)),
        lt(oauthTokens.id, idFloor('tok', issuedAt + 1000)),
        eq(oauthTokens.grantId, grant.id),
        eq(oauthTokens.serial, serial),
      ),
    )
    .get()
