import { createRoute } from '@hono/zod-openapi'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import { CreateDemoData, DemoData } from '../../../../contract/demo-data.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, newRouter, noContent, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { createDemoData } from './create-demo-data.ts'
import { deleteDemoData } from './delete-demo-data.ts'
import { readDemoData } from './read-demo-data.ts'

const tags = ['Records']

export const demoDataRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/demo-data',
      summary: 'Which demonstration data there is',
      tags,
      middleware: requires('modules:read'),
      request: { query: NoQuery },
      responses: answers(200, DemoData, 'Its modules'),
    }),
    async (c) => reply(c, await readDemoData(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/demo-data',
      summary: 'Create demonstration data: a small forum',
      tags,
      middleware: requires('modules:write'),
      request: { query: NoQuery, body: optionalBody(CreateDemoData) },
      responses: answers(201, DemoData, 'Its modules'),
    }),
    async (c) => reply(c, await createDemoData(depsOf(c), actorOf(c), c.req.valid('json')), 201),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/demo-data',
      summary: 'Delete the demonstration data',
      tags,
      middleware: requires('modules:write'),
      request: { query: NoQuery, body: optionalBody(NoBody) },
      responses: noContent('It is gone'),
    }),
    async (c) => {
      await deleteDemoData(depsOf(c), actorOf(c))
      return c.body(null, 204)
    },
  )
