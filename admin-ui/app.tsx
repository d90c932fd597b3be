import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/preact-query'
import { Compass } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso/router'
import { ApiError } from '../client/src/request.ts'
import { onSignedOut } from './api/call-api.ts'
import { FEATURES } from './features.ts'
import { meQuery } from './hooks/me.ts'
import { useTitle } from './hooks/title.ts'
import { Shell } from './shell/shell.tsx'
import { words } from './shell/words.ts'
import { Blank, Loaded } from './ui/async-states.tsx'
import { Crash } from './ui/crash.tsx'
import { FeaturesProvider } from './ui/feature.ts'

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

const [FIRST] = FEATURES.flatMap(({ pages = [] }) => pages)
const START = FIRST?.path ?? '/'

/** The dashboard. */
export function App() {
  return (
    <Crash>
      <QueryClientProvider client={client}>
        <LocationProvider>
          <FeaturesProvider value={FEATURES}>
            <Pages />
          </FeaturesProvider>
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
      if (screenAt(location.pathname)) return
      client.clear()
      route(here === '/' || here === START ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`, true)
    })
  }, [])
  useEffect(() => {
    if (path === '/') route(START, true)
  }, [path])
  const Screen = screenAt(path)?.component
  if (Screen) return <Screen />
  return <Inside path={path} />
}

/** Waits until it is known who is there, so that no page flashes before the sign-in. */
function Inside({ path }: { path: string }) {
  const me = useQuery(meQuery)
  // Not signed in: the way to the sign-in page is already taken.
  if (!me.data && me.error instanceof ApiError && me.error.status === 401) return null
  return (
    <Loaded query={me} waiting={null}>
      {() => (
        <Shell>
          <Crash key={path}>
            <PageAt path={path === '/' ? START : path} />
          </Crash>
        </Shell>
      )}
    </Loaded>
  )
}

const screenAt = (path: string) =>
  FEATURES.flatMap(({ screens = [] }) => screens).find((screen) => screen.path === path)

/** The page at a path, or the view below it that the address names. */
function PageAt({ path }: { path: string }) {
  const { query } = useLocation()
  const page = FEATURES.flatMap(({ pages = [] }) => pages).find((one) => one.path === path)
  if (!page) return <NotFound />
  const views = FEATURES.flatMap((feature) => feature.views ?? []).filter((view) => view.page === path)
  const view = views.find(({ name }) => name === query.view)
  return view ? <view.component /> : <page.component title={page.label()} scope={page.scope} views={views} />
}

function NotFound() {
  const t = words()
  useTitle(t.notFoundTitle)
  return (
    <Blank
      icon={Compass}
      title={t.notFoundTitle}
      action={
        <a class="btn" href={START}>
          {FIRST && t.goTo(FIRST.label())}
        </a>
      }
    >
      {t.notFoundText}
    </Blank>
  )
}
