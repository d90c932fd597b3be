import { type AnyColumn, and, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { REFUSED_STATUSES } from '../../../../contract/event-logs.data.ts'
import type { ListEventLogs } from '../../../../contract/event-logs.ts'
import type { Database } from '../../../platform/db/client.ts'
import { contains } from '../../../platform/db/contains.ts'
import { isOfEnvironment, type Reach } from '../../../platform/db/reach.ts'
import { apiKeys, eventLogs, oauthApps, usageHourly, webhooks } from '../../../platform/db/schema.ts'
import { formsInPath } from '../../../platform/lib/json/path-forms.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { ENTRIES_PER_PAGE, type HourSummary, hoursToRead, ROLLUPS_PER_PAGE } from '../rollups/hours-to-read.ts'

/** The columns of an entry that the API returns. */
export const logColumns = {
  id: eventLogs.id,
  time: eventLogs.time,
  type: eventLogs.type,
  keyId: eventLogs.keyId,
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
  outcome: eventLogs.outcome,
  reason: eventLogs.reason,
}

/** Names of the key, the webhook and the app of an entry. */
export const names = { keyName: apiKeys.name, webhookName: webhooks.name, appName: oauthApps.name }

export type LogFilters = Pick<
  ListEventLogs,
  'type' | 'keyId' | 'webhookId' | 'appId' | 'status' | 'method' | 'path' | 'ip' | 'environment' | 'requestId'
> & {
  from: number | null
  to: number | null
  /** The environment that the actor reaches; null: both. */
  reach: Reach['environment']
}

type Columns = Record<
  'type' | 'keyId' | 'webhookId' | 'appId' | 'status' | 'method' | 'endpoint' | 'ip' | 'environment' | 'requestId',
  AnyColumn
>

/** The condition that the filters put on an entry; undefined if there are no filters. */
export function passing(log: Columns, filters: Omit<LogFilters, 'from' | 'to'>): SQL | undefined {
  const { type, keyId, webhookId, appId, status, method, path, ip, environment, requestId, reach } = filters
  return and(
    type && eq(log.type, type),
    keyId === undefined ? undefined : eq(log.keyId, keyId),
    webhookId === undefined ? undefined : eq(log.webhookId, webhookId),
    appId === undefined ? undefined : eq(log.appId, appId),
    status === undefined ? undefined : statusIs(log.status, status),
    method && eq(log.method, method),
    path === undefined ? undefined : or(...formsInPath(path).map((form) => contains(log.endpoint, form))),
    ip === undefined ? undefined : eq(log.ip, ip),
    requestId === undefined ? undefined : eq(log.requestId, requestId),
    environment && eq(log.environment, environment),
    isOfEnvironment(log.environment, reach),
  )
}

function statusIs(column: AnyColumn, status: string): SQL | undefined {
  if (status === 'success') return lt(column, 400)
  if (status === 'failed') return gte(column, 400)
  if (status === 'refused') return inArray(column, REFUSED_STATUSES)
  if (status.endsWith('xx')) {
    const first = Number(status[0]) * 100
    return and(gte(column, first), lt(column, first + 100))
  }
  return eq(column, Number(status))
}

/**
 * Limits for the rows that one page reads. First it scans the newest FIRST_SCAN entries, which is enough for filters
 * that match often. If the share of matches there suggests that NEAR_SCAN entries contain a full page, it scans
 * NEAR_SCAN entries, and if the page is still not full it repeats that scan with a count of where it ended. Otherwise
 * it scans MAX_SCANNED entries and then reads the matches. Filters on columns of the rollups first sample
 * SAMPLED_ROLLUPS rollup rows. If these cover CALLS_PER_ROLLUP calls each on average, the page reads ROLLUPS_PER_PAGE
 * rollup rows, which show the hours with matches, and then only entries of those hours: ENTRIES_PER_PAGE in all. A
 * single hour with more entries than that is scanned up to MAX_IN_ONE_HOUR, plus what was saved on rollup rows.
 */
const MAX_SCANNED = 3800
const NEAR_SCAN = 1850
const SAMPLED_ROLLUPS = 150
const CALLS_PER_ROLLUP = 4
const FIRST_SCAN = 500
const MAX_IN_ONE_HOUR = 2500

export type LogPosition = { time: number; id: string }

type LogRange = { organizationId: string; from: number | null; to: number | null; after: LogPosition | null }
export type EntryFilters = Omit<LogFilters, 'from' | 'to'>

/** Condition: entries within a range, by time. */
const within = ({ organizationId, from, to, after }: LogRange) =>
  and(
    eq(eventLogs.organizationId, organizationId),
    from === null ? undefined : gte(eventLogs.time, from),
    to === null ? undefined : lte(eventLogs.time, to),
    after
      ? and(
          // The primary key can seek by this first bound.
          lte(eventLogs.time, after.time),
          or(lt(eventLogs.time, after.time), lt(eventLogs.id, after.id)),
        )
      : undefined,
  )

/**
 * Entries of an organization that match the filters, newest first, after `position`; at most `limit`, and only as many
 * entries are scanned as one page may read. `lookedTo`: where to continue if fewer were found; null at the end of the
 * log.
 */
export async function listLogs(
  db: Database,
  organizationId: string,
  { from, to, ...filters }: LogFilters,
  position: LogPosition | null,
  limit: number,
) {
  const place = { organizationId, from, to, after: position }
  const firstScan = Math.max(FIRST_SCAN, limit)
  const rows = await passingAmong(db, place, filters, limit, firstScan)
  if (rows.length === limit || !passing(eventLogs, filters)) return { rows, lookedTo: null }
  const near = rows.length * NEAR_SCAN >= limit * firstScan
  const condition = rollupCondition(filters)
  if (!condition) return scanEntries(db, place, filters, limit, near)
  const sample = await readRollups(db, place, condition, SAMPLED_ROLLUPS)
  const calls = sample.reduce((sum, one) => sum + one.calls, 0)
  if (calls < CALLS_PER_ROLLUP * countOf(sample)) return scanEntries(db, place, filters, limit, near)
  return scanHours(db, place, filters, limit, condition)
}

/** Scans entries one by one; only NEAR_SCAN of them if `near` suggests that this fills the page. */
async function scanEntries(db: Database, place: LogRange, filters: EntryFilters, limit: number, near: boolean) {
  if (!near) return scanWithPosition(db, place, filters, limit, MAX_SCANNED)
  const rows = await passingAmong(db, place, filters, limit, NEAR_SCAN)
  return rows.length === limit ? { rows, lookedTo: null } : scanWithPosition(db, place, filters, limit, NEAR_SCAN)
}

/** Reads only hours that contain a match. */
async function scanHours(db: Database, place: LogRange, filters: EntryFilters, limit: number, condition: SQL) {
  const rollups = await readRollups(db, place, condition, ROLLUPS_PER_PAGE)
  const { hours, next } = hoursToRead(rollups)
  const [first, ...others] = hours
  if (!first) return { rows: [], lookedTo: next === null ? null : startOf(next) }
  if (others.length === 0 && first.calls > ENTRIES_PER_PAGE) {
    const end = startOf(first.hour + HOUR_MS)
    const after = place.after && place.after.time < end.time ? place.after : end
    const unread = ROLLUPS_PER_PAGE - countOf(rollups)
    return scanWithPosition(db, { ...place, after }, filters, limit, MAX_IN_ONE_HOUR + unread)
  }
  const rows = await passingInHours(db, place, filters, limit, hours)
  return { rows, lookedTo: rows.length === limit || next === null ? null : startOf(next) }
}

const countOf = (some: readonly HourSummary[]) => some.reduce((sum, one) => sum + one.rollups, 0)

/** The position before all entries that are older than this hour. */
const startOf = (hour: number): LogPosition => ({ time: hour, id: '' })

/**
 * Scans the next `count` entries and reports where the scan ended. It is one aggregate query. Returning rows and the
 * last scanned entry would take two reads of each entry.
 */
async function scanWithPosition(db: Database, place: LogRange, filters: EntryFilters, limit: number, count: number) {
  const log = nextEntries(db, place, count)
  const passes = passing(log, filters) ?? sql`true`
  const looked = await db
    .select({
      seen: sql<number>`count(*)`,
      // The last one: ids ascend with the time of their entries.
      time: sql<number>`min(${log.time})`,
      id: sql<string>`min(${log.id})`,
      found: sql`json_group_array(json_array(${log.time}, ${log.id})) FILTER (WHERE ${passes})`.mapWith(positionsIn),
    })
    .from(log)
    .get()
  if (!looked || looked.seen === 0) return { rows: [], lookedTo: null }
  const { seen, time, id } = looked
  const found = looked.found.slice(0, limit)
  const rows = found.length === 0 ? [] : await entriesAt(db, place.organizationId, found)
  // There may be fewer rows than were found: some may have been purged in between.
  if (found.length === limit) return { rows, lookedTo: found.at(-1) ?? null }
  return { rows, lookedTo: seen < count ? null : { time, id } }
}

const positionsIn = (text: string): LogPosition[] =>
  (JSON.parse(text) as [number, string][]).map(([time, id]) => ({ time, id }))

const newestFirst = [desc(eventLogs.time), desc(eventLogs.id)]

/** The matches among the next `count` entries; at most `limit`. */
const passingAmong = (db: Database, place: LogRange, filters: EntryFilters, limit: number, count: number) =>
  withNames(db, nextEntries(db, place, count), place.organizationId, filters, limit)

/** The limit is inside the subquery, so filters never make the query read more entries than this. */
export const nextEntries = (db: Database, place: LogRange, most: number) =>
  db
    .select(logColumns)
    .from(eventLogs)
    .where(within(place))
    .orderBy(...newestFirst)
    .limit(most)
    .as('log')

/** The entries at the given positions, newest first. */
function entriesAt(db: Database, organizationId: string, some: readonly LogPosition[]) {
  const chosen = db
    .select({ time: sql<number>`value->>'time'`.as('chosen_time'), id: sql<string>`value->>'id'`.as('chosen_id') })
    .from(sql`json_each(${JSON.stringify(some)})`)
    .as('chosen')
  const log = db
    .select(logColumns)
    .from(chosen)
    .crossJoin(eventLogs)
    .where(
      and(eq(eventLogs.organizationId, organizationId), eq(eventLogs.time, chosen.time), eq(eventLogs.id, chosen.id)),
    )
    .as('log')
  return withNames(db, log, organizationId, { reach: null }, some.length)
}

/** The matches among the entries of the given hours; at most `limit`. */
function passingInHours(
  db: Database,
  place: LogRange,
  filters: EntryFilters,
  limit: number,
  hours: readonly { hour: number; end: number }[],
) {
  const list = JSON.stringify(hours.map(({ hour, end }) => [hour, end]))
  const chosen = db
    .select({ hour: sql<number>`value ->> 0`.as('hour'), end: sql<number>`value ->> 1`.as('hour_end') })
    .from(sql`json_each(${list})`)
    .as('chosen')
  const { organizationId, from, to, after } = place
  // The unary plus prevents SQLite from using these bounds as index constraints: it would then read everything between
  // two hours.
  const time = sql`+${eventLogs.time}`
  const log = db
    .select(logColumns)
    .from(chosen)
    .crossJoin(eventLogs)
    .where(
      and(
        eq(eventLogs.organizationId, organizationId),
        gte(eventLogs.time, chosen.hour),
        lt(eventLogs.time, chosen.end),
        from === null ? undefined : gte(time, from),
        to === null ? undefined : lte(time, to),
        after ? sql`(${time}, ${eventLogs.id}) < (${after.time}, ${after.id})` : undefined,
      ),
    )
    .as('log')
  return withNames(db, log, place.organizationId, filters, limit)
}

function withNames(
  db: Database,
  log: ReturnType<typeof ownEntries>,
  organizationId: string,
  filters: EntryFilters,
  limit: number,
) {
  return db
    .select({ ...log._.selectedFields, ...names })
    .from(log)
    .leftJoin(apiKeys, and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, log.keyId)))
    .leftJoin(webhooks, and(eq(webhooks.organizationId, organizationId), eq(webhooks.id, log.webhookId)))
    .leftJoin(oauthApps, and(eq(oauthApps.organizationId, organizationId), eq(oauthApps.id, log.appId)))
    .where(passing(log, filters))
    .orderBy(desc(log.time), desc(log.id))
    .limit(limit)
}

