import { and, desc, eq, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ListEventLogs } from '../../contract/event-logs.ts'
import type { Database } from '../db/client.ts'
import { contains } from '../db/contains.ts'
import { apiKeys, eventLogs, organizations, usageHourly, usageHours, usageTops } from '../db/schema.ts'
import { DAY_MS, startOfDay } from '../lib/time.ts'
import { BUCKETS } from './histogram.ts'

export type { Top } from '../db/schema.ts'

const columns = {
  id: eventLogs.id,
  time: eventLogs.time,
  type: eventLogs.type,
  keyId: eventLogs.keyId,
  keyName: apiKeys.name,
  webhookId: eventLogs.webhookId,
  appId: eventLogs.appId,
  endpoint: eventLogs.endpoint,
  method: eventLogs.method,
  status: eventLogs.status,
  durationMs: eventLogs.durationMs,
  ip: eventLogs.ip,
  country: eventLogs.country,
  userAgent: eventLogs.userAgent,
  requestId: eventLogs.requestId,
  environment: eventLogs.environment,
}

const itsKey = and(eq(apiKeys.organizationId, eventLogs.organizationId), eq(apiKeys.id, eventLogs.keyId))

export type LogFilters = Pick<ListEventLogs, 'type' | 'keyId' | 'status' | 'method' | 'path' | 'ip' | 'environment'> & {
  from: number | null
  to: number | null
}

function statusIs(status: string): SQL | undefined {
  if (status === 'success') return lt(eventLogs.status, 400)
  if (status === 'failed') return gte(eventLogs.status, 400)
  if (status.endsWith('xx')) {
    const first = Number(status[0]) * 100
    return and(gte(eventLogs.status, first), lt(eventLogs.status, first + 100))
  }
  return eq(eventLogs.status, Number(status))
}

/** Entries of an organisation, newest first, after `position`; at most `limit`. */
export function listLogs(
  db: Database,
  organizationId: string,
  filters: LogFilters,
  position: { time: number; id: string } | null,
  limit: number,
) {
  const { type, keyId, status, method, path, ip, environment, from, to } = filters
  return db
    .select(columns)
    .from(eventLogs)
    .leftJoin(apiKeys, itsKey)
    .where(
      and(
        eq(eventLogs.organizationId, organizationId),
        from === null ? undefined : gte(eventLogs.time, from),
        to === null ? undefined : lte(eventLogs.time, to),
        position
          ? and(
              // The first bound is what the primary key can seek by.
              lte(eventLogs.time, position.time),
              or(lt(eventLogs.time, position.time), lt(eventLogs.id, position.id)),
            )
          : undefined,
        type && eq(eventLogs.type, type),
        keyId === undefined ? undefined : eq(eventLogs.keyId, keyId),
        status === undefined ? undefined : statusIs(status),
        method && eq(eventLogs.method, method),
        path === undefined ? undefined : contains(eventLogs.endpoint, path),
        ip === undefined ? undefined : eq(eventLogs.ip, ip),
        environment && eq(eventLogs.environment, environment),
      ),
    )
    .orderBy(desc(eventLogs.time), desc(eventLogs.id))
    .limit(limit)
}

/** One entry of an organisation, found by the time its id carries: a seek, not a search. */
export function findLog(db: Database, organizationId: string, time: number, id: string) {
  return db
    .select(columns)
    .from(eventLogs)
    .leftJoin(apiKeys, itsKey)
    .where(and(eq(eventLogs.organizationId, organizationId), eq(eventLogs.time, time), eq(eventLogs.id, id)))
    .get()
}

export type LogRow = Awaited<ReturnType<typeof listLogs>>[number]

const bucketNames = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `b${index}`).join(', '))
const bucketSums = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `'${index}', sum(b${index})`).join(', '))

/** At most so many of the finest roll-ups are read for what days that are over have not been summed up in. */
const MAX_FINE = 1000

/**
 * What statistics since `from` (ms) are made of, in one round trip: a row per hour, a row per day that is over, and the
 * newest roll-ups since then. However much is logged, that is less than 2,500 rows for a month.
 */
