import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { Webhook } from '../../../../contract/webhooks.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { auditedWebhook, presentWebhook } from './present.ts'
import { findWebhook, isLostRace, updateWebhook, type WebhookChange, type WebhookRow } from './store.ts'

const TRIES = 4

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
  for (let left = TRIES; left > 0; left--) {
    const row = await findWebhook(deps.db, reachOf(actor), id)
    if (!row) throw notFound('Webhook')
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The webhook was changed since you read it.' })
    }
    const change = await transition.decide(row)
    const changed = change ? { ...row, ...change, version: row.version + 1 } : row
    const shown = await presentWebhook(deps.config, actor, changed, deps.now)
    if (!change || (await write(deps, actor, row, transition, change, shown)))
      return { webhook: shown, version: changed.version }
  }
  throw conflict('changed_meanwhile', 'The webhook is being changed by someone else. Try again.')
}

/** Returns false if the webhook was changed since it was read: then nothing was written. */
async function write(
  { db, now }: ChangeDeps,
  actor: Actor,
  row: WebhookRow,
  transition: WebhookTransition,
  change: WebhookChange,
  shown: Webhook,
): Promise<boolean> {
  const current: Record<string, unknown> = row
  const before = Object.fromEntries(Object.keys(change).map((field) => [field, current[field]]))
  const entry = {
    action: transition.action,
    target: { type: 'webhook', id: row.id, name: row.name },
    before: auditedWebhook(before),
    after: { ...auditedWebhook(change), ...transition.note },
  }
  const extraStatements = (await transition.extraStatements?.(row, shown)) ?? []
  try {
    await runBatch(db, updateWebhook(db, row, change, now), auditRow(actor, entry, now), ...extraStatements)
    return true
  } catch (error) {
    if (isLostRace(error)) return false
    throw error
  }
}
