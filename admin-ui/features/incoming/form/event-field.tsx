import { useId } from 'preact/hooks'
import { Field } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { m } from '../../../messages/index.ts'
import type { Draft } from './draft.ts'

/** The type of the event that a request becomes: a known one, or any other. */
export function EventField({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const id = useId()
  const types = useEventTypes().data ?? []
  return (
    <Field
      label={m.incoming_form_event_type()}
      hint={m.incoming_form_event_type_hint()}
      required
      error={errorAt(errors, 'eventType')}
    >
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            class="input font-mono"
            list={id}
            autocomplete="off"
            spellcheck={false}
            maxLength={100}
            placeholder="order.created"
            value={draft.eventType}
            onInput={(event) => onDraft({ eventType: event.currentTarget.value })}
          />
          <datalist id={id}>
            {types.map(({ type }) => (
              <option key={type} value={type} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
