import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { FieldError } from './field.tsx'
import type { Choice } from './select.tsx'

type CheckboxProps = {
  label: ComponentChildren
  hint?: ComponentChildren
  checked: boolean
  /** Some, but not all, of the boxes under it are checked (indeterminate). */
  partly?: boolean
  disabled?: boolean
  onChecked: (checked: boolean) => void
}

/** A checkbox with its label; the whole line can be clicked. */
export function Checkbox({ label, hint, checked, partly = false, disabled = false, onChecked }: CheckboxProps) {
  const id = useId()
  return (
    <div class="flex gap-2.5">
      <input
        id={id}
        type="checkbox"
        class="mt-1"
        checked={checked}
        indeterminate={partly}
        disabled={disabled}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <div class="min-w-0">
        <label for={id} class={`wrap-anywhere ${disabled ? 'text-soft' : ''}`}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} class="text-sm text-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

/** Radio buttons; `stacked` puts each on its own line, with its hint below it. */
export function Radios<V extends string>({
  legend,
  value,
  choices,
  stacked = false,
  error,
  onValue,
}: {
  legend: string
  value: V
  choices: readonly (Choice<V> & { hint?: string; disabled?: boolean })[]
  stacked?: boolean
  error?: string | undefined
  onValue: (value: V) => void
}) {
  const name = useId()
  return (
    <fieldset class="min-w-0" tabIndex={-1} {...(error ? { 'data-invalid': true } : {})}>
      <legend class="mb-1 font-medium">{legend}</legend>
      <div class={stacked ? 'grid gap-2' : 'flex flex-wrap gap-x-5 gap-y-1.5'}>
        {choices.map((choice) => {
          const hintId = stacked && choice.hint ? `${name}-${choice.value}` : undefined
          return (
            <div key={choice.value}>
              <label class={`flex items-center gap-2 ${choice.disabled ? 'text-soft' : ''}`}>
                <input
                  type="radio"
                  name={name}
                  value={choice.value}
                  checked={choice.value === value}
                  disabled={choice.disabled}
                  aria-describedby={hintId}
                  onChange={() => onValue(choice.value)}
                />
                <span>
                  {choice.label}
                  {choice.hint && !stacked && <span class="text-soft"> {choice.hint}</span>}
                </span>
              </label>
              {hintId && (
                <p id={hintId} class="pl-6 text-sm text-soft">
                  {choice.hint}
                </p>
              )}
            </div>
          )
        })}
      </div>
      {error && <FieldError text={error} />}
    </fieldset>
  )
}