export async function readUsage(db: Database, organizationId: string, from: number, to: number) {
  const day = sql<number>`coalesce(
    (SELECT max(${usageTops.day}) + ${DAY_MS} FROM ${usageTops} WHERE ${usageTops.organizationId} = ${organizationId}), 0)`
  const [hours, days, fine] = await db.batch([
    db
      .select({
        hour: usageHours.hour,
        calls: usageHours.calls,
        errors: usageHours.errors,
        durationMs: usageHours.durationMs,
        buckets: sql<string>`json_array(${bucketNames})`.as('buckets'),
      })
      .from(usageHours)
      .where(
        and(
          eq(usageHours.organizationId, organizationId),
          eq(usageHours.type, 'api_call'),
          gte(usageHours.hour, from),
          lt(usageHours.hour, to),
        ),
      )
      .orderBy(usageHours.hour),
    db
      .select({ keys: usageTops.keys, routes: usageTops.routes })
      .from(usageTops)
      .where(
        and(eq(usageTops.organizationId, organizationId), gte(usageTops.day, startOfDay(from)), lt(usageTops.day, to)),
      ),
    db
      .select({
        type: usageHourly.type,
        keyId: usageHourly.keyId,
        route: usageHourly.route,
        statusClass: usageHourly.statusClass,
        calls: usageHourly.calls,
      })
      .from(usageHourly)
      .where(
        and(
          eq(usageHourly.organizationId, organizationId),
          gte(usageHourly.hour, sql`max(${from}, ${day})`),
          lt(usageHourly.hour, to),
        ),
      )
      .orderBy(desc(usageHourly.hour))
      .limit(MAX_FINE),
  ])
  return { hours, days, fine }
}

/** The time zone that an organisation's days are counted in. */
export async function findTimeZone(db: Database, organizationId: string): Promise<string> {
  const row = await db
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .get()
  return row?.timeZone ?? 'UTC'
}

/** What one key did since `from` (ms), summed up by day, endpoint and status class, from roll-ups alone. */
export async function readKeyFigures(db: Database, organizationId: string, keyId: string, from: number) {
  const its = and(
    eq(usageHourly.organizationId, organizationId),
    gte(usageHourly.hour, from),
    eq(usageHourly.keyId, keyId),
    sql`(${usageHourly.type} = 'api_call' OR ${usageHourly.statusClass} < 4)`,
  )
  const sum = sql<number>`sum(${usageHourly.calls})`
  const calls = sum.as('calls')
  const errors = sql<number>`coalesce(sum(CASE WHEN ${usageHourly.statusClass} >= 4 THEN ${usageHourly.calls} END), 0)`
  const duration = sql<number>`sum(${usageHourly.durationMs})`
  const day = sql<number>`${usageHourly.hour} / 86400000`
  const [days, endpoints, statuses, [latency]] = await db.batch([
    db
      .select({ day: day.as('day'), calls, errors: errors.as('errors') })
      .from(usageHourly)
      .where(its)
      .groupBy(day),
    db
      .select({
        endpoint: usageHourly.route,
        calls,
        errors: errors.as('errors'),
        averageMs: sql<number>`${duration} / sum(${usageHourly.calls})`.as('average_ms'),
      })
      .from(usageHourly)
      .where(its)
      .groupBy(usageHourly.route)
      .orderBy(desc(sum), usageHourly.route)
      .limit(10),
    db
      .select({ statusClass: usageHourly.statusClass, calls })
      .from(usageHourly)
      .where(its)
      .groupBy(usageHourly.statusClass),
    db
      .select({
        durationMs: sql<number>`coalesce(${duration}, 0)`.as('duration_ms'),
        buckets: sql<string>`json_object(${bucketSums})`.as('buckets'),
      })
      .from(usageHourly)
      .where(its),
  ])
  return { days, endpoints, statuses, latency }
}

/** Notes that somebody watches the live log until `until` (ms); writes only when what stands is sooner than `unless`. */
export const markWatched = (db: Database, organizationId: string, until: number, unless: number) =>
  db
    .update(organizations)
    .set({ watchedUntil: until })
    .where(
      and(
        eq(organizations.id, organizationId),
        or(isNull(organizations.watchedUntil), lt(organizations.watchedUntil, unless)),
      ),
    )
    .run()

/** Those of the organisations whose live log is watched at `now` (ms). */
export async function findWatched(db: Database, organizationIds: string[], now: number): Promise<string[]> {
  const rows = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(
        sql`${organizations.id} IN (SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`,
        gte(organizations.watchedUntil, now),
      ),
    )
  return rows.map((row) => row.id)
}

/** The names of keys by their ids; a key that is not the organisation's is not among them. */
export async function findKeyNames(db: Database, organizationId: string, ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        sql`${apiKeys.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )
  return new Map(rows.map((row) => [row.id, row.name]))
}
