import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { idOf } from '../../../contract/common.ts'
import {
  ExportEventLogs,
  FullLogEntry,
  ListEventLogs,
  LogEntry,
  LogHistogram,
  LogHistogramQuery,
  LogPage,
  Stats,
  StatsOverviewQuery,
  UsageOver,
  UsageOverQuery,
} from '../../../contract/event-logs.ts'
import { StreamFilter, StreamMessage } from '../../../contract/live.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { streamsComeFromOurPages } from '../../platform/http/caller/origin.ts'
import { actorOf, callOf, depsOf } from '../../platform/http/context.ts'
import { answers, newRouter } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { exportEventLogs } from './entries/export.ts'
import { listEventLogs, readEventLog } from './entries/list.ts'
import { readLogHistogram } from './figures/log-histogram.ts'
import { readUsageStats } from './figures/stats.ts'
import { readUsageOver } from './figures/usage-over.ts'
import { streamEventLogs } from './live/stream.ts'

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
    async (c) => reply(c, await listEventLogs(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs/export',
      summary: 'The log as a file: CSV, or a line of JSON per entry',
      tags,
      middleware: requires('logs:read'),
      request: { query: ExportEventLogs },
      responses: {
        ...answers(200, LogEntry, 'The file; in JSON lines, each line is an entry'),
        200: {
          description: 'The file',
          content: { 'text/csv': { schema: z.string() }, 'application/jsonl': { schema: LogEntry } },
        },
      },
    }),
    async (c) => {
      const deps = depsOf(c)
      const query = c.req.valid('query')
      const day = new Date(deps.now).toISOString().slice(0, 10)
      return c.body(await exportEventLogs(deps, actorOf(c), query), 200, {
        'Content-Type': query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
        'Content-Disposition': `attachment; filename="event-logs-${day}.${query.format}"`,
      })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs/histogram',
      summary: 'Count entries over time, by how they ended',
      tags,
      middleware: requires('logs:read'),
      request: { query: LogHistogramQuery },
      responses: answers(200, LogHistogram, 'The counts'),
    }),
    async (c) => reply(c, await readLogHistogram(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs/stream',
      summary: 'The log as it happens, over a WebSocket',
      description:
        'Each message is JSON: entries, the state of the stream, or a limit that a key comes near. Send "ping" to be answered "pong". Close code 4401: the credential was revoked, changed or has expired; 4408: connect again, as each stream ends after 15 minutes, or when the session that opened it would have expired.',
      tags,
      middleware: [requires('logs:read'), streamsComeFromOurPages] as const,
      request: { query: StreamFilter },
      responses: { 101: { description: 'The stream' }, ...answers(200, StreamMessage, 'Each message of the stream') },
    }),
    async (c) => {
      const previousSecret = callOf(c).logOwner?.previousSecret ?? false
      const stream = await streamEventLogs(depsOf(c), actorOf(c), c.req.raw, c.req.valid('query'), previousSecret)
      // A WebSocket upgrade gets only the headers of the runtime.
      callOf(c).hasAllHeaders = true
      return stream as never
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-logs/{id}',
      summary: 'Read one entry, with headers and bodies where they are kept',
      tags,
      middleware: requires('logs:read'),
      request: { params: z.object({ id: idOf('log', 'a log entry') }), query: EnvironmentQuery },
      responses: answers(200, FullLogEntry, 'The entry'),
    }),
    async (c) => reply(c, await readEventLog(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/stats',
      summary: 'Figures of today, the last 7 and the last 30 days',
      tags,
      middleware: requires('stats:read'),
      request: { query: StatsOverviewQuery },
      responses: answers(200, Stats, 'The figures'),
    }),
    async (c) => reply(c, await readUsageStats(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/stats/usage',
      summary: 'Figures of a period: by hour or day, key and endpoint, compared to the period before',
      tags,
      middleware: requires('stats:read'),
      request: { query: UsageOverQuery },
      responses: answers(200, UsageOver, 'The figures'),
    }),
    async (c) => reply(c, await readUsageOver(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
