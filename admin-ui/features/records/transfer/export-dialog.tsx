import type { Module } from '../../../../client/src/generated.ts'
import { readStream } from '../../../api/call-api.ts'
import { m } from '../../../messages/index.ts'
import { ExportDialog as FileDialog } from '../../../ui/overlays/export-dialog.tsx'
import { filterParams, type RecordList } from '../records/list-state.ts'

type ExportDialogProps = { module: Module; state: RecordList['state']; onClose: () => void }

const TEXTS = {
  exporting: () => m.records_exporting(),
  exported: (rows: number) => m.records_exported({ rows }),
  done: (rows: number) => m.records_export_done({ rows }),
  empty: () => m.records_export_empty(),
  failed: () => m.records_export_failed(),
}

/** Exports all records that match the filters, as CSV. */
export function ExportDialog({ module, state, onClose }: ExportDialogProps) {
  const { slug, name } = module
  const { filters, sort, environment } = state
  const query = { ...filterParams(filters), sort, environment: environment || null }
  return (
    <FileDialog
      title={m.records_export_title({ name })}
      name={slug}
      format="csv"
      texts={TEXTS}
      read={(options) => readStream('/api/v1/records/{slug}/export', query, { ...options, params: { slug } })}
      onClose={onClose}
    />
  )
}
