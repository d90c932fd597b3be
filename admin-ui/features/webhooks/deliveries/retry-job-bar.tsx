import type { Webhook } from '../../../../client/src/generated.ts'
import { JobBar } from '../../../lists/job-bar.tsx'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../webhook/queries.ts'
import { useRetryJobs, useStopRetry } from './retry-jobs.ts'

/** The retry jobs that run for a webhook. When one has ended, a toast says so. */
export function RetryJobBar({ webhook, mayCancel }: { webhook: Webhook; mayCancel: boolean }) {
  const jobs = useRetryJobs(webhook.id).data ?? []
  const stop = useStopRetry(webhook.id)
  const refresh = useRefresh()
  return (
    <JobBar
      jobs={jobs}
      label={m.deliveries_job()}
      progress={({ done, total }) => m.deliveries_progress({ done, total })}
      cancelLabel={m.deliveries_job_cancel()}
      canceling={stop.isPending ? stop.variables : undefined}
      onCancel={mayCancel ? (id) => stop.mutate(id) : undefined}
      onEnded={(ended) => {
        for (const job of ended) {
          toastDone(
            job.status === 'done'
              ? m.deliveries_job_done({ count: job.done, name: webhook.name })
              : m.deliveries_job_canceled({ done: job.done, total: job.total, name: webhook.name }),
          )
        }
        void refresh()
      }}
    />
  )
}
