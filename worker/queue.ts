import { FEATURES } from './features.ts'
import { configOf } from './platform/env.ts'

/** Gives a batch to the feature that consumes its queue. What fails comes again, and lastly to the dead-letter queue. */
export async function handleQueue(batch: MessageBatch, env: Env, waiter: ExecutionContext): Promise<void> {
  const consume = FEATURES.map(({ queues }) => queues?.[batch.queue]).find((consumer) => consumer !== undefined)
  if (!consume) throw new Error(`no consumer for queue ${batch.queue}`)
  await consume(batch, { env, config: configOf(env), waiter })
}
