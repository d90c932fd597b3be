import type { ApiKey, BulkApiKeys } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import type { BulkDialogProps } from '../../../lists/bulk-bar.tsx'
import { type Bulk, BulkRun } from '../../../lists/bulk-run.tsx'
import { NamedList } from '../../../lists/named-list.tsx'
import { Note } from '../../../ui/note.tsx'
import { EnvironmentBadge } from '../key/facts.tsx'
import { useRefresh } from '../key/queries.ts'
import { words } from './bulk-words.ts'

type BulkAction = BulkApiKeys['action']

/** Asks first for what cannot be undone, then does it and shows how far it has come. */
export function BulkDialog({ action, rows, onClose, onDone }: BulkDialogProps<ApiKey, BulkAction>) {
  const t = words()
  const bulk: Bulk<ApiKey, BulkAction> = {
    words: t,
    ask: (action, ids) => callApi('POST', '/api/v1/api-keys/bulk', { body: { action, ids } }),
    // These two undo each other, so neither asks first.
    back: { disable: 'enable', enable: 'disable' },
    changed: (key, action) => (key.status === 'disabled') === (action === 'enable'),
    refresh: useRefresh(),
  }
  return (
    <BulkRun
      bulk={bulk}
      action={action}
      rows={rows}
      hint={action === 'enable' ? undefined : t.slow}
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
  const t = words()
  const inUse = keys.filter(
    (key) => key.status === 'active' && key.lastUsedAt !== null && now.value - Date.parse(key.lastUsedAt) < WEEK_MS,
  ).length
  return (
    <ConfirmDialog
      title={t.titles[action](keys.length)}
      confirm={t.buttons[action](keys.length)}
      check={t.checks[action](keys.length)}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p>{t.texts[action]}</p>
      <NamedList label={t.names} rows={keys} mark={(key) => <EnvironmentBadge environment={key.environment} />} />
      {inUse > 0 && <Note tone="warn">{t.inUse(inUse)}</Note>}
    </ConfirmDialog>
  )
}
