import type { ComponentChildren } from 'preact'

type NamedListProps<R> = {
  label: string
  rows: readonly R[]
  /** Shown after the name. */
  mark: (row: R) => ComponentChildren
}

/** Rows by name, in a card that scrolls. */
export function NamedList<R extends { id: string; name: string }>({ label, rows, mark }: NamedListProps<R>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ul class="card max-h-52 overflow-y-auto px-3 py-1" aria-label={label} tabIndex={0}>
      {rows.map((row) => (
        <li key={row.id} class="flex items-center gap-2 border-t border-line py-1.5 first:border-t-0">
          <span class="min-w-0 flex-1 font-medium wrap-anywhere">{row.name}</span>
          {mark(row)}
        </li>
      ))}
    </ul>
  )
}
