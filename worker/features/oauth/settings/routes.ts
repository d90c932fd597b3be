import { createRoute } from '@hono/zod-openapi'
import { NoQuery } from '../../../../contract/common.ts'
import { OAuthSettings, UpdateOAuthSettings } from '../../../../contract/oauth.ts'
import { requires } from '../../../platform/http/caller/authenticate.ts'
import { actorOf, depsOf, etag, ifMatch } from '../../../platform/http/context.ts'
import { answers, jsonBody, newRouter } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { readOAuthSettings } from './read.ts'
import { updateOAuthSettings } from './update.ts'

const tags = ['OAuth authorization']

export const oauthSettingsRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/oauth-settings',
      summary: 'How the organization lets apps in',
      tags,
      middleware: requires('organization:read'),
      request: { query: NoQuery },
      responses: answers(200, OAuthSettings, 'The settings'),
    }),
    async (c) => {
      const { settings, version } = await readOAuthSettings(depsOf(c), actorOf(c))
      return reply(c, settings, 200, { ETag: etag(version) })
    },
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/oauth-settings',
      summary: 'Change how the organization lets apps in',
      tags,
      middleware: requires('organization:write'),
      request: { query: NoQuery, body: jsonBody(UpdateOAuthSettings) },
      responses: answers(200, OAuthSettings, 'The settings as they now stand'),
    }),
    async (c) => {
      const { settings, version } = await updateOAuthSettings(depsOf(c), actorOf(c), c.req.valid('json'), ifMatch(c))
      return reply(c, settings, 200, { ETag: etag(version) })
    },
  )
