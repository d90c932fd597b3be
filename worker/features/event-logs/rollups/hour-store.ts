import { sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { BUCKETS } from './histogram.ts'

// An hour begins where the organization's clocks show a full hour (lib/zone.ts), which may be at :30 or :45 in UTC. After a
// change of its time zone, hours may overlap: each call counts to the one it was written to.
// An hour is summed up into usage_hours once it has passed, or once it has more roll-ups than statistics
// may read. Until then it is the sum of its roll-ups, and costs no row of its own with every batch. Where its row stands, it
// is exact: what comes later is added to it. So an hour without one can only be the newest that the organization has.

/** The columns of a histogram, as roll-ups and hours have them. */
export const bucketNames = Array.from({ length: BUCKETS }, (_, index) => `b${index}`)
export const bucketColumns = sql.raw(bucketNames.join(', '))

/** An hour with more roll-ups than this is summed up while it lasts. */
export const MOST_OPEN = 300

const sums = sql.raw(['calls', 'duration_ms', ...bucketNames].map((name) => `sum(u.${name})`).join(', '))

/** Sums up hours from their roll-ups where they have no row yet; `which`: rows of organization and hour. */
const sumUp = (which: ReturnType<typeof sql>): Statement => sql`
  INSERT INTO usage_hours (organization_id, type, hour, errors, calls, duration_ms, ${bucketColumns})
  SELECT u.organization_id, u.type, u.hour, sum(CASE WHEN u.status_class >= 4 THEN u.calls ELSE 0 END), ${sums}
  FROM (${which}) w CROSS JOIN usage_hourly u ON u.organization_id = w.organization_id AND u.hour = w.hour
  WHERE NOT EXISTS (
    SELECT 1 FROM usage_hours h WHERE h.organization_id = u.organization_id AND h.type = u.type AND h.hour = u.hour)
  GROUP BY 1, 2, 3`

const newest = (organizationId: ReturnType<typeof sql>) =>
  sql`(SELECT max(n.hour) FROM usage_hourly n WHERE n.organization_id = ${organizationId})`

// `rows` of a batch: see `hoursOf`.

/** Before the roll-ups of a batch are written: sums up the newest hour of organizations that it brings a newer one of. */
export const closePassed = (rows: string): Statement =>
  sumUp(sql`
    SELECT organization_id, newest AS hour FROM (
      SELECT ${at(0)} AS organization_id, max(${at(2)}) AS latest, ${newest(sql`${at(0)}`)} AS newest
      FROM json_each(${rows}) GROUP BY 1)
    WHERE newest < latest`)

/** Before the roll-ups of a batch are written: adds it to the hours that are summed up. */
export const addToHours = (rows: string): Statement => sql`
  UPDATE usage_hours SET
    calls = usage_hours.calls + x.calls, errors = usage_hours.errors + x.errors,
    duration_ms = usage_hours.duration_ms + x.duration_ms,
    ${sql.raw(bucketNames.map((name, index) => `${name} = usage_hours.${name} + x.x${index}`).join(', '))}
  FROM (
    SELECT ${at(0)} AS organization_id, ${at(1)} AS type, ${at(2)} AS hour, ${at(3)} AS errors, ${at(4)} AS calls,
      ${at(5)} AS duration_ms, ${sql.join(
        bucketNames.map((_, index) => sql`${at(6 + index)} AS ${sql.raw(`x${index}`)}`),
        sql`, `,
      )}
    FROM json_each(${rows})) x
  WHERE usage_hours.organization_id = x.organization_id AND usage_hours.type = x.type AND usage_hours.hour = x.hour`

/**
 * After the roll-ups of a batch are written: sums up those of its hours that have passed, or have many roll-ups, and have
 * no row yet.
 */
export const openMissing = (rows: string): Statement =>
  sumUp(sql`
    SELECT organization_id, hour FROM (SELECT DISTINCT ${at(0)} AS organization_id, ${at(2)} AS hour FROM json_each(${rows})) b
    WHERE b.hour < ${newest(sql`b.organization_id`)} OR ${MOST_OPEN} < (SELECT count(*) FROM (
      SELECT 1 FROM usage_hourly m WHERE m.organization_id = b.organization_id AND m.hour = b.hour
      LIMIT ${MOST_OPEN + 1}))`)

/** Sums up the newest hour of organizations that were called no more, where it began at `before` (ms) or sooner. */
export const closeHours = (db: Database, before: number): Promise<number> =>
  runBatch(
    db,
    sumUp(sql`
      SELECT organization_id, newest AS hour FROM (
        SELECT o.id AS organization_id, ${newest(sql`o.id`)} AS newest FROM organizations o)
      WHERE newest <= ${before}`),
  )
