import { ArrowLeft, ChevronRight } from 'lucide-preact'
import { type ComponentChildren, Fragment } from 'preact'
import { layout } from '../../hooks/media.ts'
import { m } from '../../messages/index.ts'

type Crumb = { href: string; label: string }

/** Where an object's page is: the pages above it, and its own name. On a phone, one link back. */
export function Breadcrumb({ above, here }: { above: readonly [Crumb, ...Crumb[]]; here: string }) {
  const parent = above.at(-1)
  if (layout.value === 'phone' && parent) {
    return (
      <nav aria-label={m.ui_breadcrumb()}>
        <a class="-ml-1 inline-flex min-h-11 items-center gap-1.5 pr-2 text-soft" href={parent.href}>
          <ArrowLeft size={16} aria-hidden="true" />
          {parent.label}
        </a>
      </nav>
    )
  }
  return (
    <nav class="mb-1.5 flex min-w-0 items-center gap-1.5 text-soft" aria-label={m.ui_breadcrumb()}>
      {above.map(({ href, label }) => (
        <Fragment key={label}>
          <a class="whitespace-nowrap hover:text-ink hover:underline" href={href}>
            {label}
          </a>
          <ChevronRight size={14} class="flex-none text-faint" aria-hidden="true" />
        </Fragment>
      ))}
      <span class="truncate" aria-current="page">
        {here}
      </span>
    </nav>
  )
}

type ObjectHeadProps = {
  name: string
  /** Its state as a dot, before the name. */
  dot?: ComponentChildren
  /** After the name, one at most. */
  badge?: ComponentChildren
  /** The main actions, at the right. */
  actions?: ComponentChildren
  /** The line below the name: facts that identify it. Empty ones are left out. */
  facts: readonly ComponentChildren[]
}

/** The head of an object's page: its state, name and badge, its actions, and one line of facts. */
export function ObjectHead({ name, dot, badge, actions, facts }: ObjectHeadProps) {
  return (
    <header class="mb-2 grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div class="flex min-h-8 min-w-0 items-center gap-2.5">
        {dot}
        <h1 class="wrap-anywhere max-sm:line-clamp-2 sm:truncate" title={name}>
          {name}
        </h1>
        {badge && <span class="flex flex-none items-center gap-1.5 empty:hidden">{badge}</span>}
      </div>
      {actions && <div class="flex flex-wrap items-center gap-2 max-sm:order-last max-sm:mt-2">{actions}</div>}
      <div class="flex min-h-7 min-w-0 flex-wrap items-center gap-x-2 text-faint sm:col-span-full sm:flex-nowrap">
        {facts.filter(Boolean).map((fact, index) => (
          <Fragment key={index}>
            {index > 0 && (
              <span class="text-edge max-sm:hidden" aria-hidden="true">
                ·
              </span>
            )}
            <span class="flex max-w-full min-w-0 flex-none items-center truncate last:flex-1">{fact}</span>
          </Fragment>
        ))}
      </div>
    </header>
  )
}

/** Stands for the head and the tabs of an object's page while it loads. */
export const ObjectHeadSkeleton = () => (
  <div aria-hidden="true">
    <div class="flex h-8 items-center">
      <span class="skeleton w-56" />
    </div>
    <div class="mt-1 mb-2 flex h-7 items-center">
      <span class="skeleton w-80 max-w-full" />
    </div>
    <div class="mb-4 flex h-9 items-center gap-5 border-b border-line">
      {[1, 2, 3, 4, 5].map((tab) => (
        <span key={tab} class="skeleton w-16" />
      ))}
    </div>
  </div>
)
