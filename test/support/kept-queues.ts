import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { DeliveryMessage, DeliveryRef } from '../../worker/features/webhooks/delivery/delivery-ref.ts'
import worker from '../../worker/index.ts'

export type QueueOfDeliveries = 'deliveries' | 'deliveries-slow'

/** Both queues of deliveries, kept for the test to look at and to hand over. */
export function keptQueues() {
  const sent: Record<QueueOfDeliveries, DeliveryMessage[]> = { deliveries: [], 'deliveries-slow': [] }
  const keep = (queue: Queue, name: QueueOfDeliveries) =>
    new Proxy(queue, {
      get: (target, property) =>
        property === 'sendBatch'
          ? async (messages: Iterable<MessageSendRequest<DeliveryMessage>>) => {
              sent[name].push(...[...messages].map(({ body }) => body))
            }
          : Reflect.get(target, property, target),
    })
  const bindings = {
    ...env,
    DELIVERIES: keep(env.DELIVERIES, 'deliveries'),
    DELIVERIES_SLOW: keep(env.DELIVERIES_SLOW, 'deliveries-slow'),
  }
  /** Hands over what a queue holds in one batch, and answers when the consumer does; calls may be under way still. */
  const consume = async (name: QueueOfDeliveries): Promise<{ ended: () => Promise<void> }> => {
    const messages = sent[name].splice(0)
    const batch = createMessageBatch<DeliveryMessage>(
      name,
      messages.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body })),
    )
    const ctx = createExecutionContext()
    await worker.queue(batch, bindings, ctx)
    return { ended: () => waitOnExecutionContext(ctx) }
  }
  const refs = (name: QueueOfDeliveries): DeliveryRef[] => sent[name].flatMap(({ deliveries }) => deliveries)
  return { sent, refs, env: bindings, consume }
}
