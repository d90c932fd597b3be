import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { jobRuns, retryJobs } from '../../../platform/db/schema.ts'

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

/** Jobs of every organisation that are not finished, the oldest first: the sweeper goes on with them. */
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

/** Moves a running job on from `cursor`; changes nothing when it has moved, was stopped, or its webhook does not send. */
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
  UPDATE retry_jobs SET status = 'cancelled', finished_at = ${now} WHERE ${itself(job)} AND status = 'running'`

/** Stops a job whose webhook does not send any more: what it has not come to stays as it is. */
export const cancelIdleJob = (job: Key, now: number): Statement => sql`${cancelJob(job, now)} AND NOT ${sends(job)}`

const SWEEP = 'deliveries'

/** Up to when (ms) the sweeper has looked for deliveries that nobody began. */
export async function readWatermark(db: Database): Promise<number> {
  const row = await db.select({ cursor: jobRuns.cursor }).from(jobRuns).where(eq(jobRuns.job, SWEEP)).get()
  return Number(row?.cursor ?? 0)
}

export const writeWatermark = (watermark: number, startedAt: number, finishedAt: number): Statement => sql`
  INSERT INTO job_runs (job, started_at, finished_at, cursor)
  VALUES (${SWEEP}, ${startedAt}, ${finishedAt}, ${String(watermark)})
  ON CONFLICT (job) DO UPDATE SET
    started_at = excluded.started_at, finished_at = excluded.finished_at, cursor = excluded.cursor`
