import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { usageHourly, usageHours, usageTops } from '../../../platform/db/schema.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import type { Offset } from '../../../platform/lib/time/zone.ts'
import { BUCKETS } from '../rollups/histogram.ts'

export type { Top } from '../../../platform/db/schema.ts'

const bucketNames = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `b${index}`).join(', '))
export const bucketSums = sql.raw(
  Array.from({ length: BUCKETS }, (_, index) => `'${index}', sum(b${index})`).join(', '),
)

/** Maximum number of finest rollup rows that are read for hours that no daily sum covers: newer ones, and older ones. */
export const MAX_FINE = 1000

type LoggedType = 'api_call' | 'webhook'

/**
 * The data of statistics from the hour `from` on and before `to` (ms), in one round trip: a row per hour, a row per closed
 * day within it, and the finest rollups of the hours before and after these days. That is less than 3,500 rows for a
 * month, however large the log is.
 */
export async function readUsage(db: Database, organizationId: string, from: number, to: number) {
  const dayEnd = sql`coalesce(until, day + ${DAY_MS})`
  // Closed days are contiguous: each begins where the one before ended.
  const covered = (what: ReturnType<typeof sql>, order: 'ASC' | 'DESC') => sql<number>`(
    SELECT ${what} FROM usage_tops WHERE organization_id = ${organizationId} AND day >= ${from} AND day < ${to}
      AND ${dayEnd} <= ${to} ORDER BY day ${sql.raw(order)} LIMIT 1)`
  const fineRows = (since: SQL, until: SQL) =>
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
        and(eq(usageHourly.organizationId, organizationId), gte(usageHourly.hour, since), lt(usageHourly.hour, until)),
      )
      .orderBy(desc(usageHourly.hour))
      .limit(MAX_FINE)
  const [closed, open, days, after, before] = await db.batch([
    closedHours(db, organizationId, 'api_call', from, to),
    openHour(db, organizationId, 'api_call', from, to),
    db
      .select({ keys: usageTops.keys, routes: usageTops.routes })
      .from(usageTops)
      .where(
        and(
          eq(usageTops.organizationId, organizationId),
          gte(usageTops.day, from),
          lt(usageTops.day, to),
          sql`${dayEnd} <= ${to}`,
        ),
      ),
    fineRows(sql`coalesce(${covered(dayEnd, 'DESC')}, ${from})`, sql`${to}`),
    fineRows(sql`${from}`, sql`coalesce(${covered(sql`day`, 'ASC')}, ${from})`),
  ])
  return {
    hours: [...closed, ...open],
    days,
    fine: [...after, ...before],
    /** Whether there are more of the finest rollups than were read, so that keys and routes are counted incompletely. */
    cut: after.length === MAX_FINE || before.length === MAX_FINE,
  }
}

/** The hours from `from` on and before `to` (ms) alone, without keys and routes. */
export async function readHours(db: Database, organizationId: string, from: number, to: number) {
  const [closed, open] = await db.batch([
    closedHours(db, organizationId, 'api_call', from, to),
    openHour(db, organizationId, 'api_call', from, to),
  ])
  return [...closed, ...open]
}

/** How many deliveries succeeded and failed from the hour `from` on and before `to` (ms). A row per hour is read. */
export async function readDeliveries(db: Database, organizationId: string, from: number, to: number) {
  const [[closed], [open]] = await db.batch([
    db
      .select({
        delivered: sql<number>`coalesce(sum(${usageHours.calls} - ${usageHours.errors}), 0)`.as('delivered'),
        failed: sql<number>`coalesce(sum(${usageHours.failedDeliveries}), 0)`.as('failed'),
      })
      .from(usageHours)
      .where(hoursOf(organizationId, 'webhook', from, to)),
    openHour(db, organizationId, 'webhook', from, to),
  ])
  return {
    // Each successful attempt ends a delivery.
    delivered: (closed?.delivered ?? 0) + (open?.calls ?? 0) - (open?.errors ?? 0),
    failed: (closed?.failed ?? 0) + (open?.failedDeliveries ?? 0),
  }
}

