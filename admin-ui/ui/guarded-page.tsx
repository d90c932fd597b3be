import type { ComponentChildren } from 'preact'
import { useCan } from '../hooks/me.ts'
import { useTitle } from '../hooks/title.ts'
import { Forbidden } from './async-states.tsx'
import { type View, viewHref } from './feature.ts'
import { words } from './words.ts'

type GuardedPageProps = {
  title: string
  /** The permission to see it; null for a page that everybody sees. */
  scope: string | null
  /** What can be begun on it. */
  actions?: ComponentChildren
  /** Shown to people who may only read. */
  viewOnly?: string | false
  children: ComponentChildren
}

/** A page with its name and what can be begun there; in place of its content, if need be, which permission is missing. */
export function GuardedPage({ title, scope, actions, viewOnly, children }: GuardedPageProps) {
  useTitle(title)
  const mayRead = useCan(...(scope === null ? [] : [scope]))
  return (
    <>
      <header class="mb-4 flex min-h-10 flex-wrap items-center gap-3">
        <h1 class="mr-auto">{title}</h1>
        {actions}
        {mayRead && viewOnly && <p class="text-sm text-soft">{viewOnly}</p>}
      </header>
      {mayRead || scope === null ? children : <Forbidden detail={words().missingScope(scope)} />}
    </>
  )
}

/** A link to a view below the page, for people who may see it. */
export function ViewLink({ view }: { view: View }) {
  return useCan(view.scope) ? (
    <a class="btn" href={viewHref(view)}>
      <view.icon size={17} aria-hidden="true" />
      {view.label()}
    </a>
  ) : null
}
