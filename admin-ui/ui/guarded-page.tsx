import type { ComponentChildren } from 'preact'
import { useTitle } from '../hooks/title.ts'
import { Forbidden } from './async-states.tsx'
import { PageHeader } from './page-header.tsx'
import { words } from './words.ts'

type GuardedPageProps = {
  title: string
  /** The permission to see it, and whether this person holds it. */
  scope: string
  mayRead: boolean
  /** What can be begun on it. */
  actions?: ComponentChildren
  /** Said to whoever may only look. */
  viewOnly?: string | false
  children: ComponentChildren
}

/** A page with its name and what can be begun there; in place of its content, if need be, which permission is missing. */
export function GuardedPage({ title, scope, mayRead, actions, viewOnly, children }: GuardedPageProps) {
  useTitle(title)
  return (
    <>
      <PageHeader title={title}>
        {actions}
        {mayRead && viewOnly && <p class="text-sm text-soft">{viewOnly}</p>}
      </PageHeader>
      {mayRead ? children : <Forbidden detail={words().missingScope(scope)} />}
    </>
  )
}
