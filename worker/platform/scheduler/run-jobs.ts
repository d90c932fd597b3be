import { sql } from 'drizzle-orm'
import { type Database, runBatch } from '../db/client.ts'
import type { JsonObject } from '../lib/json/json.ts'
import { reportError } from '../lib/report.ts'
import { HOUR_MS, MINUTE_MS } from '../lib/time/time.ts'
import type { AnyJob, JobDeps } from './job.ts'
import { readJobRuns } from './job-store.ts'

/** A run that neither ended nor failed counts as dead after this time, ms; a cron trigger may take 15 minutes. */
const DEAD_MS = 15 * 60_000

/**
 * Runs the jobs that are due, one after the other. A job that fails is reported and retried at the next trigger; the
 * others run anyway. Two concurrent triggers never run the same job.
 */
export async function runJobs(deps: JobDeps, jobs: readonly AnyJob[]): Promise<void> {
  const known = await readJobRuns(deps.db)
  const lastOf = (job: AnyJob) => known.find((one) => one.job === job.name)
  // A run that never ended may have ended the runtime. Such a job runs last, so that it cannot prevent the other jobs
  // if it does so again.
  const wasInterrupted = (job: AnyJob) => {
    const last = lastOf(job)
    return last !== undefined && (last.finishedAt === null || last.interruptions > 0)
  }
  for (const job of [...jobs.filter((one) => !wasInterrupted(one)), ...jobs.filter(wasInterrupted)]) {
    if (job.wanted && !job.wanted(deps)) continue
    const last = lastOf(job)
    if (last && !isDue(job, last, deps.now)) continue
    if (!(await hasWork(deps, job))) continue
    if (await claim(deps.db, job, deps.now)) await runOne(deps, job, last?.cursor ?? null)
  }
}

type LastRun = { startedAt: number; cursor: string | null; result: JsonObject | null }

/** If the check fails, the job runs: it then fails itself, and is reported. */
async function hasWork(deps: JobDeps, job: AnyJob): Promise<boolean> {
  try {
    return (await job.hasWork?.(deps)) ?? true
  } catch {
    return true
  }
}

/** Length of each period, ms. */
export const PERIOD_MS = { minute: MINUTE_MS, 'ten minutes': 10 * MINUTE_MS, hour: HOUR_MS }

const isDue = (job: AnyJob, last: LastRun, now: number): boolean =>
  job.every === 'minute' ||
  last.cursor !== null ||
  last.result === null ||
  'failed' in last.result ||
  Math.floor(last.startedAt / PERIOD_MS[job.every]) < Math.floor(now / PERIOD_MS[job.every])

/** Returns false if another trigger runs it. */
async function claim(db: Database, job: AnyJob, now: number): Promise<boolean> {
  const changed = await runBatch(
    db,
    sql`
      INSERT INTO job_runs (job, started_at) VALUES (${job.name}, ${now})
      ON CONFLICT (job) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL,
        interruptions = interruptions + (finished_at IS NULL)
      WHERE finished_at IS NOT NULL OR started_at <= ${now - DEAD_MS}`,
  )
  return changed > 0
}

async function runOne(deps: JobDeps, job: AnyJob, cursor: string | null): Promise<void> {
  let outcome: { cursor: string | null; result: object }
  try {
    outcome = await job.run(deps, cursor)
  } catch (error) {
    reportError(`job ${job.name} failed`, error)
    outcome = { cursor, result: { failed: error instanceof Error ? error.name : 'unknown' } }
  }
  await runBatch(
    deps.db,
    sql`
      UPDATE job_runs SET finished_at = ${Date.now()}, cursor = ${outcome.cursor}, interruptions = 0,
        result = ${JSON.stringify(outcome.result)}
      WHERE job = ${job.name} AND started_at = ${deps.now}`,
  )
}
