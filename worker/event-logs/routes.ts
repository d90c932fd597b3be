import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { idOf, NoQuery } from '../../contract/common.ts'
import { ListEventLogs, LogEntry, LogPage, Stats } from '../../contract/event-logs.ts'
import { requires } from '../http/authenticate.ts'
import { actorOf, depsOf } from '../http/context.ts'
import { answers, newRouter } from '../http/openapi.ts'
import { reply } from '../http/reply.ts'
import { listEventLogs, readEventLog } from './list.ts'
import { readUsageStats } from './stats.ts'

const tags = ['Event logs']

export const eventLogRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs',
      summary: 'List calls, deliveries and authentication attempts, newest first',
      tags,
      middleware: requires('logs:read'),
      request: { query: ListEventLogs },
      responses: answers(200, LogPage, 'A page of entries'),
    }),
    async (c) => reply(c, await listEventLogs(await depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs/{id}',
      summary: 'Read one entry',
      tags,
      middleware: requires('logs:read'),
      request: { params: z.object({ id: idOf('log', 'a log entry') }), query: NoQuery },
      responses: answers(200, LogEntry, 'The entry'),
    }),
    async (c) => reply(c, await readEventLog(await depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/stats',
      summary: 'Figures of today, the last 7 and the last 30 days',
      tags,
      middleware: requires('stats:read'),
      request: { query: NoQuery },
      responses: answers(200, Stats, 'The figures'),
    }),
    async (c) => reply(c, await readUsageStats(await depsOf(c), actorOf(c)), 200),
  )
