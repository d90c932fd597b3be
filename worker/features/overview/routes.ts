import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { idOf, NoQuery } from '../../../contract/common.ts'
import { UsageOverQuery } from '../../../contract/event-logs.ts'
import { GettingStarted, LogTrail, Overview, UpdateGettingStarted } from '../../../contract/overview.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { readGettingStarted, updateGettingStarted } from './getting-started.ts'
import { readLogTrail } from './log-trail.ts'
import { readOverview } from './read-overview.ts'

const tags = ['Overview']

export const overviewRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/overview',
      summary: 'Figures of a period, and what needs attention now',
      tags,
      middleware: requires(null),
      request: { query: UsageOverQuery },
      responses: answers(200, Overview, 'The overview'),
    }),
    async (c) => reply(c, await readOverview(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/getting-started',
      summary: 'Which first steps are done',
      tags,
      middleware: requires(null),
      request: { query: NoQuery },
      responses: answers(200, GettingStarted, 'The steps'),
    }),
    async (c) => reply(c, await readGettingStarted(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/getting-started',
      summary: 'Hide the first steps for yourself, or show them again',
      tags,
      middleware: requires(null),
      request: { query: NoQuery, body: jsonBody(UpdateGettingStarted) },
      responses: answers(200, GettingStarted, 'The steps'),
    }),
    async (c) => reply(c, await updateGettingStarted(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs/{id}/trail',
      summary: 'What belongs to an entry of the log: call, events, deliveries, alerts',
      tags,
      middleware: requires('logs:read'),
      request: { params: z.object({ id: idOf('log', 'a log entry') }), query: EnvironmentQuery },
      responses: answers(200, LogTrail, 'The trail'),
    }),
    async (c) => reply(c, await readLogTrail(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
