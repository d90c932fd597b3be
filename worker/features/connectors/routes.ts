import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import {
  Connector,
  ConnectorId,
  ConnectorPage,
  ConnectorPreview,
  CreateConnector,
  ListConnectors,
  PreviewConnector,
  TestConnector,
  UpdateConnector,
} from '../../../contract/connectors.ts'
import { TEST_EVENT } from '../../../contract/events.data.ts'
import {
  Delivery,
  DeliveryDetail,
  DeliveryId,
  DeliveryPage,
  ListDeliveries,
  ResumeWebhook,
  TestResult,
} from '../../../contract/webhooks.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { idempotently } from '../../platform/http/resources/idempotency.ts'
import { resourceRoutes } from '../../platform/http/resources/resource-routes.ts'
import { listConnectorDeliveries, readConnectorDelivery, retryConnectorDelivery, testConnector } from './deliveries.ts'
import { previewConnector } from './preview.ts'
import { createConnector } from './settings/create.ts'
import { deleteConnector, pauseConnector, resumeConnector } from './settings/lifecycle.ts'
import type { ChangedConnector } from './settings/present.ts'
import { listConnectors, readConnector } from './settings/read.ts'
import { updateConnector } from './settings/update.ts'

const connectors = resourceRoutes({
  tag: 'Connectors',
  path: '/connectors',
  resource: 'connectors',
  id: ConnectorId,
  item: Connector,
  names: { noun: 'connector', one: 'a connector', many: 'connectors' },
})
const { read, write, params } = connectors
const deliveryParams = z.object({ id: ConnectorId, deliveryId: DeliveryId })

const changed = (c: Context<App>, { connector, version }: ChangedConnector) =>
  reply(c, connector, 200, { ETag: etag(version) })

const update = async (c: Context<App>, id: string, input: UpdateConnector) =>
  changed(c, await updateConnector(depsOf(c), actorOf(c), id, input, ifMatch(c)))

/** Connectors, their tests and their deliveries. */
export const connectorRoutes = newRouter()
  .openapi(connectors.list(ListConnectors, ConnectorPage), async (c) =>
    reply(c, await listConnectors(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(connectors.create(CreateConnector, Connector, 'The connector'), async (c) => {
    const deps = depsOf(c)
    const input = c.req.valid('json')
    const connector = await idempotently<Connector>(c, input, (extraStatements) =>
      createConnector(deps, actorOf(c), input, extraStatements),
    )
    return reply(c, connector, 201, { ETag: etag(1) })
  })
  .openapi(
    createRoute({
      method: 'post',
      path: '/connectors/preview',
      summary: 'What a platform would get of an event, without sending anything',
      ...read,
      request: { query: NoQuery, body: jsonBody(PreviewConnector) },
      responses: answers(200, ConnectorPreview, 'The event, the request, and what the message says'),
    }),
    async (c) => reply(c, await previewConnector(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(connectors.one(), async (c) =>
    changed(c, await readConnector(depsOf(c), actorOf(c), c.req.valid('param').id)),
  )
  .openapi(connectors.change('patch', UpdateConnector), async (c) =>
    update(c, c.req.valid('param').id, c.req.valid('json')),
  )
  .openapi(connectors.change('put', UpdateConnector), async (c) =>
    update(c, c.req.valid('param').id, c.req.valid('json')),
  )
  .openapi(connectors.remove('It is disconnected, and nothing is sent to it any more'), async (c) => {
    await deleteConnector(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))
    return c.body(null, 204)
  })
  .openapi(
    connectors.action('pause', 'Send nothing to a connector until it is resumed; what is published meanwhile is held'),
    async (c) => changed(c, await pauseConnector(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/connectors/{id}/resume',
      summary: 'Resume a connector, and choose whether to send what was held',
      ...write,
      request: { params, query: EnvironmentQuery, body: optionalBody(ResumeWebhook) },
      responses: answers(200, Connector, 'The connector as it now stands; a job sends what was held'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return changed(c, await resumeConnector(depsOf(c), actorOf(c), id, c.req.valid('json'), ifMatch(c)))
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/connectors/{id}/test',
      summary: 'Send a test message to a connector now and see what comes back',
      ...write,
      request: { params, query: EnvironmentQuery, body: optionalBody(TestConnector) },
      responses: answers(200, TestResult, 'What was sent, and what came back: also 200 when it failed'),
    }),
    async (c) => {
      const { eventType = TEST_EVENT, data } = c.req.valid('json')
      const { id } = c.req.valid('param')
      return reply(c, await testConnector(depsOf(c), actorOf(c), id, { eventType, data }), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/connectors/{id}/deliveries',
      summary: 'List the deliveries of a connector, newest first',
      ...read,
      request: { params, query: ListDeliveries },
      responses: answers(200, DeliveryPage, 'A page of deliveries'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return reply(c, await listConnectorDeliveries(depsOf(c), actorOf(c), id, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/connectors/{id}/deliveries/{deliveryId}',
      summary: 'Read a delivery of a connector with every attempt',
      ...read,
      request: { params: deliveryParams, query: EnvironmentQuery },
      responses: answers(200, DeliveryDetail, 'The delivery'),
    }),
    async (c) => {
      const { id, deliveryId } = c.req.valid('param')
      return reply(c, await readConnectorDelivery(depsOf(c), actorOf(c), id, deliveryId), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/connectors/{id}/deliveries/{deliveryId}/retry',
      summary: 'Send a delivery of a connector that is held, or again one that is over',
      ...write,
      request: { params: deliveryParams, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, Delivery, 'The delivery as it now stands'),
    }),
    async (c) => {
      const { id, deliveryId } = c.req.valid('param')
      return reply(c, await retryConnectorDelivery(depsOf(c), actorOf(c), id, deliveryId), 200)
    },
  )
