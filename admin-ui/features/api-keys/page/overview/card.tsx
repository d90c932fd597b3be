import type { ComponentChildren } from 'preact'

/** A card with a head of 44 px. */
export function Card({
  title,
  action,
  children,
}: {
  title: string
  action?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="card min-w-0" aria-label={title}>
      <div class="flex min-h-11 items-center gap-3 border-b border-line px-4">
        <h2 class="mr-auto text-base!">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
