import { Download } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { downloadText } from '../../../format/download.ts'
import { useFieldErrors } from '../../../forms/form.ts'
import { Bar } from '../../../ui/bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import { Note } from '../../../ui/note.tsx'
import { resultCsv } from './import-csv.ts'
import type { Source } from './import-lines.ts'
import { fateOf } from './import-run.ts'
import { ImportSource } from './import-source.tsx'
import { words } from './import-words.ts'
import { type Import, useImport } from './use-import.ts'

const ImportPreview = lazy(() => import('./import-preview.tsx').then((it) => it.ImportPreview))

/** Brings keys from another system: a file, a look at what each line would do, and the import itself. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = words()
  const [source, setSource] = useState<Source>({ text: '', fileName: null, scopes: [], limits: null })
  const [unreadable, setUnreadable] = useState(false)
  const [errors, setErrors, container] = useFieldErrors()
  const it = useImport()
  const { stage } = it
  const body = useRef<HTMLDivElement>(null)
  const drawn = useRef(stage)
  useEffect(() => {
    // The button that led here is gone, and the focus with it.
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
      title={t.title}
      size="wide"
      keepOnOutsidePress
      {...(busy ? {} : { onClose })}
      onSubmit={check}
      footer={<Buttons it={it} onClose={onClose} />}
    >
      <ol class="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {t.steps.map((title, index) => (
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
            problem={unreadable ? t.fileUnreadable : errors.text}
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
              {t.failed(it.failure)}
            </Note>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function Progress({ it }: { it: Import }) {
  const t = words()
  const { done, all } = it.progress
  const text = it.stage === 'checking' ? t.checking(done, all) : t.importing(done, all)
  return (
    <div class="flex flex-col gap-2 py-4">
      <p role="status">{it.stopping ? t.stopping : text}</p>
      <Bar share={all === 0 ? 0 : done / all} />
    </div>
  )
}

function Summary({ it }: { it: Import }) {
  const t = words()
  const { imported, exists, refused, untried } = it.totals
  return (
    <div class="flex flex-col gap-3">
      <p class="font-semibold" role="status">
        {t.done(imported)}
      </p>
      {imported > 0 && <p>{t.soon}</p>}
      <ul class="flex flex-col gap-1 text-soft">
        {exists > 0 && <li>{t.skipped(exists)}</li>}
        {refused > 0 && <li>{t.refused(refused)}</li>}
        {untried > 0 && <li>{t.untried(untried)}</li>}
      </ul>
    </div>
  )
}

function Buttons({ it, onClose }: { it: Import; onClose: () => void }) {
  const t = words()
  const { file, stage } = it
  if (stage === 'source') {
    return (
      <>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" kind="primary">
          {t.check}
        </Button>
      </>
    )
  }
  if (stage === 'checking' || stage === 'importing') {
    return (
      <Button aria-disabled={it.stopping} onClick={it.stop}>
        {t.stop}
      </Button>
    )
  }
  if (stage === 'preview' && file) {
    const count = file.lines.filter((line) => fateOf(line, it.outcomes) === 'imported').length
    return (
      <>
        <Button onClick={it.back}>{t.back}</Button>
        <Button kind="primary" aria-disabled={count === 0} onClick={it.start}>
          {t.importButton(count)}
        </Button>
      </>
    )
  }
  return (
    <>
      <Button
        class="mr-auto"
        icon={Download}
        onClick={() => downloadText(t.resultName, resultCsv(file?.lines ?? [], it.outcomes), 'text/csv')}
      >
        {t.downloadResult}
      </Button>
      {it.totals.untried > 0 && <Button onClick={it.start}>{t.again}</Button>}
      <Button kind="primary" onClick={onClose}>
        {t.close}
      </Button>
    </>
  )
}
