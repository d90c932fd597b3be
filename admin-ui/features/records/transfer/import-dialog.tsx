import { useRef, useState } from 'preact/hooks'
import type { Module } from '../../../../client/src/generated.ts'
import { formatNumber } from '../../../format/language.ts'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { ProgressDialog } from '../../../ui/overlays/progress-dialog.tsx'
import { DownloadProblems } from './download-problems.tsx'
import { ImportPreview } from './import-preview.tsx'
import type { Settings } from './import-rows.ts'
import { ImportSource } from './import-source.tsx'
import type { CsvFile } from './read-file.ts'
import { type Import, useImport } from './use-import.ts'

type ImportDialogProps = { module: Module; url: UrlState; onClose: () => void }

/** Imports records from a CSV file: choose a file and its columns, check every row, import. */
export function ImportDialog({ module, url, onClose }: ImportDialogProps) {
  const chosen = environmentOf(url.query)
  const [environment, setEnvironment] = useState<'live' | 'test'>(chosen || 'live')
  const [file, setFile] = useState<CsvFile | null>(null)
  const [settings, setSettings] = useState<Settings>({ mapping: [], by: '', emptyCells: 'leave', policy: 'all' })
  const [problem, setProblem] = useState('')
  const container = useRef<HTMLDivElement>(null)
  const it = useImport(module, environment)
  const title = m.records_import_title({ name: module.name })

  if (it.stage === 'checking' || it.stage === 'importing') {
    const { done, all } = it.progress
    return (
      <ProgressDialog
        key={it.stage}
        title={title}
        text={
          it.stage === 'checking'
            ? m.records_import_checking({ done: formatNumber(done), all: formatNumber(all) })
            : m.records_import_importing({ done: formatNumber(done), all: formatNumber(all) })
        }
        share={all === 0 ? 0 : done / all}
        stopping={m.records_import_stopping()}
        onStop={it.stop}
      />
    )
  }
  if (it.stage === 'done') return <Done title={title} it={it} settings={settings} onClose={onClose} />
  const preview = it.stage === 'preview'
  const importable = it.rows.length - it.bad.length
  const blocked = preview && (importable === 0 || (settings.policy === 'all' && it.bad.length > 0))
  const submit = () => {
    if (preview) return blocked ? it.back() : it.start(settings)
    if (!file) return setProblem(m.records_import_need_file())
    const mapped = settings.mapping.filter((name) => name !== null)
    if (mapped.length === 0) return setProblem(m.records_import_need_columns())
    if (new Set(mapped).size < mapped.length) return setProblem(m.records_import_repeated_column())
    if (settings.by && !mapped.includes(settings.by)) return setProblem(m.records_import_need_by())
    setProblem('')
    void it.check(file, settings)
  }
  return (
    <FormDialog
      key={it.stage}
      title={title}
      submit={
        !preview
          ? m.records_import_check()
          : blocked
            ? m.records_import_other_file()
            : m.records_import_start({ count: importable })
      }
      form={{ container, problem: problem || (preview ? '' : it.failure), touched: file !== null, onBlur: () => {} }}
      busy={false}
      extra={preview && !blocked && <Button onClick={it.back}>{m.records_import_back()}</Button>}
      summary={<Summary file={file} it={it} preview={preview} />}
      onClose={onClose}
      onSubmit={submit}
    >
      {preview ? (
        <ImportPreview it={it} settings={settings} onSettings={(patch) => setSettings({ ...settings, ...patch })} />
      ) : (
        <ImportSource
          module={module}
          file={file}
          settings={settings}
          environment={chosen === '' ? environment : null}
          onEnvironment={setEnvironment}
          onFile={(read, mapping) => {
            setProblem('')
            setFile(read)
            setSettings({ ...settings, mapping })
          }}
          onProblem={(text) => {
            setFile(null)
            setProblem(text)
          }}
          onSettings={(patch) => {
            setProblem('')
            setSettings({ ...settings, ...patch })
          }}
        />
      )}
    </FormDialog>
  )
}

function Summary({ file, it, preview }: { file: CsvFile | null; it: Import; preview: boolean }) {
  if (!file) return <p class="text-soft">{m.records_import_intro()}</p>
  const { created, updated, unchanged } = it.expected
  return (
    <div class="flex flex-col gap-4">
      <div>
        <p class="font-medium wrap-anywhere">{file.name}</p>
        <p class="text-soft">{m.records_import_rows({ count: file.rows.length })}</p>
      </div>
      {preview && (
        <ul class="flex flex-col gap-1" role="status">
          <li>{m.records_import_created({ count: created })}</li>
          {updated > 0 && <li>{m.records_import_updated({ count: updated })}</li>}
          {unchanged > 0 && <li>{m.records_import_unchanged({ count: unchanged })}</li>}
          {it.bad.length > 0 && <li class="font-medium text-bad">{m.records_import_bad({ count: it.bad.length })}</li>}
        </ul>
      )}
    </div>
  )
}

type DoneProps = { title: string; it: Import; settings: Settings; onClose: () => void }

function Done({ title, it, settings, onClose }: DoneProps) {
  const { created, updated, unchanged } = it.totals
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          {it.bad.length > 0 && <DownloadProblems it={it} />}
          {it.untried > 0 && <Button onClick={() => it.start(settings)}>{m.records_import_continue()}</Button>}
          <Button kind="primary" autofocus onClick={onClose}>
            {m.ui_close()}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-3">
        <ul class="flex flex-col gap-1 font-medium" role="status">
          <li>{m.records_import_done_created({ count: created })}</li>
          {updated > 0 && <li>{m.records_import_done_updated({ count: updated })}</li>}
          {unchanged > 0 && <li>{m.records_import_unchanged({ count: unchanged })}</li>}
          {it.bad.length > 0 && <li class="text-bad">{m.records_import_bad({ count: it.bad.length })}</li>}
        </ul>
        {it.untried > 0 && <p>{m.records_import_untried({ count: it.untried })}</p>}
        {it.failure && (
          <Note tone="bad" alert>
            {it.failure}
          </Note>
        )}
      </div>
    </Dialog>
  )
}
