import { eq, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import { jobRuns } from '../db/schema.ts'

export type JobRow = typeof jobRuns.$inferSelect

/** The last run of every job. */
export const readJobRuns = (db: Database): Promise<JobRow[]> =>
  db
    .select({
      job: jobRuns.job,
      startedAt: jobRuns.startedAt,
      finishedAt: jobRuns.finishedAt,
      cursor: jobRuns.cursor,
      result: jobRuns.result,
      interruptions: jobRuns.interruptions,
    })
    .from(jobRuns)
    .all()

/** The cursor of a task that runs each minute; such tasks are not claimed. */
export async function readTaskCursor(db: Database, task: string): Promise<string | null> {
  const row = await db.select({ cursor: jobRuns.cursor }).from(jobRuns).where(eq(jobRuns.job, task)).get()
  return row?.cursor ?? null
}

/** Records a run of a task that runs each minute, and its cursor. */
export const recordTask = (task: string, cursor: string, startedAt: number, finishedAt: number): Statement => sql`
  INSERT INTO job_runs (job, started_at, finished_at, cursor)
  VALUES (${task}, ${startedAt}, ${finishedAt}, ${cursor})
  ON CONFLICT (job) DO UPDATE SET
    started_at = excluded.started_at, finished_at = excluded.finished_at, cursor = excluded.cursor`
