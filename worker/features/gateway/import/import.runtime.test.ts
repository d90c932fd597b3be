import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { GatewayImport, GatewayRoute } from '../../../../contract/gateway.ts'
import type { ScopeCatalog } from '../../../../contract/scopes.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { inAnyOrder } from '../../../../test/support/in-any-order.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'

const [FORUM = ''] = Object.values(
  import.meta.glob<string>('../../../../test/fixtures/openapi-forum.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

type By = { key: string }

const post = (by: By, body: object, preview = false) =>
  call('POST', `/api/v1/gateway-routes/import${preview ? '?preview=true' : ''}`, { key: by.key, body })

async function imported(by: By, body: object, preview = false): Promise<GatewayImport> {
  const answer = await post(by, body, preview)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function refused(by: By, body: object) {
  const answer = await post(by, body)
  const { code, errors } = await answer.json<Problem>()
  return { status: answer.status, code, path: errors?.[0]?.path, message: errors?.[0]?.message }
}

const routesOf = async (by: By) => (await json<Page<GatewayRoute>>('GET', '/api/v1/gateway-routes?limit=100', by)).data

const doc = (paths: object, more: object = {}) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Small API', version: '1' },
    servers: [{ url: 'https://api.example.com/v1' }],
    paths,
    ...more,
  })

const POSTS = doc({
  '/posts': { get: { operationId: 'listPosts', summary: 'List posts', 'x-required-scope': 'posts:read' } },
  '/posts/{id}': { get: { operationId: 'getPost' }, delete: { operationId: 'deletePost' } },
})

const generationOf = async ({ organizationId }: TestOrg) =>
  (
    await env.DB.prepare('SELECT generation FROM gateway_generations WHERE organization_id = ?')
      .bind(organizationId)
      .first<{ generation: number }>()
  )?.generation ?? 0

describe('an import of the forum, 50 operations', () => {
  it('is previewed without a trace, and then made in one transaction', async () => {
    const org = await newTestOrg()
    const body = { document: FORUM, prefix: 'forum', tools: true, createScopes: true }
    const preview = await imported(org, body, true)
    expect(preview).toMatchObject({
      title: 'Forum API',
      version: '2.4.0',
      upstream: 'https://api.forum.example.com/v2',
      created: 49,
      updated: 0,
      unchanged: 0,
      skipped: 1,
    })
    expect(await routesOf(org)).toEqual([])
    expect(await generationOf(org)).toBe(0)

    const made = await imported(org, body)
    const withoutIds = ({ operations, ...rest }: GatewayImport) => ({
      ...rest,
      operations: operations.map(({ routeId: _, ...one }) => one),
    })
    expect(withoutIds(made)).toEqual(withoutIds(preview))
    expect(await generationOf(org)).toBe(1)
    const routes = await routesOf(org)
    expect(routes).toHaveLength(49)
    expect(routes.filter(({ tool }) => tool)).toHaveLength(47)
    const moderate = routes.find(({ operation }) => operation === 'POST /moderation/actions')
    expect(moderate).toMatchObject({
      source: 'openapi',
      exact: true,
      prefix: 'forum/moderation/actions',
      pattern: '/gateway/forum/moderation/actions',
      scopes: ['moderation:write', 'members:ban'],
      tool: { name: 'moderate' },
    })
    expect(inAnyOrder(made.operations.map(({ routeId }) => routeId).filter((id) => id !== null))).toEqual(
      inAnyOrder(routes.map(({ id }) => id)),
    )
  })

  it('takes few statements, and writes a row for each route, and one for its tool', async () => {
    const org = await newTestOrg()
    const { db, bill } = billedDatabase({ withRaw: true })
    const body = { document: FORUM, tools: true, createScopes: true }
    const send = { key: org.key, body, env: { ...env, DB: db } }
    const { newScopes } = await json<GatewayImport>('POST', '/api/v1/gateway-routes/import', send)
    // A free account allows 50 statements for a call.
    expect(bill.queries).toBeLessThan(30)
    const rowsOfRoutes = 49 + 47
    expect(bill.written).toBeLessThanOrEqual(rowsOfRoutes + 10 * newScopes.length + 20)
  })

  it('defines the scopes that are missing if asked, as the document describes them', async () => {
    const org = await newTestOrg()
    const { newScopes } = await imported(org, { document: FORUM })
    const scopesOf = async () => {
      const { groups } = await json<ScopeCatalog>('GET', '/api/v1/scopes', org)
      return groups.find(({ group }) => group === 'Forum API')?.scopes ?? []
    }
    expect(await scopesOf()).toEqual([])
    const again = await imported(org, { document: FORUM, createScopes: true })
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 49, newScopes })
    const scopes = await scopesOf()
    expect(inAnyOrder(scopes.map(({ scope }) => scope))).toEqual(inAnyOrder(newScopes))
    expect(scopes.find(({ scope }) => scope === 'moderation:write')).toMatchObject({
      label: 'Lock, move, ban and resolve',
      custom: true,
    })
    expect(newScopes).not.toContain('posts:read')
    expect((await imported(org, { document: FORUM, createScopes: true })).newScopes).toEqual([])
  })

  it('answers the same routes again, and changes nothing', async () => {
    const org = await newTestOrg()
    await imported(org, { document: FORUM, tools: true })
    const before = await routesOf(org)
    expect(await imported(org, { document: FORUM, tools: true })).toMatchObject({
      unchanged: 49,
      created: 0,
      updated: 0,
    })
    expect(await routesOf(org)).toEqual(before)
    expect(await generationOf(org)).toBe(1)
  })
})

