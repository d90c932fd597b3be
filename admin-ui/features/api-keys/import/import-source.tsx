import { Download } from 'lucide-preact'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { downloadText } from '../../../format/download.ts'
import { Field } from '../../../forms/field.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { TextArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { templateCsv } from './import-csv.ts'
import type { Source } from './import-lines.ts'

const ImportDefaults = lazy(() => import('./import-defaults.tsx').then((it) => it.ImportDefaults))

type ImportSourceProps = {
  source: Source
  problem: string | undefined
  errors: FieldErrors
  container: RefObject<HTMLDivElement | null>
  onSource: (patch: Partial<Source>) => void
  onUnreadable: () => void
}

/** The first step: a file, how to create one, and defaults for its lines. */
export function ImportSource({ source, problem, errors, container, onSource, onUnreadable }: ImportSourceProps) {
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
      <p>{m.api_keys_import_intro()}</p>
      <details class="card px-4 py-2.5">
        <summary class="font-medium">{m.api_keys_import_how_title()}</summary>
        <div class="mt-2 flex flex-col items-start gap-2">
          <p>{m.api_keys_import_how_text()}</p>
          <pre class="secret w-full whitespace-pre-wrap">{m.api_keys_import_command()}</pre>
          <CopyButton text={m.api_keys_import_command()} label={m.api_keys_import_copy_command()} />
          <p class="text-sm text-soft">{m.api_keys_import_prefix_hint()}</p>
        </div>
      </details>
      <div class="flex flex-col gap-3">
        <Field
          label={m.api_keys_import_file()}
          {...(source.fileName ? { hint: m.api_keys_import_selected_file({ name: source.fileName }) } : {})}
        >
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
          label={m.api_keys_import_text()}
          hint={m.api_keys_import_text_hint()}
          rows={5}
          class="input font-mono text-sm"
          autocomplete="off"
          spellcheck={false}
          error={problem}
          // The text of a whole file would make the field slow.
          value={source.fileName === null ? source.text : ''}
          onValue={(text) => onSource({ text, fileName: null })}
        />
        <Button
          small
          class="self-start"
          icon={Download}
          onClick={() => downloadText(m.api_keys_import_template_name(), templateCsv(), 'text/csv')}
        >
          {m.api_keys_import_template()}
        </Button>
      </div>
      <Defaults {...{ source, errors, onSource }} />
    </div>
  )
}

/** Loaded when the user opens it: not needed for a file that sets everything. */
function Defaults({ source, errors, onSource }: Pick<ImportSourceProps, 'source' | 'errors' | 'onSource'>) {
  const [open, setOpen] = useState(false)
  const shown = open || Object.keys(errors).some((path) => path.startsWith('rateLimit.'))
  return (
    <details class="card px-4 py-2.5" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="font-medium">{m.api_keys_import_defaults_title()}</summary>
      {shown && <ImportDefaults {...{ source, errors, onSource }} limitsHint={m.api_keys_import_limits_hint()} />}
    </details>
  )
}
