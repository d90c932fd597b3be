import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

type CollapsibleSectionProps = {
  title: string
  /** What is inside. */
  lead?: string
  initially?: boolean
  /** Expand it, because a field in it has an error. */
  wrong: boolean
  children: ComponentChildren
}

/** Collapsible settings that most users do not change. Collapsed content is not rendered and sends no request. */
export function CollapsibleSection({ title, lead, initially = false, wrong, children }: CollapsibleSectionProps) {
  const [open, setOpen] = useState(initially)
  const shown = open || wrong
  return (
    <details class="card px-3" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="py-2.5">
        <span class="font-medium">{title}</span> {lead && <span class="text-sm text-faint">{lead}</span>}
      </summary>
      {shown && <div class="flex flex-col gap-5 pt-1 pb-4">{children}</div>}
    </details>
  )
}
