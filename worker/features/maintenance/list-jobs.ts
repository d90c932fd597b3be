import type { JobPage, Job as ShownJob } from '../../../contract/maintenance.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { MINUTE_MS } from '../../platform/lib/time/time.ts'
import { loadParts } from '../../platform/manifest/feature.ts'
import { loadJobs } from '../../platform/manifest/jobs.ts'
import type { AnyJob } from '../../platform/scheduler/job.ts'
import { type JobRow, readJobRuns } from '../../platform/scheduler/job-store.ts'
import { PERIOD_MS } from '../../platform/scheduler/run-jobs.ts'
import { isFirstOrganization } from '../identity/is-first-organization.ts'
import { describeResult, failureOf } from './describe-result.ts'

/** The cron trigger fires each minute. If it has not for this long, it counts as stopped. */
const LATE_MS = 10 * MINUTE_MS

/**
 * A job, or a task that runs each minute. A task does not wait for jobs, and records its last run in the same table.
 */
type ListedJob = Pick<AnyJob, 'name' | 'every' | 'figures' | 'wanted' | 'hasWork'> & { isTask?: true }

/** All jobs with their last result. Numbers are shown only to the organization of the first-run setup. */
export async function listJobs({ db, now }: Deps, actor: Actor): Promise<JobPage> {
  requireScope(actor, 'organization:read')
  const [rows, amounts] = await Promise.all([readJobRuns(db), isFirstOrganization(db, actor.organization.id)])
  const tasks = await loadParts(({ minuteTasks }) => minuteTasks)
  const jobs: ListedJob[] = [
    ...tasks.map(({ name }): ListedJob => ({ name, every: 'minute', figures: {}, isTask: true })),
    ...(await loadJobs()),
  ]
  const fired = Math.max(0, ...rows.map(({ startedAt }) => startedAt))
  return {
    data: jobs.map((job) =>
      present(
        job,
        rows.find((row) => row.job === job.name),
        { amounts, fired: fired > 0, now },
      ),
    ),
    nextCursor: null,
    total: jobs.length,
    firedAt: iso(fired || null),
    late: now - fired > LATE_MS,
  }
}

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())

function present(
  job: ListedJob,
  row: JobRow | undefined,
  { amounts, fired, now }: { amounts: boolean; fired: boolean; now: number },
): ShownJob {
  const { name, every, figures } = job
  // A job that finds no work writes no row.
  if (!row && job.hasWork && fired) {
    const never = { lastStartedAt: null, lastFinishedAt: null, nextAt: iso(nextMinute(now)) }
    return { name, every, state: 'done', result: describeResult(figures, {}, { amounts }), ...never }
  }
  if (!row) {
    const state = job.wanted ? 'off' : 'never'
    const result = job.wanted ? 'It is not set up.' : 'It has not run yet.'
    const nextAt = job.wanted ? null : iso(nextMinute(now))
    return { name, every, state, result, lastStartedAt: null, lastFinishedAt: null, nextAt }
  }
  const state = stateOf(job, row)
  const soon = every === 'minute' || state === 'waiting' || state === 'failed'
  return {
    name,
    every,
    state,
    result: state === 'running' ? runningText(row) : describeResult(figures, row.result, { amounts }),
    lastStartedAt: iso(row.startedAt),
    lastFinishedAt: iso(row.finishedAt),
    nextAt: iso(soon ? nextMinute(now) : Math.max(nextStart(row.startedAt, PERIOD_MS[every]), nextMinute(now))),
  }
}

/** Reports runs that neither ended nor failed: the runtime ended during them. */
function runningText({ interruptions }: JobRow): string {
  if (interruptions === 0) return 'It is at work.'
  const times = interruptions === 1 ? 'The run before it was' : `${interruptions} runs before it were`
  return `It is at work. ${times} interrupted: the runtime ended. The log of the Worker says more.`
}

function stateOf({ isTask }: ListedJob, row: JobRow): ShownJob['state'] {
  if (row.finishedAt === null) return 'running'
  if (failureOf(row.result) !== null) return 'failed'
  // The cursor of a task is the time up to which it has looked, not remaining work.
  return row.cursor === null || isTask ? 'done' : 'waiting'
}

const nextStart = (now: number, period: number) => Math.floor(now / period + 1) * period
const nextMinute = (now: number) => nextStart(now, MINUTE_MS)