/** The type of a subquery of entries. */
const ownEntries = (db: Database) => db.select(logColumns).from(eventLogs).as('log')

/**
 * The part of the filters that rollups can evaluate, as a condition on rollup rows: each matching entry is counted in a
 * row that satisfies it. Undefined if the filters use no column of the rollups.
 */
function rollupCondition({ type, keyId, webhookId, appId, status, environment, reach }: EntryFilters): SQL | undefined {
  return and(
    type && eq(usageHourly.type, type),
    keyId === undefined ? undefined : eq(usageHourly.keyId, keyId),
    // An entry belongs to a key, to an app or to a webhook, and its rollup row has that id.
    appId === undefined || keyId !== undefined ? undefined : eq(usageHourly.keyId, appId),
    webhookId === undefined || keyId !== undefined || appId !== undefined
      ? undefined
      : eq(usageHourly.keyId, webhookId),
    status === undefined ? undefined : statusClassIs(status),
    environment && eq(usageHourly.environment, environment),
    // Only `test` narrows the search: nearly all entries are live.
    reach === 'test' ? eq(usageHourly.environment, reach) : undefined,
  )
}

function statusClassIs(status: string): SQL {
  if (status === 'success') return lt(usageHourly.statusClass, 4)
  if (status === 'failed') return gte(usageHourly.statusClass, 4)
  if (status === 'refused') return eq(usageHourly.statusClass, 4)
  return eq(usageHourly.statusClass, Number(status[0]))
}

