import { sql } from 'drizzle-orm'
import { type AlertKind, RULE_FIGURES } from '../../../../contract/alerts.data.ts'
import { isRuleOn } from '../../../platform/alerts/store.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { MINUTE_MS } from '../../../platform/lib/time/time.ts'

/** Kinds of alerts that are raised by counting calls. */
export const COUNTED_KINDS = ['auth_failures', 'limit_exceeded'] as const satisfies readonly AlertKind[]
export type CountedKind = (typeof COUNTED_KINDS)[number]

/**
 * Calls of one caller within the window of the rule; `first` and `last`: the minutes (ms) of the first and the last
 * call.
 */
export type CallerCount = {
  organizationId: string
  organizationName: string
  kind: CountedKind
  targetId: string
  /** Name of the target's key, if the target has a known key. */
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

/** The figure of the rule for counter `c`, if the organization has set one. */
const ruleFigure = (figure: 'threshold' | 'windowSeconds') => sql`coalesce((
  SELECT ${sql.raw(figure === 'threshold' ? 'r.threshold' : 'r.window_seconds')} FROM alert_rules r
  WHERE r.organization_id = c.organization_id AND r.kind = c.kind), ${standard(figure)})`

/**
 * Start of a counter's window. One minute earlier than the rule says, because the log queue delivers some calls late.
 */
const windowStart = (now: number) => sql`${now - MINUTE_MS} - 1000 * ${ruleFigure('windowSeconds')}`

/** Whether any call was counted recently. */
export async function isAnythingCounted(db: Database): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM alert_counters LIMIT 1`)
  return rows.length > 0
}

/**
 * Counts within the windows of the rules up to `now` (ms). Only of organizations whose calls of one kind reach the
 * threshold in sum and whose rule is on. Callers with the most calls come first; at most `limit`.
 */
export function countedCallers(db: Database, now: number, limit: number): Promise<CallerCount[]> {
  return db.all<CallerCount>(sql`
      WITH callers AS (
        SELECT c.organization_id, c.kind, c.target_id, sum(c.calls) AS calls, min(c.minute) AS first,
          max(c.minute) AS last, ${ruleFigure('threshold')} AS threshold
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
        AND ${isRuleOn(sql`callers.organization_id`, sql`callers.kind`, now)}
      ORDER BY callers.calls DESC
      LIMIT ${limit}`)
}

/**
 * Deletes the counters that an alert has covered. The same calls do not raise a second alert: that takes as many new
 * calls.
 */
export const deleteAlertedCounters = (
  { organizationId, kind, last }: Pick<CallerCount, 'organizationId' | 'kind' | 'last'>,
  targetIds: readonly string[],
): Statement => sql`
  DELETE FROM alert_counters
  WHERE organization_id = ${organizationId} AND kind = ${kind} AND minute <= ${last}
    AND target_id IN (SELECT value FROM json_each(${JSON.stringify(targetIds)}))`

/** Deletes counters that are older than the window of their rule. */
export const deleteExpiredCounters = (now: number): Statement => sql`
  DELETE FROM alert_counters WHERE (organization_id, kind, target_id, minute) IN (
    SELECT c.organization_id, c.kind, c.target_id, c.minute FROM alert_counters c
    WHERE c.minute < ${windowStart(now)})`
