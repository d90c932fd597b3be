import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/preact-query'
import { SearchX } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso/router'
import { ApiError } from '../client/src/request.ts'
import { onSignedOut } from './api/call-api.ts'
import { FEATURES } from './features.ts'
import { GuardedLocation, stopAsking } from './hooks/leave-guard.tsx'
import { meQuery } from './hooks/me.ts'
import { readStored, writeStored } from './hooks/storage.ts'
import { useTitle } from './hooks/title.ts'
import { m } from './messages/index.ts'
import { Shell } from './shell/shell.tsx'
import { EmptyState, Loaded } from './ui/feedback/async-states.tsx'
import { ErrorBoundary } from './ui/page/error-boundary.tsx'
import { FeaturesProvider } from './ui/page/feature.ts'

/** Retry a read after a network or server error; never after a refusal. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return failures < 2 && (error.kind !== 'refused' || error.status >= 500)
}

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: shouldRetry,
      retryDelay: (attempt) => 400 * 3 ** attempt,
      staleTime: 5_000,
    },
  },
})

const [FIRST] = FEATURES.flatMap(({ pages = [] }) => pages)
const START = FIRST?.path ?? '/'
const SIGN_IN = '/sign-in'

const pageAt = (path: string) =>
  FEATURES.flatMap(({ pages = [] }) => pages).find((page) => page.path === (path === '/' ? START : path))

const screenAt = (path: string) =>
  FEATURES.flatMap(({ screens = [] }) => screens).find((screen) => screen.path === path)

// Side by side with the question who is signed in. If the code cannot be loaded, the page itself says so.
const early = screenAt(location.pathname) ?? pageAt(location.pathname)
early?.component.load?.().catch(() => undefined)

/** The root component of the dashboard. */
export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <LocationProvider>
          <GuardedLocation>
            <FeaturesProvider value={FEATURES}>
              <Pages />
            </FeaturesProvider>
          </GuardedLocation>
        </LocationProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  )
}

function Pages() {
  const { path, route } = useLocation()
  useEffect(() => {
    onSignedOut(() => {
      const here = location.pathname + location.search
      writeStored('signed-in', null)
      if (screenAt(location.pathname)) return
      client.clear()
      stopAsking()
      route(here === '/' || here === START ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(here)}`, true)
    })
  }, [])
  useEffect(() => {
    if (path === '/') route(START, true)
  }, [path])
  const Screen = screenAt(path)?.component
  if (Screen) return <Screen />
  return <SignedInApp path={path} />
}

/**
 * A browser that was signed in paints the page at once and asks for its data while the user is looked up. Any other
 * waits for the answer, so that no page flashes before the sign-in page.
 */
function SignedInApp({ path }: { path: string }) {
  const me = useQuery(meQuery)
  const known = me.data !== undefined
  useEffect(() => {
    if (known) writeStored('signed-in', 'yes')
  }, [known])
  const signedOut = !known && me.error instanceof ApiError && me.error.status === 401
  // The redirect to the sign-in page has already started.
  if (signedOut) return null
  if (!known && !me.error && readStored('signed-in') === null) return null
  return (
    <Shell>
      <ErrorBoundary key={path}>
        {known || !me.error ? (
          <PageAt path={path} />
        ) : (
          <Loaded query={me} waiting={null}>
            {() => null}
          </Loaded>
        )}
      </ErrorBoundary>
    </Shell>
  )
}

/** The page at a path, or the view below it that the URL names. */
function PageAt({ path }: { path: string }) {
  const { query } = useLocation()
  const page = pageAt(path)
  if (!page) return <NotFound />
  const views = FEATURES.flatMap((feature) => feature.views ?? []).filter((view) => view.page === page.path)
  const view = views.find(({ name }) => name === query.view)
  return view ? <view.component /> : <page.component title={page.label()} scope={page.scope} views={views} />
}

function NotFound() {
  useTitle(m.shell_not_found_title())
  return (
    <EmptyState
      icon={SearchX}
      heading="h1"
      title={m.shell_not_found_title()}
      action={
        <a class="btn" href={START}>
          {FIRST && m.shell_go_to({ page: FIRST.label() })}
        </a>
      }
    >
      {m.shell_not_found_text()}
    </EmptyState>
  )
}
