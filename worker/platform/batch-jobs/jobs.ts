import type { AuditAction } from '../../../contract/audit.data.ts'
import type { BatchJob } from '../../../contract/batch-jobs.ts'
import { type AuditEntry, auditRow } from '../audit/audit-row.ts'
import { type Actor, actorName } from '../auth/actor.ts'
import { type Database, runBatch, type Statement } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { newId } from '../lib/ids.ts'
import { cancelJob, findJob, insertJob, type JobRow } from './job-store.ts'

/** The webhook, or the incoming webhook, that a job works for. `type`: as the audit log names it. */
export type JobTarget = {
  type: 'webhook' | 'connector' | 'incoming_webhook'
  organizationId: string
  id: string
  name: string
}

/** A change of a job, and its row in the audit log. */
const entryOf = ({ type, id, name }: JobTarget, action: AuditAction, after: AuditEntry['after']): AuditEntry => ({
  action,
  target: { type, id, name },
  before: null,
  after,
})

/** A new job for `total` items, with the statements that store it. */
export function newJob(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  target: JobTarget,
  { kind, filter, total, action }: Pick<JobRow, 'kind' | 'total'> & { filter: object; action: AuditAction },
): { job: JobRow; statements: [Statement, Statement] } {
  const job: JobRow = {
    organizationId: target.organizationId,
    webhookId: target.id,
    id: newId('job', now),
    status: 'running',
    filter: JSON.parse(JSON.stringify(filter)),
    total,
    done: 0,
    cursor: '',
    createdAt: now,
    createdBy: actorName(actor),
    finishedAt: null,
    kind,
    refused: 0,
  }
  const entry = entryOf(target, action, { job: job.id, count: total })
  return { job, statements: [insertJob(db, job), auditRow(actor, entry, now)] }
}

/** A job of a target. Throws `not_found`. */
export async function jobOf(
  db: Database,
  { organizationId, id }: Pick<JobTarget, 'organizationId' | 'id'>,
  jobId: string,
): Promise<JobRow> {
  const row = await findJob(db, organizationId, id, jobId)
  if (!row) throw notFound('Job')
  return row
}

/** Cancels a job: what it has done stays, the rest is left as it is. Returns the job. Throws `not_found`. */
export async function stopJob(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  target: JobTarget,
  jobId: string,
  action: AuditAction,
): Promise<JobRow> {
  const row = await jobOf(db, target, jobId)
  await runBatch(db, cancelJob(row, now), auditRow(actor, entryOf(target, action, { job: jobId }), now))
  return jobOf(db, target, jobId)
}

export const presentJob = (row: JobRow): BatchJob => ({
  id: row.id,
  status: row.status,
  total: row.total,
  done: row.done,
  createdAt: new Date(row.createdAt).toISOString(),
  createdBy: row.createdBy,
  finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
})
