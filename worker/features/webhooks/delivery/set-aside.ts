import { alertRow } from '../../../platform/alerts/raise.ts'
import { runBatch } from '../../../platform/db/client.ts'
import { attemptsLeft, type DecryptedSender } from './attempt.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { LeasedDelivery } from './delivery-run.ts'
import { findLaneHeads, type Outcome, recordOutcomes } from './delivery-store.ts'
import { enqueueDeliveries } from './queue/enqueue.ts'
import { logAttempt } from './record.ts'

const MESSAGE =
  'Processing this delivery ended unexpectedly twice while nothing else was processed beside it. It may have reached the endpoint. It is not tried again unless you retry it.'

/**
 * Records a delivery as failed whose processing ended the runtime twice, with an alert in the same transaction. It does
 * not count as a failure of the endpoint. The next deliveries in its lane continue.
 */
export async function setAside(
  deps: Pick<DeliveryDeps, 'db' | 'queue' | 'logs' | 'waiter'>,
  sender: DecryptedSender,
  { delivery, token }: LeasedDelivery,
): Promise<void> {
  const now = Date.now()
  const { organizationId, webhookId, id } = delivery
  const outcome: Outcome = {
    organizationId,
    webhookId,
    id,
    token,
    earlier: delivery.attempts,
    startedAt: now,
    durationMs: 0,
    responseStatus: null,
    errorKind: 'interrupted',
    errorMessage: MESSAGE,
    exchange: { request: { headers: {}, body: '' }, response: null },
    status: 'failed',
    nextAt: null,
    dueAt: null,
  }
  const alert = {
    organizationId,
    kind: 'delivery_interrupted',
    target: { type: sender.provider ? 'connector' : 'webhook', id: webhookId, name: sender.name },
    details: { deliveryId: id, eventId: delivery.eventId, eventType: delivery.eventType },
  } as const
  await runBatch(deps.db, alertRow(alert, now), ...recordOutcomes([outcome]))
  const result = { outcome, attemptsLeft: attemptsLeft(sender, delivery), stop: null, holdMs: 0, unreachable: false }
  logAttempt(sender, result, deps.logs, deps.waiter)
  if (delivery.lane === null) return
  await enqueueDeliveries(deps.queue, await findLaneHeads(deps.db, organizationId, webhookId, [delivery.lane]))
}
