import { useState } from 'preact/hooks'
import type { BulkWebhooks, Webhook } from '../../../../client/src/generated.ts'
import { HELD_COUNTED_IN_LISTS } from '../../../../contract/webhooks.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import type { BulkDialogProps } from '../../../lists/bulk-bar.tsx'
import { type Bulk, BulkRun, type BulkTexts } from '../../../lists/bulk-run.tsx'
import { NamedList } from '../../../lists/named-list.tsx'
import { m } from '../../../messages/index.ts'
import { EnvironmentBadge, heldCountText } from '../webhook/facts.tsx'
import { useRefresh } from '../webhook/queries.ts'

type BulkAction = BulkWebhooks['action']

const TEXTS: BulkTexts<BulkAction> = {
  titles: {
    pause: (count) => m.webhooks_bulk_titles_pause({ count }),
    resume: (count) => m.webhooks_bulk_titles_resume({ count }),
    test: (count) => m.webhooks_bulk_titles_test({ count }),
    delete: (count) => m.webhooks_bulk_titles_delete({ count }),
  },
  done: {
    pause: (count) => m.webhooks_bulk_done_pause({ count }),
    resume: (count) => m.webhooks_bulk_done_resume({ count }),
    test: (count) => m.webhooks_bulk_done_test({ count }),
    delete: (count) => m.webhooks_bulk_done_delete({ count }),
  },
  progress: (done, count) => m.webhooks_bulk_progress({ done, count }),
  stopping: () => m.webhooks_bulk_stopping(),
  untried: (count) => m.webhooks_bulk_untried({ count }),
}

/**
 * Confirms actions that cannot be undone, asks whether to send held deliveries, then runs the action and shows the
 * progress.
 */
export function BulkDialog({ action, rows, onClose, onDone }: BulkDialogProps<Webhook, BulkAction>) {
  const [sendHeld, setSendHeld] = useState(false)
  const holding = rows.filter(({ held }) => held.count > 0)
  const heldCount = heldCountText(
    holding.reduce((sum, { held }) => sum + held.count, 0),
    holding.some(({ held }) => held.count === HELD_COUNTED_IN_LISTS),
  )
  const bulk: Bulk<Webhook, BulkAction> = {
    texts: TEXTS,
    ask: (action, ids) =>
      callApi('POST', '/api/v1/webhooks/bulk', {
        body: { action, ids, ...(action === 'resume' && sendHeld ? { sendHeld } : {}) },
      }),
    back: { pause: 'resume', resume: 'pause' },
    // A disabled webhook cannot be paused.
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
                title={m.webhooks_bulk_resume_title({ count: rows.length })}
                confirm={m.webhooks_bulk_resume_button({ count: rows.length })}
                kind="primary"
                onClose={onClose}
                onConfirm={run}
              >
                <p>{m.webhooks_bulk_resume_text()}</p>
                <Checkbox
                  label={m.webhooks_bulk_send_held({ count: heldCount, hooks: holding.length })}
                  checked={sendHeld}
                  onChecked={setSendHeld}
                />
                <p class="text-soft">{m.webhooks_bulk_held_hint()}</p>
              </ConfirmDialog>
            )
          : action === 'delete' &&
            ((run) => (
              <ConfirmDialog
                title={m.webhooks_bulk_titles_delete({ count: rows.length })}
                confirm={m.webhooks_bulk_delete_button({ count: rows.length })}
                check={m.webhooks_bulk_delete_check({ count: rows.length })}
                onClose={onClose}
                onConfirm={run}
              >
                <p>{m.webhooks_bulk_delete_text()}</p>
                <NamedList
                  label={m.webhooks_bulk_names()}
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
