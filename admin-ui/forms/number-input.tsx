import { useState } from 'preact/hooks'
import { formatNumber } from '../format/language.ts'

type NumberInputProps = {
  id?: string
  class?: string
  /** Most digits. */
  maxLength?: number
  placeholder?: string | undefined
  required?: boolean | undefined
  value: string
  onValue: (value: string) => void
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
}

/** A field for a whole number: shown with separators of thousands, and as plain digits while somebody types. */
export function NumberInput({ value, onValue, maxLength = 10, class: extra = '', ...rest }: NumberInputProps) {
  const [typing, setTyping] = useState(false)
  return (
    <input
      {...rest}
      class={`input tabular-nums ${extra}`}
      type="text"
      inputMode="numeric"
      autocomplete="off"
      // Room for separators that are pasted.
      maxLength={maxLength > 3 ? maxLength + 3 : maxLength}
      value={!typing && /^\d{4,10}$/.test(value) ? formatNumber(Number(value)) : value}
      onBlur={() => setTyping(false)}
      onInput={(event) => {
        // Not when it gets the focus: another text would lose the selection.
        setTyping(true)
        onValue(event.currentTarget.value.replace(/(?<=\d)[,\s](?=\d)/g, ''))
      }}
    />
  )
}
