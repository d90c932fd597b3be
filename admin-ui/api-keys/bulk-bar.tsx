import { Ban, CirclePause, CirclePlay, Download, Trash2, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { ApiKey } from '../../contract/api-keys.ts'
import { useCan } from '../identity/me.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { downloadText } from '../parts/download.ts'
import type { BulkAction } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'
import { keysAsCsv } from './key-csv.ts'

/** What can be done to the chosen keys. It stays at the foot of the window, so that no row moves when it comes. */
export function BulkBar({ keys, onClear }: { keys: readonly ApiKey[]; onClear: () => void }) {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  const [job, setJob] = useState<{ action: BulkAction; keys: readonly ApiKey[] } | null>(null)
  const begin = (action: BulkAction) => () => setJob({ action, keys })
  return (
    <>
      {keys.length > 0 && (
        <section
          class="card sticky bottom-4 z-10 mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-raised"
          aria-label={t.bar}
        >
          <p class="mr-2 font-medium tabular-nums" role="status">
            {t.chosen(keys.length)}
          </p>
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
          <IconButton icon={X} label={t.clear} onClick={onClear} />
        </section>
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
