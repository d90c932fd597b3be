import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import { MAX_ROUTES } from '../../../../contract/gateway.data.ts'
import { CreateGatewayRoute, type CreateGatewayRouteInput, type GatewayRoute } from '../../../../contract/gateway.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { testDeps } from '../../../../test/support/oauth.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { boundTo } from '../../../platform/deps.ts'
import { builtInTools } from '../../../platform/manifest/tool-names.ts'
import { createGatewayRoute } from './create.ts'
import { updateRoute } from './update.ts'

const PATH = '/api/v1/gateway-routes'
const UPSTREAM = 'https://forum.example.com/v1'

let org: TestOrg
beforeEach(async () => {
  org = await newTestOrg()
})

const bodyOf = (more: Partial<CreateGatewayRouteInput> = {}): CreateGatewayRouteInput => ({
  name: 'Forum',
  prefix: 'forum',
  upstream: UPSTREAM,
  ...more,
})
const create = (more: Partial<CreateGatewayRouteInput> = {}, by: { key?: string } = org) =>
  call('POST', PATH, { ...by, body: bodyOf(more) })
const made = async (more: Partial<CreateGatewayRouteInput> = {}) => {
  const answer = await create(more)
  const route = await answer.json<GatewayRoute>()
  expect(answer.status, JSON.stringify(route)).toBe(201)
  return route
}
const patch = (id: string, body: object, headers = {}) =>
  call('PATCH', `${PATH}/${id}`, { key: org.key, body, headers })
const refusal = async (answer: Response) => {
  const { code, errors } = await answer.json<Problem>()
  return [answer.status, errors ? errors.map(({ path }) => path) : code]
}
const generation = async () =>
  (await env.DB.prepare('SELECT generation FROM gateway_generations WHERE organization_id = ?')
    .bind(org.organizationId)
    .first<number>('generation')) ?? 0
/** How long a call takes, ms. */
async function timed(work: () => Promise<Response>): Promise<{ answer: Response; ms: number }> {
  const start = Date.now()
  return { answer: await work(), ms: Date.now() - start }
}

