import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import type { ListEvents } from '../../../contract/events.ts'
import type { Database, Statement } from '../../platform/db/client.ts'
import { at } from '../../platform/db/json-rows.ts'
import { inReach, type Reach } from '../../platform/db/reach.ts'
import { events, eventTypes, organizations } from '../../platform/db/schema.ts'
import { idFloor } from '../../platform/lib/ids.ts'

export type EventTypeRow = typeof eventTypes.$inferSelect

const itself = (organizationId: string, type: string) =>
  and(eq(eventTypes.organizationId, organizationId), eq(eventTypes.type, type))

const typeColumns = {
  organizationId: eventTypes.organizationId,
  type: eventTypes.type,
  category: eventTypes.category,
  description: eventTypes.description,
  schema: eventTypes.schema,
  sample: eventTypes.sample,
  version: eventTypes.version,
  createdAt: eventTypes.createdAt,
  createdBy: eventTypes.createdBy,
  updatedAt: eventTypes.updatedAt,
}

/** The event types that an organization defined itself, by name. */
export const listTypes = (db: Database, organizationId: string): Promise<EventTypeRow[]> =>
  db
    .select(typeColumns)
    .from(eventTypes)
    .where(eq(eventTypes.organizationId, organizationId))
    .orderBy(asc(eventTypes.type))
    .all()

/** Those of the named event types that an organization defined itself. */
export const findTypes = async (db: Database, organizationId: string, types: readonly string[]) =>
  types.length === 0
    ? []
    : db
        .select({ type: eventTypes.type, schema: eventTypes.schema })
        .from(eventTypes)
        .where(
          and(
            eq(eventTypes.organizationId, organizationId),
            sql`${eventTypes.type} IN (SELECT value FROM json_each(${JSON.stringify(types)}))`,
          ),
        )
        .all()

export const findType = (db: Database, organizationId: string, type: string): Promise<EventTypeRow | undefined> =>
  db.select(typeColumns).from(eventTypes).where(itself(organizationId, type)).get()

export const insertType = (db: Database, row: EventTypeRow): Statement => db.insert(eventTypes).values(row)

/** Changes an event type if it still stands at `version`; an audit row behind it is written only then. */
export const updateType = (
  db: Database,
  { organizationId, type, version }: EventTypeRow,
  change: Partial<EventTypeRow>,
  now: number,
): Statement =>
  db
    .update(eventTypes)
    .set({ ...change, version: version + 1, updatedAt: now })
    .where(and(itself(organizationId, type), eq(eventTypes.version, version)))

/** Removes an event type if it still stands at `version`. */
export const deleteType = (db: Database, { organizationId, type, version }: EventTypeRow): Statement =>
  db.delete(eventTypes).where(and(itself(organizationId, type), eq(eventTypes.version, version)))

/** An event about to be written; `data` is JSON text. */
export type NewEventRow = Omit<typeof events.$inferSelect, 'organizationId'>

/** Writes events: all of them, or none when one comes with an idempotency key that was used. */
export function insertEvents(organizationId: string, rows: readonly NewEventRow[]): Statement {
  const wire = rows.map((row) => [
    row.id,
    row.type,
    row.environment,
    row.time,
    row.orderingKey,
    row.deliveries,
    row.idempotencyHash,
    row.requestHash,
    row.data,
  ])
  return sql`
    INSERT INTO events (organization_id, id, type, environment, time, ordering_key, deliveries, idempotency_hash,
      request_hash, data)
    SELECT ${organizationId}, ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${at(7)}, ${at(8)}
    FROM json_each(${JSON.stringify(wire)})`
}

const summary = {
  id: events.id,
  type: events.type,
  environment: events.environment,
  time: events.time,
  orderingKey: events.orderingKey,
  deliveries: events.deliveries,
}

/** What was published under these idempotency digests. */
export const findPublished = (db: Database, organizationId: string, hashes: readonly string[]) =>
  db
    .select({ ...summary, idempotencyHash: events.idempotencyHash, requestHash: events.requestHash })
    .from(events)
    .where(
      and(
        eq(events.organizationId, organizationId),
        sql`${events.idempotencyHash} IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`,
        // Said once more in the form of the index, so that it will do.
        sql`${events.idempotencyHash} IS NOT NULL`,
      ),
    )
    .all()

/** An event within a reach, with its data. */
export const findEvent = (db: Database, reach: Reach, id: string) =>
  db
    .select({ ...summary, data: events.data })
    .from(events)
    .where(and(inReach(events, reach), eq(events.id, id)))
    .get()

/** Events within a reach, newest first, after `position`; at most `limit`. Ids carry the time, and sort by it. */
export function listEventRows(
  db: Database,
  reach: Reach,
  { type, from, to }: Pick<ListEvents, 'type' | 'from' | 'to'>,
  position: { time: number; id: string } | null,
  limit: number,
) {
  return db
    .select(summary)
    .from(events)
    .where(
      and(
        inReach(events, reach),
        position ? lt(events.id, position.id) : undefined,
        // By id as well as by time: the primary key seeks to where the range begins and ends.
        from === undefined
          ? undefined
          : and(gte(events.id, idFloor('evt', Date.parse(from))), gte(events.time, Date.parse(from))),
        to === undefined
          ? undefined
          : and(lt(events.id, idFloor('evt', Date.parse(to) + 1)), lte(events.time, Date.parse(to))),
        type === undefined ? undefined : eq(events.type, type),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit)
    .all()
}

export async function organizationExists(db: Database, id: string): Promise<boolean> {
  const row = await db.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, id)).get()
  return row !== undefined
}
