import type { DecryptedSender } from './attempt.ts'
import { type ClaimedDelivery, claimDeliveries } from './claim-store.ts'
import { decideClaimed } from './decide.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { disableIfDue } from './disable.ts'
import { mayStart } from './endpoint-gate/gate-core.ts'
import { postpone } from './postpone.ts'
import type { DeliveryRef } from './queue/delivery-ref.ts'
import { enqueueAlone } from './queue/enqueue.ts'

/** Delay before checking again deliveries that wait because attempts in progress may disable the webhook. */
const RETRY_DELAY_MS = 1000

/**
 * Claims available deliveries after the gate has granted permits: in this order no concurrent failure is missed.
 * Deliveries that were interrupted before are not claimed; they are enqueued to be processed alone. `heldUp`:
 * deliveries to try after the claimed ones have ended, because those may disable the webhook.
 * @param others permits of the webhook that were open before those for `refs`
 */
export async function takeDeliveries(
  deps: DeliveryDeps,
  sender: DecryptedSender,
  refs: readonly DeliveryRef[],
  { others, token, leaseMs }: { others: number; token: string; leaseMs: number },
): Promise<{ claimed: ClaimedDelivery[]; heldUp: DeliveryRef[] }> {
  const now = Date.now()
  const claim = await claimDeliveries(deps.db, refs, others, token, now + leaseMs, now)
  const { claimed: taken, interrupted, failures, most } = claim
  await enqueueAlone(deps.slowQueue, interrupted)
  const claimed = await decideClaimed(deps, sender, taken, token)
  if (most === null || mayStart(most, failures, others) >= refs.length) return { claimed, heldUp: [] }
  if (failures >= most) {
    await disableIfDue(deps, sender.organizationId, sender.id, null)
    return { claimed, heldUp: [] }
  }
  const seen = new Set([...taken, ...interrupted].map(({ id }) => id))
  const heldUp = refs.filter(({ id }) => !seen.has(id))
  if (taken.length > 0) return { claimed, heldUp }
  // Attempts of other batches are in progress: their outcomes decide how many more may start.
  await postpone(deps, heldUp, new Array<number>(heldUp.length).fill(RETRY_DELAY_MS))
  return { claimed, heldUp: [] }
}
