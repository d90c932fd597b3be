import { useEffect, useRef, useState } from 'preact/hooks'
import type { ApiKey } from '../../contract/api-keys.ts'
import { Button } from '../parts/button.tsx'
import { Checkbox } from '../parts/choice.tsx'
import { now } from '../parts/clock.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/note.tsx'
import { ProgressDialog } from '../parts/progress-dialog.tsx'
import { actOnKeys, type BulkAction, tellOutcome } from './bulk.ts'
import { words } from './bulk-words.ts'
import { EnvironmentBadge } from './facts.tsx'
import { useRefresh } from './queries.ts'

type BulkDialogProps = {
  action: BulkAction
  keys: readonly ApiKey[]
  /** Nothing was done. */
  onClose: () => void
  onDone: () => void
}

const WEEK_MS = 7 * 86_400_000

/** Asks first for what cannot be undone, then does it and shows how far it has come. */
export function BulkDialog({ action, keys, onClose, onDone }: BulkDialogProps) {
  const t = words()
  const refresh = useRefresh()
  const [tried, setTried] = useState<number | null>(null)
  const stop = useRef(false)

  const run = async () => {
    setTried(0)
    const outcome = await actOnKeys(action, keys, { onProgress: setTried, stopped: () => stop.current })
    onDone()
    tellOutcome(action, outcome, wayBack(action, outcome.done))
    await refresh()
  }
  const wayBack = (done: BulkAction, keys: readonly ApiKey[]) => {
    const back = REVERSE[done]
    // A key that already was as it was to be stays so.
    const changed = keys.filter((key) => (key.status === 'disabled') === (done === 'enable'))
    if (!back || changed.length === 0) return undefined
    return () => actOnKeys(back, changed).then(refreshAfter(back))
  }
  const refreshAfter = (done: BulkAction) => (outcome: Parameters<typeof tellOutcome>[1]) => {
    tellOutcome(done, outcome)
    return refresh()
  }
  useEffect(() => {
    // These two undo each other, so neither asks first.
    if (action === 'disable' || action === 'enable') void run()
  }, [])

  if (tried === null && (action === 'revoke' || action === 'delete')) {
    return <Confirm {...{ action, keys, onClose }} onConfirm={run} />
  }
  return (
    <ProgressDialog
      title={t.titles[action](keys.length)}
      text={t.progress(tried ?? 0, keys.length)}
      share={(tried ?? 0) / keys.length}
      hint={action === 'enable' ? undefined : t.slow}
      words={{ stop: t.stop, stopping: t.stopping }}
      onStop={() => {
        stop.current = true
      }}
    />
  )
}

const REVERSE: Partial<Record<BulkAction, BulkAction>> = { disable: 'enable', enable: 'disable' }

type ConfirmProps = {
  action: 'revoke' | 'delete'
  keys: readonly ApiKey[]
  onClose: () => void
  onConfirm: () => void
}

function Confirm({ action, keys, onClose, onConfirm }: ConfirmProps) {
  const t = words()
  const [sure, setSure] = useState(false)
  const inUse = keys.filter(
    (key) => key.status === 'active' && key.lastUsedAt !== null && now.value - Date.parse(key.lastUsedAt) < WEEK_MS,
  ).length
  return (
    <Dialog
      title={t.titles[action](keys.length)}
      onClose={onClose}
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {t.cancel}
          </Button>
          <Button kind="danger" aria-disabled={!sure} onClick={onConfirm}>
            {t.buttons[action](keys.length)}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <p>{t.texts[action]}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
        <ul class="card max-h-52 overflow-y-auto px-3 py-1" aria-label={t.names} tabIndex={0}>
          {keys.map((key) => (
            <li key={key.id} class="flex items-center gap-2 border-t border-line py-1.5 first:border-t-0">
              <span class="min-w-0 flex-1 font-medium wrap-anywhere">{key.name}</span>
              <EnvironmentBadge environment={key.environment} />
            </li>
          ))}
        </ul>
        {inUse > 0 && <Note tone="warn">{t.inUse(inUse)}</Note>}
        <Checkbox label={t.checks[action](keys.length)} checked={sure} onChecked={setSure} />
      </div>
    </Dialog>
  )
}
