import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/preact-query'
import { Compass } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso/router'
import { ApiError, onSignedOut } from './api.ts'
import { ApiKeysPage } from './features/api-keys/list/page.tsx'
import { SignInPage } from './features/identity/sign-in-page.tsx'
import { meQuery } from './hooks/me.ts'
import { useTitle } from './hooks/title.ts'
import { Shell } from './shell/shell.tsx'
import { words } from './shell/words.ts'
import { Blank, Loaded } from './ui/async-states.tsx'
import { Crash } from './ui/crash.tsx'
import { later } from './ui/lazy.tsx'

/** A read is worth repeating when nobody answered or the server stumbled; a refusal stays a refusal. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return failures < 2 && (error.kind !== 'refused' || error.status >= 500)
}

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: worthRetrying,
      retryDelay: (attempt) => 400 * 3 ** attempt,
      staleTime: 5_000,
    },
  },
})

const SetupPage = later(() => import('./features/identity/setup-page.tsx').then((it) => it.SetupPage))
const WebhooksPage = later(() => import('./features/webhooks/list/page.tsx').then((it) => it.WebhooksPage))
const EventLogsPage = later(() => import('./features/event-logs/page.tsx').then((it) => it.EventLogsPage))
const AlertsPage = later(() => import('./features/alerts/alerts-page.tsx').then((it) => it.AlertsPage))
const AuditLogPage = later(() => import('./features/audit/audit-page.tsx').then((it) => it.AuditLogPage))
const SettingsPage = later(() => import('./features/settings/settings-page.tsx').then((it) => it.SettingsPage))

const START = '/api-keys'

/** Pages inside the shell. */
const PAGES: Record<string, ComponentType> = {
  '/api-keys': ApiKeysPage,
  '/webhooks': WebhooksPage,
  '/event-logs': EventLogsPage,
  '/alerts': AlertsPage,
  '/audit-log': AuditLogPage,
  '/settings': SettingsPage,
}

/** The dashboard. */
export function App() {
  return (
    <Crash>
      <QueryClientProvider client={client}>
        <LocationProvider>
          <Pages />
        </LocationProvider>
      </QueryClientProvider>
    </Crash>
  )
}

function Pages() {
  const { path, route } = useLocation()
  useEffect(() => {
    onSignedOut(() => {
      const here = location.pathname + location.search
      if (location.pathname === '/sign-in' || location.pathname === '/setup') return
      client.clear()
      route(here === '/' || here === START ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`, true)
    })
  }, [])
  useEffect(() => {
    if (path === '/') route(START, true)
  }, [path])
  if (path === '/sign-in') return <SignInPage />
  if (path === '/setup') return <SetupPage />
  return <Inside path={path} />
}

/** Waits until it is known who is there, so that no page flashes before the sign-in. */
function Inside({ path }: { path: string }) {
  const me = useQuery(meQuery)
  const Page = PAGES[path === '/' ? START : path] ?? NotFound
  // Not signed in: the way to the sign-in page is already taken.
  if (!me.data && me.error instanceof ApiError && me.error.status === 401) return null
  return (
    <Loaded query={me} waiting={null}>
      {() => (
        <Shell>
          <Crash key={path}>
            <Page />
          </Crash>
        </Shell>
      )}
    </Loaded>
  )
}

function NotFound() {
  const t = words()
  useTitle(t.notFoundTitle)
  return (
    <Blank
      icon={Compass}
      title={t.notFoundTitle}
      action={
        <a class="btn" href="/api-keys">
          {t.toStart}
        </a>
      }
    >
      {t.notFoundText}
    </Blank>
  )
}
