import { useQuery } from '@tanstack/preact-query'
import { useId } from 'preact/hooks'
import type { Field as ModuleField } from '../../../../client/src/generated.ts'
import { idPattern } from '../../../../contract/common.data.ts'
import { Field, TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { CodeArea, TextArea } from '../../../forms/text-area.tsx'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { useModules } from '../modules/queries.ts'
import type { RecordDraft } from './draft.ts'
import { newestQuery } from './queries.ts'
import { useTitle } from './reference.tsx'
import { titleOf } from './title.ts'

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

const RECORD_ID = idPattern('rec')

/** The id of a record of another module: typed or pasted, or one of the newest. */
function ReferenceField({ value, onValue, autofocus, target, ...facts }: CommonProps & { target: string }) {
  const id = useId()
  const mayRead = useCan('records:read')
  const newest = useQuery({ ...newestQuery(target), enabled: mayRead })
  // Ids say nothing to people: the record that is meant is named below.
  const title = useTitle(target, value, RECORD_ID.test(value))
  const targetFields = useModules().data?.data.find(({ slug }) => slug === target)?.fields ?? []
  return (
    <Field {...facts} hint={title || m.records_reference_hint({ module: target })}>
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
              <option key={record.id} value={record.id} label={titleOf(targetFields, record.data)} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
