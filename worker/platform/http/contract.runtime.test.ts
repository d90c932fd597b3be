import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/common.ts'
import { call, createKey, json, newTestOrg, ORIGIN, signIn, type TestOrg } from '../../../test/support/kit.ts'
import { signReport } from '../../../test/support/sign-report.ts'
import { WorkBudget } from '../lib/budget/work-budget.ts'
import type { Json } from '../lib/json/json.ts'
import { compileJsonSchema, validateJson } from '../lib/json-schema/json-schema.ts'
import { loadParts } from '../manifest/feature.ts'
import { operationsOf } from './openapi-document.ts'

type Operation = {
  operationId?: string
  description?: string
  tags?: string[]
  parameters?: { name: string; in: string }[]
  responses: Record<string, { headers?: Record<string, unknown> }>
  requestBody?: { required?: boolean; content: Record<string, { schema: { $ref?: string } }> }
  security?: unknown[]
}
type OpenApi = {
  openapi: string
  info: { license: object; contact: object }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    headers: Record<string, unknown>
    schemas: Record<string, { properties?: Record<string, { pattern?: string }> }>
  }
}

const document = await json<OpenApi>('GET', '/openapi.json')
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)
const parts = await loadParts((feature) => feature.operations)
const operations = operationsOf(parts)
const tags = parts.flatMap((part) => part.tags.map(({ name }) => name))
/** Takes bodies of any kind, and knows nothing but its token: incoming.runtime.test.ts. */
const DOOR = '/api/v1/webhooks/incoming/{token}'
const withBody = routes.filter(({ method, path }) => method !== 'GET' && path !== DOOR)

const REST = '01kaj3v5e8w2m4q6t8y0z2b4d6'
const IDS: [path: string, id: string][] = [
  ['/event-logs/{id}', `/event-logs/log_${REST}`],
  ['/webhooks/{id}', `/webhooks/whk_${REST}`],
  ['/connectors/{id}', `/connectors/con_${REST}`],
  ['/events/{id}', `/events/evt_${REST}`],
  ['/incoming-webhooks/{id}', `/incoming-webhooks/inc_${REST}`],
  ['/oauth-apps/{id}', `/oauth-apps/app_${REST}`],
  ['/approvals/{id}', `/approvals/apr_${REST}`],
  ['/gateway-routes/{id}', `/gateway-routes/rte_${REST}`],
  ['{host}', 'contract.localhost'],
  ['/records/{slug}/{id}', `/records/contacts/rec_${REST}`],
  ['{slug}', 'contacts'],
  ['{grantId}', `gnt_${REST}`],
  ['{tokenId}', `tok_${REST}`],
  ['{deliveryId}', `dlv_${REST}`],
  ['{jobId}', `job_${REST}`],
  ['{requestId}', `inr_${REST}`],
  ['{type}', 'order.shipped'],
  ['{scope}', 'orders:read'],
  ['{challenge}', 'x'],
]

/**
 * A path with the id of an existing key, or with ids of the right form, so that the body is refused and not the path.
 */
const filled = (path: string, id: string) =>
  IDS.reduce((text, [from, to]) => text.replace(from, to), path).replace('{id}', id)

async function send(
  org: TestOrg,
  cookie: string,
  method: string,
  path: string,
  init: { raw?: BodyInit; type?: string },
) {
  const signed =
    path.includes('/leak-reports') && (typeof init.raw === 'string' || init.raw instanceof Uint8Array || !init.raw)
      ? signReport(env.LEAK_REPORT_SECRET, init.raw ?? '')
      : {}
  const bySession = /\/sessions|\/me\/grants|\/api\/auth\/|\/approvals\/[^/]+\//.test(path)
  return call(method, path, {
    ...(bySession ? { cookie } : { key: org.key }),
    ...(init.raw === undefined ? {} : { raw: init.raw }),
    headers: { origin: ORIGIN, ...signed, ...(init.type === undefined ? {} : { 'content-type': init.type }) },
  })
}

async function mustBeProblem(response: Response, what: string, atMost = 499) {
  const text = await response.text()
  expect(response.status, `${what}: ${text}`).toBeGreaterThanOrEqual(400)
  expect(response.status, `${what}: ${text}`).toBeLessThanOrEqual(atMost)
  expect(response.headers.get('content-type'), what).toBe('application/problem+json')
  const problem: Problem = JSON.parse(text)
  expect(problem.status, what).toBe(response.status)
  expect(problem.code, what).toMatch(/^[a-z_]+$/)
  expect(problem.requestId, what).toBe(response.headers.get('x-request-id'))
  return problem
}

