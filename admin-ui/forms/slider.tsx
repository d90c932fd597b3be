import { useId } from 'preact/hooks'
import { FieldError } from './field.tsx'
import { NumberInput } from './number-input.tsx'

type SwitchedNumberProps = {
  label: string
  on: boolean
  value: string
  error?: string | undefined
  /** A slider beside the number field; it covers the usual range, the field allows values beyond it. */
  range?: { min: number; max: number; step: number }
  labels: { off: string; value: string; slider: string }
  onOn: (on: boolean) => void
  onValue: (value: string) => void
}

/** A number that can be switched off, set by typing or by a slider. */
export function SwitchedNumber({ label, on, value, error, range, labels, onOn, onValue }: SwitchedNumberProps) {
  const id = useId()
  return (
    <div>
      <div class="grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-x-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem]">
        <label class={`flex items-center gap-2.5 ${range ? '' : 'sm:col-span-2'}`}>
          <input type="checkbox" checked={on} onChange={(event) => onOn(event.currentTarget.checked)} />
          {label}
        </label>
        {range && (
          <input
            type="range"
            class="order-last col-span-2 sm:order-none sm:col-span-1"
            aria-label={labels.slider}
            min={range.min}
            max={range.max}
            step={range.step}
            disabled={!on}
            value={Number(value) || range.min}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        )}
        <span class="sm:col-start-3">
          {on ? (
            <NumberInput
              class="text-right"
              aria-label={labels.value}
              value={value}
              {...(error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {})}
              onValue={onValue}
            />
          ) : (
            <span class="flex min-h-9.5 items-center justify-end px-3 text-soft">{labels.off}</span>
          )}
        </span>
      </div>
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  )
}
