import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import { GATEHOUSE_FAMILIES } from '../../../contract/event-sources.data.ts'
import type { ListEvents } from '../../../contract/events.ts'
import { boundedScan, MAX_LOOKED_AT } from '../../platform/db/bounded-scan.ts'
import { type Database, failsBecause, type Statement } from '../../platform/db/client.ts'
import { type Expression, insertRow, onlyIf } from '../../platform/db/insert-row.ts'
import { at } from '../../platform/db/json-rows.ts'
import { inReach, isOfEnvironment, type Reach } from '../../platform/db/reach.ts'
import { events, eventTypes, organizations } from '../../platform/db/schema.ts'
import { idFloor } from '../../platform/lib/ids.ts'

export type EventTypeRow = typeof eventTypes.$inferSelect

const itself = (organizationId: string, type: string) =>
  and(eq(eventTypes.organizationId, organizationId), eq(eventTypes.type, type))

const typeColumns = {
  organizationId: eventTypes.organizationId,
  type: eventTypes.type,
  name: eventTypes.name,
  category: eventTypes.category,
  description: eventTypes.description,
  schema: eventTypes.schema,
  sample: eventTypes.sample,
  version: eventTypes.version,
  createdAt: eventTypes.createdAt,
  createdBy: eventTypes.createdBy,
  updatedAt: eventTypes.updatedAt,
}

/** The custom event types of an organization, by name. */
export const listTypes = (db: Database, organizationId: string): Promise<EventTypeRow[]> =>
  db
    .select(typeColumns)
    .from(eventTypes)
    .where(eq(eventTypes.organizationId, organizationId))
    .orderBy(asc(eventTypes.type))
    .all()

/** The custom event types among the given names. */
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

/** Changes an event type if it is still at `version`; the audit row after it is written only in that case. */
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

/** Deletes an event type if it is still at `version`. */
export const deleteType = (db: Database, { organizationId, type, version }: EventTypeRow): Statement =>
  db.delete(eventTypes).where(and(itself(organizationId, type), eq(eventTypes.version, version)))

/** An event to insert; `data` is JSON text. */
export type NewEventRow = Omit<typeof events.$inferSelect, 'organizationId'>

/**
 * Inserts events: all of them, or none if one has an idempotency key that was used. If a condition does not hold, the transaction
 * fails (`isConditionFailed`).
 */
export function insertEvents(
  organizationId: string,
  rows: readonly NewEventRow[],
  conditions: readonly Expression[] = [],
): Statement {
  const [only] = rows
  // Rows of json_each are billed as rows read.
  if (only && rows.length === 1) {
    return insertRow('events', {
      organization_id: organizationId,
      id: only.id,
      type: only.type,
      environment: only.environment,
      time: onlyIf(conditions, only.time),
      ordering_key: only.orderingKey,
      deliveries: only.deliveries,
      idempotency_hash: only.idempotencyHash,
      request_hash: only.requestHash,
      data: only.data,
      request_id: only.requestId,
    })
  }
  const jsonRows = rows.map((row) => [
    row.id,
    row.type,
    row.environment,
    row.time,
    row.orderingKey,
    row.deliveries,
    row.idempotencyHash,
    row.requestHash,
    row.data,
    row.requestId,
  ])
  const holds = sql.join([sql`1`, ...conditions.map((one) => one.toSQL())], sql` AND `)
  return sql`
    INSERT INTO events (organization_id, id, type, environment, time, ordering_key, deliveries, idempotency_hash,
      request_hash, data, request_id)
    SELECT ${organizationId}, ${at(0)}, ${at(1)}, ${at(2)}, CASE WHEN ${holds} THEN ${at(3)} END, ${at(4)}, ${at(5)},
      ${at(6)}, ${at(7)}, ${at(8)}, ${at(9)}
    FROM json_each(${JSON.stringify(jsonRows)})`
}

/** Whether a transaction failed because a condition of `insertEvents` does not hold. */
export const isConditionFailed = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: events\.time/)

const summary = {
  id: events.id,
  type: events.type,
  environment: events.environment,
  time: events.time,
  orderingKey: events.orderingKey,
  deliveries: events.deliveries,
  requestId: events.requestId,
}

