import { runBatch } from '../../../platform/db/client.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { cancelDeliveries, hideFromSweeper, releaseDeliveries, setDueAt } from './delivery-store.ts'
import { type DeliveryRef, QUEUE_GRACE_MS } from './queue/delivery-ref.ts'
import { enqueueDeliveries } from './queue/enqueue.ts'

/**
 * Shorter delays are not written to the database: that costs rows, and the sweeper would hardly be faster than the
 * queue.
 */
const MIN_STORED_DELAY_MS = 30_000
type Deps = Pick<DeliveryDeps, 'db' | 'queue'>

/** Postpones deliveries that may not be sent yet, each by its own delay. Those with similar delays share a message. */
export async function postpone(deps: Deps, refs: readonly DeliveryRef[], laterMs: readonly number[]): Promise<void> {
  const bySecond = new Map<number, DeliveryRef[]>()
  for (const [index, ref] of refs.entries()) {
    const second = Math.ceil((laterMs[index] ?? 0) / 1000)
    const some = bySecond.get(second)
    if (some) some.push(ref)
    else bySecond.set(second, [ref])
  }
  const now = Date.now()
  for (const [second, some] of bySecond) {
    if (second * 1000 >= MIN_STORED_DELAY_MS)
      await runBatch(deps.db, setDueAt(some, now + second * 1000 + QUEUE_GRACE_MS))
    await enqueueDeliveries(deps.queue, some, second * 1000)
  }
}

/** Releases claimed deliveries that could not be sent in time; somebody else claims them after `delayMs`. */
export async function releaseClaimed(
  deps: Deps,
  refs: readonly DeliveryRef[],
  token: string,
  delayMs = 0,
): Promise<void> {
  await runBatch(deps.db, releaseDeliveries(refs, token))
  await enqueueDeliveries(deps.queue, refs, delayMs)
}

/** Lets open deliveries wait until their webhook is resumed, which was paused or disabled in the meantime. */
export async function waitForResume(deps: Pick<Deps, 'db'>, refs: readonly DeliveryRef[]): Promise<void> {
  await runBatch(deps.db, hideFromSweeper(refs))
}

/** Cancels deliveries of a deleted webhook. */
export async function cancelAll(deps: Pick<Deps, 'db'>, refs: readonly DeliveryRef[]): Promise<void> {
  if (refs.length === 0) return
  await runBatch(deps.db, cancelDeliveries(refs))
}
