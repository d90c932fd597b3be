import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { IncomingWebhook } from '../../../../contract/incoming.ts'
import { type Changeable, changeRow, notConfirmed } from '../../../platform/audit/change-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import {
  findIncomingOrTombstone,
  type IncomingChange,
  isLostRace,
  type ShownRow,
  updateIncomingRow,
} from '../rows/incoming-store.ts'
import { guardName, refreshGuard } from '../token/incoming-guard.ts'
import { auditedIncoming, presentIncoming } from './present.ts'

/** The incoming webhook after the change, and its version. */
export type ChangedIncoming = { webhook: IncomingWebhook; version: number }

export type IncomingTransition = {
  /** Action of the audit entry. */
  action: AuditAction
  /** The change to make; null if it already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (webhook: ShownRow) => IncomingChange | null | Promise<IncomingChange | null>
  /** Further statements of the same transaction; `shown` is the webhook after the change. */
  extraStatements?: (webhook: ShownRow, shown: IncomingWebhook) => Statement[] | Promise<Statement[]>
}

/**
 * Changes one incoming webhook with its audit entry, and returns only after its guard has confirmed that no request is
 * admitted, or handled, under the old state. Throws `not_found`, `precondition_failed`, and `unavailable` when the change is
 * stored but not confirmed: repeating the call is safe and confirms it.
 */
export async function changeIncoming(
  deps: Deps,
  actor: Actor,
  id: string,
  transition: IncomingTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedIncoming> {
  requireScope(actor, 'incoming:write')
  const present = (row: ShownRow) => presentIncoming(deps.config, row, deps.url)
  const kind: Changeable<ShownRow, IncomingChange> = {
    names: { one: 'incoming webhook', title: 'Incoming webhook' },
    type: 'incoming_webhook',
    find: (webhookId) => findIncomingOrTombstone(deps.db, reachOf(actor), webhookId),
    audited: auditedIncoming,
    update: (row, change) => updateIncomingRow(deps.db, row, change, deps.now),
    isLostRace,
    confirm: async ({ reference }, version) => {
      if (!(await refreshGuard(deps.guards, guardName(reference), version, true))) throw notConfirmed()
    },
  }
  const { action, decide, extraStatements } = transition
  const statements =
    extraStatements && (async (row: ShownRow, changed: ShownRow) => extraStatements(row, await present(changed)))
  const row = await changeRow(deps, actor, id, kind, { action, decide, extraStatements: statements }, expectedVersion)
  return { webhook: await present(row), version: row.version }
}
