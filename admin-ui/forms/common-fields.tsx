import { MAX_DESCRIPTION, MAX_NAME } from '../../contract/common.data.ts'
import { m } from '../messages/index.ts'
import { Radios } from './choice.tsx'
import { TextField } from './field.tsx'
import { errorAt, type FieldErrors, type FieldsProps } from './form.ts'
import { TextArea } from './text-area.tsx'

type NameFieldsProps = FieldsProps<{ name: string; description: string }> & {
  labels: { name: string; nameHint: string; descriptionHint: string }
  /** False where they are not the first fields. */
  autofocus?: boolean
}

/** The first fields of most forms: name and description. */
export function NameFields({ draft, errors, labels, autofocus = true, onDraft }: NameFieldsProps) {
  return (
    <>
      <TextField
        label={labels.name}
        hint={labels.nameHint}
        required
        autofocus={autofocus}
        autocomplete="off"
        maxLength={MAX_NAME}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <TextArea
        label={m.fields_description()}
        hint={labels.descriptionHint}
        rows={2}
        maxLength={MAX_DESCRIPTION}
        error={errorAt(errors, 'description')}
        value={draft.description}
        onValue={(description) => onDraft({ description })}
      />
    </>
  )
}

type Environment = 'live' | 'test'

type EnvironmentFieldProps = {
  value: Environment
  errors: FieldErrors
  labels: { legend: string; liveHint: string; testHint: string }
  onValue: (environment: Environment) => void
}

/** The choice between the live and the test environment. */
export function EnvironmentField({ value, errors, labels, onValue }: EnvironmentFieldProps) {
  return (
    <Radios
      legend={labels.legend}
      value={value}
      choices={[
        { value: 'live', label: m.fields_live(), hint: labels.liveHint },
        { value: 'test', label: m.fields_test(), hint: labels.testHint },
      ]}
      error={errorAt(errors, 'environment')}
      onValue={onValue}
    />
  )
}
