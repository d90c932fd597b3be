import { Hono } from 'hono'
import { FEATURES } from './features.ts'
import type { App } from './platform/http/context.ts'
import type { HotDoor } from './platform/http/hot-route.ts'
import { onError } from './platform/http/problem.ts'
import { isProgramPath } from './platform/http/program-paths.ts'
import { RememberingRouter } from './platform/http/router.ts'
import { splitUrl } from './platform/lib/split-url.ts'
import { requestLog } from './platform/request-log/middleware.ts'

type Handler = Pick<Hono<App>, 'fetch'>

/** Answers requests: at first only the hot path, and the whole API after a call has needed more. */
let current: Handler = hotPath()
let whole: Handler | undefined
const doors = FEATURES.flatMap(({ hotDoors }) => hotDoors ?? []).map((door) => ({ door, app: doorApp(door) }))

export function handleFetch(request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> {
  const { host, path } = splitUrl(request.url)
  // A list of hosts, or one with a user name: nothing that a URL can hold, and every later step needs one.
  if (!HOST.test(host)) return new Response('The Host header is malformed.\n', { status: 400 })
  const through = doors.find(({ door }) => door.takes(env, host, path))
  if (through) return through.app.fetch(request, env, ctx)
  // A page or a file of the dashboard. The benches and tests of the runtime have none.
  return isProgramPath(path) || !env.ASSETS ? current.fetch(request, env, ctx) : env.ASSETS.fetch(request)
}

const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/

/** One handler for all paths. */
function doorApp({ handler }: HotDoor): Handler {
  const app = new Hono<App>()
  app.onError(onError)
  app.all('*', requestLog, handler)
  return app
}

/**
 * The routes that are called most, from the manifests. They need no schemas, which take most of the time that the Worker
 * needs to load. Any other call loads the whole API, which answers that call and all later ones.
 */
function hotPath(): Handler {
  const app = new Hono<App>({ router: new RememberingRouter() })
  app.onError((error, c) => {
    // The whole API handles its own errors. Without a call, loading the API failed, and the runtime has to report that.
    if (!c.get('call')) throw error
    return onError(error, c)
  })
  for (const { method, path, handlers } of FEATURES.flatMap(({ hotRoutes }) => hotRoutes ?? [])) {
    app.on(method, path, requestLog, ...handlers)
  }
  app.notFound(async (c) => {
    const { buildApp } = await import('./app.ts')
    const built = await buildApp()
    // Calls that arrived while the API was loading use the first one that was built.
    whole ??= built
    current = whole
    return current.fetch(c.req.raw, c.env, c.executionCtx)
  })
  return app
}
