import { and, desc, eq, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ListEventLogs } from '../../contract/event-logs.ts'
import type { Database } from '../db/client.ts'
import { contains } from '../db/contains.ts'
import { apiKeys, eventLogs, organizations, usageHourly } from '../db/schema.ts'
import { BUCKETS } from './histogram.ts'

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

const bucketSums = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `'${index}', sum(b${index})`).join(', '))

/** Everything the statistics need since `month`, from roll-ups alone, in one round trip. */
export async function readStats(
  db: Database,
  organizationId: string,
  since: { today: number; week: number; month: number; day: number },
) {
  const calls = and(eq(usageHourly.organizationId, organizationId), eq(usageHourly.type, 'api_call'))
  const failed = sql`${usageHourly.statusClass} >= 4`
  const inMonth = and(calls, gte(usageHourly.hour, since.month))
  // Each figure has a name of its own: a batch answers rows by column name, and equal ones would fall together.
  const sumOf = sql<number>`sum(${usageHourly.calls})`
  const sumFrom = (at: number) =>
    sql<number>`coalesce(sum(CASE WHEN ${usageHourly.hour} >= ${at} THEN ${usageHourly.calls} END), 0)`
  const errorsOf = sql<number>`coalesce(sum(CASE WHEN ${failed} THEN ${usageHourly.calls} END), 0)`
  const [[totals], [topKey], endpoints, hours] = await db.batch([
    db
      .select({
        today: sumFrom(since.today).as('today'),
        week: sumFrom(since.week).as('week'),
        month: sumFrom(since.month).as('month'),
        errors: errorsOf.as('errors'),
        durationMs: sql<number>`coalesce(sum(${usageHourly.durationMs}), 0)`.as('duration_ms'),
        buckets: sql<string>`json_object(${bucketSums})`.as('buckets'),
      })
      .from(usageHourly)
      .where(inMonth),
    db
      .select({
        id: usageHourly.keyId,
        name: sql<string | null>`max(${apiKeys.name})`.as('name'),
        calls: sumOf.as('calls'),
      })
      .from(usageHourly)
      .leftJoin(apiKeys, and(eq(apiKeys.organizationId, usageHourly.organizationId), eq(apiKeys.id, usageHourly.keyId)))
      .where(and(inMonth, sql`${usageHourly.keyId} <> ''`))
      .groupBy(usageHourly.keyId)
      .orderBy(desc(sumOf), usageHourly.keyId)
      .limit(1),
    db
      .select({ endpoint: usageHourly.route, calls: sumOf.as('calls'), errors: errorsOf.as('errors') })
      .from(usageHourly)
      .where(inMonth)
      .groupBy(usageHourly.route)
      .orderBy(desc(sumOf), usageHourly.route)
      .limit(5),
    db
      .select({ hour: usageHourly.hour, calls: sumOf.as('calls'), errors: errorsOf.as('errors') })
      .from(usageHourly)
      .where(and(calls, gte(usageHourly.hour, since.day)))
      .groupBy(usageHourly.hour),
  ])
  return { totals, topKey, endpoints, hours }
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