describe('an import again', () => {
  it('updates what the document says, and keeps what people have set', async () => {
    const org = await newTestOrg()
    await imported(org, { document: POSTS, tools: true })
    const [list] = (await routesOf(org)).filter(({ operation }) => operation === 'GET /posts')
    const change = {
      rateLimitPerMinute: 60,
      scopes: ['posts:read', 'extra:scope'],
      requestHeaders: { 'x-tenant': 'a' },
      timeoutSeconds: 5,
      status: 'disabled',
      tool: list?.tool && { ...list.tool, name: 'find_posts', approval: true },
    }
    const patched = await call('PATCH', `/api/v1/gateway-routes/${list?.id}`, { key: org.key, body: change })
    expect(patched.status, await patched.clone().text()).toBe(200)

    const next = doc({
      '/posts': {
        get: {
          operationId: 'listAllPosts',
          summary: 'List all posts',
          parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
          'x-required-scope': 'posts:list',
        },
      },
    })
    const result = await imported(org, { document: next, tools: true })
    expect(result).toMatchObject({ created: 0, updated: 1, skipped: 0 })
    expect(result.operations[0]).toMatchObject({ action: 'update', routeId: list?.id })
    expect(result.operations[0]?.problems.join()).toContain('still needs posts:read, extra:scope')
    const [after] = (await routesOf(org)).filter(({ id }) => id === list?.id)
    expect(after).toMatchObject({
      name: 'List all posts',
      rateLimitPerMinute: 60,
      requestHeaders: { 'x-tenant': 'a' },
      timeoutSeconds: 5,
      status: 'disabled',
      tool: { name: 'find_posts', approval: true, arguments: { q: { in: 'query' } } },
    })
    expect(inAnyOrder(after?.scopes ?? [])).toEqual(inAnyOrder(['posts:read', 'extra:scope', 'posts:list']))
    expect(await routesOf(org)).toHaveLength(3)
  })

  it('with another prefix makes other routes, with tools that have other names', async () => {
    const org = await newTestOrg()
    await imported(org, { document: POSTS, prefix: 'one', tools: true })
    expect(await imported(org, { document: POSTS, prefix: 'two', tools: true })).toMatchObject({ created: 3 })
    const names = (await routesOf(org)).map(({ tool }) => tool?.name)
    expect(new Set(names).size).toBe(6)
  })

  it('takes given scopes, cost and limit instead', async () => {
    const org = await newTestOrg()
    await imported(org, { document: POSTS })
    const options = { scopes: ['api:use'], cost: 3, rateLimitPerMinute: 100 }
    expect(await imported(org, { document: POSTS, ...options })).toMatchObject({ updated: 3 })
    for (const route of await routesOf(org)) expect(route).toMatchObject(options)
  })

  it('skips an operation whose path a route has that somebody made, and says which', async () => {
    const org = await newTestOrg()
    const own = { name: 'Mine', prefix: 'posts', exact: true, upstream: 'https://mine.example.com', methods: ['GET'] }
    expect((await call('POST', '/api/v1/gateway-routes', { key: org.key, body: own })).status).toBe(201)
    const { operations } = await imported(org, { document: POSTS })
    expect(operations[0]).toMatchObject({ action: 'skip', routeId: null, route: null })
    expect(operations[0]?.problems[0]).toContain('The route Mine')
  })

  it('makes only chosen operations, and tools of only chosen ones', async () => {
    const org = await newTestOrg()
    await imported(org, { document: POSTS, operations: ['GET /posts', 'GET /posts/{id}'], tools: ['GET /posts/{id}'] })
    const routes = await routesOf(org)
    expect(inAnyOrder(routes.map(({ operation, tool }) => [operation, tool?.name ?? null]))).toEqual(
      inAnyOrder([
        ['GET /posts', null],
        ['GET /posts/{id}', 'getPost'],
      ]),
    )
  })

  it('at the same moment makes each route once', async () => {
    const org = await newTestOrg()
    const results = await Promise.all(Array.from({ length: 4 }, () => imported(org, { document: POSTS, tools: true })))
    expect(inAnyOrder(results.map(({ created }) => created))).toEqual(inAnyOrder([3, 0, 0, 0]))
    expect(await routesOf(org)).toHaveLength(3)
  })

  it('never exceeds the number of routes that an organization may have', async () => {
    const org = await newTestOrg()
    const paths = (from: number, count: number) =>
      doc(Object.fromEntries(Array.from({ length: count }, (_, n) => [`/p${from + n}`, { get: {} }])))
    await imported(org, { document: paths(0, 200) })
    await imported(org, { document: paths(200, 200) })
    expect(await imported(org, { document: paths(400, 150) })).toMatchObject({ created: 100, skipped: 50 })
  })
})

