import { runBatch } from '../../platform/db/client.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import { reportError } from '../../platform/lib/report.ts'
import { noteTask, readTaskCursor } from '../../platform/scheduler/job-store.ts'
import { continueJob } from './deliveries/retry-job.ts'
import { runningJobs } from './deliveries/retry-job-store.ts'
import type { DeliveryDeps } from './delivery/delivery-deps.ts'
import type { DeliveryRef } from './delivery/delivery-ref.ts'
import { lookAgainAt } from './delivery/delivery-store.ts'
import { adoptLost, type Due, findDue } from './delivery/due-store.ts'
import { sendWakeUps } from './delivery/enqueue.ts'
import { cancelAll, holdBack } from './delivery/postpone.ts'

/** Its name in the list of jobs. Its cursor is up to when (ms) it has looked for deliveries that nobody began. */
export const SWEEP_OF_DELIVERIES = 'deliveries'

/** The queue has had its chance with a delivery that is older than this. */
const LOST_AFTER_MS = 20_000
/** Looked at again, in case somebody's transaction took so long to be written. */
const OVERLAP_MS = 60_000
/** What was put into the queue gets so long before it is put there again. */
const AGAIN_AFTER_MS = 120_000
const MOST = 1000
const ROUNDS = 10

/**
 * Finds what the queue has lost, and wakes it: first attempts that nobody made, retries that are due, leases that ran
 * out, jobs that were cut off. Runs each minute; safe to run twice, or to be cut off.
 */
export async function sweepDeliveries(deps: Pick<DeliveryDeps, 'db' | 'queue'>, now: number): Promise<void> {
  await adopt(deps, now)
  for (let left = ROUNDS; left > 0; left--) {
    const due = await findDue(deps.db, now, MOST)
    const by = Map.groupBy(due, ({ webhookStatus }) => webhookStatus)
    const active = by.get('active') ?? []
    const held = [...(by.get('paused') ?? []), ...(by.get('disabled') ?? [])]
    if (active.length > 0) await runBatch(deps.db, lookAgainAt(refsOf(active), now + AGAIN_AFTER_MS))
    if (held.length > 0) await holdBack(deps, refsOf(held))
    await cancelAll(deps, refsOf(by.get('deleted') ?? []))
    await sendWakeUps(deps.queue, refsOf(active))
    if (due.length < MOST) break
  }
  for (const job of await runningJobs(deps.db)) {
    try {
      await continueJob(deps.db, job, (refs) => sendWakeUps(deps.queue, refs))
    } catch (error) {
      reportError(`the job ${job.id} did not go on`, error)
    }
  }
}

async function adopt({ db }: Pick<DeliveryDeps, 'db'>, now: number): Promise<void> {
  const from = idFloor('dlv', Number((await readTaskCursor(db, SWEEP_OF_DELIVERIES)) ?? 0))
  const to = idFloor('dlv', now - LOST_AFTER_MS)
  for (let left = ROUNDS; left > 0; left--) {
    if ((await adoptLost(db, from, to, now, MOST)) < MOST) {
      await runBatch(db, noteTask(SWEEP_OF_DELIVERIES, String(now - LOST_AFTER_MS - OVERLAP_MS), now, Date.now()))
      return
    }
  }
}

const refsOf = (due: readonly Due[]): DeliveryRef[] =>
  due.map(({ organizationId, webhookId, id }) => ({ organizationId, webhookId, id }))
