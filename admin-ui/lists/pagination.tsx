import { ChevronLeft, ChevronRight } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Button } from '../ui/button.tsx'

type PaginationProps = {
  label: string
  previous: string
  next: string
  /** Left out, there is no such page. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** Where we are, in words. */
  children?: ComponentChildren
}

/** Two buttons and where we are. Cursors know no page numbers to jump to. */
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
