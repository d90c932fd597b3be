import type { JobPage, Job as ShownJob } from '../../../contract/upkeep.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { MINUTE_MS } from '../../platform/lib/time/time.ts'
import { installedFeatures } from '../../platform/manifest/feature.ts'
import type { AnyJob } from '../../platform/scheduler/job.ts'
import { type JobRow, readJobRuns } from '../../platform/scheduler/job-store.ts'
import { installedJobs, PERIOD_MS } from '../../platform/scheduler/run-jobs.ts'
import { isFirstOrganization } from '../identity/is-first-organization.ts'
import { describeResult, failureOf } from './describe-result.ts'

/** The cron trigger fires each minute; after so long without it nothing is being done. */
const LATE_MS = 10 * MINUTE_MS

/** A job, or a task of each minute: it never waits for a job, and notes in the same place when it ran. */
type Shown = Pick<AnyJob, 'name' | 'every' | 'figures' | 'wanted' | 'hasWork'> & { isTask?: true }

/** Each job with what it did last. How much it was, only the organization hears that the installation was set up with. */
export async function listJobs({ db, now }: Deps, actor: Actor): Promise<JobPage> {
  requireScope(actor, 'organization:read')
  const [rows, amounts] = await Promise.all([readJobRuns(db), isFirstOrganization(db, actor.organization.id)])
  const tasks = installedFeatures().flatMap(({ minuteTasks }) => minuteTasks ?? [])
  const jobs: Shown[] = [
    ...tasks.map(({ name }): Shown => ({ name, every: 'minute', figures: {}, isTask: true })),
    ...installedJobs(),
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
  job: Shown,
  row: JobRow | undefined,
  { amounts, fired, now }: { amounts: boolean; fired: boolean; now: number },
): ShownJob {
  const { name, every, figures } = job
  // A job that finds nothing to do leaves no trace.
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
    result: state === 'running' ? atWork(row) : describeResult(figures, row.result, { amounts }),
    lastStartedAt: iso(row.startedAt),
    lastFinishedAt: iso(row.finishedAt),
    nextAt: iso(soon ? nextMinute(now) : Math.max(nextStart(row.startedAt, PERIOD_MS[every]), nextMinute(now))),
  }
}

/** Runs that neither ended nor failed are told of: the runtime ended under them. */
function atWork({ interruptions }: JobRow): string {
  if (interruptions === 0) return 'It is at work.'
  const times = interruptions === 1 ? 'The run before it was' : `${interruptions} runs before it were`
  return `It is at work. ${times} interrupted: the runtime ended. The log of the Worker says more.`
}

function stateOf({ isTask }: Shown, row: JobRow): ShownJob['state'] {
  if (row.finishedAt === null) return 'running'
  if (failureOf(row.result) !== null) return 'failed'
  // Up to when it has looked is no work that is left.
  return row.cursor === null || isTask ? 'done' : 'waiting'
}

const nextStart = (now: number, period: number) => Math.floor(now / period + 1) * period
const nextMinute = (now: number) => nextStart(now, MINUTE_MS)
