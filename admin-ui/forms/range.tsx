import { useId } from 'preact/hooks'

type RangeFieldProps = {
  label: string
  hint?: string
  value: number
  min: number
  max: number
  /** The value as text, with its unit. */
  text: string
  onValue: (value: number) => void
}

/** A whole number in a small range, set by a slider that shows its value. */
export function RangeField({ label, hint, value, min, max, text, onValue }: RangeFieldProps) {
  const id = useId()
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <span class="flex justify-between gap-3">
        <label for={id} class="font-medium">
          {label}
        </label>
        <output for={id} class="tabular-nums">
          {text}
        </output>
      </span>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        aria-valuetext={text}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        value={value}
        onInput={(event) => onValue(event.currentTarget.valueAsNumber)}
      />
      {hint && (
        <p id={`${id}-hint`} class="text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
