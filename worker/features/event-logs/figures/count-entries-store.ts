import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { eventLogs } from '../../../platform/db/schema.ts'
import { type EntryFilters, nextEntries, passing } from '../entries/list-store.ts'
import type { Counted } from './count-hours-store.ts'

/** Maximum entries that are read. */
export const MAX_ENTRIES = 5000

/**
 * Entries from `from` to `to` (ms, both included) that match the filters, counted by cells of `cellMs`. Reads the newest
 * MAX_ENTRIES of the range. `countedFrom`: older ones are not counted; null: all are.
 */
export async function countEntries(
  db: Database,
  range: { organizationId: string; from: number; to: number },
  filters: EntryFilters,
  cellMs: number,
): Promise<Counted> {
  const log = nextEntries(db, { ...range, after: null }, MAX_ENTRIES)
  const passes = passing(log, filters) ?? sql`true`
  // A literal: D1 binds numbers as floating point, so the quotient would not be an integer.
  const cell = sql<number>`${log.time} / ${sql.raw(String(cellMs))}`
  const count = (condition: ReturnType<typeof sql>) => sql<number>`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const rows = await db
    .select({
      cell: cell.as('cell'),
      seen: sql<number>`count(*)`,
      oldest: sql<number>`min(${log.time})`,
      calls: count(sql`${passes}`),
      errors: count(sql`${passes} AND ${log.status} >= 400`),
      serverErrors: count(sql`${passes} AND ${log.status} >= 500`),
    })
    .from(log)
    .groupBy(sql`cell`)
  const seen = rows.reduce((sum, one) => sum + one.seen, 0)
  return {
    cells: rows.map(({ cell: index, calls, errors, serverErrors }) => ({
      time: index * cellMs,
      calls,
      errors,
      serverErrors,
    })),
    countedFrom: seen < MAX_ENTRIES ? null : rows.reduce((least, { oldest }) => Math.min(least, oldest), range.to),
  }
}

/** The time (ms) of the oldest entry of an organization; null without entries. One row is read. */
export async function findOldestEntry(db: Database, organizationId: string): Promise<number | null> {
  const row = await db
    .select({ time: eventLogs.time })
    .from(eventLogs)
    .where(eq(eventLogs.organizationId, organizationId))
    .orderBy(eventLogs.time)
    .limit(1)
    .get()
  return row?.time ?? null
}
