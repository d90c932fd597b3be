import { runBatch } from '../../../platform/db/client.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { type DeliveryRef, QUEUE_GRACE_MS } from './delivery-ref.ts'
import { cancelDeliveries, postpone, putAside, releaseDeliveries } from './delivery-store.ts'
import { sendWakeUps } from './enqueue.ts'

/** A shorter wait is left to the queue alone: writing it down costs rows, and the sweeper would hardly be sooner. */
const WRITTEN_FROM_MS = 30_000
type Deps = Pick<DeliveryDeps, 'db' | 'queue'>

/** Has deliveries that may not be sent yet come back, each after its wait. Those that wait about as long share a message. */
export async function putOff(deps: Deps, refs: readonly DeliveryRef[], laterMs: readonly number[]): Promise<void> {
  const bySecond = new Map<number, DeliveryRef[]>()
  for (const [index, ref] of refs.entries()) {
    const second = Math.ceil((laterMs[index] ?? 0) / 1000)
    const some = bySecond.get(second)
    if (some) some.push(ref)
    else bySecond.set(second, [ref])
  }
  const now = Date.now()
  for (const [second, some] of bySecond) {
    if (second * 1000 >= WRITTEN_FROM_MS) await runBatch(deps.db, postpone(some, now + second * 1000 + QUEUE_GRACE_MS))
    await sendWakeUps(deps.queue, some, second * 1000)
  }
}

/** Gives back what was claimed and could not be sent in time; somebody else takes it after `delayMs`. */
export async function giveBack(deps: Deps, refs: readonly DeliveryRef[], token: string, delayMs = 0): Promise<void> {
  await runBatch(deps.db, releaseDeliveries(refs, token))
  await sendWakeUps(deps.queue, refs, delayMs)
}

/** Lets open deliveries of a webhook that was paused or disabled meanwhile wait until it is resumed. */
export async function holdBack(deps: Pick<Deps, 'db'>, refs: readonly DeliveryRef[]): Promise<void> {
  await runBatch(deps.db, putAside(refs))
}

/** Ends deliveries of a webhook that was deleted. */
export async function cancelAll(deps: Pick<Deps, 'db'>, refs: readonly DeliveryRef[]): Promise<void> {
  if (refs.length === 0) return
  await runBatch(deps.db, cancelDeliveries(refs))
}
