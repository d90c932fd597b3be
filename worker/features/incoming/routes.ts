import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { BatchJobId } from '../../../contract/batch-jobs.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import {
  CreateIncomingWebhook,
  IncomingId,
  IncomingRequest,
  IncomingRequestDetail,
  IncomingRequestId,
  IncomingRequestPage,
  IncomingWebhook,
  IncomingWebhookPage,
  IncomingWebhookWithToken,
  ListIncomingRequests,
  ListIncomingWebhooks,
  MappingPreview,
  PreviewIncomingWebhook,
  PreviewMapping,
  ReplayAccepted,
  ReplayedIncomingRequests,
  ReplayIncomingRequests,
  ReplayJob,
  ReplayJobPage,
  UpdateIncomingWebhook,
} from '../../../contract/incoming.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../platform/http/resources/idempotency.ts'
import { resourceRoutes } from '../../platform/http/resources/resource-routes.ts'
import { replayIncomingRequest, replayIncomingRequests } from './replay/replay.ts'
import { listReplayJobs, readReplayJob, replayByFilter, stopReplayJob } from './replay/replay-job.ts'
import { previewIncoming, previewMapping } from './requests/preview-mapping.ts'
import { listIncomingRequests, readIncomingRequest } from './requests/read.ts'
import type { ChangedIncoming } from './settings/change.ts'
import { createIncoming } from './settings/create.ts'
import { deleteIncoming } from './settings/delete.ts'
import { pauseIncoming, resumeIncoming } from './settings/pause-resume.ts'
import { listIncoming, readIncoming } from './settings/read.ts'
import { regenerateToken } from './settings/regenerate-token.ts'
import { updateIncoming } from './settings/update.ts'

const hooks = resourceRoutes({
  tag: 'Incoming webhooks',
  path: '/incoming-webhooks',
  resource: 'incoming',
  id: IncomingId,
  item: IncomingWebhook,
  names: { noun: 'incoming webhook', one: 'an incoming webhook', many: 'incoming webhooks' },
})
const { read, write, params } = hooks
const jobParams = z.object({ id: IncomingId, jobId: BatchJobId })
const requestParams = z.object({ id: IncomingId, requestId: IncomingRequestId })

const changed = (c: Context<App>, { webhook, version }: ChangedIncoming) =>
  reply(c, webhook, 200, { ETag: etag(version) })

const update = async (c: Context<App>, id: string, input: UpdateIncomingWebhook) =>
  changed(c, await updateIncoming(depsOf(c), actorOf(c), id, input, ifMatch(c)))

/** The list of requests has two paths: `logs` is that of the requirement. */
const requestList = <Path extends string>(path: Path) =>
  createRoute({
    method: 'get',
    path,
    summary: 'List the requests of an incoming webhook, newest first',
    ...read,
    request: { params, query: ListIncomingRequests },
    responses: answers(200, IncomingRequestPage, 'A page of requests'),
  })

