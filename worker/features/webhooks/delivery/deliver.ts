import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { deliverAlone } from './deliver-alone.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { DeliveryRun } from './delivery-run.ts'
import { findSenders } from './delivery-store.ts'
import type { DeliveryRef, QueueName } from './queue/delivery-ref.ts'

/**
 * Delivers the deliveries of a queue batch, within the limits of their endpoints. Returns when everything is sent,
 * postponed or moved to the slow queue, at the latest some seconds after the start; calls in progress then continue
 * under `waitUntil`. Interrupted deliveries keep their lease, and the sweeper finds them later.
 * @param alone deliveries that were interrupted before: processed one at a time with no other beside them
 */
export async function deliverAll(
  deps: DeliveryDeps,
  refs: readonly DeliveryRef[],
  queue: QueueName = 'main',
  alone: readonly DeliveryRef[] = [],
): Promise<void> {
  const groups = Map.groupBy(new Map(refs.map((one) => [one.id, one])).values(), ({ webhookId }) => webhookId)
  const first = [...[...groups.values()].flatMap(([one]) => (one ? [one] : [])), ...alone]
  const [found, targetPolicy] = await Promise.all([
    findSenders(deps.db, first),
    targetPolicyOf({ ...deps, now: Date.now() }),
  ])
  // First, so that nothing else of this batch is claimed while one of them is processed.
  if (alone.length > 0) await deliverAlone(deps, targetPolicy, found, alone)
  const run = new DeliveryRun(deps, targetPolicy, queue, groups.size, refs.length === 1)
  await Promise.all(
    found.map((sender) => {
      const group = groups.get(sender.id)
      return group ? run.deliverTo(sender, group) : undefined
    }),
  )
  await run.settled()
}
