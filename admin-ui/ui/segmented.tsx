import type { ComponentChildren } from 'preact'

type SegmentedProps<V extends string> = {
  label: string
  value: V
  choices: readonly { value: V; label: ComponentChildren }[]
  onValue: (value: V) => void
}

/** A few choices side by side, one of which is on. */
export function Segmented<V extends string>({ label, value, choices, onValue }: SegmentedProps<V>) {
  return (
    <fieldset class="segmented" aria-label={label}>
      {choices.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={one.value === value}
          onClick={() => one.value !== value && onValue(one.value)}
        >
          {one.label}
        </button>
      ))}
    </fieldset>
  )
}