describe('a gateway route', () => {
  it('is created with defaults, read, listed, changed and deleted', async () => {
    const answer = await create()
    expect([answer.status, answer.headers.get('etag')]).toEqual([201, '"v1"'])
    const route = await answer.json<GatewayRoute>()
    expect(route).toMatchObject({
      prefix: 'forum',
      exact: false,
      pattern: '/gateway/forum/*',
      methods: ['*'],
      scopes: [],
      cost: 1,
      timeoutSeconds: 30,
      stripPrefix: true,
      circuit: 'closed',
      status: 'active',
      source: 'manual',
      unreadable: false,
    })
    expect(await json('GET', `${PATH}/${route.id}`, org)).toEqual(route)
    expect(await json<Page<GatewayRoute>>('GET', PATH, org)).toEqual({ data: [route], nextCursor: null })
    const changed = await patch(route.id, { name: 'Posts', cost: 2 }, { 'if-match': '"v1"' })
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"v2"'])
    expect(await changed.json()).toEqual({ ...route, name: 'Posts', cost: 2 })
    expect((await patch(route.id, { name: 'Late' }, { 'if-match': '"v1"' })).status).toBe(412)
    expect(
      (await call('DELETE', `${PATH}/${route.id}`, { key: org.key, headers: { 'if-match': '"v1"' } })).status,
    ).toBe(412)
    expect((await call('DELETE', `${PATH}/${route.id}`, org)).status).toBe(204)
    expect((await call('GET', `${PATH}/${route.id}`, org)).status).toBe(404)
    expect(await generation()).toBe(3)
  })

  it('of another organization is as unknown as none', async () => {
    const { id } = await made()
    const other = await newTestOrg()
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { name: 'x' }],
      ['PUT', '', { name: 'x' }],
      ['DELETE', ''],
      ['POST', '/disable'],
      ['POST', '/enable'],
      ['GET', '/usage'],
    ] as const) {
      const answer = await call(method, `${PATH}/${id}${path}`, { key: other.key, ...(body && { body }) })
      expect(await refusal(answer), `${method} ${path}`).toEqual([404, 'not_found'])
    }
    expect((await json<Page<GatewayRoute>>('GET', PATH, other)).data).toEqual([])
  })

  it('is created once for one idempotency key', async () => {
    const send = () => call('POST', PATH, { key: org.key, body: bodyOf(), headers: { 'idempotency-key': 'once' } })
    const [one, two] = await Promise.all([send(), send()])
    const again = await send()
    expect([one.status, two.status, again.status]).toEqual([201, 201, 201])
    const ids = await Promise.all([one, two, again].map(async (answer) => (await answer.json<GatewayRoute>()).id))
    expect(new Set(ids).size).toBe(1)
  })

  it('names the field of each bad setting', async () => {
    const cases: [object, string][] = [
      [{ prefix: 'a//b' }, 'prefix'],
      [{ prefix: 'a/../b' }, 'prefix'],
      [{ prefix: '{id}/{id}' }, 'prefix'],
      [{ upstream: 'http://forum.example.com' }, 'upstream'],
      [{ upstream: 'https:forum.example.com' }, 'upstream'],
      [{ upstream: 'https:///forum.example.com' }, 'upstream'],
      [{ upstream: 'https://10.0.0.1/' }, 'upstream'],
      [{ upstream: 'https://user:pass@forum.example.com' }, 'upstream'],
      [{ upstream: 'https://forum.example.com/?a=1' }, 'upstream'],
      [{ upstream: 'https://forum.example.com/#a' }, 'upstream'],
      [{ upstream: 'https://forum.example.com/a b' }, 'upstream'],
      [{ upstream: 'https://forum.example.com\\@evil.example' }, 'upstream'],
      [{ upstream: 'https://forum.example.com/a/%2e%2e/b' }, 'upstream'],
      [{ upstream: 'https://forum.example.com/a/../b' }, 'upstream'],
      [{ upstream: 'https://forum.example.com/{id}' }, 'upstream'],
      [{ prefix: '{host}', upstream: 'https://{host}.example.com/' }, 'upstream'],
      [{ prefix: '{id}', upstream: 'https://forum.example.com/{id' }, 'upstream'],
      [{ upstream: 'service:FORUM' }, 'upstream'],
      [{ upstream: 'https://gatehouse.test/' }, 'upstream'],
      [{ methods: [] }, 'methods'],
      [{ scopes: ['Nonsense'] }, 'scopes.0'],
      [{ cost: 0 }, 'cost'],
      [{ timeoutSeconds: 301 }, 'timeoutSeconds'],
      [{ rateLimitPerMinute: 0 }, 'rateLimitPerMinute'],
      [{ requestHeaders: { Host: 'x' } }, 'requestHeaders.Host'],
      [{ requestHeaders: { 'x-forwarded-for': '1' } }, 'requestHeaders.x-forwarded-for'],
      [{ requestHeaders: { 'X-Gatehouse-Key-Id': null } }, 'requestHeaders.X-Gatehouse-Key-Id'],
      [{ requestHeaders: { A: '1', a: '2' } }, 'requestHeaders.a'],
      [{ requestHeaders: { 'X-Ä': '1' } }, 'requestHeaders'],
      [{ responseHeaders: { 'Set-Cookie': 'a=b' } }, 'responseHeaders.Set-Cookie'],
      [{ responseHeaders: { 'Content-Security-Policy': null } }, 'responseHeaders.Content-Security-Policy'],
      [{ responseHeaders: { 'Access-Control-Allow-Origin': '*' } }, 'responseHeaders.Access-Control-Allow-Origin'],
      [{ cors: { origins: ['https://a.example/path'] } }, 'cors.origins.0'],
      [{ unknown: 1 }, 'unknown'],
    ]
    for (const [more, field] of cases) {
      const [status, paths] = await refusal(await create(more))
      expect([status, paths], JSON.stringify(more)).toEqual([
        422,
        [expect.stringMatching(new RegExp(`^${field}`, 'i'))],
      ])
    }
    const before = await made()
    for (const more of [{ upstream: 'https://10.0.0.1' }, { requestHeaders: { Host: 'x' } }]) {
      expect(await refusal(await patch(before.id, more))).toEqual([422, [expect.any(String)]])
    }
    expect(await json('GET', `${PATH}/${before.id}`, org)).toEqual(before)
  })

  it('takes parameters of its prefix into the path of its upstream', async () => {
    const { id } = await made({ prefix: 'posts/{id}/comments', upstream: 'https://forum.example.com/p/{id}/c' })
    expect(await refusal(await patch(id, { prefix: 'posts/{key}/comments' }))).toEqual([422, ['upstream']])
    expect((await patch(id, { prefix: 'posts/{key}/comments', upstream: 'https://f.example.com/{key}' })).status).toBe(
      200,
    )
  })
})

