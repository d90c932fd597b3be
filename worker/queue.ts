import { FEATURES } from './features.ts'
import { configOf } from './platform/env.ts'
import { loadOnce } from './platform/lib/load-once.ts'

const consumers = new Map(
  FEATURES.flatMap(({ queues }) => Object.entries(queues ?? {})).map(([queue, load]) => [queue, loadOnce(load)]),
)

/**
 * Passes a batch to the feature that consumes its queue. Failed messages are retried, and finally moved to the
 * dead-letter queue.
 */
export async function handleQueue(batch: MessageBatch, env: Env, waiter: ExecutionContext): Promise<void> {
  const load = consumers.get(batch.queue)
  if (!load) throw new Error(`no consumer for queue ${batch.queue}`)
  const consume = await load()
  await consume(batch, { env, config: configOf(env), waiter })
}
