import { consumeLogBatch } from './features/event-logs/ingest/consume-batch.ts'
import { deliverAll } from './features/webhooks/delivery/deliver.ts'
import type { DeliveryMessage, DeliveryRef } from './features/webhooks/delivery/delivery-ref.ts'
import { databaseOf } from './platform/db/client.ts'
import { configOf } from './platform/env.ts'

/** Consumes a batch of the queue it comes from. What fails comes again, and lastly to the dead-letter queue. */
export async function handleQueue(batch: MessageBatch, env: Env, ctx: ExecutionContext): Promise<void> {
  switch (batch.queue) {
    case 'request-logs':
      await consumeLogBatch(databaseOf(env.DB), env.LIVE_FEED, batch.messages)
      return
    case 'deliveries':
    case 'deliveries-slow':
      await deliverAll(
        {
          db: databaseOf(env.DB),
          config: configOf(env),
          gates: env.ENDPOINT_GATE,
          queue: env.DELIVERIES,
          slowQueue: env.DELIVERIES_SLOW,
          logs: env.REQUEST_LOGS,
          waiter: ctx,
        },
        deliveriesIn(batch, false),
        batch.queue === 'deliveries' ? 'main' : 'slow',
        deliveriesIn(batch, true),
      )
      return
    default:
      throw new Error(`no consumer for queue ${batch.queue}`)
  }
}

/** What the messages of a batch name: those that are to be processed alone, or the others. */
function deliveriesIn({ messages }: MessageBatch, alone: boolean): DeliveryRef[] {
  return messages.flatMap(({ body }) => {
    const message = body as DeliveryMessage
    return (message.alone ?? false) === alone ? message.deliveries : []
  })
}
