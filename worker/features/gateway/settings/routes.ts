import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import {
  CreateGatewayRoute,
  GatewayRoute,
  GatewayRouteId,
  GatewayRoutePage,
  GatewayRouteUsage,
  GatewayUsageQuery,
  ListGatewayRoutes,
  UpdateGatewayRoute,
} from '../../../../contract/gateway.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { idempotently } from '../../../platform/http/resources/idempotency.ts'
import { resourceRoutes } from '../../../platform/http/resources/resource-routes.ts'
import type { ChangedRoute } from './change.ts'
import { createGatewayRoute } from './create.ts'
import { deleteRoute } from './delete.ts'
import { disableRoute, enableRoute } from './enable-disable.ts'
import { listRoutes, readRoute } from './read.ts'
import { updateRoute } from './update.ts'
import { readRouteUsage } from './usage.ts'

const routes = resourceRoutes({
  tag: 'Gateway',
  path: '/gateway-routes',
  resource: 'gateway',
  id: GatewayRouteId,
  item: GatewayRoute,
  names: { noun: 'route', one: 'a gateway route', many: 'gateway routes' },
})
const { read, write, params } = routes
const ITSELF = '/gateway-routes/{id}'

const changed = (c: Context<App>, { route, version }: ChangedRoute) => reply(c, route, 200, { ETag: etag(version) })

const update = async (c: Context<App>, id: string, input: UpdateGatewayRoute) =>
  changed(c, await updateRoute(depsOf(c), actorOf(c), id, input, ifMatch(c)))

// Routes belong to no environment, so these take no `environment` as other resources do.
const change = {
  path: ITSELF,
  summary: 'Change settings of a gateway route',
  ...write,
  request: { params, query: NoQuery, body: jsonBody(UpdateGatewayRoute) },
  responses: answers(200, GatewayRoute, 'The route as it now stands'),
} as const

const action = <Name extends string>(name: Name, summary: string) =>
  createRoute({
    method: 'post',
    path: `${ITSELF}/${name}` as const,
    summary,
    ...write,
    request: { params, query: NoQuery, body: optionalBody(NoBody) },
    responses: answers(200, GatewayRoute, 'The route as it now stands'),
  })

export const gatewayRouteRoutes = newRouter()
  .openapi(routes.list(ListGatewayRoutes, GatewayRoutePage), async (c) =>
    reply(c, await listRoutes(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(routes.create(CreateGatewayRoute, GatewayRoute, 'The route'), async (c) => {
    const deps = depsOf(c)
    const input = c.req.valid('json')
    const route = await idempotently<GatewayRoute>(c, input, (extraStatements) =>
      createGatewayRoute(deps, actorOf(c), input, extraStatements),
    )
    return reply(c, route, 201, { ETag: etag(1) })
  })
  .openapi(
    createRoute({
      method: 'get',
      path: ITSELF,
      summary: 'Read a gateway route',
      ...read,
      request: { params, query: NoQuery },
      responses: answers(200, GatewayRoute, 'The route'),
    }),
    async (c) => changed(c, await readRoute(depsOf(c), actorOf(c), c.req.valid('param').id)),
  )
  .openapi(createRoute({ method: 'patch', ...change }), async (c) =>
    update(c, c.req.valid('param').id, c.req.valid('json')),
  )
  .openapi(createRoute({ method: 'put', ...change }), async (c) =>
    update(c, c.req.valid('param').id, c.req.valid('json')),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: ITSELF,
      summary: 'Delete a gateway route for good',
      ...write,
      request: { params, query: NoQuery, body: optionalBody(NoBody) },
      responses: noContent('The route is gone, and no call is made under it any more'),
    }),
    async (c) => {
      await deleteRoute(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))
      return c.body(null, 204)
    },
  )
  .openapi(action('disable', 'Refuse every call of a gateway route until it is enabled'), async (c) =>
    changed(c, await disableRoute(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(action('enable', 'Take calls of a gateway route again'), async (c) =>
    changed(c, await enableRoute(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/gateway-routes/{id}/usage',
      summary: 'How a gateway route was used',
      ...read,
      request: { params, query: GatewayUsageQuery },
      responses: answers(200, GatewayRouteUsage, 'The figures'),
    }),
    async (c) =>
      reply(c, await readRouteUsage(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
