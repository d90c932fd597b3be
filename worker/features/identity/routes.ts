import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { ApiKeyWithSecret } from '../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import {
  LocalKey,
  Me,
  MemberPage,
  Organization,
  SessionPage,
  Setup,
  SetupDone,
  SetupState,
  SignedIn,
  SignIn,
  UpdateOrganization,
} from '../../../contract/identity.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { requireOwnOrigin } from '../../platform/http/caller/origin.ts'
import { type App, actorOf, callOf, clientIp, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { mintLocalKey } from './local-key.ts'
import { isRefusalLogged } from './log-refusals.ts'
import { answerMe } from './me-route.ts'
import { listOrganizationMembers, readOrganization } from './organization.ts'
import { listOwnSessions, revokeSession } from './sessions.ts'
import { isSetUpNeeded, setUp } from './set-up.ts'
import { organizationOf, signIn, signOut } from './sign-in.ts'
import { countSetup, countSignIn } from './sign-in-gate-client.ts'
import { updateOrganization } from './update-organization.ts'

const tags = ['Identity']
const caller = (c: Parameters<typeof clientIp>[0]) => ({ ip: clientIp(c), requestId: callOf(c).requestId })

const organizationChange = {
  path: '/organization',
  summary: 'Change settings of the organization',
  tags,
  middleware: requires('organization:write'),
  request: { query: NoQuery, body: jsonBody(UpdateOrganization) },
  responses: answers(200, Organization, 'The organization as it now stands'),
} as const

async function update(c: Context<App>, input: UpdateOrganization) {
  const { organization, version } = await updateOrganization(depsOf(c), actorOf(c), input, ifMatch(c))
  return reply(c, organization, 200, { ETag: etag(version) })
}

export const identityRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/me',
      summary: 'Who am I: credential, scopes, organization, limits left',
      tags,
      middleware: requires(null),
      request: { query: NoQuery },
      responses: answers(200, Me, 'The caller'),
    }),
    answerMe,
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/organization',
      summary: 'The organization of the caller',
      tags,
      middleware: requires('organization:read'),
      request: { query: NoQuery },
      responses: answers(200, Organization, 'The organization'),
    }),
    async (c) => {
      const { organization, version } = await readOrganization(depsOf(c), actorOf(c))
      return reply(c, organization, 200, { ETag: etag(version) })
    },
  )
  .openapi(createRoute({ method: 'patch', ...organizationChange }), async (c) => update(c, c.req.valid('json')))
  .openapi(createRoute({ method: 'put', ...organizationChange }), async (c) => update(c, c.req.valid('json')))
  .openapi(
    createRoute({
      method: 'get',
      path: '/members',
      summary: 'List the members of the organization',
      tags,
      middleware: requires('members:read'),
      request: { query: NoQuery },
      responses: answers(200, MemberPage, 'The members'),
    }),
    async (c) => reply(c, await listOrganizationMembers(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/sessions',
      summary: 'List your own sessions',
      tags,
      middleware: requires(null, { from: 'session' }),
      request: { query: NoQuery },
      responses: answers(200, SessionPage, 'Your sessions, newest first'),
    }),
    async (c) => {
      const data = await listOwnSessions(depsOf(c), actorOf(c))
      return reply(c, { data, nextCursor: null, total: data.length }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/sessions/{id}',
      summary: 'End one of your sessions',
      tags,
      middleware: requires(null, { from: 'session' }),
      request: { params: z.object({ id: z.string().max(64) }), query: NoQuery, body: optionalBody(NoBody) },
      responses: noContent('The session is over'),
    }),
    async (c) => {
      await revokeSession(depsOf(c), actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/setup',
      security: [],
      summary: 'Whether the first-run setup is still to be done',
      tags,
      request: { query: NoQuery },
      responses: answers(200, SetupState, 'The state'),
    }),
    async (c) => reply(c, { needed: await isSetUpNeeded(depsOf(c)) }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/setup',
      security: [],
      summary: 'First-run setup: creates the first organization and its owner, once',
      tags,
      request: { query: NoQuery, body: jsonBody(Setup) },
      responses: answers(201, SetupDone, 'The first owner, who may now sign in'),
    }),
    async (c) => {
      await countSetup(c.env.SIGN_IN_GATE, clientIp(c))
      return reply(c, await setUp(depsOf(c), c.req.valid('json'), caller(c)), 201)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/setup/key',
      hide: true,
      request: { query: NoQuery, body: jsonBody(LocalKey) },
      responses: answers(201, ApiKeyWithSecret, 'A key with every scope; local development only'),
    }),
    async (c) => reply(c, await mintLocalKey(depsOf(c), c.req.valid('json'), caller(c)), 201),
  )

/** Mounted under /api/auth. Of the sign-in library's own routes, only those listed here can be reached. */
export const authRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'post',
      path: '/sign-in/email',
      security: [],
      summary: 'Sign in with email and password',
      tags,
      request: { query: NoQuery, body: jsonBody(SignIn) },
      responses: answers(200, SignedIn, 'Signed in; the session is in the cookie'),
    }),
    async (c) => {
      requireOwnOrigin(c)
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const organizationId = await organizationOf(deps, input.email)
      if (organizationId)
        callOf(c).logOwner = { organizationId, type: 'auth', environment: null, keyId: null, previousSecret: false }
      try {
        await countSignIn(c.env.SIGN_IN_GATE, input.email, clientIp(c))
      } catch (error) {
        callOf(c).rejected = !organizationId || !isRefusalLogged(input.email, deps.now)
        throw error
      }
      const { cookies } = await signIn(deps, c.env.SIGN_IN_GATE, c.req.raw, input, clientIp(c))
      for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
      return reply(c, { signedIn: true as const }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/sign-out',
      security: [],
      summary: 'End the session of this browser',
      tags,
      request: { query: NoQuery, body: optionalBody(NoBody) },
      responses: noContent('Signed out'),
    }),
    async (c) => {
      requireOwnOrigin(c)
      const { cookies } = await signOut(depsOf(c), c.req.raw)
      for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
      return c.body(null, 204)
    },
  )
