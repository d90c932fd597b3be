import { useEffect, useRef, useState } from 'preact/hooks'
import type { Webhook } from '../../contract/webhooks.ts'
import { Button } from '../parts/button.tsx'
import { Checkbox } from '../parts/choice.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProgressDialog } from '../parts/progress-dialog.tsx'
import { actOnWebhooks, type BulkAction, tellOutcome } from './bulk.ts'
import { words } from './bulk-words.ts'
import { EnvironmentBadge } from './facts.tsx'
import { useRefresh } from './queries.ts'

type BulkDialogProps = {
  action: BulkAction
  webhooks: readonly Webhook[]
  /** Nothing was done. */
  onClose: () => void
  onDone: () => void
}

/** Asks first for what cannot be undone, then does it and shows how far it has come. */
export function BulkDialog({ action, webhooks, onClose, onDone }: BulkDialogProps) {
  const t = words()
  const refresh = useRefresh()
  const [tried, setTried] = useState<number | null>(null)
  const stop = useRef(false)

  const run = async () => {
    setTried(0)
    const outcome = await actOnWebhooks(action, webhooks, { onProgress: setTried, stopped: () => stop.current })
    onDone()
    tellOutcome(action, outcome, wayBack(outcome.done))
    await refresh()
  }
  const wayBack = (done: readonly Webhook[]) => {
    if (action !== 'pause' && action !== 'resume') return undefined
    // One that already was as it was to be stays so; one that was switched off cannot be switched off again.
    const changed = done.filter(({ status }) => status === (action === 'pause' ? 'active' : 'paused'))
    if (changed.length === 0) return undefined
    const back = action === 'pause' ? 'resume' : 'pause'
    return async () => {
      tellOutcome(back, await actOnWebhooks(back, changed))
      await refresh()
    }
  }
  useEffect(() => {
    if (action !== 'delete') void run()
  }, [])

  if (tried === null && action === 'delete') return <Confirm {...{ webhooks, onClose }} onConfirm={run} />
  return (
    <ProgressDialog
      title={t.titles[action](webhooks.length)}
      text={t.progress(tried ?? 0, webhooks.length)}
      share={(tried ?? 0) / webhooks.length}
      words={{ stop: t.stop, stopping: t.stopping }}
      onStop={() => {
        stop.current = true
      }}
    />
  )
}

type ConfirmProps = { webhooks: readonly Webhook[]; onClose: () => void; onConfirm: () => void }

function Confirm({ webhooks, onClose, onConfirm }: ConfirmProps) {
  const t = words()
  const [sure, setSure] = useState(false)
  return (
    <Dialog
      title={t.titles.delete(webhooks.length)}
      onClose={onClose}
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {t.cancel}
          </Button>
          <Button kind="danger" aria-disabled={!sure} onClick={onConfirm}>
            {t.deleteButton(webhooks.length)}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <p>{t.deleteText}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
        <ul class="card max-h-52 overflow-y-auto px-3 py-1" aria-label={t.names} tabIndex={0}>
          {webhooks.map((webhook) => (
            <li key={webhook.id} class="flex items-center gap-2 border-t border-line py-1.5 first:border-t-0">
              <span class="min-w-0 flex-1 font-medium wrap-anywhere">{webhook.name}</span>
              <EnvironmentBadge environment={webhook.environment} />
            </li>
          ))}
        </ul>
        <Checkbox label={t.deleteCheck(webhooks.length)} checked={sure} onChecked={setSure} />
      </div>
    </Dialog>
  )
}
