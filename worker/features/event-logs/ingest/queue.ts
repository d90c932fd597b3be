import { databaseOf } from '../../../platform/db/client.ts'
import type { QueueConsumer } from '../../../platform/manifest/feature.ts'
import { consumeLogBatch } from './consume-batch.ts'

/** The consumer of the queue of the log. */
export const consumeLogQueue: QueueConsumer = (batch, { env }) =>
  consumeLogBatch(databaseOf(env.DB), env.LIVE_FEED, batch.messages)
