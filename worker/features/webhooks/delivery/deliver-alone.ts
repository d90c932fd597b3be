import type { Surroundings } from '../../../platform/outbound/target-url.ts'
import { openSender } from './attempt.ts'
import { claimInterrupted } from './claim-store.ts'
import { decideClaimed } from './decide.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { DeliveryRun, newGroup } from './delivery-run.ts'
import type { Sender } from './delivery-store.ts'
import { sendAlone } from './enqueue.ts'
import { judgeInterrupted, newToken } from './interruption.ts'
import { leaseMsOf } from './permits.ts'
import { cancelAll, holdBack, putOff } from './postpone.ts'
import { setAside } from './set-aside.ts'

/** A batch begins no further one after so long; what is left comes again. */
const BATCH_MS = 2000
const AGAIN_MS = 1000
/** The longest that one of them is alone: then it waits for its receiver. */
const ALONE_MS = 2000

/** Until when (ms) one of them is processed in this isolate, by whichever batch. */
let busyUntil = 0

/**
 * Processes deliveries whose processing was interrupted before: one after the other, each alone until it ends or waits
 * for its receiver for more than a second. Which of them ends the runtime again is then known, and is set aside.
 */
export async function deliverAlone(
  deps: DeliveryDeps,
  surroundings: Surroundings,
  senders: readonly Sender[],
  refs: readonly DeliveryRef[],
): Promise<void> {
  const run = new DeliveryRun(deps, surroundings, 'slow', 1)
  const deadline = Date.now() + BATCH_MS
  for (const [index, ref] of refs.entries()) {
    if (Date.now() > deadline || Date.now() < busyUntil) {
      await sendAlone(deps.slowQueue, refs.slice(index), AGAIN_MS)
      break
    }
    const sender = senders.find(({ id }) => id === ref.webhookId)
    if (!sender) continue
    busyUntil = Date.now() + ALONE_MS
    try {
      await deliverOne(deps, run, sender, surroundings, ref)
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
  surroundings: Surroundings,
  ref: DeliveryRef,
): Promise<void> {
  if (sender.deletedAt !== null) return cancelAll(deps, [ref])
  if (sender.status !== 'active') return holdBack(deps, [ref])
  const group = newGroup(await openSender(deps.config, sender, surroundings), [])
  const { permits, laterMs, others } = await run.ask(group.sender, 1)
  const [permit] = permits
  if (!permit) return putOff({ ...deps, queue: deps.slowQueue }, [ref], laterMs)
  const tried = await run.sendSingly(group, permit, async () => {
    const token = newToken(true)
    const now = Date.now()
    const delivery = await claimInterrupted(deps.db, ref, others, token, now + leaseMsOf(group.sender), now)
    if (!delivery) return null
    if (judgeInterrupted(delivery) === 'set aside') {
      await setAside(deps, group.sender, { delivery, token })
      return null
    }
    const [wanted] = await decideClaimed(deps, group.sender, [delivery], token)
    return wanted ? { delivery: wanted, token } : null
  })
  if (tried === 'none') await sendAlone(deps.slowQueue, [ref], AGAIN_MS)
}
