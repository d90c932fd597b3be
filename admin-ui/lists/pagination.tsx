import { ChevronLeft, ChevronRight } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Button } from '../ui/button.tsx'

type PaginationProps = {
  label: string
  previous: string
  next: string
  /** Undefined if there is no such page. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** The current position as text. */
  children?: ComponentChildren
}

/** Two buttons and the current position. Cursors allow no jump to a page number. */
export function Pagination({ label, previous, next, onPrevious, onNext, children }: PaginationProps) {
  return (
    <nav class="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5" aria-label={label}>
      <p class="mr-auto text-sm text-soft">{children}</p>
      <Button small icon={ChevronLeft} aria-disabled={!onPrevious} onClick={onPrevious}>
        {previous}
      </Button>
      <Button small aria-disabled={!onNext} onClick={onNext}>
        {next}
        <ChevronRight size={16} aria-hidden="true" />
      </Button>
    </nav>
  )
}
