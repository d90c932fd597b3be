import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../../contract/api-keys.ts'
import { NoBody } from '../../../../contract/common.ts'
import {
  ListOAuthGrants,
  ListOAuthTokens,
  ListOwnGrants,
  OAuthAppId,
  OAuthGrantId,
  OAuthGrantPage,
  OAuthRevoked,
  OAuthTokenId,
  OAuthTokenPage,
  RevokeOAuthTokens,
} from '../../../../contract/oauth.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf } from '../../../platform/http/context.ts'
import { answers, newRouter, noContent, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { listGrants, listOwnGrants } from './list-grants.ts'
import { listTokens } from './list-tokens.ts'
import { revokeGrant, revokeOwnGrant, revokeOwnGrants, revokeToken, revokeTokens } from './revoke.ts'

const tags = ['OAuth apps']
const params = z.object({ id: OAuthAppId })
const read = { tags, middleware: requires('oauth-apps:read') }
const write = { tags, middleware: requires('oauth-apps:write') }
/** Of the signed-in person alone: it needs no scope. */
const own = { tags, middleware: requires(null, { from: 'session' }) }

export const accessRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/oauth-apps/{id}/grants',
      summary: 'List who allowed an app what, newest first',
      ...read,
      request: { params, query: ListOAuthGrants },
      responses: answers(200, OAuthGrantPage, 'A page of grants'),
    }),
    async (c) => reply(c, await listGrants(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/oauth-apps/{id}/grants/{grantId}',
      summary: 'Revoke what one user allowed an app',
      ...write,
      request: {
        params: params.extend({ grantId: OAuthGrantId }),
        query: EnvironmentQuery,
        body: optionalBody(NoBody),
      },
      responses: noContent('Every later call with one of its tokens is refused'),
    }),
    async (c) => {
      const { id, grantId } = c.req.valid('param')
      await revokeGrant(depsOf(c), actorOf(c), id, grantId)
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/oauth-apps/{id}/tokens',
      summary: 'List the valid tokens of an app, newest first',
      ...read,
      request: { params, query: ListOAuthTokens },
      responses: answers(200, OAuthTokenPage, 'A page of tokens, without their values'),
    }),
    async (c) => reply(c, await listTokens(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/oauth-apps/{id}/tokens',
      summary: 'Revoke all tokens and grants of an app, or those of one user',
      ...write,
      request: { params, query: RevokeOAuthTokens, body: optionalBody(NoBody) },
      responses: answers(200, OAuthRevoked, 'How many grants ended'),
    }),
    async (c) => {
      const { subject } = c.req.valid('query')
      const revoked = await revokeTokens(depsOf(c), actorOf(c), c.req.valid('param').id, subject)
      return reply(c, { revoked }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/oauth-apps/{id}/tokens/{tokenId}',
      summary: 'Revoke one token of an app; with a refresh token, all that came from it',
      ...write,
      request: {
        params: params.extend({ tokenId: OAuthTokenId }),
        query: EnvironmentQuery,
        body: optionalBody(NoBody),
      },
      responses: noContent('Every later call with it is refused'),
    }),
    async (c) => {
      const { id, tokenId } = c.req.valid('param')
      await revokeToken(depsOf(c), actorOf(c), id, tokenId)
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/me/grants',
      summary: 'List what you allow apps',
      ...own,
      request: { query: ListOwnGrants },
      responses: answers(200, OAuthGrantPage, 'A page of your active grants, newest first'),
    }),
    async (c) => reply(c, await listOwnGrants(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/me/grants',
      summary: 'Revoke all that you allowed apps',
      ...own,
      request: { query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, OAuthRevoked, 'How many grants ended'),
    }),
    async (c) => reply(c, { revoked: await revokeOwnGrants(depsOf(c), actorOf(c)) }, 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/me/grants/{grantId}',
      summary: 'Revoke what you allowed one app',
      ...own,
      request: { params: z.object({ grantId: OAuthGrantId }), query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: noContent('Every later call of the app for you is refused'),
    }),
    async (c) => {
      await revokeOwnGrant(depsOf(c), actorOf(c), c.req.valid('param').grantId)
      return c.body(null, 204)
    },
  )
