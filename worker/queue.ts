import { databaseOf } from './db/client.ts'
import { consumeLogs } from './event-logs/consume.ts'
import type { LogMessage } from './event-logs/entry.ts'

/** Consumes a batch of the queue it comes from. What fails comes again, and lastly to the dead-letter queue. */
export async function handleQueue(batch: MessageBatch, env: Env): Promise<void> {
  switch (batch.queue) {
    case 'request-logs':
      await consumeLogs(
        databaseOf(env.DB),
        env.LIVE_FEED,
        batch.messages.map((message) => message.body as LogMessage),
      )
      return
    default:
      throw new Error(`no consumer for queue ${batch.queue}`)
  }
}
