import { readStream } from '../../api/call-api.ts'
import { m } from '../../messages/index.ts'
import { ExportDialog as FileDialog } from '../../ui/overlays/export-dialog.tsx'
import type { LogQuery } from './queries.ts'

type ExportDialogProps = { format: 'csv' | 'jsonl'; query: LogQuery; onClose: () => void }

const TEXTS = {
  exporting: () => m.event_logs_exporting(),
  exported: (rows: number) => m.event_logs_exported({ rows }),
  done: (rows: number) => m.event_logs_export_done({ rows }),
  empty: () => m.event_logs_export_empty(),
  failed: () => m.event_logs_export_failed(),
}

/** Exports all entries that match the filters. */
export function ExportDialog({ format, query, onClose }: ExportDialogProps) {
  const { cursor, limit, ...filter } = query
  return (
    <FileDialog
      title={m.event_logs_export_title()}
      name="event-logs"
      format={format}
      texts={TEXTS}
      read={(options) => readStream('/api/v1/event-logs/export', { ...filter, format }, options)}
      onClose={onClose}
    />
  )
}
