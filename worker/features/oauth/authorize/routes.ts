import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import { MAX_CHALLENGE } from '../../../../contract/oauth.data.ts'
import {
  AcceptOAuthAuthorization,
  AcceptOAuthConsent,
  OAuthAuthorization,
  OAuthRedirect,
  RejectOAuthAuthorization,
} from '../../../../contract/oauth.ts'
import { requiresOfCredentials } from '../../../platform/http/caller/authenticate.ts'
import { type App, actorOf, callOf, depsOf } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { acceptAuthorization } from './accept.ts'
import { acceptConsent, readConsent, rejectConsent } from './external-consent.ts'
import { readAuthorization } from './read.ts'
import { rejectAuthorization } from './reject.ts'

const tags = ['OAuth authorization']
const params = z.object({ challenge: z.string().max(MAX_CHALLENGE) })
const GOES_ON = 'Where the browser has to go now'

/** A shorter text is no challenge, but may be a part of other words. */
const MIN_CHALLENGE = 80

/** The challenge of a call. It is a right of its own, so the log does not get it. */
function challengeOf(c: Context<App>, { challenge }: z.infer<typeof params>): string {
  if (challenge.length >= MIN_CHALLENGE) callOf(c).credentialText = challenge
  return challenge
}

const caller = (c: Context<App>) => ({ ip: callOf(c).ip, requestId: callOf(c).requestId })

export const authorizationRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/oauth-authorizations/{challenge}',
      summary: 'What an app asks for, under the challenge that the browser brought',
      tags,
      middleware: requiresOfCredentials('oauth:authorize'),
      request: { params, query: EnvironmentQuery },
      responses: answers(200, OAuthAuthorization, 'The app, the scopes and who is asked'),
    }),
    async (c) => reply(c, await readAuthorization(depsOf(c), actorOf(c), challengeOf(c, c.req.valid('param'))), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/oauth-authorizations/{challenge}/accept',
      summary: 'Allow what an app asks for',
      tags,
      middleware: requiresOfCredentials('oauth:authorize'),
      request: { params, query: EnvironmentQuery, body: jsonBody(AcceptOAuthAuthorization) },
      responses: answers(200, OAuthRedirect, GOES_ON),
    }),
    async (c) => {
      const challenge = challengeOf(c, c.req.valid('param'))
      return reply(c, await acceptAuthorization(depsOf(c), actorOf(c), challenge, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/oauth-authorizations/{challenge}/reject',
      summary: 'Refuse what an app asks for',
      tags,
      middleware: requiresOfCredentials('oauth:authorize'),
      request: { params, query: EnvironmentQuery, body: optionalBody(RejectOAuthAuthorization) },
      responses: answers(200, OAuthRedirect, GOES_ON),
    }),
    async (c) => {
      const challenge = challengeOf(c, c.req.valid('param'))
      return reply(c, await rejectAuthorization(depsOf(c), actorOf(c), challenge, c.req.valid('json') ?? {}), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/oauth-consents/{challenge}',
      security: [],
      summary: 'What an app asks a user of the host product for; for our consent page',
      tags,
      request: { params, query: NoQuery },
      responses: answers(200, OAuthAuthorization, 'The app, the scopes and who is asked'),
    }),
    async (c) => reply(c, await readConsent(depsOf(c), challengeOf(c, c.req.valid('param'))), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/oauth-consents/{challenge}/accept',
      security: [],
      summary: 'Allow it, as the user of the host product to whom the challenge was given',
      tags,
      request: { params, query: NoQuery, body: jsonBody(AcceptOAuthConsent) },
      responses: answers(200, OAuthRedirect, GOES_ON),
    }),
    async (c) => {
      const challenge = challengeOf(c, c.req.valid('param'))
      return reply(c, await acceptConsent(depsOf(c), challenge, c.req.valid('json'), caller(c)), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/oauth-consents/{challenge}/reject',
      security: [],
      summary: 'Refuse it, as the user of the host product to whom the challenge was given',
      tags,
      request: { params, query: NoQuery, body: optionalBody(NoBody) },
      responses: answers(200, OAuthRedirect, GOES_ON),
    }),
    async (c) => reply(c, await rejectConsent(depsOf(c), challengeOf(c, c.req.valid('param'))), 200),
  )
