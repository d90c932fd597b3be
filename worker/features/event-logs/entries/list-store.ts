import { type AnyColumn, and, desc, eq, gt, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ListEventLogs } from '../../../../contract/event-logs.ts'
import type { Database } from '../../../platform/db/client.ts'
import { contains } from '../../../platform/db/contains.ts'
import { isOfEnvironment, type Reach } from '../../../platform/db/reach.ts'
import { apiKeys, eventLogs, usageHourly, webhooks } from '../../../platform/db/schema.ts'
import { formsInPath } from '../../../platform/lib/json/path-forms.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { hoursToRead, IN_HOURS, ROLL_UPS, type RolledUp } from '../rollups/hours-to-read.ts'

/** What is shown of an entry of the event log. */
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

/** Names of the key and the webhook of an entry. */
export const names = { keyName: apiKeys.name, webhookName: webhooks.name }

export type LogFilters = Pick<
  ListEventLogs,
  'type' | 'keyId' | 'webhookId' | 'appId' | 'status' | 'method' | 'path' | 'ip' | 'environment'
> & {
  from: number | null
  to: number | null
  /** The environment that the actor reaches; null: both. */
  reach: Reach['environment']
}

type Columns = Record<
  'type' | 'keyId' | 'webhookId' | 'appId' | 'status' | 'method' | 'endpoint' | 'ip' | 'environment',
  AnyColumn
>

/** What the filters ask of an entry; undefined when they ask nothing. */
function passing(log: Columns, filters: Omit<LogFilters, 'from' | 'to'>): SQL | undefined {
  const { type, keyId, webhookId, appId, status, method, path, ip, environment, reach } = filters
  return and(
    type && eq(log.type, type),
    keyId === undefined ? undefined : eq(log.keyId, keyId),
    webhookId === undefined ? undefined : eq(log.webhookId, webhookId),
    appId === undefined ? undefined : eq(log.appId, appId),
    status === undefined ? undefined : statusIs(log.status, status),
    method && eq(log.method, method),
    path === undefined ? undefined : or(...formsInPath(path).map((form) => contains(log.endpoint, form))),
    ip === undefined ? undefined : eq(log.ip, ip),
    environment && eq(log.environment, environment),
    isOfEnvironment(log.environment, reach),
  )
}

function statusIs(column: AnyColumn, status: string): SQL | undefined {
  if (status === 'success') return lt(column, 400)
  if (status === 'failed') return gte(column, 400)
  if (status.endsWith('xx')) {
    const first = Number(status[0]) * 100
    return and(gte(column, first), lt(column, first + 100))
  }
  return eq(column, Number(status))
}

/**
 * What one page reads at most. It looks at the newest FIRST_LOOK entries, which hold a page of whatever is frequent. Where
 * they held so much that NEAR would hold a page, it looks at those, and at them once more if they do not; else through
 * LOOKED_AT, and reads again what passes. Filters that roll-ups know something of sample them first. Where they stand for
 * several calls each, a page reads ROLL_UPS of them, which tell the hours that hold a match, and the entries of those:
 * IN_HOURS of them, or of one longer hour IN_ONE_HOUR and as many more as there were fewer roll-ups.
 */
const LOOKED_AT = 3800
const NEAR = 1850
const SAMPLED = 150
const CALLS_PER_ROLL_UP = 4
const FIRST_LOOK = 500
const IN_ONE_HOUR = 2500

export type LogPosition = { time: number; id: string }

type Place = { organizationId: string; from: number | null; to: number | null; after: LogPosition | null }
type Asked = Omit<LogFilters, 'from' | 'to'>

/** Entries of a place, by time. */
const within = ({ organizationId, from, to, after }: Place) =>
  and(
    eq(eventLogs.organizationId, organizationId),
    from === null ? undefined : gte(eventLogs.time, from),
    to === null ? undefined : lte(eventLogs.time, to),
    after
      ? and(
          // The first bound is what the primary key can seek by.
          lte(eventLogs.time, after.time),
          or(lt(eventLogs.time, after.time), lt(eventLogs.id, after.id)),
        )
      : undefined,
  )

