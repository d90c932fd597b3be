import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A titled card on a page of several. */
export function Section({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="card min-w-0 overflow-hidden" aria-labelledby={id}>
      <div class="border-b border-line px-4 py-3">
        <h2 id={id}>{title}</h2>
        {lead && <p class="text-sm text-soft">{lead}</p>}
      </div>
      {children}
    </section>
  )
}
