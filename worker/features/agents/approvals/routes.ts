import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import {
  AgentTools,
  Approval,
  ApprovalId,
  ApprovalPage,
  DecideApproval,
  ListApprovals,
} from '../../../../contract/agents.ts'
import { EnvironmentQuery } from '../../../../contract/api-keys.ts'
import { NoQuery } from '../../../../contract/common.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { type App, actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, newRouter, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { listAgentTools } from '../tools/list-agent-tools.ts'
import { decideApproval } from './decide.ts'
import { listApprovals, readApproval } from './read.ts'

const tags = ['Agents']
const params = z.object({ id: ApprovalId })
const read = { tags, middleware: requires('approvals:read') }
/** People alone decide, and by a POST alone: programs open links too. */
const decision = {
  method: 'post',
  tags,
  middleware: requires('gateway:write', { from: 'session' }),
  request: { params, query: NoQuery, body: optionalBody(DecideApproval) },
  responses: answers(200, Approval, 'The call as it was decided'),
} as const

const decide = async (c: Context<App>, id: string, status: 'approved' | 'denied', input: DecideApproval | undefined) =>
  reply(c, await decideApproval(depsOf(c), actorOf(c), id, status, input), 200)

export const approvalRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/approvals',
      summary: 'List tool calls that need approval, newest first',
      ...read,
      request: { query: ListApprovals },
      responses: answers(200, ApprovalPage, 'A page of tool calls'),
    }),
    async (c) => reply(c, await listApprovals(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/approvals/{id}',
      summary: 'Read a tool call that needs approval',
      ...read,
      request: { params, query: EnvironmentQuery },
      responses: answers(200, Approval, 'The call'),
    }),
    async (c) => reply(c, await readApproval(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({ ...decision, path: '/approvals/{id}/approve', summary: 'Let a tool call run once' }),
    async (c) => decide(c, c.req.valid('param').id, 'approved', c.req.valid('json')),
  )
  .openapi(createRoute({ ...decision, path: '/approvals/{id}/deny', summary: 'Deny a tool call' }), async (c) =>
    decide(c, c.req.valid('param').id, 'denied', c.req.valid('json')),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/agent-tools',
      summary: 'List all tools that agents may get',
      tags,
      middleware: requires('gateway:read'),
      request: { query: NoQuery },
      responses: answers(200, AgentTools, 'All tools of the organization'),
    }),
    async (c) => reply(c, await listAgentTools(depsOf(c), actorOf(c)), 200),
  )
