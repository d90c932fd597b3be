import { databaseOf } from './db/client.ts'
import { configOf } from './env.ts'
import { consumeLogs } from './event-logs/consume.ts'
import { type PackedMessage, unpackMessage } from './event-logs/wire.ts'
import { deliverAll } from './webhooks/deliver.ts'
import type { DeliveryMessage } from './webhooks/delivery-ref.ts'

/** Consumes a batch of the queue it comes from. What fails comes again, and lastly to the dead-letter queue. */
export async function handleQueue(batch: MessageBatch, env: Env, ctx: ExecutionContext): Promise<void> {
  switch (batch.queue) {
    case 'request-logs':
      await consumeLogs(
        databaseOf(env.DB),
        env.LIVE_FEED,
        batch.messages.map((message) => unpackMessage(message.body as PackedMessage)),
      )
      return
    case 'deliveries':
      await deliverAll(
        {
          db: databaseOf(env.DB),
          config: configOf(env),
          gates: env.ENDPOINT_GATE,
          queue: env.DELIVERIES,
          logs: env.REQUEST_LOGS,
          waiter: ctx,
        },
        batch.messages.flatMap((message) => (message.body as DeliveryMessage).deliveries),
      )
      return
    default:
      throw new Error(`no consumer for queue ${batch.queue}`)
  }
}
