import { and, eq, sql } from 'drizzle-orm'
import type { CapturedRequest, CapturedResponse } from '../../../../contract/capture.ts'
import type { Database } from '../../../platform/db/client.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { apiKeys, eventLogBodies, eventLogs, oauthApps, webhooks } from '../../../platform/db/schema.ts'
import { type listLogs, logColumns, names } from './list-store.ts'

const parsedAs =
  <T>() =>
  (text: string): T =>
    JSON.parse(text)

/** An entry without captured headers and bodies has no row here. */
const bodies = {
  request: sql`${eventLogBodies.request}`.mapWith(parsedAs<CapturedRequest | null>()),
  response: sql`${eventLogBodies.response}`.mapWith(parsedAs<CapturedResponse | null>()),
}

const sameEntry = and(
  eq(eventLogBodies.organizationId, eventLogs.organizationId),
  eq(eventLogBodies.time, eventLogs.time),
  eq(eventLogBodies.id, eventLogs.id),
)

/** One entry within a reach. Its id contains the time, so the primary key finds it with one seek. */
export function findLog(db: Database, reach: Reach, time: number, id: string) {
  const { organizationId } = reach
  return db
    .select({ ...logColumns, ...names, ...bodies })
    .from(eventLogs)
    .leftJoin(eventLogBodies, sameEntry)
    .leftJoin(apiKeys, and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, eventLogs.keyId)))
    .leftJoin(webhooks, and(eq(webhooks.organizationId, organizationId), eq(webhooks.id, eventLogs.webhookId)))
    .leftJoin(oauthApps, and(eq(oauthApps.organizationId, organizationId), eq(oauthApps.id, eventLogs.appId)))
    .where(and(inReach(eventLogs, reach), eq(eventLogs.time, time), eq(eventLogs.id, id)))
    .get()
}

export type LogRow = Awaited<ReturnType<typeof listLogs>>['rows'][number]