describe('request headers of a route', () => {
  it('are sealed, in no audit entry, and shown only to those who may change the route', async () => {
    const secret = 'a token of the upstream'
    const { id } = await made({ requestHeaders: { Authorization: secret, Cookie: null } })
    const row = await env.DB.prepare('SELECT * FROM gateway_routes WHERE id = ?').bind(id).first()
    expect(JSON.stringify(row)).not.toContain(secret)
    const reader = await createKey(org, { scopes: ['gateway:read'] })
    const seen = await json<GatewayRoute>('GET', `${PATH}/${id}`, reader)
    expect(seen.requestHeaders).toEqual({ Authorization: '••••••', Cookie: null })
    expect(JSON.stringify(await json('GET', PATH, reader))).not.toContain(secret)
    expect((await json<GatewayRoute>('GET', `${PATH}/${id}`, org)).requestHeaders.Authorization).toBe(secret)
    await patch(id, { requestHeaders: { Authorization: `${secret} 2` } })
    const audit = JSON.stringify(await json('GET', '/api/v1/audit-logs', org))
    expect(audit).toContain('gateway_route.updated')
    expect(audit).toContain('Authorization')
    expect(audit).not.toContain(secret)
  })

  it('that cannot be decrypted are said to be, and can be set again', async () => {
    const { id } = await made({ requestHeaders: { 'X-Token': 'x' } })
    await env.DB.prepare(`UPDATE gateway_routes SET request_headers = X'03E7AABB' WHERE id = ?`).bind(id).run()
    expect(await json('GET', `${PATH}/${id}`, org)).toMatchObject({ unreadable: true, requestHeaders: {} })
    const set = await (await patch(id, { requestHeaders: { 'X-Token': 'y' } })).json()
    expect(set).toMatchObject({ unreadable: false, requestHeaders: { 'X-Token': 'y' } })
  })
})

