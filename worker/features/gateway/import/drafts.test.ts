import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ImportGatewayRoutes } from '../../../../contract/gateway.ts'
import { Refusal } from '../../../platform/errors.ts'
import { toolProblems } from '../tools/check-tool.ts'
import { ourScope } from './operations/scopes.ts'
import type { Draft } from './plan/draft-routes.ts'
import { readOperations } from './read-operations.ts'
import { toolNameOf, uniqueToolName } from './tool/tool-name.ts'

const FORUM = readFileSync(join(import.meta.dirname, '../../../../test/fixtures/openapi-forum.yaml'), 'utf8')

const read = (document: unknown, options: object = {}) =>
  readOperations(
    ImportGatewayRoutes.parse({
      document: typeof document === 'string' ? document : JSON.stringify(document),
      tools: true,
      ...options,
    }),
    false,
  )

const doc = (paths: object, rest: object = {}) => ({
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  servers: [{ url: 'https://api.example.com/v1' }],
  paths,
  ...rest,
})

async function draftsOf(document: unknown, options: object = {}): Promise<Map<string, Draft>> {
  const { drafts } = await read(document, options)
  return new Map(drafts.map((draft) => [draft.operation.key, draft]))
}

async function draftOf(operation: object, { path = '/x', method = 'get', ...rest }: Record<string, unknown> = {}) {
  const drafts = await draftsOf(doc({ [String(path)]: { [String(method)]: operation } }, rest))
  return [...drafts.values()][0] as Draft
}

const body = (schema: object, extra: object = {}) => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
  ...extra,
})

describe('the routes of a document', () => {
  it('are one for each of the 50 operations of the forum, except one that no prefix can express', async () => {
    const drafts = await draftsOf(FORUM, { prefix: 'forum' })
    expect(drafts.size).toBe(50)
    const skipped = [...drafts.values()].filter(({ input }) => !input)
    expect(skipped.map(({ operation }) => operation.key)).toEqual(['GET /files/{fileId}.{format}'])
    expect([...drafts.values()].filter(({ input }) => input?.tool).length).toBe(47)
    for (const { input, operation } of drafts.values()) {
      if (input?.tool) expect(toolProblems(input, input.tool), operation.key).toEqual([])
    }
    expect(drafts.get('PUT /tags/{tag-name}')?.input).toMatchObject({
      prefix: 'forum/tags/{tag_name}',
      exact: true,
      methods: ['PUT'],
      upstream: 'https://api.forum.example.com/v2/tags/{tag_name}',
      scopes: ['admin:write'],
      name: 'Create or rename a tag',
      tool: { arguments: { 'tag-name': { in: 'path', name: 'tag_name' } } },
    })
  })

  it('have the server of their operation, their path or the document, or the given upstream', async () => {
    const paths = {
      '/a': { get: {} },
      '/b': {
        servers: [{ url: 'https://b.example.com' }],
        get: {},
        post: { servers: [{ url: 'https://c.example.com' }] },
      },
    }
    const upstreams = async (options = {}) =>
      [...(await draftsOf(doc(paths), options)).values()].map((one) => one.input?.upstream)
    expect(await upstreams()).toEqual([
      'https://api.example.com/v1/a',
      'https://b.example.com/b',
      'https://c.example.com/b',
    ])
    expect(await upstreams({ upstream: 'https://x.example.com/' })).toEqual([
      'https://x.example.com/a',
      'https://x.example.com/b',
      'https://x.example.com/b',
    ])
    const relative = await draftsOf({ ...doc({ '/a': { get: {} } }), servers: [{ url: '/v2' }] })
    expect(relative.get('GET /a')?.problems[0]).toContain('enter an upstream')
  })

  it('skip what a prefix cannot express, with the reason', async () => {
    const drafts = await draftsOf(
      doc({
        '/files/{id}.pdf': { get: {} },
        '/über': { get: {} },
        '/x?y=1': { get: {} },
        '/a/../b': { get: {} },
        '/{a}/{a}': { get: {} },
        '/p/{a}': { get: {}, trace: {} },
        '/p/{b}': { get: {} },
        [`/${'long/'.repeat(20)}`]: { get: {} },
      }),
    )
    for (const [key, { input, problems }] of drafts) {
      if (key === 'GET /p/{a}') expect(input).not.toBeNull()
      else expect([input, problems.length], key).toEqual([null, 1])
    }
  })

  it('need the scopes of the document, in our form, and never fewer', async () => {
    const scopes = async (operation: object, security?: unknown) =>
      (await draftOf(operation, { security, components: { securitySchemes: { o: { type: 'oauth2' } } } })).input?.scopes
    expect(await scopes({}, [{ o: ['a:read', 'b.write'] }])).toEqual(['a:read', 'b:write'])
    expect(await scopes({ security: [] }, [{ o: ['a:read'] }])).toEqual([])
    expect(await scopes({ security: [{ key: [] }, { o: ['x:y'] }] })).toEqual(['x:y'])
    expect(await scopes({ 'x-required-scope': 'a:read', 'x-required-scopes': ['b:read', 'a:read'] })).toEqual([
      'a:read',
      'b:read',
    ])
    expect(ourScope('https://www.googleapis.com/auth/drive.readonly')).toBe('auth-drive:readonly')
    expect(ourScope('read')).toBe('api:read')
    expect(ourScope('Users.Read.All')).toBe('users-read:all')
    expect(ourScope('ünï')).not.toBeUndefined()
    expect(ourScope('...')).toBeNull()
  })
})

