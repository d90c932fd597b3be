import { cors } from 'hono/cors'
import { notFound } from '../../../platform/errors.ts'
import { callOf, depsOf } from '../../../platform/http/context.ts'
import { newRouter } from '../../../platform/http/openapi.ts'
import { resourceMetadata, serverMetadata } from './metadata.ts'

const PROTECTED_RESOURCE = '/oauth-protected-resource'

/** Metadata for clients, at the origin (RFC 8414) and for each resource (RFC 9728), for pages of any origin. */
export const discoveryRoutes = newRouter()
discoveryRoutes.use('*', cors({ origin: '*', allowMethods: ['GET', 'HEAD'], allowHeaders: ['mcp-protocol-version'] }))
discoveryRoutes.get('/oauth-authorization-server', async (c) => c.json(await serverMetadata(depsOf(c), callOf(c).url)))
discoveryRoutes.on('GET', [PROTECTED_RESOURCE, `${PROTECTED_RESOURCE}/*`], (c) => {
  const { url } = callOf(c)
  const { pathname } = new URL(url)
  const metadata = resourceMetadata(
    depsOf(c),
    url,
    pathname.slice(pathname.indexOf(PROTECTED_RESOURCE) + PROTECTED_RESOURCE.length),
  )
  if (!metadata) throw notFound('Resource')
  return c.json(metadata)
})
