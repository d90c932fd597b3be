import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { isOfEnvironment, type Reach } from '../../../platform/db/reach.ts'
import { eventLogs, usageHourly } from '../../../platform/db/schema.ts'
import type { Offset } from '../../../platform/lib/time/zone.ts'
import { bucketSums, localDay } from './usage-store.ts'

/** Calls of gateway routes, by people's programs and by agents. */
const TYPES = ['gateway', 'tool'] as const
/** Entries of the organization's log that are looked at for outcomes, the newest first. */
export const MAX_OUTCOME_ENTRIES = 5000

/**
 * The calls of a gateway route, named by its pattern, since `from` (ms): by local day and in all, from roll-ups; and the outcomes
 * among the newest entries of the log.
 */
export async function readRouteFigures(
  db: Database,
  { organizationId, environment }: Reach,
  pattern: string,
  from: number,
  offsets: readonly Offset[],
) {
  const its = and(
    eq(usageHourly.organizationId, organizationId),
    gte(usageHourly.hour, from),
    inArray(usageHourly.type, [...TYPES]),
    eq(usageHourly.route, pattern),
    isOfEnvironment(usageHourly.environment, environment),
  )
  const newest = db
    .select({
      type: eventLogs.type,
      route: eventLogs.route,
      environment: eventLogs.environment,
      outcome: eventLogs.outcome,
    })
    .from(eventLogs)
    .where(and(eq(eventLogs.organizationId, organizationId), gte(eventLogs.time, from)))
    .orderBy(desc(eventLogs.time), desc(eventLogs.id))
    .limit(MAX_OUTCOME_ENTRIES)
    .as('newest')
  const outcome = sql<string>`coalesce(${newest.outcome}, 'ok')`
  const count = sql<number>`count(*)`
  const [days, [latency], outcomes] = await db.batch([
    db
      .select({
        day: localDay(offsets).as('day'),
        calls: sql<number>`sum(${usageHourly.calls})`.as('calls'),
        failed:
          sql<number>`coalesce(sum(CASE WHEN ${usageHourly.statusClass} >= 4 THEN ${usageHourly.calls} END), 0)`.as(
            'failed',
          ),
      })
      .from(usageHourly)
      .where(its)
      .groupBy(sql`day`),
    db
      .select({
        durationMs: sql<number>`coalesce(sum(${usageHourly.durationMs}), 0)`.as('duration_ms'),
        buckets: sql<string>`json_object(${bucketSums})`.as('buckets'),
      })
      .from(usageHourly)
      .where(its),
    db
      .select({ outcome: outcome.as('said'), calls: count.as('entries') })
      .from(newest)
      .where(
        and(
          inArray(newest.type, [...TYPES]),
          eq(newest.route, pattern),
          isOfEnvironment(newest.environment, environment),
        ),
      )
      .groupBy(outcome)
      .orderBy(desc(count), outcome)
      .limit(20),
  ])
  return { days, latency, outcomes }
}
