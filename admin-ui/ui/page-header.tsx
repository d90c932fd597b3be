import type { ComponentChildren } from 'preact'

/** A page's name, and what can be begun on it. */
export function PageHeader({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <header class="mb-4 flex min-h-10 flex-wrap items-center gap-3">
      <h1 class="mr-auto">{title}</h1>
      {children}
    </header>
  )
}
