import { useEffect, useState } from 'preact/hooks'
import { readStream } from '../../api/call-api.ts'
import { downloadText } from '../../format/download.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback/note.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import type { LogQuery } from './queries.ts'

type ExportDialogProps = { format: 'csv' | 'jsonl'; query: LogQuery; onClose: () => void }

const FILE_TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const

/** Reads all entries that match the filters, shows the progress, and saves a file at the end. Closing it cancels. */
export function ExportDialog({ format, query, onClose }: ExportDialogProps) {
  const [rows, setRows] = useState(0)
  const [state, setState] = useState<'reading' | 'done' | 'failed'>('reading')

  useEffect(() => {
    if (state !== 'reading') return
    const stop = new AbortController()
    const parts: string[] = []
    let lines = 0
    const onPart = (text: string) => {
      parts.push(text)
      lines += text.split('\n').length - 1
      setRows(format === 'csv' ? Math.max(0, lines - 1) : lines)
    }
    const { cursor, limit, ...filter } = query
    readStream('/api/v1/event-logs/export', { ...filter, format }, { signal: stop.signal, onPart }).then(
      () => {
        if (lines > (format === 'csv' ? 1 : 0)) {
          const day = new Date().toISOString().slice(0, 10)
          downloadText(`event-logs-${day}.${format}`, parts, FILE_TYPES[format])
        }
        setState('done')
      },
      () => stop.signal.aborted || setState('failed'),
    )
    return () => stop.abort()
  }, [state])

  return (
    <Dialog
      title={m.event_logs_export_title()}
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
              {m.ui_retry()}
            </Button>
          )}
          <Button autofocus onClick={onClose}>
            {state === 'reading' ? m.ui_cancel() : m.ui_close()}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-3" role="status" aria-live="polite">
        {state === 'reading' && (
          <>
            <p>{m.event_logs_exporting()}</p>
            <p class="flex items-center gap-2 font-semibold tabular-nums">
              <span class="spinner" aria-hidden="true" /> {m.event_logs_exported({ rows })}
            </p>
          </>
        )}
        {state === 'done' && (
          <Note>{rows === 0 ? m.event_logs_export_empty() : m.event_logs_export_done({ rows })}</Note>
        )}
        {state === 'failed' && <Note tone="bad">{m.event_logs_export_failed()}</Note>}
      </div>
    </Dialog>
  )
}
