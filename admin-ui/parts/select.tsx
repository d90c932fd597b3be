export type Choice<V extends string> = { value: V; label: string }

/** A native select under a short label; in a filter bar the label may be read aloud only. */
export function Select<V extends string>({
  label,
  hideLabel,
  value,
  choices,
  onValue,
}: {
  label: string
  hideLabel?: boolean
  value: V
  choices: readonly Choice<V>[]
  onValue: (value: V) => void
}) {
  return (
    <label class={`flex min-w-0 flex-col gap-1 ${hideLabel ? 'grow sm:grow-0' : ''}`}>
      <span class={hideLabel ? 'sr-only' : 'text-sm font-medium'}>{label}</span>
      <select
        class="input"
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.currentTarget.value)
          if (chosen) onValue(chosen.value)
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  )
}
