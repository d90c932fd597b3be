import { CirclePause, CirclePlay, Send, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Webhook } from '../../contract/webhooks.ts'
import { useCan } from '../identity/me.ts'
import { Button } from '../parts/button.tsx'
import { ChosenBar } from '../parts/chosen-bar.tsx'
import type { BulkAction } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'

/** What can be done to the chosen webhooks. */
export function BulkBar({ webhooks, onClear }: { webhooks: readonly Webhook[]; onClear: () => void }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const [job, setJob] = useState<{ action: BulkAction; webhooks: readonly Webhook[] } | null>(null)
  const begin = (action: BulkAction) => () => setJob({ action, webhooks })
  return (
    <>
      {webhooks.length > 0 && mayWrite && (
        <ChosenBar label={t.bar} text={t.chosen(webhooks.length)} onClear={onClear}>
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
        </ChosenBar>
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
