import { CirclePause, CirclePlay, Send, Trash2 } from 'lucide-preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import { BulkBar } from '../../../lists/bulk-bar.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'

/** What can be done to the chosen webhooks. */
export function WebhookBulkBar({ webhooks, onClear }: { webhooks: readonly Webhook[]; onClear: () => void }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  return (
    <BulkBar
      label={t.bar}
      text={t.chosen(webhooks.length)}
      rows={mayWrite ? webhooks : []}
      actions={[
        { action: 'pause', icon: CirclePause, label: t.pause },
        { action: 'resume', icon: CirclePlay, label: t.resume },
        { action: 'test', icon: Send, label: t.test },
        { action: 'delete', icon: Trash2, label: t.delete },
      ]}
      dialog={BulkDialog}
      onClear={onClear}
    />
  )
}
