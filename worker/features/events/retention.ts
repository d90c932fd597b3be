import { and, asc, eq, gt, lt, type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../platform/db/client.ts'
import { events, organizations } from '../../platform/db/schema.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import type { Expired } from '../../platform/retention/purge-source.ts'

// Events are purged together with their deliveries, so the webhooks feature declares the purge source. This file has
// the queries on the events table that it needs.

/** SQL for the time (ms) of the oldest event of the organization in the enclosing query: one index seek. */
export const oldestEvent = sql`
  SELECT ${events.time} FROM ${events} WHERE ${events.organizationId} = ${organizations.id} ORDER BY ${events.id} LIMIT 1`

/** Expired events after the id `after`, in their archived form; at most `limit`. */
export const readExpiredEvents = (db: Database, { organizationId, before }: Expired, after: string, limit: number) =>
  db
    .select({
      id: events.id,
      type: events.type,
      environment: events.environment,
      time: events.time,
      orderingKey: events.orderingKey,
      deliveries: events.deliveries,
      data: events.data,
    })
    .from(events)
    .where(
      and(
        eq(events.organizationId, organizationId),
        gt(events.id, after),
        // Ids contain the time, so the primary key can select a range of time.
        lt(events.id, idFloor('evt', before)),
      ),
    )
    .orderBy(asc(events.id))
    .limit(limit)
    .all()

export type ExpiredEvent = Awaited<ReturnType<typeof readExpiredEvents>>[number]

/** Deletes events if the condition `unchanged` (SQL) holds. */
export const removeEvents = (organizationId: string, ids: readonly string[], unchanged: SQL): Statement => sql`
  DELETE FROM events WHERE organization_id = ${organizationId}
    AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${unchanged}`
