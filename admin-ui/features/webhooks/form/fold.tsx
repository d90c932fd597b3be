import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

type FoldProps = {
  title: string
  initially?: boolean
  /** Something in it was refused, so it must be seen. */
  wrong: boolean
  children: ComponentChildren
}

/** What most people leave as it is. What is folded away is not drawn, and asks the server for nothing. */
export function Fold({ title, initially = false, wrong, children }: FoldProps) {
  const [open, setOpen] = useState(initially)
  const shown = open || wrong
  return (
    <details class="card px-3" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="py-2.5 font-medium">{title}</summary>
      {shown && <div class="flex flex-col gap-5 pt-1 pb-4">{children}</div>}
    </details>
  )
}
