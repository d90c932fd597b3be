import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../contract/common.ts'
import {
  CreateModule,
  DeleteModuleQuery,
  Module,
  ModulePage,
  ModuleSlug,
  UpdateModule,
  UpdateModuleQuery,
} from '../../../contract/modules.ts'
import {
  CreateRecord,
  ExportRecords,
  ListRecords,
  ModuleRecord,
  RecordId,
  RecordPage,
  UpdateRecord,
  UpsertedRecord,
  UpsertQuery,
  WriteRecords,
  WrittenRecords,
} from '../../../contract/records.ts'
import { requires } from '../../platform/http/caller/authenticate.ts'
import { type App, actorOf, depsOf, etag, ifMatch } from '../../platform/http/context.ts'
import { answers, jsonBody, newRouter, noContent, optionalBody } from '../../platform/http/openapi.ts'
import { reply } from '../../platform/http/reply.ts'
import { IdempotencyHeader, idempotently } from '../../platform/http/resources/idempotency.ts'
import { createModule } from './modules/create-module.ts'
import { deleteModule } from './modules/delete-module.ts'
import { listModules, readModule } from './modules/read-modules.ts'
import { updateModule } from './modules/update-module.ts'
import { createRecord } from './records/create-record.ts'
import { deleteRecord } from './records/delete-record.ts'
import { exportRecords } from './records/export-records.ts'
import { listRecords } from './records/list-records.ts'
import { readRecord } from './records/read-record.ts'
import { type RecordAction, recordScope } from './records/record-scope.ts'
import { updateRecord } from './records/update-record.ts'
import { upsertRecord } from './records/upsert-record.ts'
import { writeRecords } from './records/write-records.ts'

const tags = ['Records']
const readModules = { tags, middleware: requires('modules:read') }
const writeModules = { tags, middleware: requires('modules:write') }
const moduleParams = z.object({ slug: ModuleSlug })

const changeModule = {
  path: '/modules/{slug}',
  summary: 'Change a module',
  ...writeModules,
  request: { params: moduleParams, query: UpdateModuleQuery, body: jsonBody(UpdateModule) },
  responses: answers(200, Module, 'The module as it now stands'),
} as const

async function answerModule(c: Context<App>, slug: string, input: UpdateModule, dryRun: boolean) {
  const { module, version } = await updateModule(depsOf(c), actorOf(c), slug, input, ifMatch(c), dryRun)
  return reply(c, module, 200, { ETag: etag(version) })
}

const requiresRecordScope = (action: RecordAction) =>
  requires(`records:${action}`, { scopeOf: (c) => recordScope(c.req.param('slug') ?? '', action) })

const read = { tags, middleware: requiresRecordScope('read') }
const write = { tags, middleware: requiresRecordScope('write') }
const params = z.object({ slug: ModuleSlug, id: RecordId })

const changeRecord = {
  path: '/records/{slug}/{id}',
  summary: 'Change values of a record',
  ...write,
  request: { params, query: EnvironmentQuery, body: jsonBody(UpdateRecord) },
  responses: answers(200, ModuleRecord, 'The record as it now stands'),
} as const

async function answerRecord(c: Context<App>, { slug, id }: { slug: string; id: string }, input: UpdateRecord) {
  const { record, version } = await updateRecord(depsOf(c), actorOf(c), slug, id, input, ifMatch(c))
  return reply(c, record, 200, { ETag: etag(version) })
}

