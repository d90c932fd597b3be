import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { TextField } from '../../../forms/field.tsx'
import { now } from '../../../hooks/clock.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { JobDialog } from '../../../lists/job-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import type { RetryFilter } from './delivery-state.ts'
import { type RetryTarget, useRetryCount, useStartRetry } from './retry-jobs.ts'

type RetryDialogProps = { webhookId: string; filter: RetryFilter; onClose: () => void; onStarted: () => void }

/** Retries selected or filtered deliveries: shows their number first. */
export function RetryDialog({ webhookId, filter, onClose, onStarted }: RetryDialogProps) {
  return (
    <RetryTargetDialog
      title={m.deliveries_retry_title()}
      webhookId={webhookId}
      again={{ filter }}
      onClose={onClose}
      onStarted={onStarted}
    />
  )
}

const DAY_MS = 86_400_000
const PAUSE_MS = 400

/** Retries everything that failed since a time. */
export function RecoverDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const [since, setSince] = useState(() =>
    localTimeOf(webhook.failingSince ? Date.parse(webhook.failingSince) : now.value - DAY_MS),
  )
  const at = Date.parse(since)
  const past = at <= now.value
  const again = past ? { since: new Date(at).toISOString() } : null
  const paused = useDebounced(again, JSON.stringify(again), PAUSE_MS)
  return (
    <RetryTargetDialog
      title={m.deliveries_recover_title()}
      webhookId={webhook.id}
      again={paused}
      onClose={onClose}
      onStarted={() => {}}
    >
      <p>{m.deliveries_recover_text()}</p>
      <div class="max-w-72">
        <TextField
          label={m.deliveries_since()}
          type="datetime-local"
          max={localTimeOf(now.value)}
          error={past ? undefined : m.deliveries_bad_time()}
          value={since}
          onValue={setSince}
        />
      </div>
    </RetryTargetDialog>
  )
}

type RetryTargetDialogProps = {
  title: string
  webhookId: string
  /** Null while nothing is selected. */
  again: RetryTarget | null
  onClose: () => void
  onStarted: () => void
  children?: ComponentChildren
}

function RetryTargetDialog({ title, webhookId, again, onClose, onStarted, children }: RetryTargetDialogProps) {
  const count = useRetryCount(webhookId, again)
  const start = useStartRetry(webhookId)
  const begin = () =>
    again &&
    start.mutate(again, {
      onSuccess: (accepted) => {
        if (!accepted.job) return void count.refetch()
        // The job goes on in the background; its progress stands above the deliveries.
        toastDone(m.deliveries_started({ count: accepted.count }))
        onStarted()
        onClose()
      },
    })
  return (
    <JobDialog
      title={title}
      count={again ? count.data?.count : undefined}
      texts={{
        confirm: (number) => m.deliveries_start({ count: number }),
        counting: m.deliveries_counting,
        nothing: m.deliveries_nothing,
        what: (number) => m.deliveries_would_send({ count: number }),
      }}
      isChosen={again !== null}
      isCounting={count.isFetching}
      busy={start.isPending}
      error={start.error ?? count.error}
      onClose={onClose}
      onConfirm={begin}
      note={<p class="text-soft">{m.deliveries_receiver_note()}</p>}
    >
      {children}
    </JobDialog>
  )
}
