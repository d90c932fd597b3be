import { CirclePause, CirclePlay, Send, Trash2 } from 'lucide-preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import { BulkBar } from '../../../lists/bulk-bar.tsx'
import { m } from '../../../messages/index.ts'
import { BulkDialog } from './bulk-dialog.tsx'

/** Bulk actions for the selected webhooks. */
export function WebhookBulkBar({ webhooks, onClear }: { webhooks: readonly Webhook[]; onClear: () => void }) {
  const mayWrite = useCan('webhooks:write')
  return (
    <BulkBar
      label={m.webhooks_bulk_bar()}
      text={m.webhooks_bulk_selected({ count: webhooks.length })}
      rows={mayWrite ? webhooks : []}
      actions={[
        { action: 'pause', icon: CirclePause, label: m.webhooks_bulk_pause() },
        { action: 'resume', icon: CirclePlay, label: m.webhooks_bulk_resume() },
        { action: 'test', icon: Send, label: m.webhooks_bulk_test() },
        { action: 'delete', icon: Trash2, label: m.webhooks_bulk_delete() },
      ]}
      dialog={BulkDialog}
      onClear={onClear}
    />
  )
}
