import type { ApiKey, BulkApiKeys } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import type { BulkDialogProps } from '../../../lists/bulk-bar.tsx'
import { type Bulk, BulkRun, type BulkTexts } from '../../../lists/bulk-run.tsx'
import { NamedList } from '../../../lists/named-list.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { EnvironmentBadge } from '../key/facts.tsx'
import { useRefresh } from '../key/queries.ts'

type BulkAction = BulkApiKeys['action']

const TEXTS: BulkTexts<BulkAction> = {
  titles: {
    disable: (count) => m.api_keys_bulk_titles_disable({ count }),
    enable: (count) => m.api_keys_bulk_titles_enable({ count }),
    revoke: (count) => m.api_keys_bulk_titles_revoke({ count }),
    delete: (count) => m.api_keys_bulk_titles_delete({ count }),
  },
  done: {
    disable: (count) => m.api_keys_bulk_done_disable({ count }),
    enable: (count) => m.api_keys_bulk_done_enable({ count }),
    revoke: (count) => m.api_keys_bulk_done_revoke({ count }),
    delete: (count) => m.api_keys_bulk_done_delete({ count }),
  },
  progress: (done, count) => m.api_keys_bulk_progress({ done, count }),
  stopping: () => m.api_keys_bulk_stopping(),
  untried: (count) => m.api_keys_bulk_untried({ count }),
}

/** Confirms actions that cannot be undone, then runs them and shows the progress. */
export function BulkDialog({ action, rows, onClose, onDone }: BulkDialogProps<ApiKey, BulkAction>) {
  const bulk: Bulk<ApiKey, BulkAction> = {
    texts: TEXTS,
    ask: (action, ids) => callApi('POST', '/api/v1/api-keys/bulk', { body: { action, ids } }),
    // These two undo each other, so neither needs confirmation.
    back: { disable: 'enable', enable: 'disable' },
    changed: (key, action) => (key.status === 'disabled') === (action === 'enable'),
    refresh: useRefresh(),
  }
  return (
    <BulkRun
      bulk={bulk}
      action={action}
      rows={rows}
      hint={action === 'enable' ? undefined : m.api_keys_bulk_slow()}
      confirm={
        (action === 'revoke' || action === 'delete') &&
        ((run) => <Confirm action={action} keys={rows} onClose={onClose} onConfirm={run} />)
      }
      onDone={onDone}
    />
  )
}

const WEEK_MS = 7 * 86_400_000

type ConfirmProps = {
  action: 'revoke' | 'delete'
  keys: readonly ApiKey[]
  onClose: () => void
  onConfirm: () => void
}

function Confirm({ action, keys, onClose, onConfirm }: ConfirmProps) {
  const inUse = keys.filter(
    (key) => key.status === 'active' && key.lastUsedAt !== null && now.value - Date.parse(key.lastUsedAt) < WEEK_MS,
  ).length
  return (
    <ConfirmDialog
      title={TEXTS.titles[action](keys.length)}
      confirm={(action === 'revoke' ? m.api_keys_bulk_buttons_revoke : m.api_keys_bulk_buttons_delete)({
        count: keys.length,
      })}
      check={(action === 'revoke' ? m.api_keys_bulk_checks_revoke : m.api_keys_bulk_checks_delete)({
        count: keys.length,
      })}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p>{m.api_keys_bulk_text({ action })}</p>
      <NamedList
        label={m.api_keys_bulk_names()}
        rows={keys}
        mark={(key) => <EnvironmentBadge environment={key.environment} />}
      />
      {inUse > 0 && <Note tone="warn">{m.api_keys_bulk_in_use({ count: inUse })}</Note>}
    </ConfirmDialog>
  )
}
