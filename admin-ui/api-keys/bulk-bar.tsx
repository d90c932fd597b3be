import { Ban, CirclePause, CirclePlay, Download, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { ApiKey } from '../../contract/api-keys.ts'
import { useCan } from '../identity/me.ts'
import { Button } from '../parts/button.tsx'
import { ChosenBar } from '../parts/chosen-bar.tsx'
import { downloadText } from '../parts/download.ts'
import type { BulkAction } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'
import { keysAsCsv } from './key-csv.ts'

/** What can be done to the chosen keys. */
export function BulkBar({ keys, onClear }: { keys: readonly ApiKey[]; onClear: () => void }) {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  const [job, setJob] = useState<{ action: BulkAction; keys: readonly ApiKey[] } | null>(null)
  const begin = (action: BulkAction) => () => setJob({ action, keys })
  return (
    <>
      {keys.length > 0 && (
        <ChosenBar label={t.bar} text={t.chosen(keys.length)} onClear={onClear}>
          {mayWrite && (
            <>
              <Button small icon={CirclePause} onClick={begin('disable')}>
                {t.disable}
              </Button>
              <Button small icon={CirclePlay} onClick={begin('enable')}>
                {t.enable}
              </Button>
              <Button small icon={Ban} onClick={begin('revoke')}>
                {t.revoke}
              </Button>
              <Button small icon={Trash2} onClick={begin('delete')}>
                {t.delete}
              </Button>
            </>
          )}
          <Button small icon={Download} onClick={() => downloadText(t.fileName, keysAsCsv(keys), 'text/csv')}>
            {t.export}
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
