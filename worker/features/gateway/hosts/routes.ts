import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import { AddGatewayHost, GatewayHost, GatewayHosts } from '../../../../contract/gateway.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../../platform/http/resources/idempotency.ts'
import { addHost } from './add.ts'
import { listHosts } from './list.ts'
import { removeHost } from './remove.ts'

const tags = ['Gateway']
const read = { tags, middleware: requires('gateway:read') }
const write = { tags, middleware: requires('gateway:write') }

export const gatewayHostRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/gateway-hosts',
      summary: 'List the hosts whose root is the gateway of the organization',
      ...read,
      request: { query: NoQuery },
      responses: answers(200, GatewayHosts, 'All hosts, and those that can be added'),
    }),
    async (c) => reply(c, await listHosts(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/gateway-hosts',
      summary: 'Make the root of a host the gateway of the organization',
      ...write,
      request: { query: NoQuery, headers: IdempotencyHeader, body: jsonBody(AddGatewayHost) },
      responses: answers(201, GatewayHost, 'The host'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const host = await idempotently<GatewayHost>(c, input, (extraStatements) =>
        addHost(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, host, 201)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/gateway-hosts/{host}',
      summary: 'Give a host back',
      ...write,
      request: {
        params: z.object({ host: AddGatewayHost.shape.host }),
        query: NoQuery,
        body: optionalBody(NoBody),
      },
      responses: noContent('The host is the gateway of nobody'),
    }),
    async (c) => {
      await removeHost(depsOf(c), actorOf(c), c.req.valid('param').host)
      return c.body(null, 204)
    },
  )
