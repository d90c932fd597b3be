import { type AlertKind, SEVERITY_OF, type Severity } from '../../../contract/alerts.data.ts'
import { type Database, runBatch, type Statement } from '../db/client.ts'
import { idFrom, newId } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json/json.ts'
import { redactKeys } from '../lib/redact.ts'
import { countAlert, raiseConditionAlerts, resolveAlertsByCause, resolveAlertsById } from './store.ts'

/**
 * An alert to raise. An alert of the same kind and target as an open one is the same alert. `severity`: by default that
 * of its kind. It must not contain a secret.
 */
export type NewAlert = {
  organizationId: string
  kind: AlertKind
  severity?: Severity
  target: { type: string; id: string; name: string }
  details: JsonObject
}

/** Identifies the cause: two alerts with the same cause are the same alert. */
export const causeOf = ({ kind, target }: { kind: AlertKind; target: { id: string } }): string => `${kind}:${target.id}`

/**
 * Raises an alert, or increases the count of the open alert with the same cause; does nothing if its rule is off or
 * muted. For the same batch as the change that it reports, so that both happen or neither.
 */
export const alertRow = (alert: NewAlert, now: number): Statement =>
  countAlert({ ...redactedAlert(alert), id: newId('alr', now), cause: causeOf(alert) }, now)

/**
 * Redacts anything that looks like a key, whatever a caller put into the details: alerts are shown in lists, mails and
 * events.
 */
const redactedAlert = <A extends NewAlert>(alert: A): A & { severity: Severity } => ({
  ...alert,
  severity: alert.severity ?? SEVERITY_OF[alert.kind],
  details: JSON.parse(redactKeys(JSON.stringify(alert.details))),
})

/** A lasting condition, such as an unused key, and since when (ms). Each `since` raises one alert. */
export type ConditionAlert = NewAlert & { since: number }

/**
 * Raises alerts about lasting conditions; repeated calls change nothing. If a person resolved the alert, it stays
 * resolved until the condition begins again with another `since`; if it was resolved automatically, it is reopened.
 */
export async function raiseConditions(db: Database, standing: readonly ConditionAlert[], now: number): Promise<void> {
  if (standing.length === 0) return
  const raised = await Promise.all(
    standing.map(async ({ since, ...alert }) => {
      const cause = causeOf(alert)
      const clean = redactedAlert(alert)
      const instance = [alert.organizationId, cause, clean.severity, since].join(' ')
      return { ...clean, cause, id: await idFrom('alr', since, instance) }
    }),
  )
  await runBatch(db, raiseConditionAlerts(raised, now))
}

/** Resolves alerts whose condition no longer applies. No person did it, so `resolvedBy` is null. */
export async function resolveAlerts(
  db: Database,
  which: readonly { organizationId: string; id: string }[],
  now: number,
): Promise<void> {
  if (which.length > 0) await runBatch(db, resolveAlertsById(which, now))
}

/** Resolves the open alerts of these kinds for one target. For the same batch as the change that ends the condition. */
export const resolvedRow = (
  organizationId: string,
  kinds: readonly AlertKind[],
  targetId: string,
  now: number,
): Statement =>
  resolveAlertsByCause(
    organizationId,
    kinds.map((kind) => causeOf({ kind, target: { id: targetId } })),
    now,
  )