describe('every route', () => {
  it('is in the OpenAPI 3.1 document, with problem details for 4XX', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(routes.length).toBeGreaterThan(18)
  })

  it('refuses an unknown query parameter by name', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const made = await createKey(org)
    for (const { method, path } of routes) {
      const response = await send(org, cookie, method, `${filled(path, made.id)}?surprise=1`, {})
      const problem = await mustBeProblem(response, `${method} ${path}`)
      expect(problem.errors, `${method} ${path}`).toContainEqual({ path: 'surprise', message: 'is not known here' })
    }
  })

  it('with a body refuses one that is not JSON, malformed, too large, or of another type', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const made = await createKey(org)
    const bodies: [string, { raw: BodyInit; type?: string }, number[]][] = [
      ['not JSON', { raw: 'name=x', type: 'application/x-www-form-urlencoded' }, [415]],
      ['of no type', { raw: new TextEncoder().encode('{}') }, [415]],
      ['malformed', { raw: '{"name": ', type: 'application/json' }, [400]],
      ['a list', { raw: '[]', type: 'application/json' }, [422]],
      ['null', { raw: 'null', type: 'application/json' }, [422]],
      ['a number', { raw: '5', type: 'application/json' }, [422]],
      ['with an unknown field', { raw: '{"surprise":1}', type: 'application/json' }, [422]],
      ['with __proto__', { raw: '{"__proto__":{"admin":true}}', type: 'application/json' }, [422, 200, 204]],
      ['huge', { raw: `{"name":"${'x'.repeat(1_100_000)}"}`, type: 'application/json' }, [413]],
      ['nested deeply', { raw: '['.repeat(5000) + ']'.repeat(5000), type: 'application/json' }, [422, 400]],
    ]
    for (const { method, path, operation } of withBody) {
      for (const [what, init, expected] of bodies) {
        const name = `${method} ${path} with a body ${what}`
        const response = await send(org, cookie, method, filled(path, made.id), init)
        expect(expected, `${name}: ${response.status}`).toContain(response.status)
        if (response.status >= 400) await mustBeProblem(response, name)
      }
      if (operation.requestBody?.required) {
        await mustBeProblem(await send(org, cookie, method, filled(path, made.id), {}), `${method} ${path} empty`)
      }
    }
  })

  it('without a body accepts a Content-Type and every form of an empty body', async () => {
    const org = await newTestOrg()
    const empty = () => new ReadableStream({ start: (controller) => controller.close() })
    for (const raw of [undefined, '', empty()]) {
      const made = await createKey(org)
      const response = await call('POST', `/api/v1/api-keys/${made.id}/revoke`, {
        key: org.key,
        headers: { 'content-type': 'application/json' },
        ...(raw === undefined ? {} : { raw }),
      })
      expect(response.status).toBe(200)
    }
    const full = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"graceSeconds":60}'))
        controller.close()
      },
    })
    const made = await createKey(org)
    const streamed = await call('POST', `/api/v1/api-keys/${made.id}/regenerate`, {
      key: org.key,
      raw: full,
      headers: { 'content-type': 'application/json' },
    })
    expect(streamed.status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(200)
  })

  it('with authentication answers 401 without a credential, and says how to send one', async () => {
    for (const { method, path, operation } of routes) {
      if (operation.security?.length === 0) continue
      const response = await call(method, filled(path, 'key_01kaj3v5e8w2m4q6t8y0z2b4d6'))
      const problem = await mustBeProblem(response, `${method} ${path}`)
      expect([response.status, problem.code], `${method} ${path}`).toEqual([401, 'credential_missing'])
      expect(response.headers.get('www-authenticate')).toMatch(
        /^Bearer realm="gatehouse", (scope="[^"]+", )?resource_metadata=/,
      )
    }
  })

  it('with a scope or role answers 403 to a key without it, and names what is missing', async () => {
    const org = await newTestOrg()
    const bare = await createKey(org, { scopes: ['nothing:here'] })
    const open = [
      'GET /api/v1/me',
      'GET /api/v1/scopes',
      'GET /api/v1/scopes/{scope}',
      // Leaves out what the key may not read.
      'GET /api/v1/overview',
      'GET /api/v1/getting-started',
      'PUT /api/v1/getting-started',
    ]
    for (const { method, path, operation } of routes) {
      if (operation.security?.length === 0 || open.includes(`${method} ${path}`)) continue
      const response = await call(method, filled(path, bare.id), { key: bare.key })
      const problem = await mustBeProblem(response, `${method} ${path}`)
      expect(response.status, `${method} ${path}`).toBe(403)
      expect(problem.detail, `${method} ${path}`).toMatch(/[a-z-]+:[a-z]+|signed in/)
    }
  })

  it('answers the same 404 for foreign, unknown and invalid ids', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const theirs = await createKey(other)
    const answers = new Set<string>()
    for (const { method, path } of routes.filter((route) => route.path.startsWith('/api/v1/api-keys/{id}'))) {
      for (const id of [theirs.id, 'key_01kaj3v5e8w2m4q6t8y0z2b4d6']) {
        const child = path.endsWith('/children') ? { scopes: ['users:read'] } : {}
        const later = { body: { endsAt: new Date(Date.now() + 60_000).toISOString() } }
        const body = path.endsWith('/extend-grace')
          ? later
          : method === 'PATCH' || method === 'PUT' || path.endsWith('/children')
            ? { body: { name: 'Mine now', ...child } }
            : {}
        const response = await call(method, path.replace('{id}', id), { key: org.key, ...body })
        const { requestId: _, ...problem } = await mustBeProblem(response, `${method} ${path}`)
        answers.add(JSON.stringify(problem))
      }
      expect((await call(method, path.replace('{id}', 'nonsense'), { key: org.key })).status).toBe(404)
    }
    expect(answers.size).toBe(1)
    expect((await call('GET', `/api/v1/api-keys/${theirs.id}`, other)).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: theirs.key })).status).toBe(200)
  })

  it('never answers 5xx, for any query, path or body', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const names = [
      'limit',
      'cursor',
      'sort',
      'status',
      'environment',
      'q',
      'type',
      'range',
      'from',
      'to',
      'keyId',
      'method',
      'path',
      'ip',
      'days',
      'actorId',
      'targetId',
      'action',
      'kind',
      'severity',
      'by',
      'filter[name]',
      'filter[name][contains]',
    ]
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.string({ maxLength: 300 }),
      fc.constantFrom('', '0', '-1', '1e9', 'null', '%', "'", '\u0000', 'desc', 'W10', 'WzEsMl0'),
    )
    const query = fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 3 })
    const field = fc.constantFrom(
      'name',
      'description',
      'environment',
      'scopes',
      'rateLimit',
      'allowedIps',
      'expiresAt',
      'metadata',
      'tags',
      'ownerId',
      'key',
      'ids',
      'keys',
      'dryRun',
      'action',
      'graceSeconds',
      'endsAt',
      'cost',
      'ip',
      'plan',
      'planLimits',
      'timeZone',
      'alertEmail',
      'reports',
      'slug',
      'fields',
      'data',
    )
    const body = fc.dictionary(field, fc.oneof(fc.jsonValue({ maxDepth: 2 }), text, fc.constant(['users:read'])), {
      maxKeys: 5,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        query,
        text,
        body,
        async ({ method, path }, parameters, id, input) => {
          const target = `${path.replaceAll(/\{\w+\}/g, encodeURIComponent(id) || 'x')}?${new URLSearchParams(parameters)}`
          const response = await send(
            org,
            cookie,
            method,
            target,
            method === 'GET' ? {} : { raw: JSON.stringify(input), type: 'application/json' },
          )
          expect(response.status, `${method} ${target} ${JSON.stringify(input)}`).toBeLessThan(500)
        },
      ),
      { numRuns: 600 },
    )
  })

  it('has a request id, and is never cached', async () => {
    const org = await newTestOrg()
    const response = await call('GET', '/api/v1/me', org)
    expect(response.headers.get('x-request-id')).toMatch(/^req_[0-9a-hjkmnp-tv-z]{26}$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})

/** Every object of the document with its path. */
function* partsOf(value: unknown, path = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, { ...value }]
  for (const [name, inner] of Object.entries(value)) yield* partsOf(inner, `${path}/${name}`)
}

