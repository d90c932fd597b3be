import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { LogType } from '../../../../contract/event-logs.ts'
import type { Database } from '../../../platform/db/client.ts'
import { usageHours } from '../../../platform/db/schema.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'

/** Maximum rows of usage_hours that are read per type: about 140 days. */
export const MAX_HOURS = 3400
/** Maximum rollups that are read. */
export const MAX_ROLLUPS = 5000

/** Entries of one hour, or of a shorter time that begins at `time` (ms); `serverErrors` are part of `errors`. */
export type CountedCell = { time: number; calls: number; errors: number; serverErrors: number }

/** `countedFrom`: entries before it (ms) are not counted; null: all are. */
export type Counted = { cells: CountedCell[]; countedFrom: number | null }

/**
 * All calls of some types by hour, from the hour `from` on and before `to` (ms): a row per hour and type, and few
 * rollups of the newest hour.
 */
export async function countHours(
  db: Database,
  organizationId: string,
  types: readonly LogType[],
  from: number,
  to: number,
): Promise<Counted> {
  const columns = {
    time: usageHours.hour,
    calls: usageHours.calls,
    errors: usageHours.errors,
    serverErrors: usageHours.serverErrors,
  }
  const closed = (type: LogType) =>
    db
      .select(columns)
      .from(usageHours)
      .where(
        and(
          eq(usageHours.organizationId, organizationId),
          eq(usageHours.type, type),
          gte(usageHours.hour, from),
          lt(usageHours.hour, to),
        ),
      )
      .orderBy(desc(usageHours.hour))
      .limit(MAX_HOURS)
  const [open, ...byType] = await Promise.all([openHours(db, organizationId, types, from, to), ...types.map(closed)])
  const cut = byType.flatMap((rows) => (rows.length === MAX_HOURS ? [rows.at(-1)?.time ?? 0] : []))
  return { cells: [...open, ...byType.flat()], countedFrom: cut.length === 0 ? null : Math.max(...cut) }
}

const list = (values: readonly string[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )

/** The newest hour of an organization, of the types that have no row of it in usage_hours yet. */
const openHours = (db: Database, organizationId: string, types: readonly LogType[], from: number, to: number) =>
  db.all<CountedCell>(sql`
    SELECT u.hour AS time, sum(u.calls) AS calls, sum(CASE WHEN u.status_class >= 4 THEN u.calls ELSE 0 END) AS errors,
      sum(CASE WHEN u.status_class >= 5 THEN u.calls ELSE 0 END) AS serverErrors
    FROM (SELECT max(hour) AS hour FROM usage_hourly WHERE organization_id = ${organizationId}) n
    CROSS JOIN (SELECT value AS type FROM json_each(${JSON.stringify(types)})) t
    CROSS JOIN usage_hourly u ON u.organization_id = ${organizationId} AND u.hour = n.hour AND u.type = t.type
    WHERE n.hour >= ${from} AND n.hour < ${to} AND NOT EXISTS (
      SELECT 1 FROM usage_hours h WHERE h.organization_id = ${organizationId} AND h.type = t.type AND h.hour = n.hour)
    GROUP BY 1`)

/** What the finest rollups can tell apart. `id`: of a key or a webhook. */
export type RollupFilter = {
  types: readonly LogType[]
  environments: readonly ('live' | 'test' | '')[]
  id: string | null
  /** First digits of the status. */
  classes: readonly number[]
}

/**
 * The calls that rollups of a filter count, by hour, newest first. For each hour the primary key seeks to the rollups of
 * each type and environment, and of the key, so others are not read.
 */
export async function countRollups(
  db: Database,
  organizationId: string,
  { types, environments, id, classes }: RollupFilter,
  from: number,
  to: number,
): Promise<Counted> {
  const rows = await db.all<CountedCell & { rollups: number }>(sql`
    WITH RECURSIVE hours(hour) AS (
      SELECT max(hour) FROM usage_hourly WHERE organization_id = ${organizationId} AND hour < ${to}
      UNION ALL
      SELECT (SELECT max(n.hour) FROM usage_hourly n WHERE n.organization_id = ${organizationId} AND n.hour < h.hour)
      FROM hours h WHERE h.hour >= ${from}),
    some AS (
      SELECT u.hour AS hour, u.status_class AS status_class, u.calls AS calls
      FROM hours h CROSS JOIN usage_hourly u ON u.organization_id = ${organizationId} AND u.hour = h.hour
        AND u.type IN (${list(types)}) AND u.environment IN (${list(environments)})
        AND u.status_class IN (${sql.raw(classes.join(', '))}) ${id === null ? sql`` : sql`AND u.key_id = ${id}`}
      WHERE h.hour >= ${from} LIMIT ${MAX_ROLLUPS})
    SELECT hour AS time, sum(calls) AS calls, sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END) AS errors,
      sum(CASE WHEN status_class >= 5 THEN calls ELSE 0 END) AS serverErrors, count(*) AS rollups
    FROM some GROUP BY hour ORDER BY hour DESC`)
  const cut = rows.reduce((sum, { rollups }) => sum + rollups, 0) === MAX_ROLLUPS
  const last = rows.at(-1)
  if (!cut || !last) return { cells: rows, countedFrom: null }
  // The rollups of the last hour may be incomplete.
  return { cells: rows.slice(0, -1), countedFrom: rows.at(-2)?.time ?? last.time + HOUR_MS }
}
