import { useQuery } from '@tanstack/preact-query'
import type { Job } from '../../../client/src/generated.ts'
import { callApi } from '../../api/call-api.ts'
import { Loaded } from '../../ui/async-states.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Note } from '../../ui/note.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { words } from './words.ts'

const TONES: Record<Job['state'], Tone> = {
  done: 'good',
  waiting: 'info',
  running: 'info',
  failed: 'bad',
  never: 'plain',
  off: 'plain',
}

/** What Gatehouse does by itself: when each job ran last, how it went, and when it is due again. */
export function JobsSection() {
  const t = words()
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/jobs', { signal }),
    refetchInterval: 60_000,
  })
  return (
    <Section title={t.jobsTitle} lead={t.jobsLead}>
      <Loaded query={jobs} waiting={<SkeletonRows rows={3} height="person" />}>
        {({ data, late }) => (
          <>
            {late && (
              <div class="p-4">
                <Note tone="bad" alert>
                  {t.late}
                </Note>
              </div>
            )}
            <ul aria-label={t.jobsCaption}>
              {data.map((job) => (
                <OneJob key={job.name} job={job} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function OneJob({ job }: { job: Job }) {
  const t = words()
  return (
    <li class="flex min-h-16 items-start gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">{t.names[job.name] ?? job.name}</p>
        {t.does[job.name] && <p class="text-sm text-soft">{t.does[job.name]}</p>}
        <p class={`text-sm ${job.state === 'failed' ? 'text-bad' : 'text-soft'}`}>
          {job.lastStartedAt && (
            <>
              {t.lastRun} <RelativeTime at={job.lastStartedAt} />:{' '}
            </>
          )}
          {job.result}
          {job.nextAt && (
            <>
              {' '}
              ({t.nextRun} <RelativeTime at={job.nextAt} />)
            </>
          )}
        </p>
      </div>
      <Badge tone={TONES[job.state]}>{t.states[job.state]}</Badge>
    </li>
  )
}