/** The next `most` rollup rows, newest hour first, grouped by hour: calls per hour, and how many of them may match. */
function readRollups(
  db: Database,
  { organizationId, from, to, after }: LogRange,
  condition: SQL,
  most: number,
): Promise<HourSummary[]> {
  // A position with an empty id is before all entries of its hour.
  const before = after && (after.id === '' ? after.time - 1 : after.time)
  const latest = Math.min(to ?? Number.MAX_SAFE_INTEGER, before ?? Number.MAX_SAFE_INTEGER)
  const some = db
    .select({
      hour: usageHourly.hour,
      calls: usageHourly.calls,
      matching: sql<number>`CASE WHEN ${condition} THEN ${usageHourly.calls} ELSE 0 END`.as('matching'),
    })
    .from(usageHourly)
    .where(
      and(
        eq(usageHourly.organizationId, organizationId),
        lte(usageHourly.hour, latest),
        from === null ? undefined : gt(usageHourly.hour, from - HOUR_MS),
      ),
    )
    .orderBy(desc(usageHourly.hour))
    .limit(most)
    .as('some')
  return db
    .select({
      hour: some.hour,
      calls: sql<number>`sum(${some.calls})`,
      matching: sql<number>`sum(${some.matching})`,
      rollups: sql<number>`count(*)`,
    })
    .from(some)
    .groupBy(some.hour)
    .orderBy(desc(some.hour))
    .all()
}
