import { bodyLimit } from 'hono/body-limit'
import { FEATURES } from './features.ts'
import { Refusal } from './platform/errors.ts'
import { declareRoutes } from './platform/http/allowed-methods.ts'
import { newRouter } from './platform/http/openapi.ts'
import { onError } from './platform/http/problem.ts'
import { refuseUnrouted } from './platform/http/unrouted.ts'
import { requestLog } from './platform/request-log/middleware.ts'

const MAX_BODY_BYTES = 1024 * 1024

export const app = newRouter()

declareRoutes(app.router)
app.onError(onError)
app.notFound(refuseUnrouted)

app.use(requestLog)
// Other methods have no body that anybody reads, and the hot path is one of them.
app.on(
  ['POST', 'PUT', 'PATCH', 'DELETE'],
  '/api/*',
  bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new Refusal({ kind: 'too_large', detail: 'The body must be at most 1 MB.' })
    },
  }),
)

for (const { path, routes } of FEATURES.flatMap(({ mounts }) => mounts ?? [])) app.route(path, routes)

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
  // Few ask for it, so it is loaded when they do.
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
  return c.json(completeDocument(JSON.parse(JSON.stringify(document))))
})
