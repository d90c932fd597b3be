import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { BatchJobId } from '../../../contract/batch-jobs.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import { TEST_EVENT } from '../../../contract/events.data.ts'
import {
  BulkWebhookResult,
  BulkWebhooks,
  CountDeliveries,
  CreatedWebhook,
  CreateWebhook,
  Delivery,
  DeliveryDetail,
  DeliveryId,
  DeliveryPage,
  DeliveryStateCounts,
  FoundDelivery,
  ListDeliveries,
  ListWebhooks,
  Preview,
  PreviewWebhook,
  RecoverWebhook,
  ResumeWebhook,
  RetryAccepted,
  RetryDeliveries,
  RetryJob,
  RetryJobPage,
  RotateSecret,
  StatsQuery,
  TestResult,
  TestUnsavedWebhook,
  TestWebhook,
  UpdateWebhook,
  Webhook,
  WebhookId,
  WebhookPage,
  WebhookStats,
  WebhookWithSecret,
} from '../../../contract/webhooks.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../platform/http/resources/idempotency.ts'
import { resourceRoutes } from '../../platform/http/resources/resource-routes.ts'
import { bulkWebhooks } from './bulk.ts'
import { createWebhook } from './create.ts'
import { deleteWebhook } from './delete.ts'
import { countDeliveries, findDeliveryById, listDeliveries, readDelivery } from './deliveries/deliveries.ts'
import { retryDelivery, skipDelivery } from './deliveries/retry.ts'
import { cancelRetryJob, listRetryJobs, readRetryJob, recoverWebhook, retryDeliveries } from './deliveries/retry-job.ts'
import { readWebhookStats } from './deliveries/stats.ts'
import { pauseWebhook, resumeWebhook } from './pause-resume.ts'
import { listWebhooks, readWebhook } from './read.ts'
import { rotateSecret } from './rotate-secret.ts'
import { previewWebhook, testUnsavedWebhook, testWebhook } from './send-test.ts'
import type { ChangedWebhook } from './settings/change.ts'
import { updateWebhook } from './update.ts'

const hooks = resourceRoutes({
  tag: 'Webhooks',
  path: '/webhooks',
  resource: 'webhooks',
  id: WebhookId,
  item: Webhook,
  names: { noun: 'webhook', one: 'a webhook', many: 'webhooks' },
})
const { read, write, params } = hooks
const deliveryParams = z.object({ id: WebhookId, deliveryId: DeliveryId })
const jobParams = z.object({ id: WebhookId, jobId: BatchJobId })

const changed = (c: Context<App>, { webhook, version }: ChangedWebhook) =>
  reply(c, webhook, 200, { ETag: etag(version) })

const update = async (c: Context<App>, id: string, input: UpdateWebhook) =>
  changed(c, await updateWebhook(depsOf(c), actorOf(c), id, input, ifMatch(c)))

const deliveryAction = (name: string, summary: string) =>
  createRoute({
    method: 'post',
    path: `/webhooks/{id}/deliveries/{deliveryId}/${name}`,
    summary,
    ...write,
    request: { params: deliveryParams, query: EnvironmentQuery, body: optionalBody(NoBody) },
    responses: answers(200, Delivery, 'The delivery as it now stands'),
  })

