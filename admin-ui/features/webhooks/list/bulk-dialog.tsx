import { useState } from 'preact/hooks'
import type { BulkWebhooks, Webhook } from '../../../../client/src/generated.ts'
import { HELD_COUNTED_IN_LISTS } from '../../../../contract/webhooks.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import type { BulkDialogProps } from '../../../lists/bulk-bar.tsx'
import { type Bulk, BulkRun } from '../../../lists/bulk-run.tsx'
import { NamedList } from '../../../lists/named-list.tsx'
import { EnvironmentBadge } from '../webhook/facts.tsx'
import { useRefresh } from '../webhook/queries.ts'
import { words as listWords } from '../webhook/words.ts'
import { words } from './bulk-words.ts'

type BulkAction = BulkWebhooks['action']

/** Asks first for what cannot be undone, and whether to send what was held, then does it and shows how far it has come. */
export function BulkDialog({ action, rows, onClose, onDone }: BulkDialogProps<Webhook, BulkAction>) {
  const t = words()
  const [sendHeld, setSendHeld] = useState(false)
  const holding = rows.filter(({ held }) => held.count > 0)
  const heldCount = listWords().held(
    holding.reduce((sum, { held }) => sum + held.count, 0),
    holding.some(({ held }) => held.count === HELD_COUNTED_IN_LISTS),
  )
  const bulk: Bulk<Webhook, BulkAction> = {
    words: t,
    ask: (action, ids) =>
      callApi('POST', '/api/v1/webhooks/bulk', {
        body: { action, ids, ...(action === 'resume' && sendHeld ? { sendHeld } : {}) },
      }),
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
        action === 'resume' && holding.length > 0
          ? (run) => (
              <ConfirmDialog
                title={t.resumeTitle(rows.length)}
                confirm={t.resumeButton(rows.length)}
                kind="primary"
                onClose={onClose}
                onConfirm={run}
              >
                <p>{t.resumeText}</p>
                <Checkbox label={t.sendHeld(heldCount, holding.length)} checked={sendHeld} onChecked={setSendHeld} />
                <p class="text-soft">{t.heldHint}</p>
              </ConfirmDialog>
            )
          : action === 'delete' &&
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
