import { Plus, WandSparkles } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import type { Field, IncomingWebhook } from '../../../../client/src/generated.ts'
import { MAX_MAPPED_FIELDS } from '../../../../contract/incoming.data.ts'
import { formatList } from '../../../format/language.ts'
import { asSentence, errorAt, type FieldErrors } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import {
  changedRows,
  isMapped,
  type Line,
  linesOf,
  type MappingRow,
  mappedByName,
  mappingOf,
  missingFields,
  newRow,
} from './mapping-draft.ts'
import { MappingLine } from './mapping-line.tsx'
import { fieldNameFor } from './paths.ts'
import { SamplePanel } from './sample-panel.tsx'
import { type PreviewInput, usePreview } from './use-preview.ts'
import { PASTED, type Sample } from './use-sample.ts'

type MappingEditorProps = {
  /** The saved webhook, whose mapping is previewed with its settings; null while these are not saved. */
  webhookId: string | null
  inDialog?: boolean
  target: Pick<IncomingWebhook, 'target' | 'module' | 'action' | 'upsertField'>
  /** The fields of the module; null for an event. */
  fields: readonly Field[] | null
  rows: readonly MappingRow[]
  errors: FieldErrors
  sample: Sample
  onRows: (rows: MappingRow[]) => void
}

/**
 * Maps values of a payload to fields: the sample at the left, whose values can be pressed, the fields at the right, each
 * with what the sample makes of it.
 */
export function MappingEditor(props: MappingEditorProps) {
  const { webhookId, inDialog, target, fields, rows, errors, sample, onRows } = props
  const [focused, setFocused] = useState<string | null>(null)
  const id = useId()
  const lines = linesOf(rows, fields)
  const mapping = mappingOf(rows, fields)
  const { preview, isBehind, error } = usePreview(previewInput(webhookId, target, mapping, sample))
  const next = nextLine(lines, focused)
  const missing = fields ? missingFields(rows, fields, target) : []

  const pick = (path: string) => {
    if (next) {
      // The next press maps the next field that has no value yet.
      setFocused(null)
      return onRows(changedRows(rows, next, { value: path }))
    }
    if (fields || rows.length >= MAX_MAPPED_FIELDS) return
    const name = fieldNameFor(
      path,
      rows.map((row) => row.name),
    )
    onRows([...rows, { ...newRow(name), value: path }])
  }
  const byName = fields && sample.payload !== undefined ? mappedByName(rows, fields, sample.payload) : null

  return (
    <div class="grid items-start gap-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div class={`min-w-0 md:sticky ${inDialog ? 'md:top-0' : 'md:top-16'}`}>
        <SamplePanel
          sample={sample}
          hint={
            next
              ? m.incoming_mapping_press({ field: next.field?.label ?? next.row.name })
              : fields
                ? m.incoming_mapping_press_none()
                : m.incoming_mapping_press_event()
          }
          onPick={pick}
        />
      </div>
      <div class="flex min-w-0 flex-col gap-3">
        {missing.length > 0 && rows.some(isMapped) && (
          <Note tone="warn">
            {m.incoming_mapping_missing({
              count: missing.length,
              fields: formatList(missing.map(({ label }) => label)),
            })}
          </Note>
        )}
        {error ? <Note tone="warn">{explain(error).text}</Note> : null}
        {errors.mapping && (
          <Note tone="bad" alert>
            {m.incoming_mapping_refused({ message: errors.mapping })}
          </Note>
        )}
        <section class="card min-w-0" aria-labelledby={id}>
          <div class="flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
            <h3 id={id} class="mr-auto">
              {fields ? m.incoming_mapping_fields() : m.incoming_mapping_event_data()}
            </h3>
            {byName && byName.count > 0 && (
              <Button small icon={WandSparkles} onClick={() => onRows(byName.rows)}>
                {m.incoming_mapping_by_name({ count: byName.count })}
              </Button>
            )}
            {!fields && rows.length < MAX_MAPPED_FIELDS && (
              <Button
                small
                icon={Plus}
                onClick={() => {
                  setFocused(String(rows.length))
                  onRows([...rows, newRow('')])
                }}
              >
                {m.incoming_mapping_add()}
              </Button>
            )}
          </div>
          {lines.length === 0 ? (
            <p class="px-3 py-4 text-soft">{m.incoming_mapping_whole()}</p>
          ) : (
            <ul>
              {lines.map((line) => (
                <MappingLine
                  key={line.key}
                  line={line}
                  isNext={line.key === next?.key && sample.payload !== undefined}
                  isKey={line.row.name !== '' && line.row.name === target.upsertField}
                  error={errorOf(line, errors, preview?.errors ?? [])}
                  value={preview?.fields[line.row.name]}
                  preview={preview === undefined ? 'none' : isBehind ? 'behind' : 'ready'}
                  onFocus={() => setFocused(line.key)}
                  onRow={(patch) => onRows(changedRows(rows, line, patch))}
                  onRemove={
                    line.field
                      ? null
                      : () => {
                          setFocused(null)
                          onRows(rows.filter((_, at) => at !== line.at))
                        }
                  }
                />
              ))}
            </ul>
          )}
        </section>
        {!fields && preview && (
          <section class="min-w-0">
            <h3 class="mb-1">{m.incoming_mapping_event_preview()}</h3>
            <CodeBlock>{JSON.stringify(rows.some(isMapped) ? preview.fields : sample.payload, null, 2)}</CodeBlock>
          </section>
        )}
        <p class="text-sm text-soft">{m.incoming_mapping_help()}</p>
      </div>
    </div>
  )
}

function previewInput(
  id: string | null,
  { target, module }: MappingEditorProps['target'],
  mapping: IncomingWebhook['mapping'],
  sample: Sample,
): PreviewInput | null {
  if (sample.payload === undefined || (target === 'record' && Object.keys(mapping).length === 0)) return null
  if (id === null) {
    return { id, body: { target, ...(module === null ? {} : { module }), mapping, sample: sample.payload } }
  }
  return {
    id,
    body: { mapping, ...(sample.source === PASTED ? { sample: sample.payload } : { requestId: sample.source }) },
  }
}

/** The field that a press on a value maps: the one that was selected, else the first required one without a value. */
function nextLine(lines: readonly Line[], focused: string | null): Line | undefined {
  const selected = lines.find(({ key }) => key === focused)
  if (selected) return selected
  const open = lines.filter(({ field, row }) => field && !isMapped(row))
  return open.find(({ field }) => field?.required) ?? open[0]
}

/** What is wrong with a field that is mapped: as the server said when it was saved, or as the preview says now. */
function errorOf(
  { row }: Line,
  errors: FieldErrors,
  found: readonly { path: string; message: string }[],
): string | undefined {
  const saved = row.name === '' ? undefined : errorAt(errors, `mapping.${row.name}`)
  if (saved !== undefined) return saved
  if (!isMapped(row)) return undefined
  const message = found.find(({ path }) => path === row.name || path.startsWith(`${row.name}.`))?.message
  return message && asSentence(message)
}
