import type { AuditAction } from '../../../../contract/audit.data.ts'
import type { Delivery } from '../../../../contract/webhooks.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound } from '../../../platform/errors.ts'
import { cancelDeliveries, findLaneHeads, send } from '../delivery/delivery-store.ts'
import type { DeliveryRef } from '../delivery/queue/delivery-ref.ts'
import { enqueueInBackground } from '../delivery/queue/enqueue.ts'
import { kindOf, WEBHOOK } from '../settings/kind.ts'
import type { WebhookRow } from '../settings/store.ts'
import { presentDelivery, requireWebhook } from './deliveries.ts'
import { findDelivery } from './delivery-list-store.ts'

/**
 * Sends one delivery: a held one, a finished one (again, whether it was delivered or failed; its retry schedule starts
 * again), or one that waits for its next attempt (now; its schedule continues). Throws `conflict` while an attempt is in progress, and if the
 * webhook is not active.
 */
export async function retryDelivery(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  id: string,
  kind = WEBHOOK,
): Promise<Delivery> {
  requireScope(actor, `${kind.resource}:write`)
  const webhook = await requireWebhook(deps, actor, webhookId, kind)
  requireActiveWebhook(webhook)
  const { ref, row } = await deliveryOf(deps, webhook, id)
  if (row.status === 'delivering') throw underWay()
  await write(deps, actor, webhook, id, kind.actions.deliveryRetried, send([ref], [row.status], deps.now))
  enqueueInBackground(deps, [ref])
  const scheduleFrom = row.status === 'pending' ? row.scheduleFrom : row.attempts
  return presentDelivery({ ...row, status: 'pending', scheduleFrom, nextAt: null })
}

/**
 * Skips a pending or held delivery: it will not be sent, and the next one in its lane can go. Throws `conflict` if it
 * is finished.
 */
export async function skipDelivery(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<Delivery> {
  requireScope(actor, 'webhooks:write')
  const webhook = await requireWebhook(deps, actor, webhookId)
  const { ref, row } = await deliveryOf(deps, webhook, id)
  if (row.status === 'delivering') throw underWay()
  if (row.status !== 'pending' && row.status !== 'held')
    throw conflict('delivery_over', 'The delivery has already finished.')
  await write(deps, actor, webhook, id, 'webhook.delivery_skipped', cancelDeliveries([ref]))
  if (row.lane !== null)
    enqueueInBackground(deps, await findLaneHeads(deps.db, ref.organizationId, webhookId, [row.lane]))
  return presentDelivery({ ...row, status: 'canceled', nextAt: null })
}

/** Throws `conflict` unless a webhook or connector is active. */
export function requireActiveWebhook(webhook: WebhookRow): void {
  if (webhook.status === 'active') return
  throw conflict('webhook_not_active', `The ${kindOf(webhook).type} is not active. Resume it first.`)
}

const underWay = () => conflict('delivery_under_way', 'The delivery is being sent. Try again when it has finished.')

async function deliveryOf(deps: Deps, webhook: WebhookRow, id: string) {
  const ref: DeliveryRef = { organizationId: webhook.organizationId, webhookId: webhook.id, id }
  const { row } = await findDelivery(deps.db, ref)
  if (!row) throw notFound('Delivery')
  return { ref, row }
}

async function write(
  deps: Deps,
  actor: Actor,
  webhook: WebhookRow,
  delivery: string,
  action: AuditAction,
  change: Statement,
): Promise<void> {
  const entry = {
    action,
    target: { type: kindOf(webhook).type, id: webhook.id, name: webhook.name },
    before: null,
    after: { delivery },
  }
  const changed = await runBatch(deps.db, change, auditRow(actor, entry, deps.now))
  if (changed === 0) throw conflict('changed_meanwhile', 'The delivery was just changed. Read it again, then retry.')
}