describe('the OpenAPI document', () => {
  it('has each operation of the list once, with a description and a described tag', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(operations).sort())
    const ids = routes.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(routes.length)
    expect(document.tags.map(({ name }) => name).sort()).toEqual([...tags].sort())
    for (const { method, path, operation } of routes) {
      expect(operation.operationId, `${method} ${path}`).toMatch(/^[a-z][A-Za-z]+$/)
      expect(operation.description, `${method} ${path}`).toMatch(/\.$/)
      expect(
        operation.tags?.every((tag) => tags.includes(tag)),
        `${method} ${path}`,
      ).toBe(true)
    }
    expect(document.info).toMatchObject({ license: { identifier: 'MIT' }, contact: { name: expect.any(String) } })
  })

  it('contains the scope of each operation', () => {
    expect(document.paths['/api/v1/webhooks']?.post?.description).toContain('Needs the scope `webhooks:write`.')
  })

  it('has patterns that other programs can compile, and formats that are registered', () => {
    const formats = ['date-time', 'email', 'uri', 'ipv4', 'ipv6']
    for (const [path, part] of partsOf(document)) {
      if (typeof part.pattern === 'string') {
        expect(part.pattern, path).not.toMatch(/\/[dgimsuvy]+$/)
        expect(() => new RegExp(String(part.pattern), 'u'), path).not.toThrow()
      }
      if (typeof part.format === 'string') expect(formats, path).toContain(part.format)
    }
    const name = document.components.schemas.CreateApiKey?.properties?.name?.pattern ?? 'missing'
    expect(new RegExp(name, 'u').test('My key')).toBe(true)
  })

  it('has examples and defaults that fit their schemas', () => {
    let checked = 0
    for (const [path, part] of partsOf(document.components)) {
      const { example, default: standard, ...schema } = part
      const values = [example, standard].filter((value) => value !== undefined)
      if (values.length === 0 || JSON.stringify(schema).includes('"$ref"') || !('type' in schema)) continue
      const budget = new WorkBudget(1_000_000)
      const compiled = compileJsonSchema(schema as Json, budget)
      expect(compiled.problems, path).toEqual([])
      for (const value of values) {
        expect(validateJson(compiled, value as Json, budget, { name: path, maxErrors: 5 })).toEqual([])
        checked++
      }
    }
    expect(checked).toBeGreaterThan(30)
  })

  it('documents the headers of answers', async () => {
    const headersOf = (path: string, method: string, status: string) =>
      Object.keys(document.paths[path]?.[method]?.responses[status]?.headers ?? {})
    expect(headersOf('/api/v1/api-keys/{id}', 'get', '200')).toEqual([
      'X-Request-Id',
      'ETag',
      'RateLimit-Policy',
      'RateLimit',
    ])
    expect(headersOf('/api/v1/api-keys/{id}', 'get', '4XX')).toContain('Retry-After')
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 100 } })
    const response = await call('GET', `/api/v1/api-keys/${made.id}`, org)
    for (const name of ['X-Request-Id', 'ETag']) expect(response.headers.has(name), name).toBe(true)
    const own = await call('GET', '/api/v1/me', { key: made.key })
    for (const name of ['RateLimit-Policy', 'RateLimit']) expect(own.headers.has(name), name).toBe(true)
  })

  it('documents If-Match where it is supported, and the ETag for it', () => {
    for (const [name, { ifMatch }] of Object.entries(operations)) {
      const [method = '', path = ''] = name.split(' ')
      const parameters = document.paths[path]?.[method.toLowerCase()]?.parameters ?? []
      const isDocumented = parameters.some((one) => one.in === 'header' && one.name === 'If-Match')
      expect(isDocumented, name).toBe(ifMatch === true)
      if (ifMatch) expect(operations[`GET ${path}`]?.etag, name).toBe(true)
    }
  })
})

