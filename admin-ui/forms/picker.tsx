import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { FieldError } from './field.tsx'

type PickerProps = {
  legend: string
  /** An empty selection is valid. */
  optional?: boolean
  error?: string | undefined
  /** The search field. */
  search: { label: string; text: string; autofocus?: boolean; onText: (text: string) => void }
  /** Buttons beside the search. */
  quick: ComponentChildren
  /** The number of selected items, as text. */
  chosen: string
  children: ComponentChildren
}

/**
 * The frame of a field in which several of many items are selected: a search above them, and the number of selected
 * ones below.
 */
export function Picker({ legend, optional = false, error, search, quick, chosen, children }: PickerProps) {
  const id = useId()
  return (
    <fieldset class="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="mb-1 font-medium" data-required={!optional || undefined}>
        {legend}
      </legend>
      <div class="card overflow-hidden" data-invalid={error ? true : undefined} tabIndex={-1}>
        <div class="flex flex-wrap items-center gap-1.5 border-b border-line p-2">
          <input
            type="search"
            class="input min-w-40 flex-1 basis-40"
            aria-label={search.label}
            placeholder={search.label}
            autofocus={search.autofocus}
            value={search.text}
            onInput={(event) => search.onText(event.currentTarget.value)}
          />
          {quick}
        </div>
        {children}
        <p class="border-t border-line px-3 py-1.5 text-sm text-soft" role="status">
          {chosen}
        </p>
      </div>
      {error && <FieldError id={`${id}-error`} text={error} />}
    </fieldset>
  )
}