const hoursOf = (organizationId: string, type: LoggedType, from: number, to: number) =>
  and(
    eq(usageHours.organizationId, organizationId),
    eq(usageHours.type, type),
    gte(usageHours.hour, from),
    lt(usageHours.hour, to),
  )

const closedHours = (db: Database, organizationId: string, type: LoggedType, from: number, to: number) =>
  db
    .select({
      hour: usageHours.hour,
      calls: usageHours.calls,
      errors: usageHours.errors,
      serverErrors: usageHours.serverErrors,
      failedDeliveries: usageHours.failedDeliveries,
      durationMs: usageHours.durationMs,
      buckets: sql<string>`json_array(${bucketNames})`.as('buckets'),
    })
    .from(usageHours)
    .where(hoursOf(organizationId, type, from, to))
    .orderBy(usageHours.hour)

/**
 * The organization's newest hour, summed from its rollups, if it has no row in usage_hours yet. There are few rollups
 * in that case.
 */
const openHour = (db: Database, organizationId: string, type: LoggedType, from: number, to: number) => {
  // NULL if the hour is summed up: then no row is read.
  const hour = sql`(
    SELECT n.hour FROM (SELECT max(hour) AS hour FROM usage_hourly WHERE organization_id = ${organizationId}) n
    WHERE NOT EXISTS (
      SELECT 1 FROM usage_hours h WHERE h.organization_id = ${organizationId} AND h.type = ${type} AND h.hour = n.hour))`
  const sums = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `sum(b${index})`).join(', '))
  const callsWhere = (condition: SQL) => sql<number>`sum(CASE WHEN ${condition} THEN ${usageHourly.calls} ELSE 0 END)`
  return db
    .select({
      hour: usageHourly.hour,
      calls: sql<number>`sum(${usageHourly.calls})`.as('calls'),
      errors: callsWhere(gte(usageHourly.statusClass, 4)).as('errors'),
      serverErrors: callsWhere(gte(usageHourly.statusClass, 5)).as('server_errors'),
      failedDeliveries: callsWhere(
        sql`${usageHourly.type} = 'webhook' AND ${usageHourly.route} LIKE 'delivery:%:failed'`,
      ).as('failed_deliveries'),
      durationMs: sql<number>`sum(${usageHourly.durationMs})`.as('duration_ms'),
      buckets: sql<string>`json_array(${sums})`.as('buckets'),
    })
    .from(usageHourly)
    .where(
      and(
        eq(usageHourly.organizationId, organizationId),
        eq(usageHourly.type, type),
        eq(usageHourly.hour, hour),
        gte(usageHourly.hour, from),
        lt(usageHourly.hour, to),
      ),
    )
    .groupBy(usageHourly.hour)
}

/**
 * The number of the local day (since 1970) that contains an hour. `offsets`: those of the zone since the first hour.
 * They are literals in the statement: D1 binds numbers as floating point, so the quotient would not be an integer.
 */
export function localDay(offsets: readonly Offset[]): SQL<number> {
  const cases = offsets.slice(1).map(({ from }, index) => `WHEN hour < ${from} THEN ${offsets[index]?.offset ?? 0}`)
  const last = offsets.at(-1)?.offset ?? 0
  const offset = cases.length === 0 ? String(last) : `CASE ${cases.join(' ')} ELSE ${last} END`
  return sql<number>`(${usageHourly.hour} + (${sql.raw(offset)})) / ${sql.raw(String(DAY_MS))}`
}

/** The calls of a key in an hour (`at`: its start, ms) or on a local day (`at`: its number since 1970). */
export type KeyCounts = { at: number; calls: number; errors: number; serverErrors: number }

type KeyPeriod = {
  /** The start of an hour, ms. */
  from: number
  /** The start of a day, ms: countries are counted by days. */
  countriesFrom: number
  /** By hour, or by local day with the offsets of the zone since `from`. */
  by: 'hour' | readonly Offset[]
}

/**
 * The calls of one key since `from` by hour or day, endpoint, status class and country. Reads rollups only.
 */
