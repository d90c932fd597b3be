import { describe, expect, test } from 'vitest'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { changeOf, type Draft, draftOf, newDraft, settingsOf, unsavedSettings } from './draft.ts'
import { problemsOf } from './problems.ts'
import { firstSchema, toolNameOf } from './tool-draft.ts'

const route: GatewayRoute = {
  id: 'rte_1',
  name: 'Search posts',
  description: '',
  prefix: 'forum/posts',
  exact: false,
  pattern: '/gateway/forum/posts/*',
  upstream: 'https://forum.example.com/v1/posts',
  methods: ['GET'],
  scopes: ['posts:read'],
  cost: 1,
  timeoutSeconds: 30,
  idleTimeoutSeconds: 60,
  stripPrefix: true,
  retry: true,
  rateLimitPerMinute: null,
  maxConcurrency: 5,
  requestHeaders: { 'X-Forum-Key': 'secret', Cookie: null },
  responseHeaders: {},
  cors: { origins: ['https://app.example.com'], methods: ['GET'], headers: [], exposedHeaders: [], maxAgeSeconds: 600 },
  tool: {
    name: 'search_posts',
    description: 'Finds posts.',
    inputSchema: { type: 'object', properties: { tags: { type: 'array' } } },
    annotations: { readOnlyHint: true },
    approval: false,
    arguments: { tags: { in: 'query', style: 'form', explode: true } },
  },
  status: 'active',
  circuit: 'closed',
  circuitOpenUntil: null,
  source: 'openapi',
  operation: 'GET /posts',
  unreadable: false,
  createdAt: '2026-11-21T10:00:00.000Z',
  createdBy: null,
}

const problems = (draft: Draft) =>
  problemsOf(draft, { problem: (problem) => problem, range: ({ min, max }) => `${min}-${max}` })

describe('the draft of a route', () => {
  test('says what the route says, and changes nothing by itself', () => {
    const draft = draftOf(route)
    const { requestHeaders, cors, tool } = settingsOf(draft)
    expect({ requestHeaders, cors, tool }).toEqual({
      requestHeaders: route.requestHeaders,
      cors: route.cors,
      tool: route.tool,
    })
    expect(unsavedSettings(route, draft)).toEqual([])
    expect(changeOf(route, draft)).toEqual({})
    expect(problems(draft)).toEqual({})
  })

  test('sends only what was changed', () => {
    const draft = { ...draftOf(route), prefix: '/forum/posts/', cost: '5', maxConcurrency: '' }
    expect(changeOf(route, draft)).toEqual({ cost: 5, maxConcurrency: null })
  })

  test('names the tool as unsaved while its schema is not valid, and when it is switched off', () => {
    const start = draftOf(route)
    const broken = { ...start, tool: { ...start.tool, schema: '{' } }
    expect(unsavedSettings(route, broken)).toEqual(['tool'])
    expect(problems(broken)).toEqual({ 'tool.inputSchema': 'badSchema' })
    expect(changeOf(route, { ...start, tool: { ...start.tool, on: false } })).toEqual({ tool: null })
  })
})

test.each<[Partial<Draft>, Record<string, string>]>([
  [{ name: ' ' }, { name: 'needName' }],
  [{ prefix: 'a b' }, { prefix: 'badPrefix' }],
  [{ prefix: 'a/../b' }, { prefix: 'badPrefix' }],
  [{ prefix: '{id}/{id}' }, { prefix: 'badPrefix' }],
  [{ prefix: '' }, {}],
  [{ upstream: '' }, { upstream: 'needUpstream' }],
  [{ upstream: 'forum.example.com' }, { upstream: 'badUpstream' }],
  [{ upstream: 'ftp://forum.example.com' }, { upstream: 'badUpstream' }],
  [{ upstream: 'https://forum.example.com/?key=1' }, { upstream: 'badUpstream' }],
  [{ upstream: 'service:FORUM/v1' }, {}],
  [{ prefix: 'users/{id}', upstream: 'https://f.example/u/{id}/x' }, {}],
  [{ upstream: 'https://f.example/u/{id}' }, { upstream: 'unknownParameter' }],
  [{ methods: [] }, { methods: 'needMethod' }],
  [{ cost: '0' }, { cost: '1-1000' }],
  [{ timeoutSeconds: 'soon' }, { timeoutSeconds: '1-300' }],
  [{ rateLimitPerMinute: '' }, {}],
  [{ rateLimitPerMinute: '0' }, { rateLimitPerMinute: '1-1000000' }],
  [{ requestHeaders: [{ name: 'X Y', value: '', remove: true }] }, { 'requestHeaders.0': 'badHeaderName' }],
  [{ responseHeaders: [{ name: 'X-A', value: 'é', remove: false }] }, { 'responseHeaders.0': 'badHeaderValue' }],
  [
    {
      requestHeaders: [
        { name: 'X-A', value: '1', remove: false },
        { name: 'x-a', value: '2', remove: false },
      ],
    },
    { 'requestHeaders.1': 'repeatedHeader' },
  ],
])('%j has the problems %j', (patch, expected) => {
  expect(problems({ ...newDraft(), name: 'Forum', upstream: 'https://f.example', ...patch })).toEqual(expected)
})

test('pages of other origins are named exactly', () => {
  const cors = { ...draftOf(route).cors, origins: ['https://app.example.com/'] }
  expect(problems({ ...draftOf(route), cors })).toEqual({ 'cors.origins': 'badOrigin' })
  expect(problems({ ...draftOf(route), cors: { ...cors, origins: ['*'] } })).toEqual({})
  expect(problems({ ...draftOf(route), cors: { ...cors, origins: [] } })).toEqual({ 'cors.origins': 'needOrigin' })
})

test('a tool gets a name that every client takes, and asks for the parameters of its path', () => {
  expect(toolNameOf('Änderungen: Beiträge (v2)')).toBe('anderungen_beitrage_v2')
  expect(toolNameOf('2 posts')).toBe('posts')
  expect(toolNameOf('x'.repeat(80))).toHaveLength(48)
  expect(JSON.parse(firstSchema({ prefix: 'users/{id}/posts', methods: ['GET'] }))).toEqual({
    type: 'object',
    properties: { id: { type: 'string' } },
    required: ['id'],
  })
})
