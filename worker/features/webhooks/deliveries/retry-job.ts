import { RETRYABLE_STATUSES } from '../../../../contract/webhooks.data.ts'
import type { RecoverWebhook, RetryAccepted, RetryDeliveries, RetryJob } from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { advanceJob, cancelIdleJob, type JobRow, listJobs } from '../../../platform/batch-jobs/job-store.ts'
import { type JobTarget, jobOf, newJob, presentJob, stopJob } from '../../../platform/batch-jobs/jobs.ts'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findAllLaneHeads, sendIfChanged } from '../delivery/delivery-store.ts'
import type { DeliveryRef } from '../delivery/queue/delivery-ref.ts'
import { enqueueDeliveries } from '../delivery/queue/enqueue.ts'
import { kindOf, WEBHOOK } from '../settings/kind.ts'
import { filterOf, requireWebhook } from './deliveries.ts'
import { countSendable, type DeliveryFilter, isActive, nextSendable } from './delivery-list-store.ts'
import { requireActiveWebhook } from './retry.ts'
import { sendableStatusOf } from './state-store.ts'

/** Deliveries per transaction. */
const BATCH = 200
/** Maximum number of batches of a job per run; the run of the next minute continues. */
const MAX_BATCHES = 50

/** Sends deliveries again, selected by ids or by filter. Returns the job that reports the progress. */
export async function retryDeliveries(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  input: RetryDeliveries,
): Promise<RetryAccepted> {
  requireScope(actor, 'webhooks:write')
  const { dryRun, ids, statuses, ...query } = input
  const filter = { ...filterOf(query), ...(ids ? { ids } : {}), ...(statuses ? { statuses } : {}) }
  return start(deps, actor, webhookId, filter, dryRun)
}

/** Sends everything that failed, was held, or waits for its next attempt since a given time. */
export async function recoverWebhook(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  { since, dryRun }: RecoverWebhook,
): Promise<RetryAccepted> {
  requireScope(actor, 'webhooks:write')
  return start(
    deps,
    actor,
    webhookId,
    { ...filterOf({ from: since }), statuses: ['failed', 'held', 'pending'] },
    dryRun,
  )
}

/**
 * Sends a webhook's held deliveries of events published in a range of time. Throws `conflict` if the webhook is not
 * active.
 */
export async function sendHeld(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  range: { from?: string | undefined; to?: string | undefined },
  kind = WEBHOOK,
): Promise<RetryAccepted> {
  requireScope(actor, `${kind.resource}:write`)
  return start(deps, actor, webhookId, filterOf({ ...range, status: 'held' }), false, kind)
}

async function start(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  filter: DeliveryFilter,
  dryRun: boolean,
  kind = WEBHOOK,
): Promise<RetryAccepted> {
  const webhook = await requireWebhook(deps, actor, webhookId, kind)
  const planned = await planJob(deps, actor, webhook, filter)
  const { count } = planned
  if (dryRun || !planned.job) return { count, job: null }
  requireActiveWebhook(webhook)
  const [insert, audit] = planned.statements
  await runBatch(deps.db, insert, audit)
  runJob(deps, planned.job)
  return { count, job: presentJob(planned.job) }
}

export type PlannedJob =
  | { count: number; job: null }
  | { count: number; job: JobRow; statements: [Statement, Statement] }

/**
 * Plans a job for the matching deliveries: the job and the statements that insert it; no statements if nothing matches.
 */
export async function planJob(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  webhook: Subscriber,
  filter: DeliveryFilter,
): Promise<PlannedJob> {
  const count = await countSendable(deps.db, webhook.organizationId, webhook.id, filter)
  if (count === 0) return { count, job: null }
  const action = kindOf(webhook).actions.deliveriesRetried
  return { count, ...newJob(deps, actor, targetOf(webhook), { kind: 'retry', filter, total: count, action }) }
}

type Subscriber = Omit<JobTarget, 'type'> & { provider: string | null }

const targetOf = ({ organizationId, id, name, ...row }: Subscriber): JobTarget => ({
  type: kindOf(row).type,
  organizationId,
  id,
  name,
})

/** Starts a stored job in the background. */
export const runJob = (deps: Pick<Deps, 'db' | 'queue' | 'waitUntil'>, job: JobRow): void =>
  deps.waitUntil(continueJob(deps.db, job, (refs) => enqueueDeliveries(deps.queue, refs)))

/** The latest jobs of a webhook, newest first. */
export async function listRetryJobs(deps: Deps, actor: Actor, webhookId: string): Promise<RetryJob[]> {
  requireScope(actor, 'webhooks:read')
  const webhook = await requireWebhook(deps, actor, webhookId)
  return (await listJobs(deps.db, webhook.organizationId, webhookId)).map(presentJob)
}

/** The progress of a job. Throws `not_found`. */
export async function readRetryJob(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<RetryJob> {
  requireScope(actor, 'webhooks:read')
  return presentJob(await jobOf(deps.db, await requireWebhook(deps, actor, webhookId), id))
}

/** Cancels a job: deliveries that it has enqueued continue, the rest stays as it is. */
export async function cancelRetryJob(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<RetryJob> {
  requireScope(actor, 'webhooks:write')
  const webhook = await requireWebhook(deps, actor, webhookId)
  return presentJob(await stopJob(deps, actor, targetOf(webhook), id, 'webhook.retry_canceled'))
}

/**
 * Continues a job batch by batch. Each batch and the new cursor are one transaction, so any Worker can continue the
 * job, and two at the same time do no harm. A job whose webhook was paused, disabled or deleted in the meantime is
 * canceled.
 */
export async function continueJob(
  db: Database,
  job: JobRow,
  wake: (refs: DeliveryRef[]) => Promise<void>,
): Promise<void> {
  const { organizationId, webhookId } = job
  const filter: DeliveryFilter = { fromId: null, toId: null, ...job.filter }
  const one = filter.status ?? (filter.state && sendableStatusOf(filter.state))
  const wanted = filter.statuses ?? (one ? [one] : RETRYABLE_STATUSES)
  // Deliveries with another status by now are skipped: somebody else has sent them.
  const statuses = RETRYABLE_STATUSES.filter((one) => wanted.includes(one))
  let cursor = job.cursor ?? ''
  for (let left = MAX_BATCHES; left > 0; left--) {
    const rows = await nextSendable(db, organizationId, webhookId, filter, cursor, BATCH)
    const refs = rows.map(({ id }) => ({ organizationId, webhookId, id }))
    const next = { cursor: refs.at(-1)?.id ?? cursor, count: refs.length, isOver: refs.length < BATCH }
    const advance = advanceJob(job, cursor, next, isActive(job), Date.now())
    const advanced = await (refs.length > 0
      ? runBatch(db, advance, sendIfChanged(refs, statuses, Date.now()))
      : runBatch(db, advance))
    if (advanced === 0) {
      await runBatch(db, cancelIdleJob(job, isActive(job), Date.now()))
      return
    }
    await wake(refs)
    if (next.isOver) {
      // For an ordered webhook, newer events have waited for this job.
      if (one === 'held') await wake(await findAllLaneHeads(db, organizationId, webhookId, BATCH))
      return
    }
    cursor = next.cursor
  }
}