/** Events that were published with these idempotency digests. */
export const findPublished = (db: Database, organizationId: string, hashes: readonly string[]) =>
  db
    .select({ ...summary, idempotencyHash: events.idempotencyHash, requestHash: events.requestHash })
    .from(events)
    .where(
      and(
        eq(events.organizationId, organizationId),
        sql`${events.idempotencyHash} IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`,
        // Repeats the condition of the partial index, so that SQLite uses it.
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

type EventFilters = Pick<ListEvents, 'type' | 'source' | 'id' | 'from' | 'to'>

/**
 * Events within a reach, newest first, before `beforeId`; at most `limit`. Ids contain the time, so they sort by it. No
 * index knows types, sources and environments, so at most MAX_LOOKED_AT events are read for a page. `lookedTo`: the id where to
 * continue if fewer were found; null at the end.
 */
export async function listEventRows(
  db: Database,
  reach: Reach,
  filters: EventFilters,
  beforeId: string | null,
  limit: number,
) {
  const among = (most: number) => eventsAmong(db, reach, filters, beforeId, limit, most)
  const isFiltered = filters.type !== undefined || filters.source !== undefined || reach.environment !== null
  if (!isFiltered) return { rows: await among(limit), lookedTo: null }
  const lastOf = (most: number) => lastLookedAt(db, reach.organizationId, filters, beforeId, most)
  return boundedScan(limit, { among, lastOf })
}

/** The condition of a range of events. Ids are compared as well as times: the primary key then seeks to both ends. */
const inRange = (organizationId: string, { id, from, to }: EventFilters, beforeId: string | null) =>
  and(
    eq(events.organizationId, organizationId),
    beforeId === null ? undefined : lt(events.id, beforeId),
    // Every id that begins with it: no character of an id is greater than z.
    id === undefined ? undefined : and(gte(events.id, id), lt(events.id, `${id}{`)),
    from === undefined
      ? undefined
      : and(gte(events.id, idFloor('evt', Date.parse(from))), gte(events.time, Date.parse(from))),
    to === undefined
      ? undefined
      : and(lt(events.id, idFloor('evt', Date.parse(to) + 1)), lte(events.time, Date.parse(to))),
  )

/** The matches among the next `most` events of a range; at most `limit`. */
function eventsAmong(
  db: Database,
  reach: Reach,
  filters: EventFilters,
  beforeId: string | null,
  limit: number,
  most: number,
) {
  const looked = db
    .select(summary)
    .from(events)
    .where(inRange(reach.organizationId, filters, beforeId))
    .orderBy(desc(events.id))
    .limit(most)
    .as('looked')
  const { type, source } = filters
  const family = sql`substr(${looked.type}, 1, instr(${looked.type}, '.') - 1)`
  const families = sql`(SELECT value FROM json_each(${JSON.stringify(GATEHOUSE_FAMILIES)}))`
  return db
    .select()
    .from(looked)
    .where(
      and(
        isOfEnvironment(looked.environment, reach.environment),
        type === undefined ? undefined : eq(looked.type, type),
        source && (source === 'gatehouse' ? sql`${family} IN ${families}` : sql`${family} NOT IN ${families}`),
      ),
    )
    .orderBy(desc(looked.id))
    .limit(limit)
    .all()
}

/** The id of the last of the next `most` events of a range; null if there are fewer. */
async function lastLookedAt(
  db: Database,
  organizationId: string,
  filters: EventFilters,
  beforeId: string | null,
  most: number,
): Promise<string | null> {
  const row = await db
    .select({ id: events.id })
    .from(events)
    .where(inRange(organizationId, filters, beforeId))
    .orderBy(desc(events.id))
    .limit(1)
    .offset(most - 1)
    .get()
  return row?.id ?? null
}

/** Maximum events that one call publishes. */
const MAX_OF_CALL = 100

/**
 * The events within a reach that a call published between `from` and `to` (ms, both included), oldest first. Reads the
 * events of this time, at most MAX_LOOKED_AT.
 */
export function listEventsOfCall(db: Database, reach: Reach, requestId: string, from: number, to: number) {
  const looked = db
    .select(summary)
    .from(events)
    .where(
      and(
        eq(events.organizationId, reach.organizationId),
        gte(events.id, idFloor('evt', from)),
        lt(events.id, idFloor('evt', to + 1)),
      ),
    )
    .orderBy(events.id)
    .limit(MAX_LOOKED_AT)
    .as('looked')
  return db
    .select()
    .from(looked)
    .where(and(isOfEnvironment(looked.environment, reach.environment), eq(looked.requestId, requestId)))
    .orderBy(looked.id)
    .limit(MAX_OF_CALL)
    .all()
}

/** Adds deliveries to the number of an event; it changes the row also if none is added. */
export const addDeliveries = (organizationId: string, id: string, count: number): Statement => sql`
  UPDATE events SET deliveries = deliveries + ${count} WHERE organization_id = ${organizationId} AND id = ${id}`

export async function organizationExists(db: Database, id: string): Promise<boolean> {
  const row = await db.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, id)).get()
  return row !== undefined
}
