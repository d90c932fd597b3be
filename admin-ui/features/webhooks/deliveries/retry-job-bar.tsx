import { useEffect, useRef } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { Bar } from '../../../ui/bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useRefresh } from '../webhook/queries.ts'
import { type KnownJob, useRetryJobs, useStopRetry } from './retry-jobs.ts'

/**
 * The retry jobs that run for a webhook, whoever started them: their progress, and a button that cancels one. When one
 * has ended, a toast says so.
 */
export function RetryJobBar({ webhook, mayCancel }: { webhook: Webhook; mayCancel: boolean }) {
  const jobs = useRetryJobs(webhook.id).data ?? []
  const running = jobs.filter(({ status }) => status === 'running')
  const watched = useRef(new Set<string>())
  const refresh = useRefresh()
  useEffect(() => {
    const ended = jobs.filter(({ id, status }) => status !== 'running' && watched.current.has(id))
    watched.current = new Set(running.map(({ id }) => id))
    for (const job of ended) {
      toastDone(
        job.status === 'done'
          ? m.deliveries_job_done({ count: job.done, name: webhook.name })
          : m.deliveries_job_canceled({ done: job.done, total: job.total, name: webhook.name }),
      )
    }
    if (ended.length > 0) void refresh()
  }, [jobs])
  return (
    <>
      {running.map((job) => (
        <RunningJob key={job.id} webhookId={webhook.id} job={job} mayCancel={mayCancel} />
      ))}
    </>
  )
}

function RunningJob({ webhookId, job, mayCancel }: { webhookId: string; job: KnownJob; mayCancel: boolean }) {
  const stop = useStopRetry(webhookId)
  return (
    <section class="card mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5" aria-label={m.deliveries_job()}>
      <p class="font-medium tabular-nums" role="status">
        {m.deliveries_progress({ done: job.done, total: job.total })}
      </p>
      <div class="min-w-32 flex-1">
        <Bar share={job.total === 0 ? 1 : job.done / job.total} />
      </div>
      <p class="text-sm text-faint">
        {job.createdBy ? m.deliveries_job_by({ name: job.createdBy }) : ''} <RelativeTime at={job.createdAt} />
      </p>
      {mayCancel && (
        <Button small busy={stop.isPending} onClick={() => stop.mutate(job.id)}>
          {m.deliveries_job_cancel()}
        </Button>
      )}
    </section>
  )
}