export const webhookRoutes = newRouter()
  .openapi(hooks.list(ListWebhooks, WebhookPage), async (c) =>
    reply(c, await listWebhooks(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    hooks.create(CreateWebhook, CreatedWebhook, 'The webhook, its signing secret in this answer alone'),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const webhook = await idempotently<CreatedWebhook>(c, input, (extraStatements) =>
        createWebhook(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, webhook, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/test',
      summary: 'Send a test to a webhook that is not saved yet',
      ...write,
      request: { query: NoQuery, body: jsonBody(TestUnsavedWebhook) },
      responses: answers(200, TestResult, 'What was sent, and what came back: also 200 when it failed'),
    }),
    async (c) => reply(c, await testUnsavedWebhook(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/deliveries/{id}',
      summary: 'Read a delivery by its id alone, with its webhook',
      ...read,
      request: { params: z.object({ id: DeliveryId }), query: EnvironmentQuery },
      responses: answers(200, FoundDelivery, 'The delivery'),
    }),
    async (c) => reply(c, await findDeliveryById(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/preview',
      summary: 'What a filter and a transformation make of an event, without sending anything',
      ...read,
      request: { query: NoQuery, body: jsonBody(PreviewWebhook) },
      responses: answers(200, Preview, 'What would be sent, or what is wrong'),
    }),
    async (c) => reply(c, await previewWebhook(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(hooks.bulk(BulkWebhooks, BulkWebhookResult), async (c) =>
    reply(c, await bulkWebhooks(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(hooks.one(), async (c) => {
    const { webhook, version } = await readWebhook(depsOf(c), actorOf(c), c.req.valid('param').id)
    return reply(c, webhook, 200, { ETag: etag(version) })
  })
  .openapi(hooks.change('patch', UpdateWebhook), async (c) => update(c, c.req.valid('param').id, c.req.valid('json')))
  .openapi(hooks.change('put', UpdateWebhook), async (c) => update(c, c.req.valid('param').id, c.req.valid('json')))
  .openapi(hooks.remove('The webhook is gone, and nothing is sent to it any more'), async (c) => {
    await deleteWebhook(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))
    return c.body(null, 204)
  })
  .openapi(
    hooks.action('pause', 'Send nothing to a webhook until it is resumed; what is published meanwhile is held'),
    async (c) => changed(c, await pauseWebhook(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/{id}/resume',
      summary: 'Resume a webhook, and choose whether to send what was held',
      ...write,
      request: { params, query: EnvironmentQuery, body: optionalBody(ResumeWebhook) },
      responses: answers(200, Webhook, 'The webhook as it now stands; a job sends what was held'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return changed(c, await resumeWebhook(depsOf(c), actorOf(c), id, c.req.valid('json'), ifMatch(c)))
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/{id}/rotate-secret',
      summary: 'Give a webhook a new signing secret; for a while the old one signs too',
      ...write,
      request: { params, query: EnvironmentQuery, headers: IdempotencyHeader, body: optionalBody(RotateSecret) },
      responses: answers(200, WebhookWithSecret, 'The webhook, its new secret in this answer alone'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const { id } = c.req.valid('param')
      const { overlapSeconds = 86_400 } = c.req.valid('json')
      const webhook = await idempotently<WebhookWithSecret>(c, { overlapSeconds }, (extraStatements) =>
        rotateSecret(deps, actorOf(c), id, overlapSeconds, extraStatements, ifMatch(c)),
      )
      return reply(c, webhook, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/{id}/test',
      summary: 'Send a test to a webhook and see what comes back',
      ...write,
      request: { params, query: EnvironmentQuery, body: optionalBody(TestWebhook) },
      responses: answers(200, TestResult, 'What was sent, and what came back: also 200 when it failed'),
    }),
    async (c) => {
      const { eventType = TEST_EVENT, data } = c.req.valid('json')
      const { id } = c.req.valid('param')
      return reply(c, await testWebhook(depsOf(c), actorOf(c), id, { eventType, data }), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/{id}/stats',
      summary: 'How a webhook fared: attempts, latency, failures by kind',
      ...read,
      request: { params, query: StatsQuery },
      responses: answers(200, WebhookStats, 'The figures'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return reply(c, await readWebhookStats(depsOf(c), actorOf(c), id, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/{id}/recover',
      summary: 'Send everything that failed or was held since then',
      ...write,
      request: { params, query: EnvironmentQuery, body: jsonBody(RecoverWebhook) },
      responses: answers(202, RetryAccepted, 'How many there are, and the job that sends them'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return reply(c, await recoverWebhook(depsOf(c), actorOf(c), id, c.req.valid('json')), 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      summary: 'List the deliveries of a webhook, newest first',
      ...read,
      request: { params, query: ListDeliveries },
      responses: answers(200, DeliveryPage, 'A page of deliveries'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return reply(c, await listDeliveries(depsOf(c), actorOf(c), id, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/{id}/deliveries/counts',
      summary: 'Count the deliveries of a webhook by state',
      ...read,
      request: { params, query: CountDeliveries },
      responses: answers(200, DeliveryStateCounts, 'How many there are in each state'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return reply(c, await countDeliveries(depsOf(c), actorOf(c), id, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/{id}/deliveries/retry',
      summary: 'Send deliveries again, by their ids or by filter',
      ...write,
      request: { params, query: EnvironmentQuery, body: jsonBody(RetryDeliveries) },
      responses: answers(202, RetryAccepted, 'How many there are, and the job that sends them'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return reply(c, await retryDeliveries(depsOf(c), actorOf(c), id, c.req.valid('json')), 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/{id}/deliveries/{deliveryId}',
      summary: 'Read a delivery with every attempt',
      ...read,
      request: { params: deliveryParams, query: EnvironmentQuery },
      responses: answers(200, DeliveryDetail, 'The delivery'),
    }),
    async (c) => {
      const { id, deliveryId } = c.req.valid('param')
      return reply(c, await readDelivery(depsOf(c), actorOf(c), id, deliveryId), 200)
    },
  )
  .openapi(
    deliveryAction('retry', 'Send a delivery that is held, or again one that is over, also one that succeeded'),
    async (c) => {
      const { id, deliveryId } = c.req.valid('param')
      return reply(c, await retryDelivery(depsOf(c), actorOf(c), id, deliveryId), 200)
    },
  )
  .openapi(
    deliveryAction('skip', 'Skip a delivery that is pending or held: what waits for it in its order goes on'),
    async (c) => {
      const { id, deliveryId } = c.req.valid('param')
      return reply(c, await skipDelivery(depsOf(c), actorOf(c), id, deliveryId), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/{id}/retries',
      summary: 'The latest jobs that send deliveries again, newest first',
      ...read,
      request: { params, query: EnvironmentQuery },
      responses: answers(200, RetryJobPage, 'At most 20 jobs'),
    }),
    async (c) => {
      const data = await listRetryJobs(depsOf(c), actorOf(c), c.req.valid('param').id)
      return reply(c, { data, nextCursor: null }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/{id}/retries/{jobId}',
      summary: 'How far a job has come',
      ...read,
      request: { params: jobParams, query: EnvironmentQuery },
      responses: answers(200, RetryJob, 'The job'),
    }),
    async (c) => {
      const { id, jobId } = c.req.valid('param')
      return reply(c, await readRetryJob(depsOf(c), actorOf(c), id, jobId), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/webhooks/{id}/retries/{jobId}',
      summary: 'Stop a job; what it has put on its way goes on',
      ...write,
      request: { params: jobParams, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, RetryJob, 'The job as it now stands'),
    }),
    async (c) => {
      const { id, jobId } = c.req.valid('param')
      return reply(c, await cancelRetryJob(depsOf(c), actorOf(c), id, jobId), 200)
    },
  )
