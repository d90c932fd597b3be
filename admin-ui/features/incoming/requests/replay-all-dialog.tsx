import { JobDialog } from '../../../lists/job-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { type ReplayFilter, useReplayCount, useStartReplay } from './replay-jobs.ts'

type ReplayAllDialogProps = {
  webhookId: string
  filter: ReplayFilter
  onClose: () => void
  onStarted: (jobId: string) => void
}

/** Replays everything that matches: shows the number first. */
export function ReplayAllDialog({ webhookId, filter, onClose, onStarted }: ReplayAllDialogProps) {
  const count = useReplayCount(webhookId, filter)
  const start = useStartReplay(webhookId)
  const { verdict } = filter
  const begin = () =>
    start.mutate(filter, {
      onSuccess: (accepted) => {
        if (!accepted.job) return void count.refetch()
        // The job goes on in the background; its progress stands above the requests.
        toastDone(m.incoming_job_started({ count: accepted.count }))
        onStarted(accepted.job.id)
        onClose()
      },
    })
  return (
    <JobDialog
      title={m.incoming_replay_all_title({ verdict })}
      count={count.data?.count}
      texts={{
        confirm: (number) => m.incoming_replay_button({ count: number }),
        counting: m.incoming_job_counting,
        nothing: m.incoming_job_nothing,
        what: (number) => m.incoming_job_what({ count: number }),
      }}
      isCounting={count.isFetching}
      busy={start.isPending}
      error={start.error ?? count.error}
      onClose={onClose}
      onConfirm={begin}
      note={
        <>
          <p class="text-soft">{m.incoming_replay_all_text({ verdict })}</p>
          {verdict === 'accepted' && <Note tone="warn">{m.incoming_replay_all_again()}</Note>}
        </>
      }
    />
  )
}
