import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import {
  CreateEventType,
  Event,
  EventId,
  EventPage,
  EventType,
  EventTypeInfo,
  EventTypePage,
  ListEvents,
  ListEventTypes,
  PublishEvent,
  PublishEvents,
  PublishedEvent,
  PublishedEvents,
  PublishQuery,
  SendEvent,
  SentEvent,
  UpdateEventType,
} from '../../../contract/events.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently, PublishIdempotencyHeader } from '../../platform/http/resources/idempotency.ts'
import { createEventType, deleteEventType, listEventTypes, readEventType, updateEventType } from './event-types.ts'
import { publishEvents } from './publish.ts'
import { listEvents, readEvent } from './read.ts'
import { sendEventAgain } from './send-again.ts'

const tags = ['Events']
const read = { tags, middleware: requires('events:read') }
const write = { tags, middleware: requires('events:write') }
const typeParams = z.object({ type: EventType })

const change = {
  path: '/event-types/{type}',
  summary: 'Change an event type of your own',
  ...write,
  request: { params: typeParams, query: NoQuery, body: jsonBody(UpdateEventType) },
  responses: answers(200, EventTypeInfo, 'The event type as it now stands'),
} as const

async function update(c: Context<App>, type: string, input: UpdateEventType) {
  const { info, version } = await updateEventType(depsOf(c), actorOf(c), type, input, ifMatch(c))
  return reply(c, info, 200, { ETag: etag(version) })
}

export const eventRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/events',
      summary: 'List published events with the state of their deliveries, newest first',
      ...read,
      request: { query: ListEvents },
      responses: answers(200, EventPage, 'A page of events, without their data'),
    }),
    async (c) => reply(c, await listEvents(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/events',
      summary: 'Publish an event: accepted means stored, with all of its deliveries',
      ...write,
      request: { query: PublishQuery, headers: PublishIdempotencyHeader, body: jsonBody(PublishEvent) },
      responses: answers(202, PublishedEvent, 'The event as it was accepted'),
    }),
    async (c) => {
      const options = { validate: c.req.valid('query').validate === 'true', idempotencyKey: keyOf(c), path: '' }
      const [event] = await publishEvents(depsOf(c), actorOf(c), [c.req.valid('json')], options)
      if (!event) throw new Error('an accepted event is missing')
      return reply(c, event, 202)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/events/batch',
      summary: 'Publish up to 100 events, all of them or none',
      ...write,
      request: { query: PublishQuery, headers: PublishIdempotencyHeader, body: jsonBody(PublishEvents) },
      responses: answers(202, PublishedEvents, 'The events as they were accepted, in the order they were sent'),
    }),
    async (c) => {
      const options = { validate: c.req.valid('query').validate === 'true', idempotencyKey: keyOf(c), path: 'events.' }
      const data = await publishEvents(depsOf(c), actorOf(c), c.req.valid('json').events, options)
      return reply(c, { data }, 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/events/{id}',
      summary: 'Read an event with its data and its deliveries',
      ...read,
      request: { params: z.object({ id: EventId }), query: EnvironmentQuery },
      responses: answers(200, Event, 'The event'),
    }),
    async (c) => reply(c, await readEvent(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/events/{id}/send',
      summary: 'Send an event again, to all of its webhooks or to some',
      ...write,
      request: {
        params: z.object({ id: EventId }),
        query: EnvironmentQuery,
        headers: IdempotencyHeader,
        body: optionalBody(SendEvent),
      },
      responses: answers(202, SentEvent, 'What happens for each webhook'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const sent = await idempotently<SentEvent>(c, input, (extraStatements) =>
        sendEventAgain(deps, actorOf(c), id, input, extraStatements),
      )
      return reply(c, sent, 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-types',
      summary: 'Every event that can be listened to: the catalog, and your own',
      ...read,
      request: { query: ListEventTypes },
      responses: answers(200, EventTypePage, 'All of them'),
    }),
    async (c) => {
      return reply(c, await listEventTypes(depsOf(c), actorOf(c), c.req.valid('query').category), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/event-types',
      summary: 'Define an event type of your own',
      ...write,
      request: { query: NoQuery, headers: IdempotencyHeader, body: jsonBody(CreateEventType) },
      responses: answers(201, EventTypeInfo, 'The event type'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const info = await idempotently<EventTypeInfo>(c, input, (extraStatements) =>
        createEventType(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, info, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/event-types/{type}',
      summary: 'Read an event type, with its schema and sample',
      ...read,
      request: { params: typeParams, query: NoQuery },
      responses: answers(200, EventTypeInfo, 'The event type'),
    }),
    async (c) => {
      const { info, version } = await readEventType(depsOf(c), actorOf(c), c.req.valid('param').type)
      return reply(c, info, 200, { ETag: etag(version) })
    },
  )
  .openapi(createRoute({ method: 'patch', ...change }), async (c) =>
    update(c, c.req.valid('param').type, c.req.valid('json')),
  )
  .openapi(createRoute({ method: 'put', ...change }), async (c) =>
    update(c, c.req.valid('param').type, c.req.valid('json')),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/event-types/{type}',
      summary: 'Remove an event type of your own; webhooks that name it keep the name',
      ...write,
      request: { params: typeParams, query: NoQuery, body: optionalBody(NoBody) },
      responses: noContent('It is gone'),
    }),
    async (c) => {
      await deleteEventType(depsOf(c), actorOf(c), c.req.valid('param').type, ifMatch(c))
      return c.body(null, 204)
    },
  )

const keyOf = (c: Context<App>): string | null => c.req.header('idempotency-key') ?? null