/**
 * Entries of an organization, newest first, after `position`: at most `limit` of those that pass the filters, among as many
 * as may be read. `lookedTo`: when there are fewer, where to go on looking; null when there is nothing further.
 */
export async function listLogs(
  db: Database,
  organizationId: string,
  { from, to, ...filters }: LogFilters,
  position: LogPosition | null,
  limit: number,
) {
  const place = { organizationId, from, to, after: position }
  const firstLook = Math.max(FIRST_LOOK, limit)
  const rows = await passingAmong(db, place, filters, limit, firstLook)
  if (rows.length === limit || !passing(eventLogs, filters)) return { rows, lookedTo: null }
  const near = rows.length * NEAR >= limit * firstLook
  const told = toldByRollUps(filters)
  if (!told) return lookOn(db, place, filters, limit, near)
  const sample = await readRollUps(db, place, told, SAMPLED)
  const calls = sample.reduce((sum, one) => sum + one.calls, 0)
  if (calls < CALLS_PER_ROLL_UP * countOf(sample)) return lookOn(db, place, filters, limit, near)
  return lookInHours(db, place, filters, limit, told)
}

/** Looks at one entry after the other, no further than a page needs where that seems to be `near`. */
async function lookOn(db: Database, place: Place, filters: Asked, limit: number, near: boolean) {
  if (!near) return lookThrough(db, place, filters, limit, LOOKED_AT)
  const rows = await passingAmong(db, place, filters, limit, NEAR)
  return rows.length === limit ? { rows, lookedTo: null } : lookThrough(db, place, filters, limit, NEAR)
}

/** Reads hours that hold a match, and no others. */
async function lookInHours(db: Database, place: Place, filters: Asked, limit: number, told: SQL) {
  const rollUps = await readRollUps(db, place, told, ROLL_UPS)
  const { hours, next } = hoursToRead(rollUps)
  const [first, ...others] = hours
  if (!first) return { rows: [], lookedTo: next === null ? null : startOf(next) }
  if (others.length === 0 && first.calls > IN_HOURS) {
    const end = startOf(first.hour + HOUR_MS)
    const after = place.after && place.after.time < end.time ? place.after : end
    const unread = ROLL_UPS - countOf(rollUps)
    return lookThrough(db, { ...place, after }, filters, limit, IN_ONE_HOUR + unread)
  }
  const rows = await passingInHours(db, place, filters, limit, hours)
  return { rows, lookedTo: rows.length === limit || next === null ? null : startOf(next) }
}

const countOf = (some: readonly RolledUp[]) => some.reduce((sum, one) => sum + one.rollUps, 0)

/** Whatever is older than an hour comes after this. */
const startOf = (hour: number): LogPosition => ({ time: hour, id: '' })

/**
 * Looks through the next `lookedAt` entries, and tells where it has come to. In one go, which answers no rows: the last entry
 * in the same answer as rows, or a second look for it, would read each entry again.
 */
async function lookThrough(db: Database, place: Place, filters: Asked, limit: number, lookedAt: number) {
  const log = nextEntries(db, place, lookedAt)
  const passes = passing(log, filters) ?? sql`true`
  const looked = await db
    .select({
      seen: sql<number>`count(*)`,
      // The last one's: ids ascend with the time of their entries.
      time: sql<number>`min(${log.time})`,
      id: sql<string>`min(${log.id})`,
      found: sql`json_group_array(json_array(${log.time}, ${log.id})) FILTER (WHERE ${passes})`.mapWith(positionsIn),
    })
    .from(log)
    .get()
  if (!looked || looked.seen === 0) return { rows: [], lookedTo: null }
  const { seen, time, id } = looked
  const found = looked.found.slice(0, limit)
  const rows = found.length === 0 ? [] : await theseEntries(db, place.organizationId, found)
  // There may be fewer rows than were found: some may have been purged in between.
  if (found.length === limit) return { rows, lookedTo: found.at(-1) ?? null }
  return { rows, lookedTo: seen < lookedAt ? null : { time, id } }
}

