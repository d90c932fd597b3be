import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { usageHourly, usageHours, usageTops } from '../../../platform/db/schema.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import type { Offset } from '../../../platform/lib/time/zone.ts'
import { BUCKETS } from '../rollups/histogram.ts'

export type { Top } from '../../../platform/db/schema.ts'

const bucketNames = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `b${index}`).join(', '))
const bucketSums = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `'${index}', sum(b${index})`).join(', '))

/** At most so many of the finest roll-ups are read for what days that are over have not been summed up in. */
const MAX_FINE = 1000

/**
 * What statistics since `from` (ms) are made of, in one round trip: a row per hour, a row per day that is over, and the
 * newest roll-ups since then. However much is logged, that is less than 2,500 rows for a month.
 */
export async function readUsage(db: Database, organizationId: string, from: number, to: number) {
  const closedUntil = sql<number>`coalesce((
    SELECT coalesce(until, day + ${DAY_MS}) FROM usage_tops WHERE organization_id = ${organizationId}
    ORDER BY day DESC LIMIT 1), 0)`
  const [closed, open, days, fine] = await db.batch([
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
    openHour(db, organizationId, from, to),
    db
      .select({ keys: usageTops.keys, routes: usageTops.routes })
      .from(usageTops)
      .where(and(eq(usageTops.organizationId, organizationId), gte(usageTops.day, from), lt(usageTops.day, to))),
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
          gte(usageHourly.hour, sql`max(${from}, ${closedUntil})`),
          lt(usageHourly.hour, to),
        ),
      )
      .orderBy(desc(usageHourly.hour))
      .limit(MAX_FINE),
  ])
  return { hours: [...closed, ...open], days, fine }
}

/** The newest hour of an organization, from its roll-ups, where it has not been summed up yet: they are few then. */
const openHour = (db: Database, organizationId: string, from: number, to: number) => {
  // No hour, and so no row read, where it has been.
  const hour = sql`(
    SELECT n.hour FROM (SELECT max(hour) AS hour FROM usage_hourly WHERE organization_id = ${organizationId}) n
    WHERE NOT EXISTS (
      SELECT 1 FROM usage_hours h WHERE h.organization_id = ${organizationId} AND h.type = 'api_call' AND h.hour = n.hour))`
  const sums = sql.raw(Array.from({ length: BUCKETS }, (_, index) => `sum(b${index})`).join(', '))
  return db
    .select({
      hour: usageHourly.hour,
      calls: sql<number>`sum(${usageHourly.calls})`.as('calls'),
      errors: sql<number>`sum(CASE WHEN ${usageHourly.statusClass} >= 4 THEN ${usageHourly.calls} ELSE 0 END)`.as(
        'errors',
      ),
      durationMs: sql<number>`sum(${usageHourly.durationMs})`.as('duration_ms'),
      buckets: sql<string>`json_array(${sums})`.as('buckets'),
    })
    .from(usageHourly)
    .where(
      and(
        eq(usageHourly.organizationId, organizationId),
        eq(usageHourly.type, 'api_call'),
        eq(usageHourly.hour, hour),
        gte(usageHourly.hour, from),
        lt(usageHourly.hour, to),
      ),
    )
    .groupBy(usageHourly.hour)
}

/**
 * The number of the local day (since 1970) that an hour lies in. `offsets`: those of the zone since the first hour. They are
 * written into the statement: D1 binds numbers as floating point, and the quotient would not be a whole number.
 */
function localDay(offsets: readonly Offset[]): SQL<number> {
  const cases = offsets.slice(1).map(({ from }, index) => `WHEN hour < ${from} THEN ${offsets[index]?.offset ?? 0}`)
  const last = offsets.at(-1)?.offset ?? 0
  const offset = cases.length === 0 ? String(last) : `CASE ${cases.join(' ')} ELSE ${last} END`
  return sql<number>`(${usageHourly.hour} + (${sql.raw(offset)})) / ${sql.raw(String(DAY_MS))}`
}

/** What one key did since `from` (a day's start, ms) by day, endpoint, status class and country, from roll-ups alone. */
export async function readKeyFigures(
  db: Database,
  organizationId: string,
  keyId: string,
  from: number,
  offsets: readonly Offset[],
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
  const duration = sql<number>`sum(${usageHourly.durationMs})`
  const day = localDay(offsets)
  const [days, endpoints, statuses, [latency], countries] = await db.batch([
    db
      .select({ day: day.as('day'), calls, errors: errors.as('errors') })
      .from(usageHourly)
      .where(its)
      .groupBy(sql`day`),
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
    countriesOf(db, organizationId, keyId, from),
  ])
  return { days, endpoints, statuses, latency, countries }
}

/** From where a key was called, the most frequent first: rows of days that are over, and the newest day beside its usage. */
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

/** What was sent to one webhook since `from` (ms), by day and by how it ended, from roll-ups alone. */
export async function readWebhookFigures(
  db: Database,
  organizationId: string,
  webhookId: string,
  from: number,
  offsets: readonly Offset[],
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
  const day = localDay(offsets)
  const [days, routes, [latency]] = await db.batch([
    db
      .select({
        day: day.as('day'),
        calls,
        errors: errors.as('errors'),
        succeeded: ended(sql`${usageHourly.route} = 'delivery'`).as('succeeded'),
        failed: ended(sql`${usageHourly.route} LIKE 'delivery:%:failed'`).as('failed'),
      })
      .from(usageHourly)
      .where(its)
      .groupBy(sql`day`),
    db.select({ route: usageHourly.route, calls }).from(usageHourly).where(its).groupBy(usageHourly.route),
    db
      .select({
        durationMs: sql<number>`coalesce(sum(${usageHourly.durationMs}), 0)`.as('duration_ms'),
        buckets: sql<string>`json_object(${bucketSums})`.as('buckets'),
      })
      .from(usageHourly)
      .where(its),
  ])
  return { days, routes, latency }
}