describe('the tool of a route', () => {
  const schema = (properties: object = {}, more: object = {}) => ({ type: 'object', properties, ...more })
  const tool = (more: object = {}) => ({ name: 'search', description: 'Finds posts', inputSchema: schema(), ...more })

  it('needs one method, arguments that fit, and a schema that clients understand', async () => {
    const text = { type: 'string' }
    const [builtIn] = (await builtInTools()).keys()
    const cases: [object, object, string][] = [
      [{ methods: ['*'] }, tool(), 'methods'],
      [{ methods: ['GET', 'POST'] }, tool(), 'methods'],
      [{}, tool({ inputSchema: {} }), 'tool.inputSchema.type'],
      [{}, tool({ inputSchema: schema({ a: true }) }), 'tool.inputSchema.properties.a'],
      [{}, tool({ inputSchema: schema({ a: null }) }), 'tool.inputSchema.properties.a'],
      [{}, tool({ inputSchema: schema({ a: { $ref: '#' } }) }), 'tool.inputSchema.properties.a.$ref'],
      [{}, tool({ inputSchema: schema({ 'a[b]': text }) }), 'tool.inputSchema.properties.a[b]'],
      [{}, tool({ inputSchema: schema({ constructor: text }) }), 'tool.inputSchema.properties.constructor'],
      [{}, tool({ inputSchema: schema({}, { anyOf: [{}] }) }), 'tool.inputSchema.anyOf'],
      [
        {},
        tool({ inputSchema: schema({}, { $schema: 'http://json-schema.org/draft-07/schema#' }) }),
        'tool.inputSchema.$schema',
      ],
      [{}, tool({ inputSchema: schema({ a: { pattern: '(a)\\1' } }) }), 'tool.inputSchema.properties.a.pattern'],
      [{}, tool({ inputSchema: schema({ a: { nonsense: 1 } }) }), 'tool.inputSchema.properties.a.nonsense'],
      [{}, tool({ arguments: { a: { in: 'query' } } }), 'tool.arguments.a'],
      [{ prefix: 'posts/{id}' }, tool(), 'tool.inputSchema.properties'],
      [{ prefix: 'posts/{id}' }, tool({ inputSchema: schema({ id: text }) }), 'tool.inputSchema.required'],
      [{}, tool({ inputSchema: schema({ a: text }), arguments: { a: { in: 'path' } } }), 'tool.arguments.a'],
      [{}, tool({ inputSchema: schema({ a: text }), arguments: { a: { in: 'body' } } }), 'tool.arguments.a'],
      [
        {},
        tool({ inputSchema: schema({ a: text }), arguments: { a: { in: 'header', name: 'Cookie' } } }),
        'tool.arguments.a',
      ],
      [
        {},
        tool({ inputSchema: schema({ a: text, b: text }), arguments: { a: { in: 'query', name: 'b' } } }),
        'tool.arguments.b',
      ],
      [{}, tool({ name: '1' }), 'tool.name'],
      [{}, tool({ name: 'constructor' }), 'tool.name'],
      [{}, tool({ name: builtIn }), 'tool.name'],
    ]
    for (const [more, one, field] of cases) {
      const answer = await create({ methods: ['GET'], ...more, tool: one } as Partial<CreateGatewayRouteInput>)
      const [status, paths] = await refusal(answer)
      expect([status, paths], JSON.stringify([more, one])).toEqual([422, [field]])
    }
    const good = tool({
      inputSchema: schema({ id: text, limit: { type: 'integer' }, lang: text }, { required: ['id'] }),
      arguments: { lang: { in: 'header', name: 'Accept-Language' } },
    })
    const route = await made({ prefix: 'posts/{id}', methods: ['GET'], tool: good })
    expect(route.tool).toEqual({ ...good, annotations: {}, approval: false })
    expect(await refusal(await patch(route.id, { prefix: 'posts/{key}' }))).toEqual([
      422,
      ['tool.inputSchema.properties'],
    ])
    expect(await refusal(await patch(route.id, { methods: ['*'] }))).toEqual([422, ['methods']])
    expect((await (await patch(route.id, { tool: null })).json<GatewayRoute>()).tool).toBeNull()
  })

  it('has a name that no other route of the organization has, also in a race', async () => {
    const body = (prefix: string) => ({ prefix, methods: ['GET' as const], tool: tool() as never })
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((prefix) => create(body(prefix))))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused && (await refusal(refused))).toEqual([409, 'tool_exists'])
    const other = await made({ prefix: 'other', methods: ['GET'] })
    expect(await refusal(await patch(other.id, { tool: tool() }))).toEqual([409, 'tool_exists'])
    const stranger = await newTestOrg()
    expect((await create(body('a'), stranger)).status).toBe(201)
  })
})

