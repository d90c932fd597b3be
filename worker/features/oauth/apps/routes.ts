import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { EnvironmentQuery, UsageQuery } from '../../../../contract/api-keys.ts'
import {
  CreateOAuthApp,
  ListOAuthApps,
  OAuthApp,
  OAuthAppId,
  OAuthAppPage,
  OAuthAppUsage,
  OAuthAppWithSecret,
  RotateOAuthSecret,
  UpdateOAuthApp,
} from '../../../../contract/oauth.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../../platform/http/context.ts'
import { answers, newRouter, optionalBody } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../../platform/http/resources/idempotency.ts'
import { resourceRoutes } from '../../../platform/http/resources/resource-routes.ts'
import type { ChangedApp } from './change.ts'
import { createApp } from './create.ts'
import { deleteApp } from './delete.ts'
import { disableApp, enableApp } from './enable-disable.ts'
import { listApps, readApp } from './read.ts'
import { rotateClientSecret } from './rotate-secret.ts'
import { updateApp } from './update.ts'
import { readAppUsage } from './usage.ts'

const apps = resourceRoutes({
  tag: 'OAuth apps',
  path: '/oauth-apps',
  resource: 'oauth-apps',
  id: OAuthAppId,
  item: OAuthApp,
  names: { noun: 'app', one: 'an OAuth app', many: 'OAuth apps' },
})
const { read, write, params } = apps

const changed = (c: Context<App>, { app, version }: ChangedApp) => reply(c, app, 200, { ETag: etag(version) })

const update = async (c: Context<App>, id: string, input: UpdateOAuthApp) =>
  changed(c, await updateApp(depsOf(c), actorOf(c), id, input, ifMatch(c)))

const OVERLAP = RotateOAuthSecret.shape.overlapSeconds.parse(undefined)

export const appRoutes = newRouter()
  .openapi(apps.list(ListOAuthApps, OAuthAppPage), async (c) =>
    reply(c, await listApps(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(apps.create(CreateOAuthApp, OAuthAppWithSecret, 'The app, its secret in this answer alone'), async (c) => {
    const deps = depsOf(c)
    const input = c.req.valid('json')
    const app = await idempotently<OAuthAppWithSecret>(c, input, (extraStatements) =>
      createApp(deps, actorOf(c), input, extraStatements),
    )
    return reply(c, app, 201, { ETag: etag(1) })
  })
  .openapi(apps.one(), async (c) => changed(c, await readApp(depsOf(c), actorOf(c), c.req.valid('param').id)))
  .openapi(apps.change('patch', UpdateOAuthApp), async (c) => update(c, c.req.valid('param').id, c.req.valid('json')))
  .openapi(apps.change('put', UpdateOAuthApp), async (c) => update(c, c.req.valid('param').id, c.req.valid('json')))
  .openapi(apps.remove('The app is gone, and every later call with one of its tokens is refused'), async (c) => {
    await deleteApp(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))
    return c.body(null, 204)
  })
  .openapi(
    createRoute({
      method: 'post',
      path: '/oauth-apps/{id}/rotate-secret',
      summary: 'Give an app a new secret; the one before is accepted for a while',
      ...write,
      request: { params, query: EnvironmentQuery, headers: IdempotencyHeader, body: optionalBody(RotateOAuthSecret) },
      responses: answers(200, OAuthAppWithSecret, 'The app, its new secret in this answer alone'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const { id } = c.req.valid('param')
      const { overlapSeconds = OVERLAP } = c.req.valid('json')
      const app = await idempotently<OAuthAppWithSecret>(c, { overlapSeconds }, (extraStatements) =>
        rotateClientSecret(deps, actorOf(c), id, overlapSeconds, extraStatements, ifMatch(c)),
      )
      return reply(c, app, 200)
    },
  )
  .openapi(apps.action('disable', 'Switch an app off, with all its tokens'), async (c) =>
    changed(c, await disableApp(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(apps.action('enable', 'Switch an app on again'), async (c) =>
    changed(c, await enableApp(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/oauth-apps/{id}/usage',
      summary: 'How an app was used',
      ...read,
      request: { params, query: UsageQuery },
      responses: answers(200, OAuthAppUsage, 'The figures'),
    }),
    async (c) =>
      reply(c, await readAppUsage(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
