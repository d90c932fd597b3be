import { bodyLimit } from 'hono/body-limit'
import { FEATURES } from './features.ts'
import { Refusal } from './platform/errors.ts'
import { declareRoutes } from './platform/http/allowed-methods.ts'
import { type ApiRouter, newRouter } from './platform/http/openapi.ts'
import { onError } from './platform/http/problem.ts'
import { refuseUnrouted } from './platform/http/unrouted.ts'
import { loadParts } from './platform/manifest/feature.ts'
import { requestLog } from './platform/request-log/middleware.ts'

const MAX_BODY_BYTES = 1024 * 1024

/**
 * Builds the whole API: all routes with their schemas, and the OpenAPI document. Loading it takes most of the Worker's
 * start, so it is loaded when the first call needs more than the hot path (fetch.ts).
 */
export async function buildApp(): Promise<ApiRouter> {
  const app = newRouter()

  app.onError(onError)
  app.notFound(refuseUnrouted)

  app.use(requestLog)
  // No route reads the body of another method, and the hot path is a GET.
  const ownLimits = FEATURES.flatMap(({ ownBodyLimits }) => ownBodyLimits ?? [])
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new Refusal({ kind: 'too_large', detail: 'The body must be at most 1 MB.' })
    },
  })
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/api/*', function limitBody(c, next) {
    return ownLimits.some((start) => c.req.path.startsWith(start)) ? next() : limit(c, next)
  })

  const mounts = FEATURES.flatMap((feature) => feature.mounts ?? [])
  const loaded = await Promise.all(mounts.map(async ({ path, load }) => ({ path, routes: await load() })))
  for (const { path, routes } of loaded) app.route(path, routes)

  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key. The header X-API-Key is accepted too.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'keyInQuery', {
    type: 'apiKey',
    in: 'query',
    name: 'api_key',
    description:
      'An API key in the address: only where the organization allows it, for senders that can do nothing else.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-gatehouse.session',
    description: 'The session of a person signed in to the dashboard.',
  })
  app.get('/openapi.json', async (c) => {
    // Rarely requested, so it is loaded on demand.
    const { completeDocument } = await import('./platform/http/openapi-document.ts')
    const { origin } = new URL(c.req.url)
    const document = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Gatehouse',
        version: '1',
        description: 'API keys, webhooks, OAuth apps, a gateway and a live log, at the edge.',
        contact: { name: 'The operator of this installation', url: origin },
        license: { name: 'MIT' },
      },
      servers: [{ url: origin }],
      security: [{ key: [] }, { session: [] }, { keyInQuery: [] }],
    })
    const parts = await loadParts(({ operations }) => operations)
    return c.json(completeDocument(JSON.parse(JSON.stringify(document)), parts))
  })
  // Matching a route is possible only when all are mounted.
  declareRoutes(app.router)
  return app
}
