import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { JobBar } from '../../../lists/job-bar.tsx'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../webhook/queries.ts'
import { useReplayJobs, useStopReplay } from './replay-jobs.ts'

type ReplayJobBarProps = { webhook: IncomingWebhook; startedId: string | undefined; mayCancel: boolean }

/** The jobs that replay requests of an incoming webhook. When one has ended, a toast says what became of them. */
export function ReplayJobBar({ webhook, startedId, mayCancel }: ReplayJobBarProps) {
  const jobs = useReplayJobs(webhook.id).data ?? []
  const stop = useStopReplay(webhook.id)
  const refresh = useRefresh()
  const { name } = webhook
  return (
    <JobBar
      jobs={jobs}
      startedId={startedId}
      label={m.incoming_job()}
      progress={({ done, total, refused }) =>
        refused > 0
          ? m.incoming_job_progress_refused({ done, count: total, refused })
          : m.incoming_replay_progress({ done, count: total })
      }
      cancelLabel={m.incoming_job_stop()}
      canceling={stop.isPending ? stop.variables : undefined}
      onCancel={mayCancel ? (id) => stop.mutate(id) : undefined}
      onEnded={(ended) => {
        for (const { status, done, total, refused } of ended) {
          toastDone(
            status === 'done'
              ? m.incoming_job_done({ name, accepted: done - refused, refused })
              : m.incoming_job_stopped({ name, done, count: total }),
          )
        }
        void refresh()
      }}
    />
  )
}