const positionsIn = (text: string): LogPosition[] =>
  (JSON.parse(text) as [number, string][]).map(([time, id]) => ({ time, id }))

const newestFirst = [desc(eventLogs.time), desc(eventLogs.id)]

/** Those that pass among the next `lookedAt` entries; at most `limit`. */
const passingAmong = (db: Database, place: Place, filters: Asked, limit: number, lookedAt: number) =>
  withNames(db, nextEntries(db, place, lookedAt), place.organizationId, filters, limit)

/** The limit stands inside: whatever filters look for, this is all they see. */
const nextEntries = (db: Database, place: Place, most: number) =>
  db
    .select(logColumns)
    .from(eventLogs)
    .where(within(place))
    .orderBy(...newestFirst)
    .limit(most)
    .as('log')

/** Some entries, newest first. */
function theseEntries(db: Database, organizationId: string, some: readonly LogPosition[]) {
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

/** Those that pass among the entries of some hours; at most `limit`. */
function passingInHours(
  db: Database,
  place: Place,
  filters: Asked,
  limit: number,
  hours: readonly { hour: number; end: number }[],
) {
  const list = JSON.stringify(hours.map(({ hour, end }) => [hour, end]))
  const chosen = db
    .select({ hour: sql<number>`value ->> 0`.as('hour'), end: sql<number>`value ->> 1`.as('hour_end') })
    .from(sql`json_each(${list})`)
    .as('chosen')
  const { organizationId, from, to, after } = place
  // The plus keeps SQLite from seeking by these: by one bound above it would read all that lies between two hours.
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
  filters: Asked,
  limit: number,
) {
  return db
    .select({ ...log._.selectedFields, ...names })
    .from(log)
    .leftJoin(apiKeys, and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, log.keyId)))
    .leftJoin(webhooks, and(eq(webhooks.organizationId, organizationId), eq(webhooks.id, log.webhookId)))
    .where(passing(log, filters))
    .orderBy(desc(log.time), desc(log.id))
    .limit(limit)
}

/** The shape of a subquery of entries. */
const ownEntries = (db: Database) => db.select(logColumns).from(eventLogs).as('log')

/** What roll-ups can tell of the filters: every entry that passes is counted where this holds. Undefined: nothing. */
function toldByRollUps({ type, keyId, webhookId, status, environment, reach }: Asked): SQL | undefined {
  return and(
    type && eq(usageHourly.type, type),
    keyId === undefined ? undefined : eq(usageHourly.keyId, keyId),
    // An entry is of a key or of a webhook, and its roll-up bears the one it has.
    webhookId === undefined || keyId !== undefined ? undefined : eq(usageHourly.keyId, webhookId),
    status === undefined ? undefined : classIs(status),
    environment && eq(usageHourly.environment, environment),
    // That it is not of the test environment is true of nearly all: it does not tell where to look.
    reach === 'test' ? eq(usageHourly.environment, reach) : undefined,
  )
}

function classIs(status: string): SQL {
  if (status === 'success') return lt(usageHourly.statusClass, 4)
  if (status === 'failed') return gte(usageHourly.statusClass, 4)
  return eq(usageHourly.statusClass, Number(status[0]))
}

/** The next `most` roll-ups by hour, the newest first: how many calls each hour had, and how many of them may pass. */
function readRollUps(
  db: Database,
  { organizationId, from, to, after }: Place,
  told: SQL,
  most: number,
): Promise<RolledUp[]> {
  // A place that begins with an hour has nothing of that hour before it.
  const before = after && (after.id === '' ? after.time - 1 : after.time)
  const latest = Math.min(to ?? Number.MAX_SAFE_INTEGER, before ?? Number.MAX_SAFE_INTEGER)
  const some = db
    .select({
      hour: usageHourly.hour,
      calls: usageHourly.calls,
      matching: sql<number>`CASE WHEN ${told} THEN ${usageHourly.calls} ELSE 0 END`.as('matching'),
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
      rollUps: sql<number>`count(*)`,
    })
    .from(some)
    .groupBy(some.hour)
    .orderBy(desc(some.hour))
    .all()
}
