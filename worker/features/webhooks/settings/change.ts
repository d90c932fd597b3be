import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { Webhook } from '../../../../contract/webhooks.ts'
import { type Changeable, changeRow } from '../../../platform/audit/change-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type SubscriberKind, WEBHOOK } from './kind.ts'
import { auditedWebhook, presentWebhook } from './present.ts'
import { findWebhook, isLostRace, updateWebhook, type WebhookChange, type WebhookRow } from './store.ts'

/** The webhook after the change, and its version. */
export type ChangedWebhook = { webhook: Webhook; version: number }

export type SubscriberTransition = {
  /** Action of the audit entry. */
  action: AuditAction
  /** The change to make; null if the row already is as wanted. Throws a refusal if the change is not allowed. */
  decide: (row: WebhookRow) => WebhookChange | null | Promise<WebhookChange | null>
  /** Further statements of the same transaction; `changed` is the row after the change. */
  extraStatements?: (row: WebhookRow, changed: WebhookRow) => Statement[] | Promise<Statement[]>
  /** Additional details of the audit entry, besides the changed settings. */
  note?: object
}

export type WebhookTransition = Omit<SubscriberTransition, 'extraStatements'> & {
  /** `shown` is the webhook after the change. */
  extraStatements?: (webhook: WebhookRow, shown: Webhook) => Statement[] | Promise<Statement[]>
}

type ChangeDeps = Pick<Deps, 'db' | 'config' | 'now'>

/**
 * Changes one webhook or connector with its audit entry. Sends that start after this use the new settings; calls in progress
 * used the old ones. `expectedVersion`: the versions of If-Match. Throws `not_found` and `precondition_failed`.
 */
export async function changeSubscriber(
  deps: ChangeDeps,
  actor: Actor,
  id: string,
  { action, decide, extraStatements, note }: SubscriberTransition,
  expectedVersion: IfMatch,
  kind: SubscriberKind,
): Promise<WebhookRow> {
  requireScope(actor, `${kind.resource}:write`)
  const changeable: Changeable<WebhookRow, WebhookChange> = {
    names: { one: kind.type, title: kind.title },
    type: kind.type,
    find: (wanted) => findWebhook(deps.db, reachOf(actor), wanted, kind),
    audited: auditedWebhook,
    update: (row, change) => updateWebhook(deps.db, row, change, deps.now),
    isLostRace,
  }
  return changeRow(deps, actor, id, changeable, { action, decide, extraStatements, note }, expectedVersion)
}

/** The same for a webhook; returns it as the API shows it. */
export async function changeWebhook(
  deps: ChangeDeps,
  actor: Actor,
  id: string,
  transition: WebhookTransition,
  expectedVersion: IfMatch = null,
): Promise<ChangedWebhook> {
  const present = (row: WebhookRow) => presentWebhook(deps.config, actor, row, deps.now)
  const { extraStatements, ...rest } = transition
  const row = await changeSubscriber(
    deps,
    actor,
    id,
    {
      ...rest,
      ...(extraStatements && {
        extraStatements: async (before, after) => extraStatements(before, await present(after)),
      }),
    },
    expectedVersion,
    WEBHOOK,
  )
  return { webhook: await present(row), version: row.version }
}
