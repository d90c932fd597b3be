import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { AlertRulePage, UpdateAlertRules } from '../../../contract/alert-rules.ts'
import { AlertPage, AlertsUpdated, ListAlerts, UpdateAlerts } from '../../../contract/alerts.ts'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { NoQuery } from '../../../contract/common.ts'
import { alertMailOf } from '../../platform/env.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { listAlerts } from './list.ts'
import { listAlertRules, type RuleDeps } from './rules/list-rules.ts'
import { updateAlertRules } from './rules/update-rules.ts'
import { updateAlerts } from './update.ts'

const tags = ['Alerts']

const change = {
  path: '/alerts',
  summary: 'Resolve alerts, or open them again',
  tags,
  middleware: requires('alerts:write'),
  request: { query: EnvironmentQuery, body: jsonBody(UpdateAlerts) },
  responses: answers(200, AlertsUpdated, 'How many changed'),
} as const

const update = async (c: Context<App>, input: UpdateAlerts) =>
  reply(c, await updateAlerts(depsOf(c), actorOf(c), input), 200)

const rulesChange = {
  path: '/alert-rules',
  summary: 'Change how alerts of some kinds are told',
  tags,
  middleware: requires('alerts:write'),
  request: { query: NoQuery, body: jsonBody(UpdateAlertRules) },
  responses: answers(200, AlertRulePage, 'All rules as they now stand'),
} as const

const ruleDepsOf = (c: Context<App>): RuleDeps => ({ ...depsOf(c), mail: alertMailOf(c.env) })

async function changeRules(c: Context<App>, input: UpdateAlertRules) {
  const { page, version } = await updateAlertRules(ruleDepsOf(c), actorOf(c), input, ifMatch(c))
  return reply(c, page, 200, { ETag: etag(version) })
}

export const alertRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/alerts',
      summary: 'List alerts, those that happened last first',
      tags,
      middleware: requires('alerts:read'),
      request: { query: ListAlerts },
      responses: answers(200, AlertPage, 'A page of alerts, and how many are open in all'),
    }),
    async (c) => reply(c, await listAlerts(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(createRoute({ method: 'patch', ...change }), async (c) => update(c, c.req.valid('json')))
  .openapi(createRoute({ method: 'put', ...change }), async (c) => update(c, c.req.valid('json')))
  .openapi(
    createRoute({
      method: 'get',
      path: '/alert-rules',
      summary: 'List how alerts of each kind are told: when, by which channels, and whether they are muted',
      tags,
      middleware: requires('alerts:read'),
      request: { query: NoQuery },
      responses: answers(200, AlertRulePage, 'All rules'),
    }),
    async (c) => {
      const { page, version } = await listAlertRules(ruleDepsOf(c), actorOf(c))
      return reply(c, page, 200, { ETag: etag(version) })
    },
  )
  .openapi(createRoute({ method: 'put', ...rulesChange }), async (c) => changeRules(c, c.req.valid('json')))
  .openapi(createRoute({ method: 'patch', ...rulesChange }), async (c) => changeRules(c, c.req.valid('json')))
