import { Download } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { downloadText } from '../../../format/download.ts'
import { useFieldErrors } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { Bar } from '../../../ui/bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { resultCsv } from './import-csv.ts'
import type { Source } from './import-lines.ts'
import { expectedOutcome } from './import-run.ts'
import { ImportSource } from './import-source.tsx'
import { type Import, useImport } from './use-import.ts'

const ImportPreview = lazy(() => import('./import-preview.tsx').then((it) => it.ImportPreview))

/** Imports keys from another system: choose a file, preview the result of each line, import. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [source, setSource] = useState<Source>({ text: '', fileName: null, scopes: [], limits: null })
  const [unreadable, setUnreadable] = useState(false)
  const [errors, setErrors, container] = useFieldErrors()
  const it = useImport()
  const { stage } = it
  const body = useRef<HTMLDivElement>(null)
  const drawn = useRef(stage)
  useEffect(() => {
    // The button that had the focus is gone.
    if (drawn.current !== stage) body.current?.focus()
    drawn.current = stage
  }, [stage])

  const change = (patch: Partial<Source>) => {
    setUnreadable(false)
    setErrors({})
    setSource({ ...source, ...patch })
  }
  const check = async () => {
    if (stage === 'source') setErrors(await it.check(source))
  }
  const step = stage === 'source' ? 0 : stage === 'checking' || stage === 'preview' ? 1 : 2
  const busy = stage === 'checking' || stage === 'importing'

  return (
    <Dialog
      title={m.api_keys_import_title()}
      size="wide"
      keepOnOutsidePress
      {...(busy ? {} : { onClose })}
      onSubmit={check}
      footer={<Buttons it={it} onClose={onClose} />}
    >
      <ol class="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {[m.api_keys_import_steps_1(), m.api_keys_import_steps_2(), m.api_keys_import_steps_3()].map((title, index) => (
          <li
            key={title}
            class={index === step ? 'font-semibold text-primary' : 'text-soft'}
            {...(index === step ? { 'aria-current': 'step' as const } : {})}
          >
            {title}
          </li>
        ))}
      </ol>
      <div ref={body} tabIndex={-1} class="outline-none">
        {stage === 'source' && (
          <ImportSource
            source={source}
            problem={unreadable ? m.api_keys_import_file_unreadable() : errors.text}
            errors={errors}
            container={container}
            onSource={change}
            onUnreadable={() => setUnreadable(true)}
          />
        )}
        {stage === 'preview' && it.file && (
          <ImportPreview file={it.file} outcomes={it.outcomes} defaults={it.defaults} />
        )}
        {busy && <Progress it={it} />}
        {stage === 'done' && <Summary it={it} />}
        {it.failure && (
          <div class="mt-4">
            <Note tone="bad" alert>
              {m.api_keys_import_failed({ why: it.failure })}
            </Note>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function Progress({ it }: { it: Import }) {
  const { done, all } = it.progress
  const text =
    it.stage === 'checking' ? m.api_keys_import_checking({ done, all }) : m.api_keys_import_importing({ done, all })
  return (
    <div class="flex flex-col gap-2 py-4">
      <p role="status">{it.stopping ? m.api_keys_import_stopping() : text}</p>
      <Bar share={all === 0 ? 0 : done / all} />
    </div>
  )
}

function Summary({ it }: { it: Import }) {
  const { imported, exists, refused, untried } = it.totals
  return (
    <div class="flex flex-col gap-3">
      <p class="font-semibold" role="status">
        {m.api_keys_import_done({ count: imported })}
      </p>
      {imported > 0 && <p>{m.api_keys_import_active_soon()}</p>}
      <ul class="flex flex-col gap-1 text-soft">
        {exists > 0 && <li>{m.api_keys_import_skipped({ count: exists })}</li>}
        {refused > 0 && <li>{m.api_keys_import_refused({ count: refused })}</li>}
        {untried > 0 && <li>{m.api_keys_import_untried({ count: untried })}</li>}
      </ul>
    </div>
  )
}

function Buttons({ it, onClose }: { it: Import; onClose: () => void }) {
  const { file, stage } = it
  if (stage === 'source') {
    return (
      <>
        <Button onClick={onClose}>{m.ui_cancel()}</Button>
        <Button type="submit" kind="primary">
          {m.api_keys_import_check()}
        </Button>
      </>
    )
  }
  if (stage === 'checking' || stage === 'importing') {
    return (
      <Button aria-disabled={it.stopping} onClick={it.stop}>
        {m.api_keys_import_stop()}
      </Button>
    )
  }
  if (stage === 'preview' && file) {
    const count = file.lines.filter((line) => expectedOutcome(line, it.outcomes) === 'imported').length
    return (
      <>
        <Button onClick={it.back}>{m.api_keys_import_back()}</Button>
        <Button kind="primary" aria-disabled={count === 0} onClick={it.start}>
          {m.api_keys_import_import_button({ count })}
        </Button>
      </>
    )
  }
  return (
    <>
      <Button
        class="mr-auto"
        icon={Download}
        onClick={() =>
          downloadText(m.api_keys_import_result_name(), resultCsv(file?.lines ?? [], it.outcomes), 'text/csv')
        }
      >
        {m.api_keys_import_download_result()}
      </Button>
      {it.totals.untried > 0 && <Button onClick={it.start}>{m.api_keys_import_continue()}</Button>}
      <Button kind="primary" onClick={onClose}>
        {m.ui_close()}
      </Button>
    </>
  )
}
