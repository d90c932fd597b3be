import { defineWords } from '../format/language.ts'
import { Radios } from './choice.tsx'
import { TextField } from './field.tsx'
import { errorAt, type FieldErrors, type FieldsProps } from './form.ts'
import { TextArea } from './text-area.tsx'

const fieldWords = defineWords({
  description: 'Description',
  live: 'Live',
  test: 'Test',
})

type NameFieldsProps = FieldsProps<{ name: string; description: string }> & {
  words: { name: string; nameHint: string; descriptionHint: string }
}

/** What most forms begin with: a name, and what it is for. */
export function NameFields({ draft, errors, words, onDraft }: NameFieldsProps) {
  return (
    <>
      <TextField
        label={words.name}
        hint={words.nameHint}
        required
        autofocus
        autocomplete="off"
        maxLength={100}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <TextArea
        label={fieldWords().description}
        hint={words.descriptionHint}
        rows={2}
        maxLength={500}
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
  words: { legend: string; liveHint: string; testHint: string }
  onValue: (environment: Environment) => void
}

/** Whether it belongs to production or to tests. */
export function EnvironmentField({ value, errors, words, onValue }: EnvironmentFieldProps) {
  const t = fieldWords()
  return (
    <Radios
      legend={words.legend}
      value={value}
      choices={[
        { value: 'live', label: t.live, hint: words.liveHint },
        { value: 'test', label: t.test, hint: words.testHint },
      ]}
      error={errorAt(errors, 'environment')}
      onValue={onValue}
    />
  )
}
