import { useEffect, useState } from 'preact/hooks'
import { downloadText } from '../../format/download.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../button.tsx'
import { Note } from '../feedback/note.tsx'
import { Dialog } from './dialog.tsx'

type ExportDialogProps = {
  title: string
  /** Name of the file, without the day and the ending. */
  name: string
  format: 'csv' | 'jsonl'
  texts: {
    exporting: () => string
    /** How many rows were read so far, and in the end. */
    exported: (rows: number) => string
    done: (rows: number) => string
    empty: () => string
    failed: () => string
  }
  read: (options: { signal: AbortSignal; onPart: (text: string) => void }) => Promise<void>
  onClose: () => void
}

const FILE_TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const

/** Counts lines over parts of a text. A line break inside quotation marks of CSV ends no line. */
function newLineCounter(format: 'csv' | 'jsonl') {
  let isQuoted = false
  let lines = 0
  return (part: string): number => {
    for (const sign of part.match(/["\n]/g) ?? []) {
      if (sign === '"') isQuoted = format === 'csv' && !isQuoted
      else if (!isQuoted) lines += 1
    }
    return lines
  }
}

/** Reads a long file, shows the progress, and saves the file at the end. Closing it cancels. */
export function ExportDialog({ title, name, format, texts, read, onClose }: ExportDialogProps) {
  const [rows, setRows] = useState(0)
  const [state, setState] = useState<'reading' | 'done' | 'failed'>('reading')

  useEffect(() => {
    if (state !== 'reading') return
    const stop = new AbortController()
    const parts: string[] = []
    const count = newLineCounter(format)
    // The first line of CSV names the columns.
    const heading = format === 'csv' ? 1 : 0
    let lines = 0
    const onPart = (text: string) => {
      parts.push(text)
      lines = count(text)
      setRows(Math.max(0, lines - heading))
    }
    read({ signal: stop.signal, onPart }).then(
      () => {
        if (lines > heading) {
          const day = new Date().toISOString().slice(0, 10)
          downloadText(`${name}-${day}.${format}`, parts, FILE_TYPES[format])
        }
        setState('done')
      },
      () => stop.signal.aborted || setState('failed'),
    )
    return () => stop.abort()
  }, [state])

  return (
    <Dialog
      title={title}
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
            <p>{texts.exporting()}</p>
            <p class="flex items-center gap-2 font-semibold tabular-nums">
              <span class="spinner" aria-hidden="true" /> {texts.exported(rows)}
            </p>
          </>
        )}
        {state === 'done' && <Note>{rows === 0 ? texts.empty() : texts.done(rows)}</Note>}
        {state === 'failed' && <Note tone="bad">{texts.failed()}</Note>}
      </div>
    </Dialog>
  )
}
