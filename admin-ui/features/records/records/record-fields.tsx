import { useQuery } from '@tanstack/preact-query'
import { useId } from 'preact/hooks'
import type { Field as ModuleField } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { Field, TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { CodeArea, TextArea } from '../../../forms/text-area.tsx'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import type { RecordDraft } from './draft.ts'
import { valueText } from './field-value.ts'

type RecordFieldsProps = {
  fields: readonly ModuleField[]
  draft: RecordDraft
  errors: FieldErrors
  autofocus?: boolean
  onDraft: (patch: RecordDraft) => void
}

/** The form of a record, made from the fields of its module. */
export function RecordFields({ fields, draft, errors, autofocus = false, onDraft }: RecordFieldsProps) {
  return (
    <>
      {fields.map((field, index) => (
        <ValueField
          key={field.name}
          field={field}
          value={draft[field.name] ?? ''}
          error={errorAt(errors, field.name)}
          autofocus={autofocus && index === 0}
          onValue={(value) => onDraft({ [field.name]: value })}
        />
      ))}
    </>
  )
}

type ValueFieldProps = {
  field: ModuleField
  value: string
  error: string | undefined
  autofocus: boolean
  onValue: (value: string) => void
}

function ValueField({ field, value, error, autofocus, onValue }: ValueFieldProps) {
  const { label, required, type } = field
  const common = { label, required, error, value, onValue, ...(autofocus ? { autofocus } : {}) }
  switch (type) {
    case 'boolean':
      return (
        <ChoiceField
          {...common}
          // A value that is not set is neither yes nor no.
          choices={(['true', 'false'] as const).map((one) => [one, m.records_boolean_name({ value: one })])}
        />
      )
    case 'select':
      return <ChoiceField {...common} choices={(field.options ?? []).map((option) => [option, option])} />
    case 'json':
      return <CodeArea {...common} rows={5} hint={m.records_json_hint()} />
    case 'date':
      return <TextField {...common} type="date" />
    case 'datetime':
      return <TimeField {...common} />
    case 'number':
      return <TextField {...common} autocomplete="off" class="input tabular-nums" maxLength={30} />
    case 'reference':
      return <ReferenceField {...common} target={field.module ?? ''} />
    case 'text':
      // Indexed texts are short, and mostly names.
      return field.indexed ? <TextField {...common} autocomplete="off" /> : <TextArea {...common} rows={2} />
    default:
      return <TextField {...common} autocomplete="off" {...(type === 'email' ? { type } : {})} spellcheck={false} />
  }
}

type CommonProps = Pick<ValueFieldProps, 'value' | 'error' | 'onValue'> & {
  label: string
  required: boolean
  autofocus?: boolean
}

function ChoiceField({ choices, value, onValue, autofocus, ...facts }: CommonProps & { choices: [string, string][] }) {
  return (
    <Field {...facts}>
      {(wiring) => (
        <select
          {...wiring}
          class="input"
          autofocus={autofocus}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          <option value="">{m.records_not_set()}</option>
          {choices.map(([choice, name]) => (
            <option key={choice} value={choice}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** With seconds and milliseconds, so that a stored instant is shown whole. */
function TimeField({ value, onValue, autofocus, ...facts }: CommonProps) {
  return (
    <Field {...facts} hint={m.records_time_hint()}>
      {(wiring) => (
        <input
          {...wiring}
          type="datetime-local"
          class="input"
          step="0.001"
          autofocus={autofocus}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Records of the other module that are offered. */
const OFFERED = 50

/** The id of a record of another module: typed or pasted, or one of the newest. */
function ReferenceField({ value, onValue, autofocus, target, ...facts }: CommonProps & { target: string }) {
  const id = useId()
  const mayRead = useCan('records:read')
  const newest = useQuery({
    queryKey: ['records', target, 'newest'],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/records/{slug}', { params: { slug: target }, query: { limit: OFFERED }, signal }),
    enabled: mayRead,
  })
  return (
    <Field {...facts} hint={m.records_reference_hint({ module: target })}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            type="text"
            class="input font-mono"
            autocomplete="off"
            spellcheck={false}
            autofocus={autofocus}
            list={id}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <datalist id={id}>
            {newest.data?.data.map((record) => (
              <option key={record.id} value={record.id} label={nameOf(record.data)} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

/** The first text in a record, which mostly is its name. */
const nameOf = (data: Record<string, unknown>): string => {
  const first = Object.values(data).find((value) => typeof value === 'string' && value !== '')
  return valueText({ type: 'text' }, first)
}