export async function readKeyFigures(
  db: Database,
  organizationId: string,
  keyId: string,
  { from, countriesFrom, by }: KeyPeriod,
) {
  const its = and(
    eq(usageHourly.organizationId, organizationId),
    gte(usageHourly.hour, from),
    eq(usageHourly.keyId, keyId),
    sql`(${usageHourly.type} = 'api_call' OR ${usageHourly.statusClass} < 4)`,
  )
  const sum = sql<number>`sum(${usageHourly.calls})`
  const calls = sum.as('calls')
  const errors = sql<number>`coalesce(sum(CASE WHEN ${usageHourly.statusClass} >= 4 THEN ${usageHourly.calls} END), 0)`
  const serverErrors = sql<number>`coalesce(sum(CASE WHEN ${usageHourly.statusClass} >= 5 THEN ${usageHourly.calls} END), 0)`
  const duration = sql<number>`sum(${usageHourly.durationMs})`
  const at = by === 'hour' ? sql<number>`${usageHourly.hour}` : localDay(by)
  const [counts, endpoints, statuses, [latency], countries] = await db.batch([
    db
      .select({ at: at.as('at'), calls, errors: errors.as('errors'), serverErrors: serverErrors.as('server_errors') })
      .from(usageHourly)
      .where(its)
      .groupBy(sql`at`),
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
    countriesOf(db, organizationId, keyId, countriesFrom),
  ])
  return { counts, endpoints, statuses, latency, countries }
}

/**
 * The countries from which a key was called, most calls first: rows of past days, and the newest day, which is in the
 * row of the key's usage.
 */
function countriesOf(db: Database, organizationId: string, keyId: string, from: number) {
  const sum = sql<number>`sum(calls)`
  return db
    .select({ country: sql<string>`country`.as('country'), calls: sum.as('calls') })
    .from(
      sql`(
        SELECT country, calls FROM usage_countries
        WHERE organization_id = ${organizationId} AND key_id = ${keyId} AND day >= ${from}
        UNION ALL
        SELECT c.key, c.value FROM api_key_usage u JOIN json_each(u.countries) c
        WHERE u.organization_id = ${organizationId} AND u.key_id = ${keyId} AND u.country_day >= ${from})`,
    )
    .groupBy(sql`country`)
    .orderBy(desc(sum), sql`country`)
    .limit(20)
}

/** The attempts to one webhook since `from` (ms), by day and outcome. Reads rollups only. */
export async function readWebhookFigures(
  db: Database,
  organizationId: string,
  webhookId: string,
  from: number,
  by: readonly Offset[] | 'hour',
) {
  const its = and(
    eq(usageHourly.organizationId, organizationId),
    gte(usageHourly.hour, from),
    eq(usageHourly.type, 'webhook'),
    eq(usageHourly.keyId, webhookId),
  )
  const calls = sql<number>`sum(${usageHourly.calls})`.as('calls')
  const errors = sql<number>`coalesce(sum(CASE WHEN ${usageHourly.statusClass} >= 4 THEN ${usageHourly.calls} END), 0)`
  const ended = (how: SQL) => sql<number>`coalesce(sum(CASE WHEN ${how} THEN ${usageHourly.calls} END), 0)`
  const at = by === 'hour' ? sql<number>`${usageHourly.hour}` : localDay(by)
  const [counts, routes, [latency]] = await db.batch([
    db
      .select({
        at: at.as('at'),
        calls,
        errors: errors.as('errors'),
        succeeded: ended(sql`${usageHourly.route} = 'delivery'`).as('succeeded'),
        failed: ended(sql`${usageHourly.route} LIKE 'delivery:%:failed'`).as('failed'),
      })
      .from(usageHourly)
      .where(its)
      .groupBy(sql`at`),
    db.select({ route: usageHourly.route, calls }).from(usageHourly).where(its).groupBy(usageHourly.route),
    db
      .select({
        durationMs: sql<number>`coalesce(sum(${usageHourly.durationMs}), 0)`.as('duration_ms'),
        buckets: sql<string>`json_object(${bucketSums})`.as('buckets'),
      })
      .from(usageHourly)
      .where(its),
  ])
  return { counts, routes, latency }
}
