import { cors } from 'hono/cors'
import { callOf, depsOf } from '../../../platform/http/context.ts'
import { newRouter } from '../../../platform/http/openapi.ts'
import { COMMON_HEADERS, hasTransportHeader, TRANSPORT_HEADER } from '../../../platform/http/reply.ts'
import { MINUTE_MS } from '../../../platform/lib/time/time.ts'
import { publishedAt, signingKeys } from './signing-keys.ts'

/** Upstreams may keep the keys for this long, seconds. A key is published a day before it signs. */
const MAX_AGE_SECONDS = 300

/** The public keys that sign identities for upstreams (RFC 7517), for anybody. The same at each host. */
export const jwksRoutes = newRouter()
jwksRoutes.use('/jwks.json', cors({ origin: '*', allowMethods: ['GET', 'HEAD'] }))
jwksRoutes.get('/jwks.json', async (c) => {
  const deps = depsOf(c)
  const keys = publishedAt(await signingKeys(deps, MINUTE_MS), deps.now).map(({ publicKey }) => publicKey)
  const call = callOf(c)
  call.hasAllHeaders = true
  if (hasTransportHeader(c.env)) c.header(...TRANSPORT_HEADER)
  return c.body(JSON.stringify({ keys }), 200, {
    ...COMMON_HEADERS,
    'X-Request-Id': call.requestId,
    'Content-Type': 'application/jwk-set+json',
    'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}`,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
})
