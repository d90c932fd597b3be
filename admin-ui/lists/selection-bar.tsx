import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { m } from '../messages/index.ts'
import { IconButton } from '../ui/button.tsx'

type SelectionBarProps = {
  label: string
  /** The number of selected rows, as text. */
  text: string
  onClear: () => void
  /** The actions. */
  children: ComponentChildren
}

/** The bar with actions for selected rows. It takes the place of the filters, so that no row moves when it appears. */
export function SelectionBar({ label, text, onClear, children }: SelectionBarProps) {
  return (
    <section class="flex min-h-8 flex-wrap items-center gap-2 rounded-md bg-selected pl-3.5" aria-label={label}>
      <p class="mr-2 font-medium tabular-nums" role="status">
        {text}
      </p>
      {children}
      <IconButton icon={X} label={m.ui_clear_selection()} onClick={onClear} />
    </section>
  )
}
