import { type AlertKind, SEVERITY_OF, type Severity } from '../../../contract/alert-kinds.ts'
import { type Database, runBatch, type Statement } from '../db/client.ts'
import { idFrom, newId } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json/json.ts'
import { redactKeys } from '../lib/redact.ts'
import { countAlert, holdAlerts, settleAlerts, settleCauses } from './store.ts'

/**
 * An alert to raise. Two of the same kind and target are the same alert while the first is open. `severity`: left out, that
 * of its kind. It never holds a secret.
 */
export type NewAlert = {
  organizationId: string
  kind: AlertKind
  severity?: Severity
  target: { type: string; id: string; name: string }
  details: JsonObject
}

/** What makes two alerts the same. */
const causeOf = ({ kind, target }: { kind: AlertKind; target: { id: string } }): string => `${kind}:${target.id}`

/**
 * Something happened: an open alert, or one more on the count of the alert that is open for it already; nothing where its
 * rule is off or muted. To stand in the same batch as the change it tells of, so that both happen or neither.
 */
export const alertRow = (alert: NewAlert, now: number): Statement =>
  countAlert({ ...cleaned(alert), id: newId('alr', now), cause: causeOf(alert) }, now)

/** Nothing that looks like a key leaves by a list, a mail or an event, whatever a caller put into its details. */
const cleaned = <A extends NewAlert>(alert: A): A & { severity: Severity } => ({
  ...alert,
  severity: alert.severity ?? SEVERITY_OF[alert.kind],
  details: JSON.parse(redactKeys(JSON.stringify(alert.details))),
})

/** Something that holds, such as a key that nobody uses, and since when (ms): each `since` is told once. */
export type Standing = NewAlert & { since: number }

/**
 * Tells of what holds, however often it is told. What a person has resolved stays resolved until it holds anew, from
 * another `since`; what had resolved itself is opened again.
 */
export async function holdStanding(db: Database, standing: readonly Standing[], now: number): Promise<void> {
  if (standing.length === 0) return
  const raised = await Promise.all(
    standing.map(async ({ since, ...alert }) => {
      const cause = causeOf(alert)
      const clean = cleaned(alert)
      const instance = [alert.organizationId, cause, clean.severity, since].join(' ')
      return { ...clean, cause, id: await idFrom('alr', since, instance) }
    }),
  )
  await runBatch(db, holdAlerts(raised, now))
}

/** Resolves what no longer holds. Nobody did it, so `resolvedBy` is null. */
export async function settle(
  db: Database,
  which: readonly { organizationId: string; id: string }[],
  now: number,
): Promise<void> {
  if (which.length > 0) await runBatch(db, settleAlerts(which, now))
}

/** Resolves what is open of these kinds for one target: to stand in the same batch as the change that ends it. */
export const settledRow = (
  organizationId: string,
  kinds: readonly AlertKind[],
  targetId: string,
  now: number,
): Statement =>
  settleCauses(
    organizationId,
    kinds.map((kind) => causeOf({ kind, target: { id: targetId } })),
    now,
  )
