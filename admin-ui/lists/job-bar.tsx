import { useEffect, useRef } from 'preact/hooks'
import type { RetryJob } from '../../client/src/generated.ts'
import { m } from '../messages/index.ts'
import { Bar } from '../ui/bar.tsx'
import { Button } from '../ui/button.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

/** What is shown of a job over many items. */
export type ListedJob = NonNullable<RetryJob>

/** Polling interval while a job runs, and otherwise, ms. */
const RUNNING_MS = 700
const IDLE_MS = 15_000

/** How long until jobs are read again, ms: often while one runs. */
export const jobsInterval = (jobs: readonly ({ status: string } | null)[] | undefined): number =>
  jobs?.some((job) => job?.status === 'running') ? RUNNING_MS : IDLE_MS

type JobBarProps<J extends ListedJob> = {
  /** The latest jobs, also those that have ended. */
  jobs: readonly J[]
  /** The job that was started on this page. */
  startedId?: string | undefined
  label: string
  progress: (job: J) => string
  cancelLabel: string
  /** The job that is being canceled. */
  canceling: string | undefined
  /** Undefined for users who may not cancel. */
  onCancel: ((id: string) => void) | undefined
  /** Called once for jobs that were running, or started here, and have ended. */
  onEnded: (ended: readonly J[]) => void
}

/** The jobs that run, whoever started them: their progress, and a button that cancels one. */
export function JobBar<J extends ListedJob>({ jobs, startedId, onEnded, ...row }: JobBarProps<J>) {
  const running = jobs.filter(({ status }) => status === 'running')
  const watched = useRef(new Set<string>())
  const reported = useRef(new Set<string>())
  useEffect(() => {
    // One that was started here may have ended before it was seen running.
    const isOurs = (id: string) => watched.current.has(id) || id === startedId
    const ended = jobs.filter(({ id, status }) => status !== 'running' && isOurs(id) && !reported.current.has(id))
    for (const { id } of running) watched.current.add(id)
    for (const { id } of ended) reported.current.add(id)
    if (ended.length > 0) onEnded(ended)
  }, [jobs, startedId])
  return (
    <>
      {running.map((job) => (
        <RunningJob key={job.id} job={job} {...row} />
      ))}
    </>
  )
}

type RunningJobProps<J extends ListedJob> = Omit<JobBarProps<J>, 'jobs' | 'startedId' | 'onEnded'> & { job: J }

function RunningJob<J extends ListedJob>(props: RunningJobProps<J>) {
  const { job, label, progress, cancelLabel, canceling, onCancel } = props
  return (
    <section class="card mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5" aria-label={label}>
      <p class="font-medium tabular-nums" role="status">
        {progress(job)}
      </p>
      <div class="min-w-32 flex-1">
        <Bar share={job.total === 0 ? 1 : job.done / job.total} />
      </div>
      <p class="text-sm text-faint">
        {job.createdBy ? m.jobs_by({ name: job.createdBy }) : ''} <RelativeTime at={job.createdAt} />
      </p>
      {onCancel && (
        <Button small busy={canceling === job.id} onClick={() => onCancel(job.id)}>
          {cancelLabel}
        </Button>
      )}
    </section>
  )
}