describe('the log of changes', () => {
  it('has one entry for an import, with the routes and the scopes that it made', async () => {
    const org = await newTestOrg()
    await imported(org, { document: POSTS.replace('posts:read', 'orders:read'), createScopes: true })
    const { data } = await json<Page<{ action: string; after: Record<string, unknown> }>>(
      'GET',
      '/api/v1/audit-logs',
      org,
    )
    const entries = data.filter(({ action }) => action === 'gateway_routes.imported')
    expect(entries).toHaveLength(1)
    expect(entries[0]?.after).toMatchObject({
      document: 'Small API 1',
      created: ['GET /posts → posts', 'GET /posts/{id} → posts/{id}', 'DELETE /posts/{id} → posts/{id}'],
      scopes: ['orders:read'],
    })
    expect(data.filter(({ action }) => action === 'scope.created')).toHaveLength(1)
  })
})

describe('an import is refused', () => {
  it('for a document that is none, with what is wrong and where', async () => {
    const org = await newTestOrg()
    const cases: [string, RegExp][] = [
      ['nothing', /must be an OpenAPI document/],
      ['{"swagger":"2.0"}', /Swagger 2.0/],
      ['openapi: 3.0.0\npaths: {\n  /x: [', /line \d+/],
      ['{"openapi":"3.0.0","paths":{},"paths":{}}', /comes twice/],
      ['openapi: 3.0.0\nx: !!binary aGk=', /tag .* at line 2/],
      ['openapi: 3.0.0\ninfo: {}\npaths: {}', /no operations/],
    ]
    for (const [document, message] of cases) {
      expect(await refused(org, { document }), document).toMatchObject({
        status: 422,
        path: 'document',
        message: expect.stringMatching(message),
      })
    }
    expect(await refused(org, { document: POSTS, operations: ['GET /nope'] })).toMatchObject({
      status: 422,
      path: 'operations.0',
    })
    expect(await refused(org, { document: POSTS, tools: ['GET /nope'] })).toMatchObject({
      status: 422,
      path: 'tools.0',
    })
    expect(await refused(org, { document: POSTS, upstream: 'ftp://x' })).toMatchObject({
      status: 422,
      path: 'upstream',
    })
    expect(await refused(org, { document: '' })).toMatchObject({ status: 422, path: 'document' })
    expect(await routesOf(org)).toEqual([])
  })

  it('without the right, by a test key, and with scopes to define without the right to', async () => {
    const org = await newTestOrg()
    const reader = await createKey(org, { scopes: ['gateway:read'] })
    expect((await post(reader, { document: POSTS })).status).toBe(403)
    expect((await post(reader, { document: POSTS }, true)).status).toBe(403)
    const test = await createKey(org, { scopes: ['*'], environment: 'test' })
    expect(await refused(test, { document: POSTS })).toMatchObject({ status: 403, code: 'live_credential_needed' })
    const writer = await createKey(org, { scopes: ['gateway:write'] })
    const document = POSTS.replace('posts:read', 'orders:read')
    expect((await post(writer, { document, createScopes: true })).status).toBe(403)
    expect(await routesOf(org)).toEqual([])
    expect((await post(writer, { document })).status).toBe(200)
  })

  it('and an organization sees and changes nothing of another', async () => {
    const [one, other] = [await newTestOrg(), await newTestOrg()]
    await imported(one, { document: POSTS, tools: true })
    expect(await imported(other, { document: POSTS, tools: true })).toMatchObject({ created: 3 })
    expect(inAnyOrder((await routesOf(other)).map(({ tool }) => tool?.name))).toEqual(
      inAnyOrder(['listPosts', 'getPost', 'deletePost']),
    )
    expect(await imported(one, { document: POSTS, tools: true })).toMatchObject({ unchanged: 3 })
  })

  it('for an upstream that may not be called, operation by operation', async () => {
    const org = await newTestOrg()
    const document = doc({ '/a': { get: {} }, '/b': { get: {}, servers: [{ url: 'https://user:pw@b.example.com' }] } })
    const { operations } = await imported(org, { document })
    expect(operations.map(({ action }) => action)).toEqual(['create', 'skip'])
    expect(operations[1]?.problems[0]).toContain('upstream')
  })
})
