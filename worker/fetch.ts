import { Hono } from 'hono'
import { FEATURES } from './features.ts'
import type { App } from './platform/http/context.ts'
import { onError } from './platform/http/problem.ts'
import { RememberingRouter } from './platform/http/router.ts'
import { requestLog } from './platform/request-log/middleware.ts'

/** Answers requests: at first only the hot path, and the whole API after a call has needed more. */
let current: Pick<Hono<App>, 'fetch'> = hotPath()
let whole: Pick<Hono<App>, 'fetch'> | undefined

export const handleFetch = (request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> =>
  current.fetch(request, env, ctx)

/**
 * The routes that are called most, from the manifests. They need no schemas, which take most of the time that the Worker
 * needs to load. Any other call loads the whole API, which answers that call and all later ones.
 */
function hotPath(): Hono<App> {
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
