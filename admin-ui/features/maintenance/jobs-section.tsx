import { useQuery } from '@tanstack/preact-query'
import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, Clock, type LucideIcon, RefreshCw } from 'lucide-preact'
import type { Job } from '../../../client/src/generated.ts'
import { callApi } from '../../api/call-api.ts'
import { m } from '../../messages/index.ts'
import type { Tone } from '../../ui/badge.tsx'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import { Note } from '../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { State } from '../../ui/state.tsx'

const LOOK: Record<Job['state'], { tone: Tone; icon: LucideIcon }> = {
  done: { tone: 'good', icon: CircleCheck },
  waiting: { tone: 'plain', icon: Clock },
  running: { tone: 'info', icon: RefreshCw },
  failed: { tone: 'bad', icon: CircleAlert },
  never: { tone: 'plain', icon: CircleDashed },
  off: { tone: 'plain', icon: CircleMinus },
}

/** The background jobs: last run, result, and next run. */
export function JobsSection() {
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/jobs', { signal }),
    refetchInterval: 60_000,
  })
  return (
    <div class="card min-w-0">
      <Loaded query={jobs} waiting={<SkeletonRows rows={3} height="person" />}>
        {({ data, late }) => (
          <>
            {late && (
              <div class="p-4">
                <Note tone="bad" alert>
                  {m.maintenance_late()}
                </Note>
              </div>
            )}
            <ul aria-label={m.maintenance_jobs_caption()}>
              {data.map((job) => (
                <OneJob key={job.name} job={job} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </div>
  )
}

function OneJob({ job }: { job: Job }) {
  return (
    <li class="flex min-h-16 items-start gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">{m.maintenance_job_name({ job: job.name })}</p>
        {m.maintenance_job_purpose({ job: job.name }) && (
          <p class="text-sm text-soft">{m.maintenance_job_purpose({ job: job.name })}</p>
        )}
        <p class={`text-sm ${job.state === 'failed' ? 'text-bad' : 'text-soft'}`}>
          {job.lastStartedAt && (
            <>
              {m.maintenance_last_run()} <RelativeTime at={job.lastStartedAt} />:{' '}
            </>
          )}
          {job.result}
          {job.nextAt && (
            <>
              {' '}
              {m.maintenance_next_run()} <RelativeTime at={job.nextAt} />.
            </>
          )}
        </p>
      </div>
      <State {...LOOK[job.state]}>{m.maintenance_state_name({ state: job.state })}</State>
    </li>
  )
}
