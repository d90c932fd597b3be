import { Button } from '../ui/button.tsx'
import type { Choice } from './select.tsx'

type ButtonGroupProps<V extends string> = {
  label: string
  value: V
  choices: readonly Choice<V>[]
  onValue: (value: V) => void
}

/** A few choices as buttons, one of which is pressed. */
export function ButtonGroup<V extends string>({ label, value, choices, onValue }: ButtonGroupProps<V>) {
  return (
    <fieldset class="flex flex-wrap gap-1.5" aria-label={label}>
      {choices.map((one) => (
        <Button
          key={one.value}
          small
          kind={one.value === value ? 'primary' : 'plain'}
          aria-pressed={one.value === value}
          onClick={() => onValue(one.value)}
        >
          {one.label}
        </Button>
      ))}
    </fieldset>
  )
}
