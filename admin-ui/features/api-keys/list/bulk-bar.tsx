import { Ban, CirclePause, CirclePlay, Download, Trash2 } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { downloadText } from '../../../format/download.ts'
import { useCan } from '../../../hooks/me.ts'
import { BulkBar } from '../../../lists/bulk-bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'
import { keysAsCsv } from './key-csv.ts'

/** What can be done to the chosen keys. */
export function KeyBulkBar({ keys, onClear }: { keys: readonly ApiKey[]; onClear: () => void }) {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  return (
    <BulkBar
      label={t.bar}
      text={t.chosen(keys.length)}
      rows={keys}
      actions={
        mayWrite
          ? [
              { action: 'disable', icon: CirclePause, label: t.disable },
              { action: 'enable', icon: CirclePlay, label: t.enable },
              { action: 'revoke', icon: Ban, label: t.revoke },
              { action: 'delete', icon: Trash2, label: t.delete },
            ]
          : []
      }
      dialog={BulkDialog}
      onClear={onClear}
    >
      <Button small icon={Download} onClick={() => downloadText(t.fileName, keysAsCsv(keys), 'text/csv')}>
        {t.export}
      </Button>
    </BulkBar>
  )
}
