import type { BulkWebhookResult, BulkWebhooks, Webhook } from '../../contract/webhooks.ts'
import { send } from '../api.ts'
import type { BulkDialogProps } from '../parts/bulk-bar.tsx'
import { type Bulk, BulkRun } from '../parts/bulk-run.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { NamedList } from '../parts/named-list.tsx'
import { words } from './bulk-words.ts'
import { EnvironmentBadge } from './facts.tsx'
import { useRefresh } from './queries.ts'

type BulkAction = BulkWebhooks['action']

/** Asks first for what cannot be undone, then does it and shows how far it has come. */
export function BulkDialog({ action, rows, onClose, onDone }: BulkDialogProps<Webhook, BulkAction>) {
  const t = words()
  const bulk: Bulk<Webhook, BulkAction> = {
    words: t,
    ask: (action, ids) =>
      send<BulkWebhookResult>('POST', '/api/v1/webhooks/bulk', { action, ids } satisfies BulkWebhooks),
    back: { pause: 'resume', resume: 'pause' },
    // One that was switched off cannot be switched off again.
    changed: ({ status }, action) => status === (action === 'pause' ? 'active' : 'paused'),
    refresh: useRefresh(),
  }
  return (
    <BulkRun
      bulk={bulk}
      action={action}
      rows={rows}
      confirm={
        action === 'delete' &&
        ((run) => (
          <ConfirmDialog
            title={t.titles.delete(rows.length)}
            confirm={t.deleteButton(rows.length)}
            check={t.deleteCheck(rows.length)}
            onClose={onClose}
            onConfirm={run}
          >
            <p>{t.deleteText}</p>
            <NamedList
              label={t.names}
              rows={rows}
              mark={(hook) => <EnvironmentBadge environment={hook.environment} />}
            />
          </ConfirmDialog>
        ))
      }
      onDone={onDone}
    />
  )
}
