import { sql } from 'drizzle-orm'
import { type AlertKind, RULE_FIGURES } from '../../../../contract/alert-kinds.ts'
import { isHeard } from '../../../platform/alerts/store.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { MINUTE_MS } from '../../../platform/lib/time/time.ts'

/** Kinds that are told by counting. */
export const COUNTED_KINDS = ['auth_failures', 'limit_exceeded'] as const satisfies readonly AlertKind[]
export type CountedKind = (typeof COUNTED_KINDS)[number]

/** Calls of one caller within the window of the rule; `first` and `last`: the minutes (ms) of the first and last of them. */
export type Counted = {
  organizationId: string
  organizationName: string
  kind: CountedKind
  targetId: string
  /** Of the target's key, where it has one that is known. */
  keyName: string | null
  calls: number
  first: number
  last: number
  threshold: number
}

const standard = (figure: 'threshold' | 'windowSeconds') =>
  sql.join(
    [
      sql`CASE c.kind`,
      ...COUNTED_KINDS.map((kind) => sql.raw(`WHEN '${kind}' THEN ${RULE_FIGURES[kind][figure]?.standard ?? 0}`)),
      sql`END`,
    ],
    sql` `,
  )

/** The rule of a counter `c`, where there is one. */
const itsFigure = (figure: 'threshold' | 'windowSeconds') => sql`coalesce((
  SELECT ${sql.raw(figure === 'threshold' ? 'r.threshold' : 'r.window_seconds')} FROM alert_rules r
  WHERE r.organization_id = c.organization_id AND r.kind = c.kind), ${standard(figure)})`

/** Since when a counter counts. A minute more than the window: what the log's queue brings late is counted too. */
const windowStart = (now: number) => sql`${now - MINUTE_MS} - 1000 * ${itsFigure('windowSeconds')}`

/** Whether anything at all was counted lately. */
export async function isAnythingCounted(db: Database): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM alert_counters LIMIT 1`)
  return rows.length > 0
}

/**
 * What was counted within the windows of the rules up to `now` (ms), of organizations where the calls of a kind together
 * reach its threshold and that want to hear of it; those with most calls first, at most `limit`.
 */
export function countedCallers(db: Database, now: number, limit: number): Promise<Counted[]> {
  return db.all<Counted>(sql`
      WITH callers AS (
        SELECT c.organization_id, c.kind, c.target_id, sum(c.calls) AS calls, min(c.minute) AS first,
          max(c.minute) AS last, ${itsFigure('threshold')} AS threshold
        FROM alert_counters c
        WHERE c.minute >= ${windowStart(now)}
        GROUP BY 1, 2, 3),
      totals AS (SELECT organization_id, kind, sum(calls) AS calls FROM callers GROUP BY 1, 2)
      SELECT callers.organization_id AS organizationId, o.name AS organizationName, callers.kind,
        callers.target_id AS targetId, callers.calls, callers.first, callers.last, callers.threshold,
        (SELECT k.name FROM api_keys k WHERE k.organization_id = callers.organization_id
          AND k.id = substr(callers.target_id, 1, instr(callers.target_id, ' ') - 1)) AS keyName
      FROM callers
      JOIN totals ON totals.organization_id = callers.organization_id AND totals.kind = callers.kind
      JOIN organizations o ON o.id = callers.organization_id
      WHERE totals.calls >= callers.threshold
        AND ${isHeard(sql`callers.organization_id`, sql`callers.kind`, now)}
      ORDER BY callers.calls DESC
      LIMIT ${limit}`)
}

/** What an alert has told of is not counted again: it comes up once more when as many came anew. */
export const forgetTold = (
  { organizationId, kind, last }: Pick<Counted, 'organizationId' | 'kind' | 'last'>,
  targetIds: readonly string[],
): Statement => sql`
  DELETE FROM alert_counters
  WHERE organization_id = ${organizationId} AND kind = ${kind} AND minute <= ${last}
    AND target_id IN (SELECT value FROM json_each(${JSON.stringify(targetIds)}))`

/** What has left the window of its rule. */
export const forgetOld = (now: number): Statement => sql`
  DELETE FROM alert_counters WHERE (organization_id, kind, target_id, minute) IN (
    SELECT c.organization_id, c.kind, c.target_id, c.minute FROM alert_counters c
    WHERE c.minute < ${windowStart(now)})`
