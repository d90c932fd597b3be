import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import { failsBecause } from '../db/client.ts'
import { retryJobs } from '../db/schema.ts'

/** A stored job. `webhookId`: the webhook, or the incoming webhook, that it works for. */
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
  kind: retryJobs.kind,
  refused: retryJobs.refused,
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

/** The latest 20 jobs of a webhook, newest first. */
export const listJobs = (db: Database, organizationId: string, webhookId: string): Promise<JobRow[]> =>
  db
    .select(columns)
    .from(retryJobs)
    .where(ofWebhook(organizationId, webhookId))
    .orderBy(desc(retryJobs.id))
    .limit(20)
    .all()

/** Unfinished jobs of a kind of all organizations, oldest first: what runs each minute continues them. */
export const runningJobs = (db: Database, kind: JobRow['kind']): Promise<JobRow[]> =>
  db
    .select(columns)
    .from(retryJobs)
    .where(and(sql`${retryJobs.status} = 'running'`, eq(retryJobs.kind, kind)))
    .orderBy(retryJobs.createdAt)
    .limit(20)
    .all()

type Key = Pick<JobRow, 'organizationId' | 'webhookId' | 'id'>
const itself = ({ organizationId, webhookId, id }: Key) =>
  sql`organization_id = ${organizationId} AND webhook_id = ${webhookId} AND id = ${id}`

/** `refused`: how many of `count` were refused. */
export type Advance = { cursor: string; count: number; refused?: number; isOver: boolean }

/**
 * Advances a running job from `cursor`; changes nothing if it has advanced already, was canceled, or `allowed` does not
 * hold.
 */
export const advanceJob = (job: Key, cursor: string, next: Advance, allowed: SQL, now: number): Statement => sql`
  UPDATE retry_jobs SET cursor = ${next.cursor}, done = done + ${next.count}, refused = refused + ${next.refused ?? 0},
    status = ${next.isOver ? 'done' : 'running'}, finished_at = ${next.isOver ? now : null}
  WHERE ${itself(job)} AND status = 'running' AND cursor = ${cursor} AND ${allowed}`

/**
 * The same for one item, but the transaction fails (`isOvertaken`) instead: what it would have done was done by another
 * run of the job, or is not wanted any more.
 */
export const advanceJobOrFail = (job: Key, cursor: string, next: Advance, allowed: SQL): Statement => sql`
  UPDATE retry_jobs SET cursor = ${next.cursor}, refused = refused + ${next.refused ?? 0},
    done = CASE WHEN status = 'running' AND cursor = ${cursor} AND ${allowed} THEN done + ${next.count} END
  WHERE ${itself(job)}`

/** Whether a transaction failed because of `advanceJobOrFail`. */
export const isOvertaken = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: retry_jobs\.done/)

export const cancelJob = (job: Key, now: number): SQL => sql`
  UPDATE retry_jobs SET status = 'canceled', finished_at = ${now} WHERE ${itself(job)} AND status = 'running'`

/** Cancels a job for which `allowed` does not hold any more; items that it has not reached stay as they are. */
export const cancelIdleJob = (job: Key, allowed: SQL, now: number): Statement =>
  sql`${cancelJob(job, now)} AND NOT ${allowed}`
