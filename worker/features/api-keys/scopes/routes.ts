import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import {
  CreateScope,
  DeleteScopeQuery,
  ScopeCatalog,
  ScopeDetails,
  ScopeName,
  UpdateScope,
} from '../../../../contract/scopes.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../../platform/http/resources/idempotency.ts'
import { createScope } from './create.ts'
import { deleteScope } from './delete.ts'
import { listScopes, readScope } from './read.ts'
import { updateScope } from './update.ts'

const tags = ['API keys']
const read = { tags, middleware: requires(null) }
const write = { tags, middleware: requires('organization:write') }
const params = z.object({ scope: ScopeName })

const change = {
  path: '/scopes/{scope}',
  summary: 'Change how a scope of your own is shown',
  ...write,
  request: { params, query: NoQuery, body: jsonBody(UpdateScope) },
  responses: answers(200, ScopeDetails, 'The scope as it now stands'),
} as const

async function update(c: Context<App>, name: string, input: UpdateScope) {
  const { scope, version } = await updateScope(depsOf(c), actorOf(c), name, input, ifMatch(c))
  return reply(c, scope, 200, { ETag: etag(version) })
}

export const scopeRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/scopes',
      summary: 'The catalog of scopes: the built-in ones, and your own',
      ...read,
      request: { query: NoQuery },
      responses: answers(200, ScopeCatalog, 'Scopes by group'),
    }),
    async (c) => reply(c, await listScopes(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/scopes',
      summary: 'Define a scope of your own',
      ...write,
      request: { query: NoQuery, headers: IdempotencyHeader, body: jsonBody(CreateScope) },
      responses: answers(201, ScopeDetails, 'The scope'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const scope = await idempotently<ScopeDetails>(c, input, (extraStatements) =>
        createScope(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, scope, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/scopes/{scope}',
      summary: 'Read a scope, and how many keys hold it',
      ...read,
      request: { params, query: NoQuery },
      responses: answers(200, ScopeDetails, 'The scope'),
    }),
    async (c) => {
      const { scope, version } = await readScope(depsOf(c), actorOf(c), c.req.valid('param').scope)
      return reply(c, scope, 200, { ETag: etag(version) })
    },
  )
  .openapi(createRoute({ method: 'patch', ...change }), async (c) =>
    update(c, c.req.valid('param').scope, c.req.valid('json')),
  )
  .openapi(createRoute({ method: 'put', ...change }), async (c) =>
    update(c, c.req.valid('param').scope, c.req.valid('json')),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/scopes/{scope}',
      summary: 'Delete a scope of your own; keys that hold it keep it',
      ...write,
      request: { params, query: DeleteScopeQuery, body: optionalBody(NoBody) },
      responses: noContent('It is gone from the catalog'),
    }),
    async (c) => {
      const force = c.req.valid('query').force === 'true'
      await deleteScope(depsOf(c), actorOf(c), c.req.valid('param').scope, { force }, ifMatch(c))
      return c.body(null, 204)
    },
  )
