import type { AuditAction } from '../../../../contract/audit-actions.ts'
import type { Delivery } from '../../../../contract/webhooks.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound } from '../../../platform/errors.ts'
import type { DeliveryRef } from '../delivery/delivery-ref.ts'
import { cancelDeliveries, findLaneHeads, sendAgain, sendSooner } from '../delivery/delivery-store.ts'
import { wake } from '../delivery/enqueue.ts'
import type { WebhookRow } from '../settings/store.ts'
import { mustExist, presentDelivery } from './deliveries.ts'
import { findDelivery } from './delivery-list-store.ts'

/**
 * Sends one delivery: one that is held, one that is over (again, whether it succeeded or not), or at once one that waits for
 * its next attempt. Its schedule begins anew. Throws `conflict` while it is under way, and while its webhook does not send.
 */
export async function retryDelivery(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<Delivery> {
  requireScope(actor, 'webhooks:write')
  const webhook = await mustExist(deps, actor, webhookId)
  mustSend(webhook)
  const { ref, row } = await deliveryOf(deps, webhook, id)
  if (row.status === 'delivering') throw underWay()
  const change = row.status === 'pending' ? sendSooner(ref, deps.now) : sendAgain([ref], [row.status], deps.now)
  await write(deps, actor, webhook, id, 'webhook.delivery_retried', change)
  wake(deps, [ref])
  return presentDelivery({ ...row, status: 'pending', nextAt: null })
}

/**
 * Skips a delivery that is pending or held: it will not be sent, and what waited for it in its lane goes on. Throws
 * `conflict` when it is over.
 */
export async function skipDelivery(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<Delivery> {
  requireScope(actor, 'webhooks:write')
  const webhook = await mustExist(deps, actor, webhookId)
  const { ref, row } = await deliveryOf(deps, webhook, id)
  if (row.status === 'delivering') throw underWay()
  if (row.status !== 'pending' && row.status !== 'held')
    throw conflict('delivery_over', 'The delivery is over already.')
  await write(deps, actor, webhook, id, 'webhook.delivery_skipped', cancelDeliveries([ref]))
  if (row.lane !== null) wake(deps, await findLaneHeads(deps.db, ref.organizationId, webhookId, [row.lane]))
  return presentDelivery({ ...row, status: 'cancelled', nextAt: null })
}

/** Throws `conflict` when a webhook does not send at the moment. */
export function mustSend(webhook: WebhookRow): void {
  if (webhook.status !== 'active') throw conflict('webhook_not_active', 'Nothing is delivered to it: resume it first.')
}

const underWay = () => conflict('delivery_under_way', 'The delivery is being sent at this moment.')

async function deliveryOf(deps: Deps, webhook: WebhookRow, id: string) {
  const ref: DeliveryRef = { organizationId: webhook.organizationId, webhookId: webhook.id, id }
  const { row } = await findDelivery(deps.db, ref)
  if (!row) throw notFound('Delivery')
  return { ref, row }
}

async function write(
  deps: Deps,
  actor: Actor,
  { id: webhookId, name }: WebhookRow,
  delivery: string,
  action: AuditAction,
  change: Statement,
): Promise<void> {
  const entry = { action, target: { type: 'webhook', id: webhookId, name }, before: null, after: { delivery } }
  const changed = await runBatch(deps.db, change, auditRow(actor, entry, deps.now))
  if (changed === 0) throw conflict('changed_meanwhile', 'The delivery changed at this moment. Look again.')
}
