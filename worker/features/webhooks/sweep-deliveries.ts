import { runningJobs } from '../../platform/batch-jobs/job-store.ts'
import { runBatch } from '../../platform/db/client.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import { reportError } from '../../platform/lib/report.ts'
import type { MinuteTask } from '../../platform/manifest/feature.ts'
import { readTaskCursor, recordTask } from '../../platform/scheduler/job-store.ts'
import { continueJob } from './deliveries/retry-job.ts'
import type { DeliveryDeps } from './delivery/delivery-deps.ts'
import { delaySweep } from './delivery/delivery-store.ts'
import { adoptLost, type Due, findDue } from './delivery/due-store.ts'
import { cancelAll, waitForResume } from './delivery/postpone.ts'
import type { DeliveryRef } from './delivery/queue/delivery-ref.ts'
import { enqueueDeliveries } from './delivery/queue/enqueue.ts'

/**
 * Its name in the list of jobs. Its cursor is the time (ms) up to which it has looked for deliveries that were never
 * attempted.
 */
const SWEEP_OF_DELIVERIES = 'deliveries'

/** The queue has had its chance with a delivery that is older than this. */
const LOST_AFTER_MS = 20_000
/** Overlap of the searched ranges, for transactions that took long to commit. */
const OVERLAP_MS = 60_000
/** Enqueued deliveries are not enqueued again before this time has passed. */
const AGAIN_AFTER_MS = 120_000
const MOST = 1000
const ROUNDS = 10

/**
 * Finds and enqueues what the queue has lost: first attempts that were never made, retries that are due, expired
 * leases, interrupted jobs. Runs each minute; it is idempotent and may be interrupted.
 */
export async function sweepDeliveries(deps: Pick<DeliveryDeps, 'db' | 'queue'>, now: number): Promise<void> {
  await adopt(deps, now)
  for (let left = ROUNDS; left > 0; left--) {
    const due = await findDue(deps.db, now, MOST)
    const by = Map.groupBy(due, ({ webhookStatus }) => webhookStatus)
    const active = by.get('active') ?? []
    const held = [...(by.get('paused') ?? []), ...(by.get('disabled') ?? [])]
    if (active.length > 0) await runBatch(deps.db, delaySweep(refsOf(active), now + AGAIN_AFTER_MS))
    if (held.length > 0) await waitForResume(deps, refsOf(held))
    await cancelAll(deps, refsOf(by.get('deleted') ?? []))
    await enqueueDeliveries(deps.queue, refsOf(active))
    if (due.length < MOST) break
  }
  for (const job of await runningJobs(deps.db, 'retry')) {
    try {
      await continueJob(deps.db, job, (refs) => enqueueDeliveries(deps.queue, refs))
    } catch (error) {
      reportError(`the job ${job.id} did not go on`, error)
    }
  }
}

/** The sweep as a task of each minute. */
export const deliverySweep: MinuteTask = { name: SWEEP_OF_DELIVERIES, run: sweepDeliveries }

async function adopt({ db }: Pick<DeliveryDeps, 'db'>, now: number): Promise<void> {
  const from = idFloor('dlv', Number((await readTaskCursor(db, SWEEP_OF_DELIVERIES)) ?? 0))
  const to = idFloor('dlv', now - LOST_AFTER_MS)
  for (let left = ROUNDS; left > 0; left--) {
    if ((await adoptLost(db, from, to, now, MOST)) < MOST) {
      await runBatch(db, recordTask(SWEEP_OF_DELIVERIES, String(now - LOST_AFTER_MS - OVERLAP_MS), now, Date.now()))
      return
    }
  }
}

const refsOf = (due: readonly Due[]): DeliveryRef[] =>
  due.map(({ organizationId, webhookId, id }) => ({ organizationId, webhookId, id }))
