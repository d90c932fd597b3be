import type { TargetPolicy } from '../../../platform/outbound/target-url.ts'
import { decryptSender } from './attempt.ts'
import { claimInterrupted } from './claim-store.ts'
import { decideClaimed } from './decide.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { DeliveryRun, newGroup } from './delivery-run.ts'
import type { Sender } from './delivery-store.ts'
import { decideInterrupted, newToken } from './interruption.ts'
import { leaseMsOf } from './permits.ts'
import { cancelAll, postpone, waitForResume } from './postpone.ts'
import type { DeliveryRef } from './queue/delivery-ref.ts'
import { enqueueAlone } from './queue/enqueue.ts'
import { setAside } from './set-aside.ts'

/** After this time a batch starts no further delivery; the rest comes again. */
const BATCH_MS = 2000
const RETRY_DELAY_MS = 1000
/** The longest time that a delivery is processed alone; after that it only waits for its receiver. */
const ALONE_MS = 2000

/** Until when (ms) this isolate processes a delivery alone, in any batch. */
let busyUntil = 0

/**
 * Processes deliveries that were interrupted before, one after the other: each runs alone until it ends or has waited
 * for its receiver for more than a second. If the runtime ends again, the cause is known, and that delivery is set
 * aside.
 */
export async function deliverAlone(
  deps: DeliveryDeps,
  targetPolicy: TargetPolicy,
  senders: readonly Sender[],
  refs: readonly DeliveryRef[],
): Promise<void> {
  const run = new DeliveryRun(deps, targetPolicy, 'slow', 1)
  const deadline = Date.now() + BATCH_MS
  for (const [index, ref] of refs.entries()) {
    if (Date.now() > deadline || Date.now() < busyUntil) {
      await enqueueAlone(deps.slowQueue, refs.slice(index), RETRY_DELAY_MS)
      break
    }
    const sender = senders.find(({ id }) => id === ref.webhookId)
    if (!sender) continue
    busyUntil = Date.now() + ALONE_MS
    try {
      await deliverOne(deps, run, sender, targetPolicy, ref)
    } finally {
      busyUntil = 0
    }
  }
  await run.settled()
}

async function deliverOne(
  deps: DeliveryDeps,
  run: DeliveryRun,
  sender: Sender,
  targetPolicy: TargetPolicy,
  ref: DeliveryRef,
): Promise<void> {
  if (sender.deletedAt !== null) return cancelAll(deps, [ref])
  if (sender.status !== 'active') return waitForResume(deps, [ref])
  const group = newGroup(await decryptSender(deps.config, sender, targetPolicy), [])
  const { permits, laterMs, others } = await run.ask(group.sender, 1)
  const [permit] = permits
  if (!permit) return postpone({ ...deps, queue: deps.slowQueue }, [ref], laterMs)
  const tried = await run.sendSingly(group, permit, async () => {
    const token = newToken(true)
    const now = Date.now()
    const delivery = await claimInterrupted(deps.db, ref, others, token, now + leaseMsOf(group.sender), now)
    if (!delivery) return null
    if (decideInterrupted(delivery) === 'set aside') {
      await setAside(deps, group.sender, { delivery, token })
      return null
    }
    const [wanted] = await decideClaimed(deps, group.sender, [delivery], token)
    return wanted ? { delivery: wanted, token } : null
  })
  if (tried === 'none') await enqueueAlone(deps.slowQueue, [ref], RETRY_DELAY_MS)
}
