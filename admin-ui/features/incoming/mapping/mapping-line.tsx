import { ArrowRight, Settings2, X } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import { MAX_MAPPING_TEXT } from '../../../../contract/incoming.data.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { FieldError, TextField } from '../../../forms/field.tsx'
import { m } from '../../../messages/index.ts'
import { IconButton } from '../../../ui/button.tsx'
import { isMapped, type Line, type MappingRow } from './mapping-draft.ts'
import { shortValue } from './paths.ts'

type MappingLineProps = {
  line: Line
  /** A press on a value of the sample maps it to this field. */
  isNext: boolean
  /** A record is found by this field. */
  isKey: boolean
  error: string | undefined
  /** What the preview made of it; undefined: nothing. */
  value: unknown
  /** There is a preview, which may belong to an earlier state. */
  preview: 'none' | 'behind' | 'ready'
  onFocus: () => void
  onRow: (patch: Partial<MappingRow>) => void
  /** Null for a field of the module, which is always there. */
  onRemove: (() => void) | null
}

/** One field of a mapping: its name and type, where its value comes from, and what the sample makes of it. */
export function MappingLine(props: MappingLineProps) {
  const { line, isNext, isKey, error, value, preview, onFocus, onRow, onRemove } = props
  const { field, row } = line
  const id = useId()
  const [asked, setAsked] = useState(false)
  const showMore = asked || row.fallback !== '' || row.list
  const name = field?.label ?? row.name
  const offersList = row.list || (field ? field.type === 'json' : onRemove !== null)
  return (
    <li class={`border-t border-line px-3 py-2 first:border-t-0 ${isNext ? 'bg-selected' : ''}`} data-field={row.name}>
      <div class="grid items-center gap-x-3 gap-y-1 lg:grid-cols-[9rem_minmax(0,1fr)]">
        {field ? (
          <div class="min-w-0">
            <label
              for={id}
              class="block truncate font-medium"
              title={field.name}
              data-required={field.required || undefined}
            >
              {field.label}
            </label>
            <p class="truncate text-sm text-faint">
              {m.records_type_name({ type: field.type })}
              {isKey && ` · ${m.incoming_mapping_key()}`}
            </p>
          </div>
        ) : (
          <input
            class="input font-mono"
            aria-label={m.incoming_mapping_event_field()}
            maxLength={64}
            spellcheck={false}
            autocomplete="off"
            value={row.name}
            onFocus={onFocus}
            onInput={(event) => onRow({ name: event.currentTarget.value })}
          />
        )}
        <div class="flex min-w-0 items-center gap-1">
          <input
            id={id}
            class="input min-w-0 flex-1 font-mono"
            {...(field ? {} : { 'aria-label': m.incoming_mapping_value_of({ name: name || '?' }) })}
            aria-describedby={`${id}-result`}
            aria-invalid={error ? 'true' : undefined}
            placeholder={m.incoming_mapping_placeholder()}
            maxLength={MAX_MAPPING_TEXT}
            spellcheck={false}
            autocomplete="off"
            value={row.value}
            onFocus={onFocus}
            onInput={(event) => onRow({ value: event.currentTarget.value })}
          />
          <IconButton
            icon={Settings2}
            label={m.incoming_mapping_options_of({ name })}
            aria-expanded={showMore}
            onClick={() => setAsked(!asked)}
          />
          {onRemove && (
            <IconButton icon={X} label={m.incoming_mapping_remove({ name: name || '?' })} onClick={onRemove} />
          )}
        </div>
        <div id={`${id}-result`} class="min-w-0 lg:col-start-2" aria-live="polite">
          {error ? <FieldError text={error} /> : isMapped(row) && <Result value={value} preview={preview} />}
        </div>
      </div>
      {showMore && (
        <div class="mt-2 flex flex-col gap-2 lg:pl-39">
          <TextField
            label={m.incoming_mapping_default()}
            hint={m.incoming_mapping_default_hint()}
            class="input font-mono"
            autocomplete="off"
            spellcheck={false}
            maxLength={MAX_MAPPING_TEXT}
            value={row.fallback}
            onValue={(fallback) => onRow({ fallback })}
          />
          {offersList && (
            <Checkbox
              label={m.incoming_mapping_list()}
              hint={m.incoming_mapping_list_hint()}
              checked={row.list}
              onChecked={(list) => onRow({ list })}
            />
          )}
        </div>
      )}
    </li>
  )
}

function Result({ value, preview }: Pick<MappingLineProps, 'value' | 'preview'>) {
  if (preview === 'none') return null
  return (
    <p
      class={`flex min-w-0 items-center gap-1.5 text-sm ${preview === 'behind' ? 'text-faint' : 'text-soft'}`}
      title={shortValue(value, 2000)}
    >
      <ArrowRight size={12} class="flex-none text-faint" aria-hidden="true" />
      {value === undefined || value === '' ? (
        m.incoming_mapping_no_value()
      ) : (
        <code class="truncate">{shortValue(value, 200)}</code>
      )}
    </p>
  )
}
