import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { NumberRow, SettingRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import type { CorsDraft } from './cors-draft.ts'

const LISTS = [
  { name: 'origins', placeholder: 'https://app.example.com' },
  { name: 'headers', placeholder: 'X-Client-Version' },
  { name: 'exposedHeaders', placeholder: 'X-Total-Count' },
] as const

/** The entries of a list that is typed into one field. */
const entriesOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))]

type CorsFieldsProps = { cors: CorsDraft; errors: FieldErrors; change: (patch: Partial<CorsDraft>) => void }

/** Which pages they are, and what they may send and read. */
export function CorsFields({ cors, errors, change }: CorsFieldsProps) {
  return (
    <>
      {LISTS.map(({ name, placeholder }) => (
        <SettingRow
          wide
          key={name}
          label={m.gateway_cors_list({ list: name })}
          hint={m.gateway_cors_list_hint({ list: name })}
          error={errorAt(errors, `cors.${name}`)}
        >
          {(control) => (
            <textarea
              {...control}
              class="input font-mono"
              rows={2}
              spellcheck={false}
              placeholder={placeholder}
              // What is being typed stays as it is: only leaving the field tidies it.
              defaultValue={cors[name].join('\n')}
              onChange={(event) => {
                event.currentTarget.value = entriesOf(event.currentTarget.value).join('\n')
              }}
              onInput={(event) => change({ [name]: entriesOf(event.currentTarget.value) })}
            />
          )}
        </SettingRow>
      ))}
      <NumberRow
        label={m.gateway_cors_age()}
        hint={m.gateway_cors_age_hint()}
        error={errorAt(errors, 'cors.maxAgeSeconds')}
        unit={m.gateway_seconds_unit()}
        maxLength={5}
        value={cors.maxAgeSeconds}
        onValue={(maxAgeSeconds) => change({ maxAgeSeconds })}
      />
    </>
  )
}