export const incomingRoutes = newRouter()
  .openapi(hooks.list(ListIncomingWebhooks, IncomingWebhookPage), async (c) =>
    reply(c, await listIncoming(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    hooks.create(
      CreateIncomingWebhook,
      IncomingWebhookWithToken,
      'The incoming webhook, its token in this answer alone',
    ),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const webhook = await idempotently<IncomingWebhookWithToken>(c, input, (extraStatements) =>
        createIncoming(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, webhook, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/incoming-webhooks/preview',
      summary: 'What a mapping makes of a sample, without writing anything',
      ...read,
      request: { query: NoQuery, body: jsonBody(PreviewMapping) },
      responses: answers(200, MappingPreview, 'The fields, and what is wrong with each'),
    }),
    async (c) => reply(c, await previewMapping(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(hooks.one(), async (c) => changed(c, await readIncoming(depsOf(c), actorOf(c), c.req.valid('param').id)))
  .openapi(hooks.change('patch', UpdateIncomingWebhook), async (c) =>
    update(c, c.req.valid('param').id, c.req.valid('json')),
  )
  .openapi(hooks.change('put', UpdateIncomingWebhook), async (c) =>
    update(c, c.req.valid('param').id, c.req.valid('json')),
  )
  .openapi(hooks.remove('It is gone, and its URL is unknown'), async (c) => {
    await deleteIncoming(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))
    return c.body(null, 204)
  })
  .openapi(hooks.action('pause', 'Refuse every request to an incoming webhook until it is resumed'), async (c) =>
    changed(c, await pauseIncoming(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(hooks.action('resume', 'Take requests to an incoming webhook again'), async (c) =>
    changed(c, await resumeIncoming(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/incoming-webhooks/{id}/regenerate-token',
      summary: 'Give an incoming webhook a new token; the old URL is unknown at once',
      ...write,
      request: { params, query: EnvironmentQuery, headers: IdempotencyHeader, body: optionalBody(NoBody) },
      responses: answers(200, IncomingWebhookWithToken, 'The incoming webhook, its new token in this answer alone'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const { id } = c.req.valid('param')
      const webhook = await idempotently<IncomingWebhookWithToken>(c, {}, (extraStatements) =>
        regenerateToken(deps, actorOf(c), id, extraStatements, ifMatch(c)),
      )
      return reply(c, webhook, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/incoming-webhooks/{id}/preview',
      summary: 'What the mapping of an incoming webhook, or another, makes of a sample or a request',
      ...read,
      request: { params, query: EnvironmentQuery, body: jsonBody(PreviewIncomingWebhook) },
      responses: answers(200, MappingPreview, 'The fields, and what is wrong with each'),
    }),
    async (c) =>
      reply(c, await previewIncoming(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(requestList('/incoming-webhooks/{id}/requests'), async (c) =>
    reply(c, await listIncomingRequests(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .openapi(requestList('/incoming-webhooks/{id}/logs'), async (c) =>
    reply(c, await listIncomingRequests(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/incoming-webhooks/{id}/requests/replay',
      summary: 'Handle kept requests again, up to 100 by their ids or all that match',
      ...write,
      request: { params, query: EnvironmentQuery, body: jsonBody(ReplayIncomingRequests) },
      responses: {
        ...answers(200, ReplayedIncomingRequests, 'By ids: what became of each request'),
        ...answers(202, ReplayAccepted, 'By filter: how many there are, and the job that replays them'),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { ids, ...filter } = c.req.valid('json')
      if (ids) return reply(c, await replayIncomingRequests(depsOf(c), actorOf(c), id, ids), 200)
      return reply(c, await replayByFilter(depsOf(c), actorOf(c), id, filter), 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/incoming-webhooks/{id}/replays',
      summary: 'The latest jobs that replay requests, newest first',
      ...read,
      request: { params, query: EnvironmentQuery },
      responses: answers(200, ReplayJobPage, 'At most 20 jobs'),
    }),
    async (c) => {
      const data = await listReplayJobs(depsOf(c), actorOf(c), c.req.valid('param').id)
      return reply(c, { data, nextCursor: null }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/incoming-webhooks/{id}/replays/{jobId}',
      summary: 'How far a replay has come',
      ...read,
      request: { params: jobParams, query: EnvironmentQuery },
      responses: answers(200, ReplayJob, 'The job'),
    }),
    async (c) => {
      const { id, jobId } = c.req.valid('param')
      return reply(c, await readReplayJob(depsOf(c), actorOf(c), id, jobId), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/incoming-webhooks/{id}/replays/{jobId}',
      summary: 'Stop a replay; what was replayed stays',
      ...write,
      request: { params: jobParams, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, ReplayJob, 'The job as it now stands'),
    }),
    async (c) => {
      const { id, jobId } = c.req.valid('param')
      return reply(c, await stopReplayJob(depsOf(c), actorOf(c), id, jobId), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/incoming-webhooks/{id}/requests/{requestId}',
      summary: 'Read a request with its headers, its body and what it became',
      ...read,
      request: { params: requestParams, query: EnvironmentQuery },
      responses: answers(200, IncomingRequestDetail, 'The request, secrets redacted'),
    }),
    async (c) => {
      const { id, requestId } = c.req.valid('param')
      return reply(c, await readIncomingRequest(depsOf(c), actorOf(c), id, requestId), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/incoming-webhooks/{id}/requests/{requestId}/replay',
      summary: 'Handle a kept request again, by the settings of now',
      ...write,
      request: { params: requestParams, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, IncomingRequest, 'The new request'),
    }),
    async (c) => {
      const { id, requestId } = c.req.valid('param')
      return reply(c, await replayIncomingRequest(depsOf(c), actorOf(c), id, requestId), 200)
    },
  )
