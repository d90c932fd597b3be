import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import { CreateHook, Hook, HookItems, HookSampleQuery } from '../../../../contract/connectors.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { sampleHook } from './sample.ts'
import { subscribeHook } from './subscribe.ts'
import { unsubscribeHook } from './unsubscribe.ts'

const tags = ['Connectors']
const read = { tags, middleware: requires('connectors:read') }
const write = { tags, middleware: requires('connectors:write') }

/** REST hooks, by which apps of Zapier, Make, n8n and others subscribe by themselves. */
export const hookRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'post',
      path: '/hooks',
      summary: 'Subscribe a target to an event (REST hook)',
      ...write,
      request: { query: NoQuery, body: jsonBody(CreateHook) },
      responses: {
        ...answers(200, Hook, 'The subscription that this target already has'),
        ...answers(201, Hook, 'The new subscription'),
      },
    }),
    async (c) => {
      const { hook, isNew } = await subscribeHook(depsOf(c), actorOf(c), c.req.valid('json'))
      return isNew ? reply(c, hook, 201) : reply(c, hook, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/hooks/sample',
      summary: 'Samples of what a subscription to an event delivers',
      ...read,
      request: { query: HookSampleQuery },
      responses: answers(200, HookItems, 'Items as a REST hook delivers them, with the same ids each time'),
    }),
    async (c) => reply(c, await sampleHook(depsOf(c), actorOf(c), c.req.valid('query').event), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/hooks/{id}',
      summary: 'End a subscription by a REST hook',
      ...write,
      // Any text: what is no id of ours is gone too.
      request: {
        params: z.object({ id: z.string().min(1).max(200) }),
        query: NoQuery,
        body: optionalBody(NoBody),
      },
      responses: noContent('It is gone, or was gone already'),
    }),
    async (c) => {
      await unsubscribeHook(depsOf(c), actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
