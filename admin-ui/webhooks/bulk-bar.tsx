import { CirclePause, CirclePlay, Send, Trash2, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Webhook } from '../../contract/webhooks.ts'
import { useCan } from '../identity/me.ts'
import { Button, IconButton } from '../parts/button.tsx'
import type { BulkAction } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'

/** What can be done to the chosen webhooks. It stays at the foot of the window, so that no row moves when it comes. */
export function BulkBar({ webhooks, onClear }: { webhooks: readonly Webhook[]; onClear: () => void }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const [job, setJob] = useState<{ action: BulkAction; webhooks: readonly Webhook[] } | null>(null)
  const begin = (action: BulkAction) => () => setJob({ action, webhooks })
  return (
    <>
      {webhooks.length > 0 && mayWrite && (
        <section
          class="card sticky bottom-4 z-10 mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-raised"
          aria-label={t.bar}
        >
          <p class="mr-2 font-medium tabular-nums" role="status">
            {t.chosen(webhooks.length)}
          </p>
          <Button small icon={CirclePause} onClick={begin('pause')}>
            {t.pause}
          </Button>
          <Button small icon={CirclePlay} onClick={begin('resume')}>
            {t.resume}
          </Button>
          <Button small icon={Send} onClick={begin('test')}>
            {t.test}
          </Button>
          <Button small icon={Trash2} onClick={begin('delete')}>
            {t.delete}
          </Button>
          <IconButton icon={X} label={t.clear} onClick={onClear} />
        </section>
      )}
      {job && (
        <BulkDialog
          {...job}
          onClose={() => setJob(null)}
          onDone={() => {
            setJob(null)
            onClear()
          }}
        />
      )}
    </>
  )
}
