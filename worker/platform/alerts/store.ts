import { type SQL, sql } from 'drizzle-orm'
import type { AlertKind, Severity } from '../../../contract/alerts.data.ts'
import type { Statement } from '../db/client.ts'
import { at } from '../db/json-rows.ts'
import { environmentOfTarget } from '../db/target-environment.ts'
import type { JsonObject } from '../lib/json/json.ts'

// Two modules share the tables of alerts: platform/alerts raises and resolves alerts for every feature; features/alerts
// shows them, sends them and manages their rules.

/** An alert to insert. */
export type RaisedAlert = {
  organizationId: string
  id: string
  kind: AlertKind
  severity: Severity
  cause: string
  target: { type: string; id: string; name: string }
  details: JsonObject
}

// A literal, never a parameter: SQLite uses the partial index of open alerts only if the condition is literally the
// same.
const isOpen = sql`status = 'open'`

/** Condition for a WHERE clause: the organization's rule for this kind is on and not muted at `now` (ms). */
export const isRuleOn = (organizationId: SQL | string, kind: SQL | string, now: number): SQL => sql`
  NOT EXISTS (
    SELECT 1 FROM alert_rules r
    WHERE r.organization_id = ${organizationId} AND r.kind = ${kind} AND (r.enabled = 0 OR r.muted_until > ${now}))`

/**
 * Raises an alert about an occurrence: there is one open alert per cause, and each further occurrence increases its
 * count. Does nothing if the rule of its kind is off or muted.
 */
export const countAlert = (alert: RaisedAlert, now: number): Statement => sql`
  INSERT INTO alerts
    (organization_id, id, kind, severity, cause, target_type, target_id, target_name, details, status, first_at, last_at,
     environment)
  SELECT ${alert.organizationId}, ${alert.id}, ${alert.kind}, ${alert.severity}, ${alert.cause}, ${alert.target.type},
    ${alert.target.id}, ${alert.target.name}, ${JSON.stringify(alert.details)}, 'open', ${now}, ${now},
    ${environmentOfTarget(alert.organizationId, alert.target.type, alert.target.id)}
  WHERE ${isRuleOn(alert.organizationId, alert.kind, now)}
  ON CONFLICT (organization_id, cause) WHERE ${isOpen} DO UPDATE SET
    count = count + 1, last_at = max(last_at, excluded.last_at), severity = excluded.severity,
    target_name = excluded.target_name, details = excluded.details`

/**
 * Raises alerts about lasting conditions. Their ids identify the instance of the condition, so repeating it changes
 * nothing: an alert that a person resolved stays resolved, one that was resolved automatically is reopened. Skips those
 * whose rule is off or muted.
 */
export const raiseConditionAlerts = (raised: readonly RaisedAlert[], now: number): Statement => sql`
  INSERT INTO alerts
    (organization_id, id, kind, severity, cause, target_type, target_id, target_name, details, status, first_at, last_at,
     environment)
  SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${at(7)}, ${at(8)}, 'open', ${now}, ${now},
    ${environmentOfTarget(at(0), at(5), at(6))}
  FROM json_each(${JSON.stringify(raised.map(jsonRow))})
  WHERE ${isRuleOn(at(0), at(2), now)}
  ON CONFLICT (organization_id, id) DO UPDATE SET
    status = 'open', resolved_at = NULL, count = count + 1, last_at = excluded.last_at,
    target_name = excluded.target_name, details = excluded.details
    WHERE alerts.status = 'resolved' AND alerts.resolved_by IS NULL AND NOT EXISTS (
      SELECT 1 FROM alerts other
      WHERE other.organization_id = alerts.organization_id AND other.cause = alerts.cause AND other.status = 'open')
  ON CONFLICT (organization_id, cause) WHERE ${isOpen} DO UPDATE SET
    severity = excluded.severity, target_name = excluded.target_name, details = excluded.details
    WHERE alerts.severity <> excluded.severity OR alerts.details <> excluded.details`

const jsonRow = ({ organizationId, id, kind, severity, cause, target, details }: RaisedAlert) => [
  organizationId,
  id,
  kind,
  severity,
  cause,
  target.type,
  target.id,
  target.name,
  JSON.stringify(details),
]

/** Resolves alerts automatically (by no person). Alerts that are resolved already stay as they are. */
export const resolveAlertsById = (
  which: readonly { organizationId: string; id: string }[],
  now: number,
): Statement => sql`
  UPDATE alerts SET status = 'resolved', resolved_at = ${now}, resolved_by = NULL
  WHERE ${isOpen} AND (organization_id, id) IN (
    SELECT ${at(0)}, ${at(1)} FROM json_each(${JSON.stringify(which.map((one) => [one.organizationId, one.id]))}))`

/** The same for all open alerts with these causes. For the batch of the change that ends them. */
export const resolveAlertsByCause = (organizationId: string, causes: readonly string[], now: number): Statement => sql`
  UPDATE alerts SET status = 'resolved', resolved_at = ${now}, resolved_by = NULL
  WHERE ${isOpen} AND organization_id = ${organizationId}
    AND cause IN (SELECT value FROM json_each(${JSON.stringify(causes)}))`
