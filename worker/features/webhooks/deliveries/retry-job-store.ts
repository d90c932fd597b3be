import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { retryJobs } from '../../../platform/db/schema.ts'

export type JobRow = typeof retryJobs.$inferSelect

const columns = {
  organizationId: retryJobs.organizationId,
  webhookId: retryJobs.webhookId,
  id: retryJobs.id,
  status: retryJobs.status,
  filter: retryJobs.filter,
  total: retryJobs.total,
  done: retryJobs.done,
  cursor: retryJobs.cursor,
  createdAt: retryJobs.createdAt,
  createdBy: retryJobs.createdBy,
  finishedAt: retryJobs.finishedAt,
}
const ofWebhook = (organizationId: string, webhookId: string) =>
  and(eq(retryJobs.organizationId, organizationId), eq(retryJobs.webhookId, webhookId))

export const insertJob = (db: Database, row: JobRow): Statement => db.insert(retryJobs).values(row)

export const findJob = (db: Database, organizationId: string, webhookId: string, id: string) =>
  db
    .select(columns)
    .from(retryJobs)
    .where(and(ofWebhook(organizationId, webhookId), eq(retryJobs.id, id)))
    .get()

export const listJobs = (db: Database, organizationId: string, webhookId: string): Promise<JobRow[]> =>
  db
    .select(columns)
    .from(retryJobs)
    .where(ofWebhook(organizationId, webhookId))
    .orderBy(desc(retryJobs.id))
    .limit(20)
    .all()

/** Unfinished jobs of all organizations, oldest first: the sweeper continues them. */
export const runningJobs = (db: Database): Promise<JobRow[]> =>
  db
    .select(columns)
    .from(retryJobs)
    .where(sql`${retryJobs.status} = 'running'`)
    .orderBy(retryJobs.createdAt)
    .limit(20)
    .all()

type Key = Pick<JobRow, 'organizationId' | 'webhookId' | 'id'>
const itself = ({ organizationId, webhookId, id }: Key) =>
  sql`organization_id = ${organizationId} AND webhook_id = ${webhookId} AND id = ${id}`

const sends = ({ organizationId, webhookId }: Key) => sql`EXISTS (
  SELECT 1 FROM webhooks w
  WHERE w.organization_id = ${organizationId} AND w.id = ${webhookId} AND w.status = 'active' AND w.deleted_at IS NULL)`

/**
 * Advances a running job from `cursor`; changes nothing if it has advanced already, was canceled, or its webhook is not
 * active.
 */
export const advanceJob = (
  job: Key,
  cursor: string,
  next: { cursor: string; count: number; over: boolean },
  now: number,
): Statement => sql`
  UPDATE retry_jobs SET cursor = ${next.cursor}, done = done + ${next.count},
    status = ${next.over ? 'done' : 'running'}, finished_at = ${next.over ? now : null}
  WHERE ${itself(job)} AND status = 'running' AND cursor = ${cursor} AND ${sends(job)}`

export const cancelJob = (job: Key, now: number): SQL => sql`
  UPDATE retry_jobs SET status = 'canceled', finished_at = ${now} WHERE ${itself(job)} AND status = 'running'`

/** Cancels a job whose webhook is not active any more; deliveries that it has not reached stay as they are. */
export const cancelIdleJob = (job: Key, now: number): Statement => sql`${cancelJob(job, now)} AND NOT ${sends(job)}`
