import { Eye, EyeOff } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { m } from '../messages/index.ts'
import { Field, type FieldFacts, type TextControl } from './field.tsx'

/** A password, with a button that reveals it. */
export function PasswordField({ label, hint, error, required, value, onValue, ...rest }: FieldFacts & TextControl) {
  const [shown, setShown] = useState(false)
  return (
    <Field {...{ label, hint, ...(error ? { error } : {}), ...(required ? { required } : {}) }}>
      {(wiring) => (
        <span class="relative flex">
          <input
            required={required}
            autocapitalize="off"
            {...rest}
            {...wiring}
            {...(shown ? { type: 'text', spellcheck: false } : { type: 'password' })}
            class="input pr-11"
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <button
            type="button"
            class="absolute inset-y-0 right-0 grid w-10 place-items-center text-soft"
            aria-label={shown ? m.ui_hide_password() : m.ui_show_password()}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
          </button>
        </span>
      )}
    </Field>
  )
}
