import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { deliverAlone } from './deliver-alone.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { DeliveryRef, QueueName } from './delivery-ref.ts'
import { DeliveryRun } from './delivery-run.ts'
import { findSenders } from './delivery-store.ts'

/**
 * Delivers what a batch of a queue names, as far as its endpoints let it. Answers when everything is sent, put off or
 * handed to the slow queue, at the latest some seconds after it began: calls that are under way then go on under
 * `waitUntil`. Whatever is cut off in the middle keeps its lease, and the sweeper comes back to it.
 *
 * @param alone deliveries whose processing was interrupted before: one at a time, with nothing else beside them
 */
export async function deliverAll(
  deps: DeliveryDeps,
  refs: readonly DeliveryRef[],
  queue: QueueName = 'main',
  alone: readonly DeliveryRef[] = [],
): Promise<void> {
  const groups = Map.groupBy(new Map(refs.map((one) => [one.id, one])).values(), ({ webhookId }) => webhookId)
  const first = [...[...groups.values()].flatMap(([one]) => (one ? [one] : [])), ...alone]
  const [found, surroundings] = await Promise.all([
    findSenders(deps.db, first),
    targetPolicyOf({ ...deps, now: Date.now() }),
  ])
  // First, so that nothing else of this batch is claimed while one of them is processed.
  if (alone.length > 0) await deliverAlone(deps, surroundings, found, alone)
  const run = new DeliveryRun(deps, surroundings, queue, groups.size, refs.length === 1)
  await Promise.all(
    found.map((sender) => {
      const group = groups.get(sender.id)
      return group ? run.deliverTo(sender, group) : undefined
    }),
  )
  await run.settled()
}
