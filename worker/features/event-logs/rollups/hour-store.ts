import { sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { BUCKETS } from './histogram.ts'

// An hour begins when the organization's clocks show a full hour (lib/zone.ts), which may be at :30 or :45 in UTC.
// After a change of its time zone, hours may overlap: each call counts only to the hour it was written to. An hour is
// summed up into usage_hours once it has passed, or once it has more rollups than statistics may read. Until then it is
// the sum of its rollups, which saves one written row per batch. An existing row is exact: later calls are added to it.
// So only the newest hour of an organization can be without a row.

/** The histogram columns of rollups and hours. */
export const bucketNames = Array.from({ length: BUCKETS }, (_, index) => `b${index}`)
export const bucketColumns = sql.raw(bucketNames.join(', '))

/** An hour with more rollups than this is summed up before it has passed. */
export const MAX_OPEN_ROLLUPS = 300

const sums = sql.raw(['calls', 'duration_ms', ...bucketNames].map((name) => `sum(u.${name})`).join(', '))

/**
 * SQL for three sums over rollups: failed calls, those of them with a status of 500 or more, and failed deliveries (see
 * `deliveryRoute`). `table`: the name of the rollups in the query.
 */
export const failureSums = (table: string) =>
  sql.raw(`
    sum(CASE WHEN ${table}.status_class >= 4 THEN ${table}.calls ELSE 0 END),
    sum(CASE WHEN ${table}.status_class >= 5 THEN ${table}.calls ELSE 0 END),
    sum(CASE WHEN ${table}.type = 'webhook' AND ${table}.route LIKE 'delivery:%:failed' THEN ${table}.calls ELSE 0 END)`)

/** Sums up hours from their rollups if they have no row yet; `which`: rows of organization and hour. */
const sumUp = (which: ReturnType<typeof sql>): Statement => sql`
  INSERT INTO usage_hours
    (organization_id, type, hour, errors, server_errors, failed_deliveries, calls, duration_ms, ${bucketColumns})
  SELECT u.organization_id, u.type, u.hour, ${failureSums('u')}, ${sums}
  FROM (${which}) w CROSS JOIN usage_hourly u ON u.organization_id = w.organization_id AND u.hour = w.hour
  WHERE NOT EXISTS (
    SELECT 1 FROM usage_hours h WHERE h.organization_id = u.organization_id AND h.type = u.type AND h.hour = u.hour)
  GROUP BY 1, 2, 3`

const newest = (organizationId: ReturnType<typeof sql>) =>
  sql`(SELECT max(n.hour) FROM usage_hourly n WHERE n.organization_id = ${organizationId})`

// `rows` of a batch: see `hoursOf`.

/**
 * Runs before the rollups of a batch are written: sums up the newest hour of organizations for which the batch has a
 * newer one.
 */
export const closePassedHours = (rows: string): Statement =>
  sumUp(sql`
    SELECT organization_id, newest AS hour FROM (
      SELECT ${at(0)} AS organization_id, max(${at(2)}) AS latest, ${newest(sql`${at(0)}`)} AS newest
      FROM json_each(${rows}) GROUP BY 1)
    WHERE newest < latest`)

/** Runs before the rollups of a batch are written: adds the batch to hours that are summed up already. */
export const addToHours = (rows: string): Statement => sql`
  UPDATE usage_hours SET
    calls = usage_hours.calls + x.calls, errors = usage_hours.errors + x.errors,
    server_errors = usage_hours.server_errors + x.server_errors,
    failed_deliveries = usage_hours.failed_deliveries + x.failed_deliveries,
    duration_ms = usage_hours.duration_ms + x.duration_ms,
    ${sql.raw(bucketNames.map((name, index) => `${name} = usage_hours.${name} + x.x${index}`).join(', '))}
  FROM (
    SELECT ${at(0)} AS organization_id, ${at(1)} AS type, ${at(2)} AS hour, ${at(3)} AS errors,
      ${at(4)} AS server_errors, ${at(5)} AS failed_deliveries, ${at(6)} AS calls, ${at(7)} AS duration_ms, ${sql.join(
        bucketNames.map((_, index) => sql`${at(8 + index)} AS ${sql.raw(`x${index}`)}`),
        sql`, `,
      )}
    FROM json_each(${rows})) x
  WHERE usage_hours.organization_id = x.organization_id AND usage_hours.type = x.type AND usage_hours.hour = x.hour`

/**
 * Runs after the rollups of a batch are written: sums up those of its hours that have passed, or have many rollups, and
 * have no row yet.
 */
export const closeMissingHours = (rows: string): Statement =>
  sumUp(sql`
    SELECT organization_id, hour FROM (SELECT DISTINCT ${at(0)} AS organization_id, ${at(2)} AS hour FROM json_each(${rows})) b
    WHERE b.hour < ${newest(sql`b.organization_id`)} OR ${MAX_OPEN_ROLLUPS} < (SELECT count(*) FROM (
      SELECT 1 FROM usage_hourly m WHERE m.organization_id = b.organization_id AND m.hour = b.hour
      LIMIT ${MAX_OPEN_ROLLUPS + 1}))`)

/** Sums up the newest hour of organizations without further calls, if it began at `before` (ms) or earlier. */
export const closeOldHours = (db: Database, before: number): Promise<number> =>
  runBatch(
    db,
    sumUp(sql`
      SELECT organization_id, newest AS hour FROM (
        SELECT o.id AS organization_id, ${newest(sql`o.id`)} AS newest FROM organizations o)
      WHERE newest <= ${before}`),
  )
