import { databaseOf } from '../../../platform/db/client.ts'
import type { QueueConsumer } from '../../../platform/manifest/feature.ts'
import { deliverAll } from './deliver.ts'
import type { DeliveryMessage, DeliveryRef } from './queue/delivery-ref.ts'

/** The consumer of one of the two delivery queues. */
export const consumeDeliveries =
  (lane: 'main' | 'slow'): QueueConsumer =>
  (batch, { env, config, waiter }) =>
    deliverAll(
      {
        db: databaseOf(env.DB),
        config,
        gates: env.ENDPOINT_GATE,
        queue: env.DELIVERIES,
        slowQueue: env.DELIVERIES_SLOW,
        logs: env.REQUEST_LOGS,
        waiter,
      },
      deliveriesIn(batch, false),
      lane,
      deliveriesIn(batch, true),
    )

/** The deliveries in the messages of a batch: those to be processed alone, or the others. */
function deliveriesIn({ messages }: MessageBatch, alone: boolean): DeliveryRef[] {
  return messages.flatMap(({ body }) => {
    const message = body as DeliveryMessage
    return (message.alone ?? false) === alone ? message.deliveries : []
  })
}
