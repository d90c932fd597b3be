import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { TextField } from '../../../forms/field.tsx'
import { now } from '../../../hooks/clock.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { m } from '../../../messages/index.ts'
import { Refusal } from '../../../ui/feedback/note.tsx'
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
  const many = count.data?.count ?? 0
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
  const error = start.error ?? count.error
  return (
    <ConfirmDialog
      title={title}
      confirm={m.deliveries_start({ count: many })}
      kind="primary"
      ready={many > 0 && again !== null && !count.isFetching}
      busy={start.isPending}
      onClose={onClose}
      onConfirm={begin}
    >
      {children}
      {error && <Refusal error={error} />}
      {again && (
        <div role="status">
          {count.data ? (
            <p class="font-medium">{many === 0 ? m.deliveries_nothing() : m.deliveries_would_send({ count: many })}</p>
          ) : (
            !count.error && <p class="text-soft">{m.deliveries_counting()}</p>
          )}
        </div>
      )}
      {many > 0 && <p class="text-soft">{m.deliveries_receiver_note()}</p>}
    </ConfirmDialog>
  )
}