describe('two routes', () => {
  it.each([
    [{ prefix: 'posts' }, { prefix: '/posts/' }],
    [{ prefix: 'posts/{id}' }, { prefix: 'posts/{key}' }],
    [{ prefix: '' }, { prefix: '' }],
    [{ methods: ['GET'] }, { methods: ['POST', 'GET'] }],
    [{ methods: ['GET'] }, { methods: ['HEAD'] }],
    [{ methods: ['*'] }, { methods: ['DELETE'] }],
    [{ exact: true }, { exact: true }],
  ] as Partial<CreateGatewayRouteInput>[][])(
    'with the same shape and a common method are refused: %j %j',
    async (one, two) => {
      await made(one)
      expect(await refusal(await create(two))).toEqual([409, 'route_exists'])
    },
  )

  it.each([
    [{ methods: ['GET'] }, { methods: ['POST'] }],
    [{ exact: true }, { exact: false }],
    [{ prefix: 'posts/{id}' }, { prefix: 'posts/{id}/x' }],
    [{ prefix: 'Posts' }, { prefix: 'posts' }],
  ] as Partial<CreateGatewayRouteInput>[][])('can stand beside each other: %j %j', async (one, two) => {
    await made(one)
    await made(two)
  })

  it('of one shape are never both made by creations at once, nor by changes', async () => {
    const names = ['{a}', '{b}', '{c}', '{d}', '{e}', '{f}']
    const answers = await Promise.all(names.map((name) => create({ prefix: `x/${name}/y` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    for (const answer of answers)
      if (answer.status === 409) expect(await refusal(answer)).toEqual([409, 'route_exists'])
    const others = await Promise.all(['q', 'r', 's'].map((prefix) => made({ prefix })))
    const changed = await Promise.all(others.map(({ id }) => patch(id, { prefix: 'together' })))
    expect(changed.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it('more than allowed are refused, also in a race', async () => {
    const rows = Array.from({ length: MAX_ROUTES - 2 }, (_, n) => [`rte_${n}`, `p${n}`])
    await env.DB.prepare(
      `INSERT INTO gateway_routes (organization_id, id, name, description, prefix, exact, upstream, methods, scopes, cost,
         timeout_seconds, idle_timeout_seconds, strip_prefix, retry, response_headers, status, circuit, source, created_at)
       SELECT ?, value ->> 0, 'n', '', value ->> 1, 0, 'https://f.example.com', '["*"]', '[]', 1, 1, 1, 1, 1, '{}', 'active',
         'closed', 'manual', 0 FROM json_each(?)`,
    )
      .bind(org.organizationId, JSON.stringify(rows))
      .run()
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((prefix) => create({ prefix })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409])
    expect(await refusal(await create({ prefix: 'e' }))).toEqual([409, 'too_many_routes'])
  })
})

describe('a change that takes something away', () => {
  const WAIT = 2000

  it('answers after no isolate uses the old routes', async () => {
    const changes = [
      { methods: ['GET'] },
      { scopes: ['posts:read'] },
      { upstream: 'https://other.example.com' },
      { rateLimitPerMinute: 5 },
      { requestHeaders: { 'X-Token': '1' } },
      { exact: true },
    ]
    const routes = await Promise.all(
      changes.map((_, n) => made({ prefix: `r${n}`, methods: ['GET', 'POST'], rateLimitPerMinute: 10 })),
    )
    // The second time nothing changes, but the first answer may have been lost before its wait was over.
    for (const which of ['first', 'second']) {
      const results = await Promise.all(routes.map(({ id }, n) => timed(() => patch(id, changes[n] ?? {}))))
      for (const [n, { answer, ms }] of results.entries()) {
        expect([answer.status, ms >= WAIT], `${which} ${JSON.stringify(changes[n])}`).toEqual([200, true])
      }
    }
    for (const which of ['first', 'second']) {
      const [one, two] = routes
      const results = await Promise.all([
        timed(() => call('POST', `${PATH}/${one?.id}/disable`, org)),
        timed(() => call('DELETE', `${PATH}/${two?.id}`, org)),
      ])
      const statuses = results.map(({ answer }) => answer.status)
      expect(statuses).toEqual([200, which === 'first' ? 204 : 404])
      for (const { ms } of results) expect(ms, which).toBeGreaterThanOrEqual(WAIT)
    }
  })

  it('is also a new route that takes calls from another, and no other new route', async () => {
    const quick = async (more: Partial<CreateGatewayRouteInput>) => (await timed(() => create(more))).ms < WAIT
    expect(await quick({ prefix: 'forum' })).toBe(true)
    expect(await quick({ prefix: 'files' })).toBe(true)
    expect(await quick({ prefix: 'forum/admin' })).toBe(false)
    expect(await quick({ prefix: '{any}', exact: true })).toBe(true)
    expect(await quick({ prefix: 'x/y', exact: true })).toBe(true)
  })

  it('is not a wider or renamed route, which answers at once', async () => {
    const route = await made({
      methods: ['GET'],
      scopes: ['posts:read', 'posts:write'],
      rateLimitPerMinute: 5,
      cost: 3,
    })
    const { answer, ms } = await timed(() =>
      patch(route.id, {
        name: 'Renamed',
        methods: ['GET', 'POST'],
        scopes: ['posts:read'],
        rateLimitPerMinute: null,
        cost: 1,
        timeoutSeconds: 60,
      }),
    )
    expect([answer.status, ms < WAIT]).toEqual([200, true])
  })

  it('counts a generation, and a refused one does not', async () => {
    const route = await made()
    await create()
    expect(await generation()).toBe(1)
    await patch(route.id, { name: 'Renamed' })
    expect(await generation()).toBe(2)
    await call('POST', `${PATH}/${route.id}/disable`, org)
    expect(await generation()).toBe(3)
    expect((await json<GatewayRoute>('POST', `${PATH}/${route.id}/enable`, org)).status).toBe('active')
  })
})

describe('the list of routes', () => {
  it('is sorted, searched, filtered and paged', async () => {
    await made({ name: 'Beta', prefix: 'a' })
    await made({ name: 'alpha', prefix: 'b/{id}', upstream: 'https://files.example.com', status: 'disabled' })
    await made({
      name: 'Gamma',
      prefix: 'c',
      methods: ['GET'],
      tool: { name: 'find_it', description: 'd', inputSchema: { type: 'object' } },
    })
    const names = async (query: string) =>
      (await json<Page<GatewayRoute>>('GET', `${PATH}?${query}`, org)).data.map(({ name }) => name)
    expect(await names('')).toEqual(['Beta', 'alpha', 'Gamma'])
    expect(await names('sort=-prefix')).toEqual(['Gamma', 'alpha', 'Beta'])
    expect(await names('sort=name')).toEqual(['alpha', 'Beta', 'Gamma'])
    expect(await names('status=disabled')).toEqual(['alpha'])
    expect(await names('tool=true')).toEqual(['Gamma'])
    expect(await names('tool=false')).toEqual(['Beta', 'alpha'])
    for (const search of ['ALPHA', '/b/', 'files.example']) expect(await names(`search=${search}`)).toEqual(['alpha'])
    expect(await names('search=find_it')).toEqual(['Gamma'])
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page<GatewayRoute> = await json(
        'GET',
        `${PATH}?limit=1&sort=name${cursor && `&cursor=${cursor}`}`,
        org,
      )
      seen.push(...page.data.map(({ name }) => name))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['alpha', 'Beta', 'Gamma'])
    expect(await refusal(await call('GET', `${PATH}?cursor=abc`, org))).toEqual([422, ['cursor']])
  })
})

describe('a change of a route', () => {
  it('writes four rows: the route, its audit entry with an index, and the generation; and one more for its tool', async () => {
    const { db, bill } = billedDatabase()
    const deps = { ...(await testDeps()), ...boundTo({ ...env, DB: db }) }
    const actor = systemActor('test', { id: org.organizationId }, ['gateway:write'])
    const written = async (work: () => Promise<unknown>) => {
      bill.written = 0
      await work()
      return bill.written
    }
    const create = (more: object) =>
      createGatewayRoute(deps, actor, CreateGatewayRoute.parse(bodyOf(more)), async () => [])
    // The first one may also note which secrets are in use.
    await create({ prefix: 'first' })
    expect(await written(() => create({ prefix: 'a' }))).toBe(4)
    const tool = { name: 'search', description: 'd', inputSchema: { type: 'object' } }
    expect(await written(() => create({ prefix: 'b', methods: ['GET'], tool }))).toBe(5)
    const { id } = await create({ prefix: 'c' })
    expect(await written(() => updateRoute(deps, actor, id, { name: 'Renamed' }, null))).toBe(4)
    expect(await written(() => updateRoute(deps, actor, id, { name: 'Renamed' }, null))).toBe(0)
  })
})
