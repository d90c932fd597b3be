import { Ban, CirclePause, CirclePlay, Download, Trash2 } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { downloadText } from '../../../format/download.ts'
import { useCan } from '../../../hooks/me.ts'
import { BulkBar } from '../../../lists/bulk-bar.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { keysAsCsv } from './key-csv.ts'

/** Bulk actions for the selected keys. */
export function KeyBulkBar({ keys, onClear }: { keys: readonly ApiKey[]; onClear: () => void }) {
  const mayWrite = useCan('api-keys:write')
  return (
    <BulkBar
      label={m.api_keys_bulk_bar()}
      text={m.api_keys_bulk_selected({ count: keys.length })}
      rows={keys}
      actions={
        mayWrite
          ? [
              { action: 'disable', icon: CirclePause, label: m.api_keys_bulk_disable() },
              { action: 'enable', icon: CirclePlay, label: m.api_keys_bulk_enable() },
              { action: 'revoke', icon: Ban, label: m.api_keys_bulk_revoke() },
              { action: 'delete', icon: Trash2, label: m.api_keys_bulk_delete() },
            ]
          : []
      }
      dialog={BulkDialog}
      onClear={onClear}
    >
      <Button
        small
        icon={Download}
        onClick={() => downloadText(m.api_keys_bulk_file_name(), keysAsCsv(keys), 'text/csv')}
      >
        {m.api_keys_bulk_export()}
      </Button>
    </BulkBar>
  )
}
