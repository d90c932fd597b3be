import { and, desc, eq, gte } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { isOfEnvironment, type Reach } from '../../../platform/db/reach.ts'
import { eventLogs } from '../../../platform/db/schema.ts'

/** The newest entries of an organization that are searched. */
const MAX_SEARCHED = 2000

/**
 * The newest entry of a key with its previous secret since `since` (ms), among the newest entries of the organization.
 * It reads entries until it finds one, at most MAX_SEARCHED.
 */
export function readLastPreviousCall(db: Database, reach: Reach, keyId: string, since: number) {
  const columns = {
    id: eventLogs.id,
    time: eventLogs.time,
    method: eventLogs.method,
    endpoint: eventLogs.endpoint,
    ip: eventLogs.ip,
    country: eventLogs.country,
    userAgent: eventLogs.userAgent,
  }
  const newest = db
    .select({
      ...columns,
      keyId: eventLogs.keyId,
      previousSecret: eventLogs.previousSecret,
      environment: eventLogs.environment,
    })
    .from(eventLogs)
    .where(and(eq(eventLogs.organizationId, reach.organizationId), gte(eventLogs.time, since)))
    .orderBy(desc(eventLogs.time), desc(eventLogs.id))
    .limit(MAX_SEARCHED)
    .as('newest')
  return db
    .select({
      id: newest.id,
      time: newest.time,
      method: newest.method,
      endpoint: newest.endpoint,
      ip: newest.ip,
      country: newest.country,
      userAgent: newest.userAgent,
    })
    .from(newest)
    .where(
      and(
        eq(newest.keyId, keyId),
        eq(newest.previousSecret, 1),
        isOfEnvironment(newest.environment, reach.environment),
      ),
    )
    .limit(1)
    .get()
}
