import { createRoute } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { NoQuery } from '../../../contract/common.ts'
import { ArchiveId, ArchivePage, JobPage, ListArchives } from '../../../contract/maintenance.ts'
import { archiveOf } from '../../platform/env.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { type App, actorOf, depsOf } from '../../platform/http/context.ts'
import { answers, newRouter } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { downloadArchive, listArchives, requireSomeArchiveScope } from './archives.ts'
import { healthOf } from './health.ts'
import { listJobs } from './list-jobs.ts'

const readsSomeArchives = createMiddleware<App>(async (c, next) => {
  requireSomeArchiveScope(actorOf(c))
  await next()
})

export const maintenanceRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/archives',
      summary: 'List archives of what was removed, of the newest entries first',
      description:
        'Those of the event log take logs:read, those of deliveries webhooks:read, and those of the audit log audit:read.',
      tags: ['Archives'],
      middleware: [requires(null), readsSomeArchives] as const,
      request: { query: ListArchives },
      responses: answers(200, ArchivePage, 'A page of archives'),
    }),
    async (c) => {
      const deps = depsOf(c)
      return reply(c, await listArchives(deps, archiveOf(c.env), actorOf(c), c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/archives/{id}',
      summary: 'Download an archive: JSON lines, compressed with gzip',
      tags: ['Archives'],
      middleware: [requires(null), readsSomeArchives] as const,
      request: { params: z.object({ id: ArchiveId }), query: NoQuery },
      responses: {
        ...answers(200, z.string(), 'The file'),
        200: { description: 'The file', content: { 'application/gzip': { schema: z.string() } } },
      },
    }),
    async (c) => {
      const deps = depsOf(c)
      const { body, filename } = await downloadArchive(deps, archiveOf(c.env), actorOf(c), c.req.valid('param').id)
      return c.body(body, 200, {
        'Content-Type': 'application/gzip',
        'Content-Disposition': `attachment; filename="${filename}"`,
      })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/jobs',
      summary: 'What the Worker does by itself, and how it went the last time',
      tags: ['Background work'],
      middleware: requires('organization:read'),
      request: { query: NoQuery },
      responses: answers(200, JobPage, 'The jobs'),
    }),
    async (c) => reply(c, await listJobs(depsOf(c), actorOf(c)), 200),
  )

/** Mounted at the root: endpoints for monitoring, without a credential and not part of the OpenAPI document. */
export const healthRoutes = newRouter()
healthRoutes.get('/healthz', async (c) => c.json(await healthOf(depsOf(c))))