describe('the tool of an operation', () => {
  const tool = async (operation: object, options: Record<string, unknown> = {}) =>
    (await draftOf(operation, options)).input?.tool

  it('has no composition at its root and no reference: branches are one list of properties', async () => {
    const components = {
      schemas: {
        Base: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
        Cat: {
          allOf: [
            { $ref: '#/components/schemas/Base' },
            { properties: { kind: { enum: ['cat'] }, lives: { type: 'integer' } }, required: ['kind', 'lives'] },
          ],
        },
        Dog: {
          allOf: [
            { $ref: '#/components/schemas/Base' },
            { properties: { kind: { enum: ['dog'] } }, required: ['kind'] },
          ],
        },
      },
    }
    const schema = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
    const made = await tool(body(schema), { method: 'post', components })
    expect(made?.inputSchema).toEqual({
      type: 'object',
      properties: { id: { type: 'string' }, kind: { enum: ['cat', 'dog'] }, lives: { type: 'integer' } },
      required: ['id', 'kind'],
      additionalProperties: false,
    })
  })

  it('has arguments with names that clients take, each mapped to its real name, place and style', async () => {
    const made = await tool({
      parameters: [
        { name: 'page[size]', in: 'query', schema: { type: 'integer' } },
        { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: { type: 'object' } },
        { name: 'id', in: 'query', schema: { type: 'string' } },
        { name: 'id', in: 'header', schema: { type: 'string' } },
        { name: 'constructor', in: 'query' },
        { name: 'Authorization', in: 'header' },
        { name: 's', in: 'cookie' },
      ],
    })
    expect(made?.arguments).toEqual({
      page_size: { in: 'query', name: 'page[size]' },
      filter: { in: 'query', style: 'deepObject', explode: true },
      id: { in: 'query' },
      header_id: { in: 'header', name: 'id' },
      query_constructor: { in: 'query', name: 'constructor' },
    })
  })

  it('translates what OpenAPI 3.0 writes differently', async () => {
    const made = await tool({
      parameters: [
        {
          name: 'a',
          in: 'query',
          schema: { type: 'number', minimum: 0, exclusiveMinimum: true, nullable: true, example: 5, xml: {} },
        },
        { name: 'b', in: 'query', schema: { type: 'string', enum: ['x'], nullable: true } },
        { name: 'c', in: 'query', schema: { type: 'string', pattern: '^(a+)\\1$' } },
        { name: 'd', in: 'query', schema: { oneOf: [{ type: 'integer' }, { type: 'number' }] } },
      ],
    })
    expect(made?.inputSchema.properties).toEqual({
      a: { type: ['number', 'null'], exclusiveMinimum: 0, examples: [5] },
      b: { type: ['string', 'null'], enum: ['x', null] },
      c: { type: 'string' },
      d: { anyOf: [{ type: 'integer' }, { type: 'number' }] },
    })
  })

  it('leaves out what only the upstream sets, cuts what contains itself, and says so', async () => {
    const components = {
      schemas: {
        Node: {
          type: 'object',
          properties: {
            id: { type: 'string', readOnly: true },
            child: { $ref: '#/components/schemas/Node' },
            name: { type: 'string' },
          },
        },
      },
    }
    const draft = await draftOf(body({ $ref: '#/components/schemas/Node' }), { method: 'post', components })
    expect(draft.input?.tool?.inputSchema.properties).toEqual({
      child: { type: 'object', description: 'The same again, nested.' },
      name: { type: 'string' },
    })
    expect(draft.problems.join()).toContain('contains itself')
  })

  it('is not made for a body that is no JSON object', async () => {
    for (const operation of [
      body({ type: 'array', items: {} }),
      { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' } } } } },
    ]) {
      const draft = await draftOf(operation, { method: 'post' })
      expect(draft.input).toMatchObject({ tool: null })
      expect(draft.problems.join()).toContain('no tool can be made')
    }
  })

  it('fits in 16 KB: deep parts are left open', async () => {
    const level = (depth: number): object =>
      depth === 0
        ? { type: 'string', description: 'x'.repeat(200) }
        : {
            type: 'object',
            properties: Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`p${n}`, level(depth - 1)])),
          }
    const draft = await draftOf(body(level(4)), { method: 'post' })
    const schema = draft.input?.tool?.inputSchema
    expect(Object.keys(schema?.properties ?? {})).toHaveLength(6)
    expect(JSON.stringify(schema).length).toBeLessThan(16 * 1024)
    expect(draft.problems.join()).toContain('left open')
  })

  it('says what it does: reads, destroys, can be repeated; and asks for an approval where wanted', async () => {
    const hints = async (method: string, approval: string) => {
      const drafts = await draftsOf(doc({ '/x': { [method]: { summary: 'S' } } }), { approval })
      const made = [...drafts.values()][0]?.input?.tool
      return { ...made?.annotations, approval: made?.approval }
    }
    expect(await hints('get', 'writes')).toEqual({ title: 'S', readOnlyHint: true, approval: false })
    expect(await hints('post', 'writes')).toEqual({ title: 'S', approval: true })
    expect(await hints('post', 'destructive')).toEqual({ title: 'S', approval: false })
    expect(await hints('put', 'never')).toEqual({ title: 'S', idempotentHint: true, approval: false })
    expect(await hints('delete', 'destructive')).toEqual({
      title: 'S',
      destructiveHint: true,
      idempotentHint: true,
      approval: true,
    })
  })
})

