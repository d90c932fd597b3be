import { type SQL, sql } from 'drizzle-orm'
import type { AlertKind, Severity } from '../../../contract/alert-kinds.ts'
import type { Statement } from '../db/client.ts'
import { at } from '../db/json-rows.ts'
import { environmentOfTarget } from '../db/target-environment.ts'
import type { JsonObject } from '../lib/json/json.ts'

// The tables of alerts belong to platform/alerts, which raises and settles alerts for every feature, and to
// features/alerts, which shows them, sends them and holds their rules.

/** An alert about to be written. */
export type RaisedAlert = {
  organizationId: string
  id: string
  kind: AlertKind
  severity: Severity
  cause: string
  target: { type: string; id: string; name: string }
  details: JsonObject
}

// Written out, and never a parameter: only so does SQLite know that the index of open alerts will do.
const isOpen = sql`status = 'open'`

/** Whether an organization wants to hear of a kind at `now` (ms): its rule is on and not muted. To stand in a WHERE. */
export const isHeard = (organizationId: SQL | string, kind: SQL | string, now: number): SQL => sql`
  NOT EXISTS (
    SELECT 1 FROM alert_rules r
    WHERE r.organization_id = ${organizationId} AND r.kind = ${kind} AND (r.enabled = 0 OR r.muted_until > ${now}))`

/**
 * Something that happened: one open alert for its cause, counted up each time it happens again. Nothing when the rule of
 * its kind is off or muted.
 */
export const countAlert = (alert: RaisedAlert, now: number): Statement => sql`
  INSERT INTO alerts
    (organization_id, id, kind, severity, cause, target_type, target_id, target_name, details, status, first_at, last_at,
     environment)
  SELECT ${alert.organizationId}, ${alert.id}, ${alert.kind}, ${alert.severity}, ${alert.cause}, ${alert.target.type},
    ${alert.target.id}, ${alert.target.name}, ${JSON.stringify(alert.details)}, 'open', ${now}, ${now},
    ${environmentOfTarget(alert.organizationId, alert.target.type, alert.target.id)}
  WHERE ${isHeard(alert.organizationId, alert.kind, now)}
  ON CONFLICT (organization_id, cause) WHERE ${isOpen} DO UPDATE SET
    count = count + 1, last_at = max(last_at, excluded.last_at), severity = excluded.severity,
    target_name = excluded.target_name, details = excluded.details`

/**
 * Things that hold as long as nobody changes them. Their ids say which instance they are, so that saying it again
 * changes nothing: an alert stays resolved when a person resolved it, and opens again when it had resolved itself. Those
 * whose rule is off or muted are left out.
 */
export const holdAlerts = (raised: readonly RaisedAlert[], now: number): Statement => sql`
  INSERT INTO alerts
    (organization_id, id, kind, severity, cause, target_type, target_id, target_name, details, status, first_at, last_at,
     environment)
  SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${at(7)}, ${at(8)}, 'open', ${now}, ${now},
    ${environmentOfTarget(at(0), at(5), at(6))}
  FROM json_each(${JSON.stringify(raised.map(wireRow))})
  WHERE ${isHeard(at(0), at(2), now)}
  ON CONFLICT (organization_id, id) DO UPDATE SET
    status = 'open', resolved_at = NULL, count = count + 1, last_at = excluded.last_at,
    target_name = excluded.target_name, details = excluded.details
    WHERE alerts.status = 'resolved' AND alerts.resolved_by IS NULL AND NOT EXISTS (
      SELECT 1 FROM alerts other
      WHERE other.organization_id = alerts.organization_id AND other.cause = alerts.cause AND other.status = 'open')
  ON CONFLICT (organization_id, cause) WHERE ${isOpen} DO UPDATE SET
    severity = excluded.severity, target_name = excluded.target_name, details = excluded.details
    WHERE alerts.severity <> excluded.severity OR alerts.details <> excluded.details`

const wireRow = ({ organizationId, id, kind, severity, cause, target, details }: RaisedAlert) => [
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

/** Alerts that no longer hold: resolved by nobody. Those that were resolved already stay as they are. */
export const settleAlerts = (which: readonly { organizationId: string; id: string }[], now: number): Statement => sql`
  UPDATE alerts SET status = 'resolved', resolved_at = ${now}, resolved_by = NULL
  WHERE ${isOpen} AND (organization_id, id) IN (
    SELECT ${at(0)}, ${at(1)} FROM json_each(${JSON.stringify(which.map((one) => [one.organizationId, one.id]))}))`

/** The same for whatever is open of these causes: to stand in the batch of the change that ends them. */
export const settleCauses = (organizationId: string, causes: readonly string[], now: number): Statement => sql`
  UPDATE alerts SET status = 'resolved', resolved_at = ${now}, resolved_by = NULL
  WHERE ${isOpen} AND organization_id = ${organizationId}
    AND cause IN (SELECT value FROM json_each(${JSON.stringify(causes)}))`
