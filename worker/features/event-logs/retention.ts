import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../../platform/db/client.ts'
import { apiKeys, eventLogBodies, eventLogs, oauthApps, webhooks } from '../../platform/db/schema.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import { outcomeOf } from '../../platform/request-log/outcome.ts'
import type { Expired } from '../../platform/retention/purge-source.ts'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'
import { expiredIn, type Position, timeOrderedSource } from '../../platform/retention/time-ordered-source.ts'
import { logColumns } from './entries/list-store.ts'
import { findOldUsage, removeOldUsage, removeTraces } from './rollups/old-usage-store.ts'

export { countriesOfKey, entriesBefore } from './rollups/old-usage-store.ts'

/** Expired entries in the form of the API, with captured headers and bodies. */
async function readLogPage(db: Database, expired: Expired, after: Position | null, limit: number) {
  const rows = await db
    .select({
      ...logColumns,
      keyName: apiKeys.name,
      webhookName: webhooks.name,
      appName: oauthApps.name,
      request: eventLogBodies.request,
      response: eventLogBodies.response,
    })
    .from(eventLogs)
    .leftJoin(apiKeys, and(eq(apiKeys.organizationId, expired.organizationId), eq(apiKeys.id, eventLogs.keyId)))
    .leftJoin(webhooks, and(eq(webhooks.organizationId, expired.organizationId), eq(webhooks.id, eventLogs.webhookId)))
    .leftJoin(oauthApps, and(eq(oauthApps.organizationId, expired.organizationId), eq(oauthApps.id, eventLogs.appId)))
    .leftJoin(
      eventLogBodies,
      and(
        eq(eventLogBodies.organizationId, expired.organizationId),
        eq(eventLogBodies.time, eventLogs.time),
        eq(eventLogBodies.id, eventLogs.id),
      ),
    )
    .where(expiredIn(eventLogs, expired, after))
    .orderBy(asc(eventLogs.time), asc(eventLogs.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, ...outcomeOf(row) }))
}

/** Purge source: entries of the event log, with captured headers and bodies. */
export const eventLogSource = timeOrderedSource(
  eventLogs,
  { kind: 'event_logs', job: { name: 'purge-event-logs', phase: 'purge' }, days: 'logRetentionDays' },
  readLogPage,
  [eventLogBodies],
)

/** Deletes marks of counted queue messages after two days. */
const sweepBatches: Sweep = (now, limit) => sql`
  DELETE FROM log_batches WHERE id IN (
    SELECT id FROM log_batches WHERE at < ${now - 2 * DAY_MS} LIMIT ${limit})`

/** Deletes marks of interrupted queue messages after two days. */
const sweepInterrupted: Sweep = (now, limit) => sql`
  DELETE FROM interrupted_messages WHERE id IN (
    SELECT id FROM interrupted_messages WHERE at < ${now - 2 * DAY_MS} LIMIT ${limit})`

/** Deletes counts of calls without an entry after 92 days. */
const sweepCounters: Sweep = (now, limit) => sql`
  DELETE FROM log_counters WHERE (organization_id, hour, kind) IN (
    SELECT organization_id, hour, kind FROM log_counters WHERE hour < ${now - 92 * DAY_MS} LIMIT ${limit})`

export const eventLogRetention: Retention = {
  sweeps: [sweepBatches, sweepInterrupted, sweepCounters],
  purges: [eventLogSource],
  rollups: { findOld: findOldUsage, removeOld: removeOldUsage },
  traces: removeTraces,
}
