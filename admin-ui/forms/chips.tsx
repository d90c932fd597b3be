import { X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Field, type FieldFacts } from './field.tsx'

type ChipsProps = FieldFacts & {
  chips: readonly string[]
  /** Maximum characters of one chip. */
  maxLength: number
  removeLabel: (chip: string) => string
  onChips: (chips: string[]) => void
}

/**
 * An input for short texts shown as chips: Enter, a comma or leaving the field adds one, Backspace in the empty field
 * removes the last.
 */
export function Chips({ chips, maxLength, removeLabel, onChips, ...facts }: ChipsProps) {
  const [text, setText] = useState('')
  const add = (typed: string) => {
    const fresh = typed
      .split(',')
      .map((one) => one.trim().slice(0, maxLength))
      .filter(Boolean)
    setText('')
    if (fresh.length > 0) onChips([...new Set([...chips, ...fresh])])
  }
  return (
    <Field {...facts}>
      {(wiring) => (
        <>
          {chips.length > 0 && (
            <ul class="flex flex-wrap gap-1.5" aria-label={facts.label}>
              {chips.map((chip) => (
                <li key={chip} class="badge pr-0.5">
                  <span class="truncate">{chip}</span>
                  <button
                    type="button"
                    class="grid size-6 flex-none place-items-center rounded hover:text-ink"
                    aria-label={removeLabel(chip)}
                    onClick={() => onChips(chips.filter((other) => other !== chip))}
                  >
                    <X size={14} aria-hidden="true" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input
            {...wiring}
            type="text"
            class="input"
            autocomplete="off"
            maxLength={maxLength}
            value={text}
            onInput={({ currentTarget: { value } }) => (value.includes(',') ? add(value) : setText(value))}
            onBlur={() => text && add(text)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && text.trim()) {
                event.preventDefault()
                add(text)
              } else if (event.key === 'Backspace' && text === '') {
                onChips(chips.slice(0, -1))
              }
            }}
          />
        </>
      )}
    </Field>
  )
}
