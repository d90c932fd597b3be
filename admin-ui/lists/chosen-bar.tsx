import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { IconButton } from '../ui/button.tsx'
import { words } from '../ui/words.ts'

type ChosenBarProps = {
  label: string
  /** How many are selected, as text. */
  text: string
  onClear: () => void
  /** What can be done to them. */
  children: ComponentChildren
}

/** What can be done to the chosen rows. It stays at the foot of the window, so that no row moves when it comes. */
export function ChosenBar({ label, text, onClear, children }: ChosenBarProps) {
  return (
    <section
      class="card sticky bottom-4 z-10 mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-raised"
      aria-label={label}
    >
      <p class="mr-2 font-medium tabular-nums" role="status">
        {text}
      </p>
      {children}
      <IconButton icon={X} label={words().clearChoice} onClick={onClear} />
    </section>
  )
}
