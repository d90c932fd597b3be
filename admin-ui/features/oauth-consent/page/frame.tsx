import type { ComponentChildren } from 'preact'
import type { ApiError } from '../../../../client/src/request.ts'
import { m } from '../../../messages/index.ts'
import { Toaster } from '../../../ui/feedback/toaster.tsx'

/** The page without anything of the dashboard around it. `organization`: whose sign-in it is, once that is known. */
export function Frame({ organization, children }: { organization?: string | undefined; children: ComponentChildren }) {
  return (
    <div class="grid min-h-dvh grid-cols-[minmax(0,448px)] content-center justify-center gap-4 bg-page px-4 py-6 text-form">
      <main class="rounded-[14px] bg-surface px-5 pt-6 pb-5 shadow-menu sm:px-8 sm:pt-8 sm:pb-6" tabIndex={-1}>
        {children}
      </main>
      <footer class="flex items-center justify-center gap-1.5 text-sm text-faint">
        <svg viewBox="0 0 32 32" width="14" height="14" class="flex-none" aria-hidden="true">
          <path fill="currentColor" d="M4 5h5v4h4V5h6v4h4V5h5v23h-8v-7a4 4 0 0 0-8 0v7H4z" />
        </svg>
        <span class="min-w-0 truncate">
          {organization === undefined ? m.oauth_consent_by_us() : m.oauth_consent_for({ organization })}
        </span>
      </footer>
      <Toaster />
    </div>
  )
}

/** The first letter of a name. Logos of apps are on other hosts, which would learn who looks at this page. */
export function Mark({ name, own = false }: { name: string; own?: boolean }) {
  return (
    <span
      class={`grid size-12 flex-none place-items-center rounded-xl text-xl font-semibold ${own ? 'bg-tint text-primary' : 'bg-press text-ink'}`}
    >
      {([...name.trim()][0] ?? '').toUpperCase()}
    </span>
  )
}

/** A request that cannot go on. Its app asks again. */
export function Over({ error }: { error: ApiError }) {
  const restart = error.problem?.restartUrl
  return (
    <Message
      title={m.oauth_consent_over_title()}
      action={
        restart && (
          // With this target, the router does not handle the link.
          <a class="btn no-underline" data-kind="primary" href={restart} target="_top">
            {m.oauth_consent_start_again()}
          </a>
        )
      }
    >
      {error.problem?.detail}
    </Message>
  )
}

/** A page that says one thing. */
export function Message({
  title,
  children,
  action,
}: {
  title: string
  children: ComponentChildren
  action?: ComponentChildren
}) {
  return (
    <div class="text-center" role="alert">
      <h1 class="text-balance">{title}</h1>
      <p class="mt-2 text-soft">{children}</p>
      {action && <div class="mt-5 grid gap-2.5">{action}</div>}
    </div>
  )
}
