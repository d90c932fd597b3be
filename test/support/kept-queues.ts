import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { DeliveryMessage, DeliveryRef } from '../../worker/features/webhooks/delivery/queue/delivery-ref.ts'
import worker from '../../worker/index.ts'

export type QueueOfDeliveries = 'deliveries' | 'deliveries-slow'
type Keep = (queue: QueueOfDeliveries, message: DeliveryMessage, delaySeconds: number) => void
/** `from`: when the queue may hand it over, ms. */
type Waiting = { queue: QueueOfDeliveries; message: DeliveryMessage; from: number }

/** As in wrangler.toml. */
const MAX_BATCH_SIZE = 10

/**
 * Both queues of deliveries, stored so that the test can inspect them, lose their messages or hand them over. On a busy
 * machine any endpoint may count as slow, and then its deliveries move to the other queue.
 */
export function keptQueues(bindings: Cloudflare.Env = env) {
  const sent: Record<QueueOfDeliveries, DeliveryMessage[]> = { deliveries: [], 'deliveries-slow': [] }
  const keepSent: Keep = (queue, message) => void sent[queue].push(message)
  const keptEnv = withQueues(bindings, keepSent)
  /**
   * Hands over the messages of a queue in one batch, and resolves when the consumer does; calls may still be in
   * progress.
   */
  const consume = (queue: QueueOfDeliveries) => handOver(queue, sent[queue].splice(0), keptEnv)
  /**
   * Hands over messages, and then what their consumer puts into either queue, until nothing is left but planned
   * retries: these are stored. Resolves when no call is in progress any more.
   * @param messages of the main queue; unless given, all that were sent so far, of both queues
   */
  const deliver = async (messages?: readonly DeliveryMessage[]): Promise<void> => {
    const waiting: Waiting[] = (messages ?? sent.deliveries.splice(0)).map((message) => ({
      queue: 'deliveries',
      message,
      from: 0,
    }))
    if (!messages) {
      for (const message of sent['deliveries-slow'].splice(0))
        waiting.push({ queue: 'deliveries-slow', message, from: 0 })
    }
    const consumerEnv = withQueues(bindings, (queue, message, delaySeconds) => {
      waiting.push({ queue, message, from: delaySeconds > 0 ? Date.now() + delaySeconds * 1000 : 0 })
    })
    const started = Date.now()
    while (waiting.length > 0) {
      const first = waiting.reduce((one, other) => (other.from < one.from ? other : one))
      if (first.from > 0 && (await isPlannedRetry(first.message, started))) {
        waiting.splice(waiting.indexOf(first), 1)
        sent[first.queue].push(first.message)
        continue
      }
      await scheduler.wait(Math.max(0, first.from - Date.now()))
      const batch = waiting.filter(({ queue, from }) => queue === first.queue && from <= first.from)
      const some = batch.slice(0, MAX_BATCH_SIZE)
      for (const one of some) waiting.splice(waiting.indexOf(one), 1)
      const { ended } = await handOver(
        first.queue,
        some.map(({ message }) => message),
        consumerEnv,
      )
      await ended()
    }
  }
  const refs = (queue: QueueOfDeliveries): DeliveryRef[] => sent[queue].flatMap(({ deliveries }) => deliveries)
  return { sent, refs, env: keptEnv, consume, deliver }
}

function withQueues(bindings: Cloudflare.Env, keep: Keep): Cloudflare.Env {
  const kept = (binding: Queue, queue: QueueOfDeliveries) =>
    new Proxy(binding, {
      get: (target, property) =>
        property === 'sendBatch'
          ? async (messages: Iterable<MessageSendRequest<DeliveryMessage>>) => {
              for (const { body, delaySeconds = 0 } of messages) keep(queue, body, delaySeconds)
            }
          : Reflect.get(target, property, target),
    })
  return {
    ...bindings,
    DELIVERIES: kept(env.DELIVERIES, 'deliveries'),
    DELIVERIES_SLOW: kept(env.DELIVERIES_SLOW, 'deliveries-slow'),
  }
}

async function handOver(
  queue: QueueOfDeliveries,
  messages: readonly DeliveryMessage[],
  bindings: Cloudflare.Env,
): Promise<{ ended: () => Promise<void> }> {
  const batch = createMessageBatch<DeliveryMessage>(
    queue,
    messages.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body })),
  )
  const ctx = createExecutionContext()
  await worker.queue(batch, bindings, ctx)
  return { ended: () => waitOnExecutionContext(ctx) }
}

/**
 * Whether everything in a delayed message failed after `since` (ms) and waits for its next attempt, even if that is due
 * by now. Other delayed messages only wait for their turn.
 */
async function isPlannedRetry({ deliveries }: DeliveryMessage, since: number): Promise<boolean> {
  const due = await env.DB.prepare(
    `SELECT count(*) AS n FROM deliveries
     WHERE id IN (SELECT value FROM json_each(?)) AND status IN ('pending', 'delivering') AND coalesce(next_at, 0) <= ?`,
  )
    .bind(JSON.stringify(deliveries.map(({ id }) => id)), since)
    .first<number>('n')
  return due === 0
}
