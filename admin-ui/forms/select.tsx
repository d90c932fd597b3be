import { useId } from 'preact/hooks'

export type Choice<V extends string> = { value: V; label: string }

/** The choices of a filter, in their order; `any` is the first one and means no filter. */
export const choicesOf = <V extends string>(
  values: readonly V[],
  nameOf: (value: V) => string,
  any?: string,
): Choice<V | ''>[] => [
  ...(any ? [{ value: '' as const, label: any }] : []),
  ...values.map((value) => ({ value, label: nameOf(value) })),
]

/** A native select under a short label; in a filter bar the label is only for screen readers. */
export function Select<V extends string>({
  label,
  hideLabel,
  hint,
  value,
  choices,
  onValue,
}: {
  label: string
  hideLabel?: boolean
  hint?: string
  value: V
  choices: readonly Choice<V>[]
  onValue: (value: V) => void
}) {
  const id = useId()
  return (
    <div class={`flex min-w-0 flex-col gap-1 ${hideLabel ? 'grow sm:grow-0' : ''}`}>
      <label for={id} class={hideLabel ? 'sr-only' : 'font-medium'}>
        {label}
      </label>
      <select
        id={id}
        class="input"
        value={value}
        aria-describedby={hint && `${id}-hint`}
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
      {hint && (
        <p id={`${id}-hint`} class="text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
