import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { NoQuery } from '../../../../contract/common.ts'
import { GatewayRouteId, GatewayTestResult, TestGatewayRoute } from '../../../../contract/gateway.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, newRouter, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { testRoute } from './test-route.ts'

export const gatewayTrialRoutes = newRouter().openapi(
  createRoute({
    method: 'post',
    path: '/gateway-routes/{id}/test',
    summary: 'Call the upstream of a gateway route, and see the answer',
    tags: ['Gateway'],
    middleware: requires('gateway:write'),
    request: { params: z.object({ id: GatewayRouteId }), query: NoQuery, body: optionalBody(TestGatewayRoute) },
    responses: answers(200, GatewayTestResult, 'The answer, or why there is none'),
  }),
  async (c) => {
    // Without a body it is an empty object.
    const input = TestGatewayRoute.parse(c.req.valid('json'))
    return reply(c, await testRoute(depsOf(c), actorOf(c), c.req.valid('param').id, input), 200)
  },
)
