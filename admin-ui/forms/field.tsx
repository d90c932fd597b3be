import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export type FieldFacts = { label: string; hint?: ComponentChildren; error?: string | undefined; required?: boolean }

type FieldAttributes = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }

/**
 * Label, hint and error around one control, linked for assistive technology. The child function renders the control and
 * receives its attributes.
 */
export function Field({
  label,
  hint,
  error,
  required,
  children,
}: FieldFacts & { children: (wiring: FieldAttributes) => ComponentChildren }) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="font-medium" data-required={required || undefined}>
        {label}
      </label>
      {children({
        id,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(error ? { 'aria-invalid': 'true' as const } : {}),
      })}
      {hint && (
        <p id={`${id}-hint`} class="text-sm text-soft">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  )
}

/** The error message under a control. */
export function FieldError({ id, text }: { id?: string; text: string }) {
  return (
    <p id={id} class="text-sm text-bad wrap-anywhere">
      {text}
    </p>
  )
}

/** The attributes of text controls that are in use. */
export type TextControl = {
  value: string
  onValue: (value: string) => void
  name?: string
  class?: string
  placeholder?: string
  autocomplete?: string
  autofocus?: boolean
  spellcheck?: boolean
  minLength?: number
  maxLength?: number
}

type TextFieldProps = FieldFacts &
  TextControl & {
    type?: 'text' | 'email' | 'date' | 'datetime-local'
    min?: string | undefined
    max?: string | undefined
  }

/** One line of text, a date, a URL: any text-like input type. */
export function TextField({ label, hint, error, required, type = 'text', value, onValue, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, ...(error ? { error } : {}), ...(required ? { required } : {}) }}>
      {(wiring) => {
        const control = {
          class: 'input',
          required,
          ...rest,
          ...wiring,
          value,
          onInput: (event: Event & { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
        }
        // The JSX types of inputs differ by `type`, so each type is written out.
        if (type === 'text') return <input {...control} type="text" />
        if (type === 'email') return <input {...control} type="email" />
        return <input {...control} type={type} />
      }}
    </Field>
  )
}
