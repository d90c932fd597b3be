import type { Opened } from './attempt.ts'
import { type Claimed, claimDeliveries } from './claim-store.ts'
import { decideClaimed } from './decide.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { disableIfDue } from './disable.ts'
import { sendAlone } from './enqueue.ts'
import { mayStart } from './gate-core.ts'
import { putOff } from './postpone.ts'

/** After how long to look again at what waits for attempts that may disable the webhook. */
const AGAIN_MS = 1000

/**
 * Takes what is free to take, once the gate has given permits for it: only then nothing is missed that fails at this moment.
 * What was interrupted before is not taken: it goes into the queue again, to be alone. `heldUp`: what may be tried once those
 * that were taken have ended, because they may disable the webhook.
 *
 * @param others permits of the webhook that were out before those for `refs`
 */
export async function takeDeliveries(
  deps: DeliveryDeps,
  sender: Opened,
  refs: readonly DeliveryRef[],
  { others, token, leaseMs }: { others: number; token: string; leaseMs: number },
): Promise<{ claimed: Claimed[]; heldUp: DeliveryRef[] }> {
  const now = Date.now()
  const claim = await claimDeliveries(deps.db, refs, others, token, now + leaseMs, now)
  const { claimed: taken, interrupted, failures, most } = claim
  await sendAlone(deps.slowQueue, interrupted)
  const claimed = await decideClaimed(deps, sender, taken, token)
  if (most === null || mayStart(most, failures, others) >= refs.length) return { claimed, heldUp: [] }
  if (failures >= most) {
    await disableIfDue(deps, sender.organizationId, sender.id, false)
    return { claimed, heldUp: [] }
  }
  const seen = new Set([...taken, ...interrupted].map(({ id }) => id))
  const heldUp = refs.filter(({ id }) => !seen.has(id))
  if (taken.length > 0) return { claimed, heldUp }
  // Somebody else's attempts are under way: how they end tells how many more may be.
  await putOff(deps, heldUp, new Array<number>(heldUp.length).fill(AGAIN_MS))
  return { claimed, heldUp: [] }
}
