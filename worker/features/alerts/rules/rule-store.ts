import { asc, eq, sql } from 'drizzle-orm'
import type { AlertKind } from '../../../../contract/alerts.data.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { alertRules } from '../../../platform/db/schema.ts'

export type RuleRow = Omit<typeof alertRules.$inferSelect, 'organizationId' | 'updatedAt'>

/** The rules that an organization has changed, by kind. */
export const findRules = (db: Database, organizationId: string): Promise<RuleRow[]> =>
  db
    .select({
      kind: alertRules.kind,
      enabled: alertRules.enabled,
      threshold: alertRules.threshold,
      windowSeconds: alertRules.windowSeconds,
      byEmail: alertRules.byEmail,
      asEvent: alertRules.asEvent,
      mutedUntil: alertRules.mutedUntil,
      version: alertRules.version,
    })
    .from(alertRules)
    .where(eq(alertRules.organizationId, organizationId))
    .orderBy(asc(alertRules.kind))
    .all()

/**
 * Writes rules if the sum of their versions is still `sum`; otherwise changes nothing. Rows are never deleted, so a sum
 * never repeats.
 */
export function writeRules(
  organizationId: string,
  rules: readonly (Omit<RuleRow, 'kind' | 'version'> & { kind: AlertKind })[],
  sum: number,
  now: number,
): Statement {
  const jsonRows = rules.map((rule) => [
    rule.kind,
    rule.enabled,
    rule.threshold,
    rule.windowSeconds,
    rule.byEmail,
    rule.asEvent,
    rule.mutedUntil,
  ])
  return sql`
    INSERT INTO alert_rules
      (organization_id, kind, enabled, threshold, window_seconds, by_email, as_event, muted_until, version, updated_at)
    SELECT ${organizationId}, ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, 1, ${now}
    FROM json_each(${JSON.stringify(jsonRows)})
    WHERE (SELECT coalesce(sum(version), 0) FROM alert_rules WHERE organization_id = ${organizationId}) = ${sum}
    ON CONFLICT (organization_id, kind) DO UPDATE SET
      enabled = excluded.enabled, threshold = excluded.threshold, window_seconds = excluded.window_seconds,
      by_email = excluded.by_email, as_event = excluded.as_event, muted_until = excluded.muted_until,
      version = version + 1, updated_at = excluded.updated_at`
}
