import { inArray, type SQL, sql } from 'drizzle-orm'
import { REFUSED_STATUSES } from '../../../../contract/event-logs.data.ts'
import type { Database } from '../../../platform/db/client.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import { nextEntries, passing } from '../entries/list-store.ts'

/** Entries that are looked at. */
export const MAX_LOOKED_AT = 3000

export type Refusals = { keyId: string; outcome: string | null; refused: number; lastAt: number }

/**
 * Refused calls of keys by reason since `from` (ms), among the newest MAX_LOOKED_AT entries. `oldest`: the time of the
 * last entry that was looked at, if there may be more; null otherwise.
 */
export async function countRefusals(
  db: Database,
  { organizationId, environment }: Reach,
  from: number,
): Promise<{ rows: Refusals[]; oldest: number | null }> {
  const log = nextEntries(db, { organizationId, from, to: null, after: null }, MAX_LOOKED_AT)
  const isRefused: SQL = sql`${passing(log, { reach: environment }) ?? sql`true`} AND ${log.keyId} IS NOT NULL
    AND ${log.type} <> 'webhook' AND ${inArray(log.status, REFUSED_STATUSES)}`
  const groups = await db
    .select({
      keyId: sql<string | null>`CASE WHEN ${isRefused} THEN ${log.keyId} END`.as('refused_key'),
      outcome: sql<string | null>`CASE WHEN ${isRefused} THEN ${log.outcome} END`.as('refused_outcome'),
      seen: sql<number>`count(*)`,
      lastAt: sql<number>`max(${log.time})`,
      firstAt: sql<number>`min(${log.time})`,
    })
    .from(log)
    .groupBy(sql`refused_key`, sql`refused_outcome`)
  const seen = groups.reduce((sum, one) => sum + one.seen, 0)
  return {
    rows: groups.flatMap(({ keyId, outcome, seen: refused, lastAt }) =>
      keyId === null ? [] : [{ keyId, outcome, refused, lastAt }],
    ),
    oldest: seen < MAX_LOOKED_AT ? null : Math.min(...groups.map(({ firstAt }) => firstAt)),
  }
}