describe('a path that does not exist', () => {
  it.each(['/api/v1/nothing', '/api/v1/api-keys/a/b/c', '/api/auth/get-session', '/api/auth/sign-up/email'])(
    'answers 404 as problem details: %s',
    async (path) => {
      const problem = await mustBeProblem(await call('POST', path, { body: {} }), path)
      expect(problem.status).toBe(404)
    },
  )
})

describe('a session', () => {
  it('cannot write without our own Origin or with another one', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`, 'http://gatehouse.test']) {
      const response = await call('POST', '/api/v1/api-keys', {
        cookie,
        body: { name: 'Forged', scopes: ['*'] },
        headers: { origin },
      })
      expect((await mustBeProblem(response, origin)).code).toBe('origin_mismatch')
    }
    expect((await json<{ total: number }>('GET', '/api/v1/api-keys', org)).total).toBe(1)
  })
})

describe('a credential', () => {
  it('is accepted from Authorization and from X-API-Key, and two at once are refused', async () => {
    const { key } = await newTestOrg()
    expect((await call('GET', '/api/v1/me', { headers: { 'x-api-key': key } })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { headers: { authorization: `bearer ${key}` } })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key, headers: { 'x-api-key': key } })).status).toBe(400)
    expect((await call('GET', '/api/v1/me', { headers: { authorization: `Basic ${btoa(key)}` } })).status).toBe(401)
    expect((await call('GET', `/api/v1/me?api_key=${key}`)).status).toBe(401)
  })
})
