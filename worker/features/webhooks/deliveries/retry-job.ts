import type { RecoverWebhook, RetryAccepted, RetryDeliveries, RetryJob } from '../../../../contract/webhooks.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { DeliveryRef } from '../delivery/delivery-ref.ts'
import { AT_REST, findAllLaneHeads, sendAgainToo } from '../delivery/delivery-store.ts'
import { sendWakeUps } from '../delivery/enqueue.ts'
import { filterOf, mustExist } from './deliveries.ts'
import { countAtRest, type DeliveryFilter, nextAtRest } from './delivery-list-store.ts'
import { mustSend } from './retry.ts'
import { advanceJob, cancelIdleJob, cancelJob, findJob, insertJob, type JobRow, listJobs } from './retry-job-store.ts'

/** Deliveries of one transaction. */
const PIECE = 200
/** What one run does of a job at most: the next minute goes on. */
const PIECES = 50

/** Sends deliveries again by their ids or by filter, under a job that tells how far it has come. */
export async function retryDeliveries(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  input: RetryDeliveries,
): Promise<RetryAccepted> {
  requireScope(actor, 'webhooks:write')
  const { dryRun, ids, ...query } = input
  return start(deps, actor, webhookId, { ...filterOf(query), ...(ids ? { ids } : {}) }, dryRun)
}

/** Sends everything that failed or was held since then. */
export async function recoverWebhook(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  { since, dryRun }: RecoverWebhook,
): Promise<RetryAccepted> {
  requireScope(actor, 'webhooks:write')
  return start(deps, actor, webhookId, { ...filterOf({ from: since }), statuses: ['failed', 'held'] }, dryRun)
}

/** Sends what a webhook held, published from one time to another. Throws `conflict` while the webhook does not send. */
export async function sendHeld(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  range: { from?: string | undefined; to?: string | undefined },
): Promise<RetryAccepted> {
  requireScope(actor, 'webhooks:write')
  return start(deps, actor, webhookId, filterOf({ ...range, status: 'held' }), false)
}

async function start(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  filter: DeliveryFilter,
  dryRun: boolean,
): Promise<RetryAccepted> {
  const webhook = await mustExist(deps, actor, webhookId)
  const planned = await planJob(deps, actor, webhook, filter)
  const { count } = planned
  if (dryRun || !planned.job) return { count, job: null }
  mustSend(webhook)
  const [insert, audit] = planned.statements
  await runBatch(deps.db, insert, audit)
  runJob(deps, planned.job)
  return { count, job: presentJob(planned.job) }
}

export type PlannedJob =
  | { count: number; job: null }
  | { count: number; job: JobRow; statements: [Statement, Statement] }

/** A job that sends what matches, and the statements that write it: none where nothing matches. */
export async function planJob(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  webhook: { organizationId: string; id: string; name: string },
  filter: DeliveryFilter,
): Promise<PlannedJob> {
  const count = await countAtRest(db, webhook.organizationId, webhook.id, filter)
  if (count === 0) return { count, job: null }
  const job: JobRow = {
    organizationId: webhook.organizationId,
    webhookId: webhook.id,
    id: newId('job', now),
    status: 'running',
    filter: JSON.parse(JSON.stringify(filter)),
    total: count,
    done: 0,
    cursor: '',
    createdAt: now,
    createdBy: actorName(actor),
    finishedAt: null,
  }
  const entry: AuditEntry = {
    action: 'webhook.deliveries_retried',
    target: { type: 'webhook', id: webhook.id, name: webhook.name },
    before: null,
    after: { job: job.id, count },
  }
  return { count, job, statements: [insertJob(db, job), auditRow(actor, entry, now)] }
}

/** Starts a job that was written, without waiting for it. */
export const runJob = (deps: Pick<Deps, 'db' | 'queue' | 'waitUntil'>, job: JobRow): void =>
  deps.waitUntil(continueJob(deps.db, job, (refs) => sendWakeUps(deps.queue, refs)))

/** The latest jobs of a webhook, newest first. */
export async function listRetryJobs(deps: Deps, actor: Actor, webhookId: string): Promise<RetryJob[]> {
  requireScope(actor, 'webhooks:read')
  const webhook = await mustExist(deps, actor, webhookId)
  return (await listJobs(deps.db, webhook.organizationId, webhookId)).map(presentJob)
}

/** How far a job has come. Throws `not_found`. */
export async function readRetryJob(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<RetryJob> {
  requireScope(actor, 'webhooks:read')
  const { organizationId } = await mustExist(deps, actor, webhookId)
  return presentJob(await jobOf(deps.db, organizationId, webhookId, id))
}

/** Throws `not_found`. */
async function jobOf(db: Database, organizationId: string, webhookId: string, id: string): Promise<JobRow> {
  const row = await findJob(db, organizationId, webhookId, id)
  if (!row) throw notFound('Job')
  return row
}

/** Stops a job: what it has put on its way goes on, the rest stays as it is. */
export async function cancelRetryJob(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<RetryJob> {
  requireScope(actor, 'webhooks:write')
  const { db, now } = deps
  const { organizationId, name } = await mustExist(deps, actor, webhookId)
  const row = await jobOf(db, organizationId, webhookId, id)
  const entry: AuditEntry = {
    action: 'webhook.retry_cancelled',
    target: { type: 'webhook', id: webhookId, name },
    before: null,
    after: { job: id },
  }
  await runBatch(db, cancelJob(row, now), auditRow(actor, entry, now))
  return presentJob(await jobOf(db, organizationId, webhookId, id))
}

const presentJob = (row: JobRow): RetryJob => ({
  id: row.id,
  status: row.status,
  total: row.total,
  done: row.done,
  createdAt: new Date(row.createdAt).toISOString(),
  createdBy: row.createdBy,
  finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
})

/**
 * Goes on with a job, piece by piece. A piece and how far it came are one transaction, so it does not matter who goes
 * on, nor if two do. A job whose webhook was paused, disabled or deleted meanwhile is cancelled.
 */
export async function continueJob(
  db: Database,
  job: JobRow,
  wake: (refs: DeliveryRef[]) => Promise<void>,
): Promise<void> {
  const { organizationId, webhookId } = job
  const filter: DeliveryFilter = { fromId: null, toId: null, ...job.filter }
  const wanted = filter.statuses ?? (filter.status ? [filter.status] : AT_REST)
  // What changed since it was looked at is left alone: somebody else sent it.
  const statuses = AT_REST.filter((one) => wanted.includes(one))
  let cursor = job.cursor ?? ''
  for (let left = PIECES; left > 0; left--) {
    const rows = await nextAtRest(db, organizationId, webhookId, filter, cursor, PIECE)
    const refs = rows.map(({ id }) => ({ organizationId, webhookId, id }))
    const next = { cursor: refs.at(-1)?.id ?? cursor, count: refs.length, over: refs.length < PIECE }
    const advance = advanceJob(job, cursor, next, Date.now())
    const advanced = await (refs.length > 0
      ? runBatch(db, advance, sendAgainToo(refs, statuses, Date.now()))
      : runBatch(db, advance))
    if (advanced === 0) {
      await runBatch(db, cancelIdleJob(job, Date.now()))
      return
    }
    await wake(refs)
    if (next.over) {
      // In an ordered webhook newer events have waited for the job.
      if (filter.status === 'held') await wake(await findAllLaneHeads(db, organizationId, webhookId, PIECE))
      return
    }
    cursor = next.cursor
  }
}
