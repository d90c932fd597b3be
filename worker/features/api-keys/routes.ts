import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  ApiKey,
  ApiKeyPage,
  ApiKeyWithSecret,
  BulkApiKeys,
  BulkResult,
  CreateApiKey,
  CreateChildKey,
  EnvironmentQuery,
  ExtendGrace,
  GraceState,
  KeyId,
  KeysByDay,
  KeysByDayQuery,
  KeyUsage,
  ListApiKeys,
  RegenerateApiKey,
  RevealedKey,
  UpdateApiKey,
  UsageQuery,
  Verdict,
  VerifyApiKey,
} from '../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import { ListKeyLogs, LogPage } from '../../../contract/event-logs.ts'
import { ImportApiKeys, ImportResult } from '../../../contract/key-import.ts'
import { LeakResult, ReportLeaks } from '../../../contract/leak-reports.ts'
import { Refusal } from '../../platform/errors.ts'
import { requires, requiresOneOf } from '../../platform/http/caller/authenticate.ts'
import { type App, actorOf, callOf, clientIp, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../platform/http/resources/idempotency.ts'
import { resourceRoutes } from '../../platform/http/resources/resource-routes.ts'
import { SignatureHeaders, signedByScanner } from '../../platform/http/signed-report.ts'
import { logVerification } from '../../platform/request-log/middleware.ts'
import { bulkApiKeys } from './keys/bulk.ts'
import { readKeysByDay } from './keys/by-day.ts'
import { type ChangedKey, confirmKey } from './keys/change.ts'
import { createApiKey } from './keys/create.ts'
import { createChildKey } from './keys/create-child.ts'
import { deleteApiKey } from './keys/delete.ts'
import { disableApiKey, enableApiKey } from './keys/enable-disable.ts'
import { importApiKeys } from './keys/import.ts'
import { listApiKeys } from './keys/list.ts'
import { listKeyLogs } from './keys/list-logs.ts'
import { readApiKey } from './keys/read.ts'
import { regenerateApiKey } from './keys/regenerate.ts'
import { revealApiKey } from './keys/reveal.ts'
import { revokeApiKey } from './keys/revoke.ts'
import { updateApiKey } from './keys/update.ts'
import { readKeyUsage } from './keys/usage.ts'
import { reportLeaks } from './review/report-leaks.ts'
import { cancelGrace } from './rotation/cancel-grace.ts'
import { extendGrace } from './rotation/extend-grace.ts'
import { readGrace } from './rotation/read-grace.ts'
import { verifyApiKey } from './verification/verify.ts'

const keys = resourceRoutes({
  tag: 'API keys',
  path: '/api-keys',
  resource: 'api-keys',
  id: KeyId,
  item: ApiKey,
  names: { noun: 'key', one: 'a key', many: 'keys' },
})
const { tags, read, write, params } = keys

const changed = (c: Context<App>, { key, version }: ChangedKey) => reply(c, key, 200, { ETag: etag(version) })

const update = async (c: Context<App>, id: string, input: UpdateApiKey) =>
  changed(c, await updateApiKey(depsOf(c), actorOf(c), id, input, ifMatch(c)))

const action = (name: string, summary: string) =>
  keys.action(name, summary, 'The key as it now stands; no later call is admitted under the state before')

/** What the log shows of a verified call if the backend does not report which endpoint was called. */
const VERIFY = { endpoint: '/api/v1/api-keys/verify', method: 'POST' }

export const apiKeyRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/verify',
      summary: 'Whether a presented key is good, charging its limits',
      tags,
      middleware: requires('api-keys:verify'),
      request: { query: NoQuery, body: jsonBody(VerifyApiKey) },
      responses: answers(200, Verdict, 'The verdict: also 200 when the key is refused'),
    }),
    async (c) => {
      const { verdict, log, unavailable } = await verifyApiKey(depsOf(c), actorOf(c), c.req.valid('json'), VERIFY)
      if (unavailable) {
        throw new Refusal({
          kind: 'unavailable',
          code: 'guard_unavailable',
          detail: 'The API key could not be checked. Try again.',
        })
      }
      logVerification(c, log?.() ?? null)
      return reply(c, verdict, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/leak-reports',
      security: [],
      summary: 'Report keys found in public; for secret scanners, signed',
      tags,
      middleware: signedByScanner,
      request: { query: NoQuery, headers: SignatureHeaders, body: jsonBody(ReportLeaks) },
      responses: answers(200, LeakResult, 'What was done about each, in the order they were named'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const caller = { at: callOf(c).signedAt ?? deps.now, ip: clientIp(c), requestId: callOf(c).requestId }
      return reply(c, await reportLeaks(deps, caller, c.req.valid('json')), 200)
    },
  )
  .openapi(keys.bulk(BulkApiKeys, BulkResult), async (c) =>
    reply(c, await bulkApiKeys(depsOf(c), actorOf(c), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/import',
      summary: 'Import up to 500 keys of another system by their SHA-256 digests',
      ...write,
      request: { query: NoQuery, headers: IdempotencyHeader, body: jsonBody(ImportApiKeys) },
      responses: answers(200, ImportResult, 'What became of each key: imported, here already, or refused and why'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const result = await idempotently<ImportResult>(c, input, (extraStatements) =>
        importApiKeys(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, result, 200)
    },
  )
  .openapi(keys.list(ListApiKeys, ApiKeyPage), async (c) =>
    reply(c, await listApiKeys(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/api-keys/usage',
      summary: 'The calls of some keys by day',
      ...read,
      request: { query: KeysByDayQuery },
      responses: answers(200, KeysByDay, 'The calls of each key that exists, by day'),
    }),
    async (c) => reply(c, await readKeysByDay(depsOf(c), actorOf(c), c.req.valid('query')), 200),
  )
  .openapi(keys.create(CreateApiKey, ApiKeyWithSecret, 'The key, its secret in this answer alone'), async (c) => {
    const deps = depsOf(c)
    const input = c.req.valid('json')
    const key = await idempotently<ApiKeyWithSecret>(c, input, (extraStatements) =>
      createApiKey(deps, actorOf(c), input, extraStatements),
    )
    return reply(c, key, 201, { ETag: etag(1) })
  })
  .openapi(keys.one(), async (c) => {
    const { key, version } = await readApiKey(depsOf(c), actorOf(c), c.req.valid('param').id)
    return reply(c, key, 200, { ETag: etag(version) })
  })
  .openapi(keys.change('patch', UpdateApiKey), async (c) => update(c, c.req.valid('param').id, c.req.valid('json')))
  .openapi(keys.change('put', UpdateApiKey), async (c) => update(c, c.req.valid('param').id, c.req.valid('json')))
  .openapi(keys.remove('The key is gone, and every later call with it is refused'), async (c) => {
    await deleteApiKey(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))
    return c.body(null, 204)
  })
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/{id}/regenerate',
      summary: 'Give a key a new secret; the old one dies at once, or after a grace',
      ...write,
      request: { params, query: EnvironmentQuery, headers: IdempotencyHeader, body: optionalBody(RegenerateApiKey) },
      responses: answers(200, ApiKeyWithSecret, 'The key, its new secret in this answer alone'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const { id } = c.req.valid('param')
      const { graceSeconds = 0 } = c.req.valid('json')
      let confirmed = false
      const key = await idempotently<ApiKeyWithSecret>(c, { graceSeconds }, async (extraStatements) => {
        const made = await regenerateApiKey(deps, actorOf(c), id, graceSeconds, extraStatements, ifMatch(c))
        confirmed = true
        return made
      })
      // The stored answer of an idempotent request exists before the guard confirms: the first request may still be
      // waiting for the guard, or have given up. So a replayed answer confirms again.
      if (!confirmed) await confirmKey(deps, actorOf(c), id)
      return reply(c, key, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/{id}/children',
      summary: 'Create a key below a key, with at most its rights and limits',
      tags,
      // A key needs less for children of its own.
      middleware: requiresOneOf('api-keys:delegate', 'api-keys:write'),
      request: { params, query: EnvironmentQuery, headers: IdempotencyHeader, body: jsonBody(CreateChildKey) },
      responses: answers(201, ApiKeyWithSecret, 'The key, its secret in this answer alone'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const key = await idempotently<ApiKeyWithSecret>(c, input, (extraStatements) =>
        createChildKey(deps, actorOf(c), id, input, extraStatements),
      )
      return reply(c, key, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/api-keys/{id}/grace',
      summary: 'How far a rotation has come, and who still uses the old secret',
      ...read,
      request: { params, query: EnvironmentQuery },
      responses: answers(200, GraceState, 'The state of the grace period'),
    }),
    async (c) => reply(c, await readGrace(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/{id}/extend-grace',
      summary: 'Let the old secret work longer',
      ...write,
      request: { params, query: EnvironmentQuery, body: jsonBody(ExtendGrace) },
      responses: answers(200, ApiKey, 'The key; its old secret works until the new end'),
    }),
    async (c) =>
      changed(
        c,
        await extendGrace(
          depsOf(c),
          actorOf(c),
          c.req.valid('param').id,
          Date.parse(c.req.valid('json').endsAt),
          ifMatch(c),
        ),
      ),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/api-keys/{id}/grace',
      summary: 'End the grace of the old secret now',
      ...write,
      request: { params, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, ApiKey, 'The key; its old secret is dead'),
    }),
    async (c) => changed(c, await cancelGrace(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/api-keys/{id}/reveal',
      summary: 'Show a recoverable key again; only to a person, and audited',
      ...write,
      request: { params, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: answers(200, RevealedKey, 'The key'),
    }),
    async (c) => reply(c, await revealApiKey(depsOf(c), actorOf(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/api-keys/{id}/usage',
      summary: 'How a key was used, and what is left of its limits',
      ...read,
      request: { params, query: UsageQuery },
      responses: answers(200, KeyUsage, 'The figures'),
    }),
    async (c) =>
      reply(c, await readKeyUsage(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/api-keys/{id}/logs',
      summary: 'The calls of one key, newest first',
      tags,
      middleware: requires('logs:read'),
      request: { params, query: ListKeyLogs },
      responses: answers(200, LogPage, 'A page of entries'),
    }),
    async (c) => reply(c, await listKeyLogs(depsOf(c), actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .openapi(action('revoke', 'Revoke a key for good; it stays listed'), async (c) =>
    changed(c, await revokeApiKey(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(action('disable', 'Switch a key off'), async (c) =>
    changed(c, await disableApiKey(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
  .openapi(action('enable', 'Switch a key on again'), async (c) =>
    changed(c, await enableApiKey(depsOf(c), actorOf(c), c.req.valid('param').id, ifMatch(c))),
  )
