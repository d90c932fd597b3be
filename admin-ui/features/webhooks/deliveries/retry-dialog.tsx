import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { RetryJob, Webhook } from '../../../../client/src/generated.ts'
import { localTimeOf } from '../../../format/local-time.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { TextField } from '../../../forms/field.tsx'
import { now } from '../../../hooks/clock.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { explain } from '../../../ui/async-states.tsx'
import { Bar } from '../../../ui/bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, Refusal } from '../../../ui/note.tsx'
import { useRefresh } from '../webhook/queries.ts'
import type { RetryFilter } from './delivery-state.ts'
import { words } from './delivery-words.ts'
import { type Again, type KnownJob, useRetryCount, useRetryJob, useStartRetry, useStopRetry } from './retry-jobs.ts'

type RetryDialogProps = { webhookId: string; filter: RetryFilter; onClose: () => void; onStarted: () => void }

/** Sends chosen or filtered deliveries again: how many first, then how far it has come. */
export function RetryDialog({ webhookId, filter, onClose, onStarted }: RetryDialogProps) {
  return (
    <AgainDialog
      title={words().retryTitle}
      webhookId={webhookId}
      again={{ filter }}
      onClose={onClose}
      onStarted={onStarted}
    />
  )
}

const DAY_MS = 86_400_000
const PAUSE_MS = 400

/** Sends again everything that failed since a time. */
export function RecoverDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = words()
  const [since, setSince] = useState(() =>
    localTimeOf(webhook.failingSince ? Date.parse(webhook.failingSince) : now.value - DAY_MS),
  )
  const at = Date.parse(since)
  const past = at <= now.value
  const again = past ? { since: new Date(at).toISOString() } : null
  const paused = useDebounced(again, JSON.stringify(again), PAUSE_MS)
  return (
    <AgainDialog title={t.recoverTitle} webhookId={webhook.id} again={paused} onClose={onClose} onStarted={() => {}}>
      <p>{t.recoverText}</p>
      <div class="max-w-72">
        <TextField
          label={t.since}
          type="datetime-local"
          max={localTimeOf(now.value)}
          error={past ? undefined : t.badTime}
          value={since}
          onValue={setSince}
        />
      </div>
    </AgainDialog>
  )
}

type AgainDialogProps = {
  title: string
  webhookId: string
  /** Null while nothing is selected. */
  again: Again | null
  onClose: () => void
  onStarted: () => void
  children?: ComponentChildren
}

function AgainDialog({ title, webhookId, again, onClose, onStarted, children }: AgainDialogProps) {
  const t = words()
  const count = useRetryCount(webhookId, again)
  const start = useStartRetry(webhookId)
  const [job, setJob] = useState<RetryJob>(null)
  const many = count.data?.count ?? 0
  if (job) return <Progress webhookId={webhookId} begun={job} onClose={onClose} />
  const begin = () =>
    again &&
    start.mutate(again, {
      onSuccess: (accepted) => {
        onStarted()
        if (accepted.job) setJob(accepted.job)
        else void count.refetch()
      },
    })
  const error = start.error ?? count.error
  return (
    <ConfirmDialog
      title={title}
      confirm={t.start(many)}
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
            <p class="font-medium">{many === 0 ? t.nothing : t.wouldSend(many)}</p>
          ) : (
            !count.error && <p class="text-soft">{t.counting}</p>
          )}
        </div>
      )}
      {many > 0 && <p class="text-soft">{t.receiverNote}</p>}
    </ConfirmDialog>
  )
}

function Progress({ webhookId, begun, onClose }: { webhookId: string; begun: KnownJob; onClose: () => void }) {
  const t = words()
  const job = useRetryJob(webhookId, begun)
  const stop = useStopRetry(webhookId)
  const refresh = useRefresh()
  const running = job.status === 'running'
  useEffect(() => {
    if (!running) void refresh()
  }, [running])
  return (
    <Dialog
      title={t.progressTitle}
      onClose={onClose}
      footer={
        <>
          {running && (
            <Button busy={stop.isPending} onClick={() => stop.mutate(job.id)}>
              {t.stop}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            {t.close}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-3">
        <p role="status" class="font-medium">
          {running
            ? t.progress(job.done, job.total)
            : job.status === 'done'
              ? t.done(job.done)
              : t.stopped(job.done, job.total)}
        </p>
        <Bar share={job.total === 0 ? 1 : job.done / job.total} />
        {stop.error && <Note tone="bad">{explain(stop.error).text}</Note>}
        {running && <p class="text-sm text-soft">{t.background}</p>}
      </div>
    </Dialog>
  )
}
