import { Plus, X } from 'lucide-preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Choice } from '../forms/select.tsx'
import { m } from '../messages/index.ts'
import { useActiveFilter } from './active-filters.ts'
import { useAutofocus } from './filter-bar.tsx'

type MoreChipProps<V extends string> = { choices: readonly Choice<V>[]; onChoose: (value: V) => void }

/** Offers further filters, so that a row of chips stays short; the caller then shows the chosen one. */
export function MoreChip<V extends string>({ choices, onChoose }: MoreChipProps<V>) {
  const id = useId()
  return choices.length === 0 ? null : (
    <span class="chip">
      <Plus size={14} aria-hidden="true" />
      <label for={id}>{m.ui_more_filters()}</label>
      <select
        id={id}
        value=""
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.currentTarget.value)
          event.currentTarget.value = ''
          if (chosen) onChoose(chosen.value)
        }}
      >
        <option value="">{m.ui_choose_filter()}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </span>
  )
}

type TextChipProps = {
  label: string
  value: string
  placeholder?: string
  /** Of the field, in characters. */
  size: number
  /** What the text looks like when it is whole; until then it filters nothing. */
  whole: (text: string) => boolean
  autofocus?: boolean
  onValue: (value: string) => void
  /** Called when the chip is cleared. */
  onClear: () => void
}

/** A filter by a text of a fixed form, such as a status code, as a chip with a small field. */
export function TextChip(props: TextChipProps) {
  const { label, value, placeholder, size, whole, autofocus = false, onValue, onClear } = props
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  useAutofocus(field, autofocus)
  useActiveFilter(value && m.filters_value({ filter: label, value }))
  useEffect(() => {
    // Changed from outside: Back, or another filter.
    if (value !== '' && value !== text.trim()) setText(value)
  }, [value])
  return (
    <span class="chip" data-on>
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        class="bg-transparent text-ink outline-none"
        type="text"
        size={size}
        spellcheck={false}
        autocomplete="off"
        maxLength={45}
        placeholder={placeholder}
        value={text}
        onInput={(event) => {
          const next = event.currentTarget.value
          setText(next)
          if (whole(next.trim())) onValue(next.trim())
        }}
      />
      <button type="button" class="chip-clear" aria-label={m.ui_clear_filter({ filter: label })} onClick={onClear}>
        <X size={14} aria-hidden="true" />
      </button>
    </span>
  )
}
