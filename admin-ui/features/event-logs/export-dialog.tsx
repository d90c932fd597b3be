import { useEffect, useState } from 'preact/hooks'
import type { ExportFormat } from '../../../contract/event-logs.ts'
import { getLong, type Params } from '../../api.ts'
import { downloadText } from '../../format/download.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { words } from './words.ts'

type ExportDialogProps = { format: ExportFormat; params: Params; onClose: () => void }

const FILE_TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const

/** Reads the whole log that passes the filters, says how far it is, and saves it at the end. Closing it cancels. */
export function ExportDialog({ format, params, onClose }: ExportDialogProps) {
  const t = words()
  const [rows, setRows] = useState(0)
  const [state, setState] = useState<'reading' | 'done' | 'failed'>('reading')

  useEffect(() => {
    if (state !== 'reading') return
    const stop = new AbortController()
    const pieces: string[] = []
    let lines = 0
    const onPiece = (text: string) => {
      pieces.push(text)
      lines += text.split('\n').length - 1
      setRows(format === 'csv' ? Math.max(0, lines - 1) : lines)
    }
    getLong('/api/v1/event-logs/export', { ...params, cursor: null, format }, { signal: stop.signal, onPiece }).then(
      () => {
        if (lines > (format === 'csv' ? 1 : 0)) {
          const day = new Date().toISOString().slice(0, 10)
          downloadText(`event-logs-${day}.${format}`, pieces, FILE_TYPES[format])
        }
        setState('done')
      },
      () => stop.signal.aborted || setState('failed'),
    )
    return () => stop.abort()
  }, [state])

  return (
    <Dialog
      title={t.exportTitle}
      onClose={onClose}
      keepOnOutsidePress
      footer={
        <>
          {state === 'failed' && (
            <Button
              kind="primary"
              onClick={() => {
                setRows(0)
                setState('reading')
              }}
            >
              {t.exportAgain}
            </Button>
          )}
          <Button autofocus onClick={onClose}>
            {state === 'reading' ? t.cancel : t.close}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-3" role="status" aria-live="polite">
        {state === 'reading' && (
          <>
            <p>{t.exporting}</p>
            <p class="flex items-center gap-2 font-semibold tabular-nums">
              <span class="spinner" aria-hidden="true" /> {t.exported(rows)}
            </p>
          </>
        )}
        {state === 'done' && <Note>{rows === 0 ? t.exportEmpty : t.exportDone(rows)}</Note>}
        {state === 'failed' && <Note tone="bad">{t.exportFailed}</Note>}
      </div>
    </Dialog>
  )
}
