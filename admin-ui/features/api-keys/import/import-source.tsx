import { Download } from 'lucide-preact'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { downloadText } from '../../../format/download.ts'
import { Field } from '../../../forms/field.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { TextArea } from '../../../forms/text-area.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import { templateCsv } from './import-csv.ts'
import type { Source } from './import-lines.ts'
import { words } from './import-words.ts'

const ImportDefaults = lazy(() => import('./import-defaults.tsx').then((it) => it.ImportDefaults))

type ImportSourceProps = {
  source: Source
  problem: string | undefined
  errors: FieldErrors
  container: RefObject<HTMLDivElement | null>
  onSource: (patch: Partial<Source>) => void
  onUnreadable: () => void
}

/** The first step: a file, how to make one, and what its lines leave open. */
export function ImportSource({ source, problem, errors, container, onSource, onUnreadable }: ImportSourceProps) {
  const t = words()
  const read = async (file: File | undefined) => {
    if (!file) return
    try {
      onSource({ text: await file.text(), fileName: file.name })
    } catch {
      onUnreadable()
    }
  }
  return (
    <div ref={container} class="flex flex-col gap-5">
      <p>{t.intro}</p>
      <details class="card px-4 py-2.5">
        <summary class="font-medium">{t.howTitle}</summary>
        <div class="mt-2 flex flex-col items-start gap-2">
          <p>{t.howText}</p>
          <pre class="secret w-full whitespace-pre-wrap">{t.command}</pre>
          <CopyButton text={t.command} label={t.copyCommand} />
          <p class="text-sm text-soft">{t.prefixHint}</p>
        </div>
      </details>
      <div class="flex flex-col gap-3">
        <Field label={t.file} {...(source.fileName ? { hint: t.chosenFile(source.fileName) } : {})}>
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              class="input file:mr-3 file:rounded-md file:bg-hover file:px-2.5 file:py-0.5"
              accept=".csv,.json,.jsonl,.ndjson,.txt,text/csv,application/json"
              onChange={(event) => read(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <TextArea
          label={t.text}
          hint={t.textHint}
          rows={5}
          class="input font-mono text-sm"
          autocomplete="off"
          spellcheck={false}
          error={problem}
          // A whole file in a field to type in would only be slow.
          value={source.fileName === null ? source.text : ''}
          onValue={(text) => onSource({ text, fileName: null })}
        />
        <Button
          small
          class="self-start"
          icon={Download}
          onClick={() => downloadText(t.templateName, templateCsv(), 'text/csv')}
        >
          {t.template}
        </Button>
      </div>
      <Defaults {...{ source, errors, onSource }} />
    </div>
  )
}

/** Loaded when somebody opens it: a file that names everything needs none of it. */
function Defaults({ source, errors, onSource }: Pick<ImportSourceProps, 'source' | 'errors' | 'onSource'>) {
  const t = words()
  const [open, setOpen] = useState(false)
  const shown = open || Object.keys(errors).some((path) => path.startsWith('rateLimit.'))
  return (
    <details class="card px-4 py-2.5" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="font-medium">{t.defaultsTitle}</summary>
      {shown && <ImportDefaults {...{ source, errors, onSource }} limitsHint={t.limitsHint} />}
    </details>
  )
}