describe('names of tools', () => {
  const long = 'aVeryLongOperationIdThatSaysExactlyWhatItDoesAndThenSomeMore'
  const operation = (operationId: string | null, key = 'GET /x') => ({ operationId, key })

  it('are the operationId where it is one, else made of it, of at most 48 characters', () => {
    expect(toolNameOf(operation('listPosts'))).toBe('listPosts')
    expect(toolNameOf(operation('posts.list / all'))).toBe('posts_list_all')
    expect(toolNameOf(operation('1st'))).toBe('st')
    expect(toolNameOf(operation(null, 'GET /posts/{id}'))).toBe('GET_posts_id')
    expect(toolNameOf(operation('日本', 'GET /'))).toBe('GET')
    expect(toolNameOf(operation(long))).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,47}$/)
  })

  it('stay apart where long ones begin alike, or two are the same, and are the same again', () => {
    const all = [
      operation(`${long}One`),
      operation(`${long}Two`),
      operation('same', 'GET /a'),
      operation('same', 'GET /b'),
    ]
    const names = () => {
      const taken = new Set<string>()
      return all.map((one) => uniqueToolName(one, taken))
    }
    expect(new Set(names()).size).toBe(4)
    expect(names()).toEqual(names())
  })
})

describe('any document', () => {
  const names = fc.constantFrom('a', 'b[c]', '', 'constructor', 'x-y', 'ü', '1', 'page')
  const ref = fc.constantFrom(
    '#/components/schemas/A',
    '#/components/schemas/B',
    '#/components/schemas/Missing',
    '#',
    '#/paths',
    'other.yaml#/A',
    '#/components/parameters/P',
    '#/%ff',
  )
  const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(true, false, null, 5, 'x', [], {}),
      fc.record({ $ref: ref }),
      fc.record(
        {
          type: fc.constantFrom<unknown>('object', 'string', 'array', 'file', ['string', 'null'], 5),
          nullable: fc.boolean(),
          enum: fc.array(fc.constantFrom<unknown>('a', 1, null), { maxLength: 3 }),
          pattern: fc.constantFrom('(', '^a+$', '(a+)+$', '(?<=x)y', '\\1'),
          minimum: fc.constantFrom<unknown>(1, 'x', null),
          exclusiveMinimum: fc.constantFrom<unknown>(true, 1),
          maxLength: fc.constantFrom<unknown>(-1, 5, 1.5),
          multipleOf: fc.constantFrom(0, -1, 0.1),
          required: fc.constantFrom<unknown>(['a', 'a'], 'a', 5),
          format: fc.constantFrom<unknown>('date', 5),
          default: fc.jsonValue({ maxDepth: 1 }),
          properties: fc.dictionary(names, tie('schema'), { maxKeys: 3 }),
          additionalProperties: tie('schema'),
          items: tie('schema'),
          allOf: fc.array(tie('schema'), { maxLength: 2 }),
          oneOf: fc.array(tie('schema'), { maxLength: 2 }),
          anyOf: fc.array(tie('schema'), { maxLength: 2 }),
          not: tie('schema'),
          readOnly: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    ),
  }))
  const parameter = fc.oneof(
    fc.record({ $ref: ref }),
    fc.record(
      {
        name: fc.oneof(names, fc.constantFrom('id', 'page[size]', 'Host', 'content-type')),
        in: fc.constantFrom('path', 'query', 'header', 'cookie', 'nowhere'),
        required: fc.boolean(),
        style: fc.constantFrom('form', 'deepObject', 'matrix'),
        explode: fc.boolean(),
        schema,
      },
      { requiredKeys: ['name', 'in'] },
    ),
  )
  const operation = fc.record(
    {
      operationId: fc.oneof(names, fc.string()),
      summary: fc.string(),
      description: fc.string(),
      deprecated: fc.boolean(),
      parameters: fc.array(parameter, { maxLength: 4 }),
      requestBody: fc.oneof(
        fc.record({ $ref: ref }),
        { arbitrary: schema.map((one) => ({ content: { 'application/json': { schema: one } } })), weight: 6 },
        fc.jsonValue({ maxDepth: 2 }),
      ),
      security: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant([{ o: ['a:b', 5, 'X y'] }])),
      servers: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant([{ url: 'https://{a}.example.com' }])),
    },
    { requiredKeys: [] },
  )
  const path = fc.oneof(
    { arbitrary: fc.constantFrom('/', '/a', '/a/{id}', '/a/{id}/{b-c}', '/{id}.x', 'b', '//', '/%2f'), weight: 6 },
    fc.string(),
  )
  const document = fc.record({
    openapi: fc.constantFrom('3.0.0', '3.1.0'),
    info: fc.jsonValue({ maxDepth: 1 }),
    servers: fc.oneof(fc.jsonValue({ maxDepth: 2 }), {
      arbitrary: fc.constant([{ url: 'https://a.example.com' }]),
      weight: 5,
    }),
    security: fc.jsonValue({ maxDepth: 2 }),
    components: fc.record({
      schemas: fc.record({ A: schema, B: schema }),
      parameters: fc.record({ P: parameter }),
      securitySchemes: fc.jsonValue({ maxDepth: 3 }),
    }),
    paths: fc.dictionary(
      path,
      fc.oneof(
        {
          arbitrary: fc.dictionary(fc.constantFrom('get', 'post', 'put', 'delete', 'head', 'trace'), operation, {
            minKeys: 1,
            maxKeys: 3,
          }),
          weight: 6,
        },
        fc.record({ $ref: ref }),
        fc.jsonValue({ maxDepth: 1 }),
      ),
      { minKeys: 1, maxKeys: 4 },
    ),
  })

  it('gives routes and tools that can be saved, or is refused as invalid', async () => {
    let tools = 0
    await fc.assert(
      fc.asyncProperty(document, async (one) => {
        try {
          const { drafts } = await read(one)
          for (const {
            input,
            problems,
            operation: { key },
          } of drafts) {
            for (const text of problems) expect(text.length).toBeLessThan(500)
            if (!input) expect(problems, key).not.toEqual([])
            if (!input?.tool) continue
            tools++
            expect(toolProblems(input, input.tool), JSON.stringify(input.tool)).toEqual([])
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          expect((error as Refusal).error.kind).toBe('invalid')
        }
      }),
      { numRuns: 1500 },
    )
    expect(tools).toBeGreaterThan(300)
  })

  it('takes a bounded time, however its references multiply', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `S${n}`,
        {
          type: 'object',
          properties: Object.fromEntries(
            Array.from({ length: 10 }, (_, p) => [`p${p}`, { $ref: `#/components/schemas/S${n + 1}` }]),
          ),
          allOf: Array(5).fill({ $ref: `#/components/schemas/S${n + 1}` }),
        },
      ]),
    )
    const paths = Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [`/p${n}`, { post: body({ $ref: '#/components/schemas/S0' }) }]),
    )
    const started = performance.now()
    await read(doc(paths, { components: { schemas } })).catch((error: unknown) => {
      expect((error as Refusal).error).toMatchObject({ errors: [{ path: 'document' }] })
    })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
