import { createRoute } from '@hono/zod-openapi'
import { GatewayImport, ImportGatewayRoutes, ImportQuery } from '../../../../contract/gateway.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { importRoutes, previewImport } from './import-routes.ts'

export const gatewayImportRoutes = newRouter().openapi(
  createRoute({
    method: 'post',
    path: '/gateway-routes/import',
    summary: 'Make routes and tools of an OpenAPI document, or say what would be made',
    tags: ['Gateway'],
    middleware: requires('gateway:write'),
    request: { query: ImportQuery, body: jsonBody(ImportGatewayRoutes) },
    responses: answers(200, GatewayImport, 'What became, or would become, of each operation'),
  }),
  async (c) => {
    const input = c.req.valid('json')
    const isPreview = c.req.valid('query').preview === 'true'
    const result = isPreview
      ? await previewImport(depsOf(c), actorOf(c), input)
      : await importRoutes(depsOf(c), actorOf(c), input)
    return reply(c, result, 200)
  },
)
