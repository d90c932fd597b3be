import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { Webhook } from '../../../../contract/webhooks.ts'
import { type Changeable, changeRow } from '../../../platform/audit/change-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { auditedWebhook, presentWebhook } from './present.ts'
import { findWebhook, isLostRace, updateWebhook, type WebhookChange, type WebhookRow } from './store.ts'

/** The webhook after the change, and its version. */
export type ChangedWebhook = { webhook: Webhook; version: number }

export type WebhookTransition = {
  /** Action of the audit entry. */
  action: AuditAction
  /** The change to make; null if the webhook already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (webhook: WebhookRow) => WebhookChange | null | Promise<WebhookChange | null>
  /** Further statements of the same transaction; `shown` is the webhook after the change. */
  extraStatements?: (webhook: WebhookRow, shown: Webhook) => Statement[] | Promise<Statement[]>
  /** Additional details of the audit entry, besides the changed settings. */
  note?: object
}

type ChangeDeps = Pick<Deps, 'db' | 'config' | 'now'>

/**
 * Changes one webhook with its audit entry. Sends that start after this use the new settings; calls in progress used
 * the old ones. `expectedVersion`: the versions of If-Match. Throws `not_found` and `precondition_failed`.
 */
export async function changeWebhook(
  deps: ChangeDeps,
  actor: Actor,
  id: string,
  transition: WebhookTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedWebhook> {
  requireScope(actor, 'webhooks:write')
  const present = (row: WebhookRow) => presentWebhook(deps.config, actor, row, deps.now)
  const kind: Changeable<WebhookRow, WebhookChange> = {
    names: { one: 'webhook', title: 'Webhook' },
    type: 'webhook',
    find: (webhookId) => findWebhook(deps.db, reachOf(actor), webhookId),
    audited: auditedWebhook,
    update: (row, change) => updateWebhook(deps.db, row, change, deps.now),
    isLostRace,
  }
  const { action, decide, extraStatements, note } = transition
  const statements =
    extraStatements && (async (row: WebhookRow, changed: WebhookRow) => extraStatements(row, await present(changed)))
  const row = await changeRow(
    deps,
    actor,
    id,
    kind,
    { action, decide, extraStatements: statements, note },
    expectedVersion,
  )
  return { webhook: await present(row), version: row.version }
}