export const recordRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/modules',
      summary: 'List modules with their fields',
      ...readModules,
      request: { query: NoQuery },
      responses: answers(200, ModulePage, 'All modules, by slug'),
    }),
    async (c) => reply(c, await listModules(depsOf(c), actorOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/modules',
      summary: 'Define a module',
      ...writeModules,
      request: { query: NoQuery, headers: IdempotencyHeader, body: jsonBody(CreateModule) },
      responses: answers(201, Module, 'The module'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const module = await idempotently<Module>(c, input, (extraStatements) =>
        createModule(deps, actorOf(c), input, extraStatements),
      )
      return reply(c, module, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/modules/{slug}',
      summary: 'Read a module with its fields',
      ...readModules,
      request: { params: moduleParams, query: NoQuery },
      responses: answers(200, Module, 'The module'),
    }),
    async (c) => {
      const { module, version } = await readModule(depsOf(c), actorOf(c), c.req.valid('param').slug)
      return reply(c, module, 200, { ETag: etag(version) })
    },
  )
  .openapi(createRoute({ method: 'patch', ...changeModule }), async (c) =>
    answerModule(c, c.req.valid('param').slug, c.req.valid('json'), c.req.valid('query').dryRun === 'true'),
  )
  .openapi(createRoute({ method: 'put', ...changeModule }), async (c) =>
    answerModule(c, c.req.valid('param').slug, c.req.valid('json'), c.req.valid('query').dryRun === 'true'),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/modules/{slug}',
      summary: 'Delete a module with its records',
      ...writeModules,
      request: { params: moduleParams, query: DeleteModuleQuery, body: optionalBody(NoBody) },
      responses: noContent('It is gone, and nothing finds its records any more'),
    }),
    async (c) => {
      await deleteModule(depsOf(c), actorOf(c), c.req.valid('param').slug, c.req.valid('query'), ifMatch(c))
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/records/{slug}',
      summary: 'List records of a module',
      ...read,
      request: { params: moduleParams, query: ListRecords },
      responses: answers(200, RecordPage, 'A page of records'),
    }),
    async (c) =>
      reply(c, await listRecords(depsOf(c), actorOf(c), c.req.valid('param').slug, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/records/{slug}',
      summary: 'Create a record',
      ...write,
      request: { params: moduleParams, query: NoQuery, headers: IdempotencyHeader, body: jsonBody(CreateRecord) },
      responses: answers(201, ModuleRecord, 'The record'),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const record = await idempotently<ModuleRecord>(c, input, (extraStatements) =>
        createRecord(deps, actorOf(c), c.req.valid('param').slug, input, extraStatements),
      )
      return reply(c, record, 201, { ETag: etag(1) })
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/records/{slug}',
      summary: 'Create a record, or change the one with the same unique value',
      ...write,
      request: { params: moduleParams, query: UpsertQuery, body: jsonBody(CreateRecord) },
      responses: answers(200, UpsertedRecord, 'The record, and whether it was created, updated or unchanged'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { by } = c.req.valid('query')
      const { upserted, version } = await upsertRecord(depsOf(c), actorOf(c), slug, by, c.req.valid('json'))
      return reply(c, upserted, 200, { ETag: etag(version) })
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/records/{slug}/batch',
      summary: 'Create or change up to 100 records',
      ...write,
      request: { params: moduleParams, query: NoQuery, headers: IdempotencyHeader, body: jsonBody(WriteRecords) },
      responses: answers(
        200,
        WrittenRecords,
        'What became of each record: created, updated, unchanged, or refused and why',
      ),
    }),
    async (c) => {
      const deps = depsOf(c)
      const input = c.req.valid('json')
      const written = await idempotently<WrittenRecords>(c, input, (extraStatements) =>
        writeRecords(deps, actorOf(c), c.req.valid('param').slug, input, extraStatements),
      )
      return reply(c, written, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/records/{slug}/export',
      summary: 'The records of a module as a CSV file',
      ...read,
      request: { params: moduleParams, query: ExportRecords },
      responses: {
        ...answers(200, z.string(), 'The file'),
        200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
      },
    }),
    async (c) => {
      const deps = depsOf(c)
      const { slug } = c.req.valid('param')
      const day = new Date(deps.now).toISOString().slice(0, 10)
      return c.body(await exportRecords(deps, actorOf(c), slug, c.req.valid('query')), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${slug}-${day}.csv"`,
      })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/records/{slug}/{id}',
      summary: 'Read a record',
      ...read,
      request: { params, query: EnvironmentQuery },
      responses: answers(200, ModuleRecord, 'The record'),
    }),
    async (c) => {
      const { slug, id } = c.req.valid('param')
      const { record, version } = await readRecord(depsOf(c), actorOf(c), slug, id)
      return reply(c, record, 200, { ETag: etag(version) })
    },
  )
  .openapi(createRoute({ method: 'patch', ...changeRecord }), async (c) =>
    answerRecord(c, c.req.valid('param'), c.req.valid('json')),
  )
  .openapi(createRoute({ method: 'put', ...changeRecord }), async (c) =>
    answerRecord(c, c.req.valid('param'), c.req.valid('json')),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/records/{slug}/{id}',
      summary: 'Delete a record for good',
      tags,
      middleware: requiresRecordScope('delete'),
      request: { params, query: EnvironmentQuery, body: optionalBody(NoBody) },
      responses: noContent('It is gone'),
    }),
    async (c) => {
      const { slug, id } = c.req.valid('param')
      await deleteRecord(depsOf(c), actorOf(c), slug, id, ifMatch(c))
      return c.body(null, 204)
    },
  )
