import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

type SectionProps = {
  title: string
  lead?: string
  /** A button at the right of the title. */
  action?: ComponentChildren
  children: ComponentChildren
}

/** A titled card on a page with several. */
export function Section({ title, lead, action, children }: SectionProps) {
  const id = useId()
  return (
    <section class="card min-w-0 overflow-hidden" aria-labelledby={id}>
      <div class="flex min-h-11 items-center gap-3 border-b border-line px-4 py-2">
        <div class="min-w-0 flex-1">
          <h2 id={id}>{title}</h2>
          {lead && <p class="text-sm text-soft">{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

type ActionRowProps = { title?: string; text: string; children: ComponentChildren }

/** What can be done beyond settings: what it means, and its button. */
export const ActionRow = ({ title, text, children }: ActionRowProps) => (
  <div class="flex flex-wrap items-center gap-3 px-4 py-3">
    <div class="mr-auto min-w-0 max-w-2xl flex-1 basis-64">
      {title && <h3>{title}</h3>}
      <p class="text-soft">{text}</p>
    </div>
    {children}
  </div>
)
