import { createRoute } from '@hono/zod-openapi'
import { AuditPage, ListAuditLogs } from '../../../contract/audit.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../platform/http/context.ts'
import { answers, newRouter } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { listAuditLogs } from './list.ts'

export const auditRoutes = newRouter().openapi(
  createRoute({
    method: 'get',
    path: '/audit-logs',
    summary: 'List changes: who, what, before and after, from where',
    tags: ['Audit'],
    middleware: requires('audit:read'),
    request: { query: ListAuditLogs },
    responses: answers(200, AuditPage, 'A page of entries, newest first'),
  }),
  async (c) => reply(c, await listAuditLogs(depsOf(c), actorOf(c), c.req.valid('query')), 200),
)
