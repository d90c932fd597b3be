import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, inject, it } from 'vitest'
import type { AgentTools } from '../../../../contract/agents.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { changeRoute, type Echo, newRoute, reached, type TestTool } from '../../../../test/support/gateway.ts'
import {
  call,
  createKey,
  json,
  newTestOrg,
  ORIGIN,
  settled,
  signIn,
  type TestOrg,
} from '../../../../test/support/kit.ts'
import { callTool, errorOf, rpc, sendMcp, type ToolAnswer, toolNames } from '../../../../test/support/mcp.ts'
import { soon } from '../../../../test/support/until.ts'
import worker from '../../../index.ts'

const properties = (names: Record<string, object>, more: object = {}) => ({
  type: 'object',
  properties: names,
  ...more,
})
const text = { type: 'string' }
const any = {}

type Route = Parameters<typeof newRoute>[1]

/** A tool of a route to the upstream of the tests; its path begins with `/{organization}`, so that tests tell calls apart. */
const toolRoute = (org: TestOrg, tool: TestTool, route: Route = {}) =>
  newRoute(org, { prefix: `${org.organizationId}/things`, stripPrefix: false, methods: ['GET'], ...route, tool })

const echoOf = ({ structuredContent, content, isError }: ToolAnswer): Echo => {
  expect(isError, content[0]?.text).toBeUndefined()
  return structuredContent as unknown as Echo
}
const entryOf = async (org: TestOrg, query = 'type=tool') => {
  await settled()
  return (await json<Page<LogEntry>>('GET', `/api/v1/event-logs?${query}`, { key: org.key })).data
}

describe('the tool of a route', () => {
  it('calls the upstream as the gateway does: with the identity of the caller, and logged as a call of the route', async () => {
    const org = await newTestOrg()
    const prefix = `${org.organizationId}/posts/{id}`
    await toolRoute(
      org,
      { name: 'get_post', inputSchema: properties({ id: text, full: { type: 'boolean' } }, { required: ['id'] }) },
      { prefix, exact: true, scopes: ['posts:read'], cost: 3 },
    )
    const { key, id } = await createKey(org, { scopes: ['posts:read'], rateLimit: { perMinute: 10 } })
    const answer = await sendMcp(key, {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'get_post', arguments: { id: 'a b|c', full: true } },
    })
    expect(answer.headers.get('ratelimit')).toContain('"minute";r=7')
    const { result } = await answer.json<{ result: ToolAnswer }>()
    const echo = echoOf(result)
    expect(echo).toMatchObject({ method: 'GET', url: `/${org.organizationId}/posts/a%20b%7Cc?full=true` })
    expect(echo.headers).toMatchObject({
      'x-gatehouse-key-id': id,
      'x-gatehouse-organization': org.organizationId,
      'x-gatehouse-request-id': answer.headers.get('x-request-id'),
      'x-forwarded-prefix': `/gateway/${org.organizationId}/posts/a%20b%7Cc`,
    })
    expect(JSON.stringify(echo)).not.toContain(key)
    await soon(async () => (await entryOf(org))[0]).toMatchObject({
      type: 'tool',
      endpoint: `/gateway/${org.organizationId}/posts/a%20b%7Cc`,
      method: 'GET',
      status: 200,
      outcome: 'ok',
      reason: { tool: 'get_post' },
    })
  })

  it('puts arguments into the path, the query, headers and the body as it says', async () => {
    const org = await newTestOrg()
    await toolRoute(
      org,
      {
        name: 'change',
        inputSchema: properties({ id: text, tag: { type: 'array' }, trace: text, title: text, note: any }),
        arguments: {
          tag: { in: 'query' },
          trace: { in: 'header', name: 'X-Trace' },
          note: { in: 'body', name: 'a note' },
        },
      },
      { prefix: `${org.organizationId}/{id}/edit`, methods: ['POST'], exact: true },
    )
    const args = { id: '7', tag: ['a', 'b&c'], trace: 'abc 1', title: 'Hello', note: { x: [1, null] } }
    const echo = echoOf(await callTool(org.key, 'change', args))
    expect(echo).toMatchObject({ method: 'POST', url: `/${org.organizationId}/7/edit?tag=a&tag=b%26c` })
    expect(echo.headers).toMatchObject({ 'x-trace': 'abc 1', 'content-type': 'application/json' })
    expect(JSON.parse(echo.body)).toEqual({ title: 'Hello', 'a note': { x: [1, null] } })
  })

  it.each<[what: string, style: object, value: unknown, query: string]>([
    ['a list repeats its name', {}, ['a', 'b'], '?q=a&q=b'],
    ['a list in one value', { explode: false }, ['a', 'b,c'], '?q=a,b%2Cc'],
    ['a list with spaces', { style: 'spaceDelimited' }, ['a', 'b'], '?q=a%20b'],
    ['a list with bars', { style: 'pipeDelimited' }, ['a', 'b'], '?q=a%7Cb'],
    ['a deep object', { style: 'deepObject' }, { a: 1, b: { c: ['x', 'y'] } }, '?q[a]=1&q[b][c]=x&q[b][c]=y'],
    ['an object by its members', {}, { a: 1, b: 'x y' }, '?a=1&b=x%20y'],
    ['an object in one value', { explode: false }, { a: 1 }, '?q=a,1'],
    ['an object in a list', {}, [{ a: 1 }], '?q=%7B%22a%22%3A1%7D'],
    ['nothing for null', {}, null, ''],
    ['nothing for null in a list', {}, [null, 'a', null], '?q=a'],
    ['nothing for an empty list', {}, [], ''],
    ['a number and a boolean', {}, [0, false], '?q=0&q=false'],
  ])('writes into the query %s', async (_, style, value, query) => {
    const org = await newTestOrg()
    await toolRoute(org, {
      name: 'find',
      inputSchema: properties({ q: any }),
      arguments: { q: { in: 'query', ...style } },
    })
    const echo = echoOf(await callTool(org.key, 'find', { q: value }))
    expect(echo.url).toBe(`/${org.organizationId}/things${query}`)
  })

  it.each<[what: string, id: unknown]>([
    ['a slash', '5/comments'],
    ['a backslash', '5\\x'],
    ['a dot', '.'],
    ['two dots', '..'],
    ['an encoded way out', '%2e%2e'],
    ['an encoded slash', 'x%2Fy%2F..%2F..'],
    ['nothing', ''],
    ['NUL', 'a\u0000b'],
    ['an object', { a: 1 }],
    ['the name of a stricter route', 'admin'],
    ['that name, encoded', '%61dmin'],
  ])('leads nowhere else by %s in its path', async (_, id) => {
    const org = await newTestOrg()
    const prefix = `${org.organizationId}/{id}`
    const tool = { name: 'get', inputSchema: properties({ id: any }, { required: ['id'] }) }
    await toolRoute(org, tool, { prefix, exact: true, scopes: ['posts:read'] })
    await newRoute(org, { prefix: `${org.organizationId}/admin`, scopes: ['admin:all'], stripPrefix: false })
    const { key } = await createKey(org, { scopes: ['posts:read'] })
    const answer = await callTool(key, 'get', { id })
    expect(['invalid', 'path_refused']).toContain(errorOf(answer).code)
    expect(await reached(org.organizationId)).toEqual([])
  })

  it.each<[what: string, header: string, value: unknown]>([
    ['a line break', 'X-A', 'a\r\nX-Gatehouse-Owner: me'],
    ['letters outside of ASCII', 'X-A', 'Marić'],
    ['an object', 'X-A', { a: 1 }],
    ['the name of a credential', 'Authorization', 'Bearer x'],
    ['the name of an identity', 'X-Gatehouse-Scopes', '*'],
    ['the host', 'Host', 'evil.example'],
    ['a length', 'Content-Length', '5'],
  ])('sets no header with %s', async (_, name, value) => {
    const org = await newTestOrg()
    await toolRoute(org, { name: 'get', inputSchema: properties({ a: any }), arguments: { a: { in: 'header', name } } })
    expect(errorOf(await callTool(org.key, 'get', { a: value }))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'a' }],
    })
    expect(await reached(org.organizationId)).toEqual([])
  })

  it('checks arguments by its schema, fills in defaults, and calls nothing if they are wrong', async () => {
    const org = await newTestOrg()
    const schema = properties(
      { id: { type: 'integer' }, sort: { enum: ['a', 'b'], default: 'a' }, in: properties({ x: { default: 1 } }) },
      { required: ['id'], additionalProperties: false },
    )
    await toolRoute(org, { name: 'get', inputSchema: schema, arguments: { in: { in: 'query', style: 'deepObject' } } })
    expect(echoOf(await callTool(org.key, 'get', { id: 1, in: {} })).url).toContain('?id=1&sort=a&in[x]=1')
    for (const [args, path] of [
      [{}, 'id'],
      [{ id: 'x' }, 'id'],
      [{ id: 1, sort: 'c' }, 'sort'],
      [{ id: 1, other: 1 }, 'other'],
    ] as const) {
      expect(errorOf(await callTool(org.key, 'get', args))).toMatchObject({ code: 'invalid', errors: [{ path }] })
    }
    expect(await reached(org.organizationId)).toHaveLength(1)
  })

  it('cannot burn time with a pattern or a large schema', async () => {
    const org = await newTestOrg()
    const slow = properties({ a: { type: 'string', pattern: '^(a+)+$' } })
    const wide = properties(
      Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`p${n}`, { anyOf: Array(20).fill({ minLength: 1 }) }])),
    )
    await toolRoute(org, { name: 'slow', inputSchema: slow })
    await toolRoute(org, { name: 'wide', inputSchema: wide }, { prefix: 'wide' })
    const startedAt = performance.now()
    await callTool(org.key, 'slow', { a: `${'a'.repeat(50_000)}!` })
    await callTool(org.key, 'wide', { a: 'x'.repeat(200_000) })
    expect(performance.now() - startedAt).toBeLessThan(20_000)
    const big = await callTool(org.key, 'slow', { a: 'x'.repeat(300_000) })
    expect(errorOf(big).code).toBe('too_large')
  })
})

describe('what an upstream answers', () => {
  const ask = async (path: string, more: Route = {}, args: object = {}) => {
    const org = await newTestOrg()
    const { upstream = '' } = more
    await toolRoute(
      org,
      { name: 'get' },
      { ...more, upstream: upstream || `${inject('upstream')}${path}`, stripPrefix: true },
    )
    return { org, answer: await callTool(org.key, 'get', args) }
  }

  it('as JSON is cut between items, stays valid, and a link leads to the log entry', async () => {
    const { answer } = await ask('/do/json/5000')
    const value = JSON.parse(answer.content[0]?.text ?? '')
    expect(value.total).toBe(5000)
    expect(value.items.at(-1)).toEqual({ id: value.items.length - 1, text: 'x'.repeat(80) })
    expect(answer.content[0]?.text.length).toBeLessThan(61_000)
    expect(answer.structuredContent).toEqual(value)
    expect(answer.content[1]?.text).toMatch(
      new RegExp(
        `^items has 5000 items, of which the first ${value.items.length} are shown\\. .*${ORIGIN}/event-logs\\?log=log_`,
      ),
    )
  })

  it('as JSON of more than 1 MB is read so far, and stays valid', async () => {
    const { answer } = await ask('/do/json/50000')
    const value = JSON.parse(answer.content[0]?.text ?? '')
    expect(value.items[0]).toEqual({ id: 0, text: 'x'.repeat(80) })
    expect(answer.content.map(({ text: one }) => one).join(' ')).toContain('Only the first 1048576 bytes')
  })

  it('as an image or other bytes is described, never sent as text', async () => {
    const { answer } = await ask('/do/png')
    expect(answer.content[0]?.text).toBe(
      'The upstream answered image/png, 12 bytes, which is not text, so it is not shown.',
    )
    const { answer: big } = await ask('/do/big/3')
    expect(big.content[0]?.text).toContain('more than 1048576 bytes')
    expect(JSON.stringify(big).length).toBeLessThan(1000)
  })

  it('compressed although it was asked not to is readable', async () => {
    const { answer } = await ask('/do/gzip')
    expect(answer.content[0]?.text).toContain('The quick brown fox')
  })

  it('as an error is an error of the tool, also 401, without structured content', async () => {
    for (const status of [401, 404, 500]) {
      const { org, answer } = await ask(`/do/status/${status}`)
      expect(errorOf(answer)).toMatchObject({
        code: 'tool_failed',
        status,
        link: expect.stringContaining('/event-logs?'),
      })
      expect(answer).not.toHaveProperty('structuredContent')
      await soon(async () => (await entryOf(org))[0]).toMatchObject({
        status,
        outcome: status === 500 ? 'upstream_failed' : 'tool_failed',
        reason: { tool: 'get', upstreamStatus: status },
      })
    }
  })

  it('that does not come is an error that names the route, and nothing of the upstream', async () => {
    const { answer } = await ask('', { upstream: 'http://127.0.0.1:1', retry: false })
    expect(errorOf(answer)).toMatchObject({ code: 'upstream_unreachable', message: expect.stringContaining('"Forum"') })
    expect(JSON.stringify(answer)).not.toContain('127.0.0.1')
    const { org, answer: slow } = await ask('/do/never', { timeoutSeconds: 1 })
    expect(errorOf(slow).code).toBe('upstream_timed_out')
    await soon(async () => (await entryOf(org))[0]).toMatchObject({ status: 504, outcome: 'upstream_timed_out' })
  })

  it('without an end is read for a while, and the rest is left', async () => {
    const { answer } = await ask('/do/events/100')
    expect(answer.content[0]?.text).toContain('data: 0')
  }, 60_000)
})

describe('the limits of a route', () => {
  it('are told an agent with the seconds to wait', async () => {
    const org = await newTestOrg()
    await toolRoute(org, { name: 'get' }, { perMinute: 1 })
    echoOf(await callTool(org.key, 'get'))
    const error = errorOf(await callTool(org.key, 'get'))
    expect(error).toMatchObject({ code: 'rate_limited', message: expect.stringContaining('all callers together') })
    expect(error.retryAfterSeconds).toBeGreaterThan(0)
  })
})

describe('the list of tools', () => {
  it('shows tools of routes for which the credential has all scopes, those of active routes alone', async () => {
    const org = await newTestOrg()
    await toolRoute(org, { name: 'one' }, { prefix: 'one', scopes: ['posts:read', 'forum:read'] })
    await toolRoute(org, { name: 'two' }, { prefix: 'two' })
    await toolRoute(org, { name: 'off' }, { prefix: 'off', status: 'disabled' })
    const { key } = await createKey(org, { scopes: ['posts:read'] })
    const both = await createKey(org, { scopes: ['posts:read', 'forum:*'] })
    expect((await toolNames(key)).filter((name) => /^(one|two|off)$/.test(name))).toEqual(['two'])
    expect((await toolNames(both.key)).filter((name) => /^(one|two|off)$/.test(name))).toEqual(['one', 'two'])
    const { data } = await json<AgentTools>('GET', '/api/v1/agent-tools', { key: org.key })
    expect(data.find(({ name }) => name === 'one')).toMatchObject({
      source: 'route',
      routeId: expect.stringMatching(/^rte_/),
      scopes: ['posts:read', 'forum:read'],
      readOnly: true,
    })
    expect((await rpc(org.key, 'tools/call', { name: 'off', arguments: {} })).error?.code).toBe(-32602)
  })

  it('contains nothing of another organization, whose tools are like those that do not exist', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    await toolRoute(other, { name: 'theirs' })
    expect(await toolNames(other.key)).toContain('theirs')
    expect(await toolNames(org.key)).not.toContain('theirs')
    const [foreign, unknown] = await Promise.all(
      ['theirs', 'nothing'].map((name) => rpc(org.key, 'tools/call', { name, arguments: {} })),
    )
    expect(foreign).toEqual(unknown)
    expect(await reached(other.organizationId)).toEqual([])
  })

  it('is not spoiled by one bad tool: hazardous names and schemas leave the others as they are', async () => {
    const org = await newTestOrg()
    const bad: TestTool[] = [
      { name: 'constructor' },
      { name: '__proto__' },
      { name: 'who_am_i', description: 'Not ours.' },
      { name: 'boolean', inputSchema: true as never },
      { name: 'a_list', inputSchema: { type: 'array' } },
      { name: 'nothing', inputSchema: null as never },
      { name: 'foreign', inputSchema: { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', id: 'x' } },
      { name: 'endless', inputSchema: { type: 'object', properties: { a: { $ref: '#' } } } },
      { name: 'wide', inputSchema: { type: 'object', allOf: Array(50).fill({ $ref: '#' }) } },
      {
        name: 'united',
        inputSchema: {
          type: 'object',
          oneOf: [
            { properties: { a: text, 'foo[bar]': text }, required: ['a'] },
            { properties: { b: { $ref: '#/$defs/B' } }, required: ['a', 'b'] },
          ],
          $defs: { B: { type: 'integer', 'x-mcp-header': 'Authorization' } },
        },
      },
    ]
    for (const [n, tool] of bad.entries()) await toolRoute(org, tool, { prefix: `bad${n}` })
    await toolRoute(org, { name: 'good' })
    const { result } = await rpc(org.key, 'tools/list')
    const tools = (result?.tools ?? []) as { name: string; description: string; inputSchema: object }[]
    const names = tools.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of ['constructor', '__proto__', 'boolean', 'a_list', 'nothing']) expect(names).not.toContain(name)
    for (const name of ['good', 'foreign', 'endless', 'wide', 'united']) expect(names).toContain(name)
    expect(tools.find(({ name }) => name === 'who_am_i')?.description).not.toBe('Not ours.')
    for (const { name, inputSchema } of tools) {
      expect(name).toMatch(/^[A-Za-z0-9_.-]{1,64}$/)
      expect(JSON.stringify(inputSchema)).not.toMatch(/\$ref|\$schema|x-mcp-header/)
      expect(Object.keys(inputSchema).filter((word) => /Of$/.test(word))).toEqual([])
    }
    expect(tools.find(({ name }) => name === 'united')?.inputSchema).toEqual({
      type: 'object',
      properties: { a: text, foo_bar: text, b: { type: 'integer' } },
      required: ['a'],
    })
    expect(echoOf(await callTool(org.key, 'united', { a: 'x', foo_bar: 'y' })).url).toBe(`/bad9?a=x&foo%5Bbar%5D=y`)
    echoOf(await callTool(org.key, 'good'))
  })

  it('has no two tools of one name: those of Gatehouse cannot be given to a route', async () => {
    const org = await newTestOrg()
    const body = (name: string) => ({
      name: 'Forum',
      prefix: 'forum',
      upstream: inject('upstream'),
      methods: ['GET'],
      tool: { name, description: 'A tool.', inputSchema: { type: 'object' } },
    })
    for (const name of ['who_am_i', 'constructor']) {
      const answer = await call('POST', '/api/v1/gateway-routes', { key: org.key, body: body(name) })
      expect([answer.status, (await answer.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'tool.name'])
    }
    expect((await call('POST', '/api/v1/gateway-routes', { key: org.key, body: body('own') })).status).toBe(201)
  })

  it('at a host of an organization is its own, and credentials of others are unknown there', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    await toolRoute(org, { name: 'here' })
    const host = `${org.organizationId.replace('_', '-')}.localhost`
    await env.DB.prepare('INSERT INTO gateway_hosts (host, organization_id, created_at) VALUES (?, ?, 1)')
      .bind(host, org.organizationId)
      .run()
    const ask = async (at: string, key: string) => {
      const ctx = createExecutionContext()
      const request = new Request<unknown, IncomingRequestCfProperties>(`http://${at}/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'here', arguments: {} } }),
      })
      const answer = await worker.fetch(request, env, ctx)
      await waitOnExecutionContext(ctx)
      return answer
    }
    const { result } = await (await ask(host, org.key)).json<{ result: ToolAnswer }>()
    expect(echoOf(result).headers['x-forwarded-prefix']).toBe(`/${org.organizationId}/things`)
    for (const [at, key] of [
      [host, other.key],
      ['unclaimed.localhost', org.key],
    ] as const) {
      const answer = await ask(at, key)
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringContaining(`http://${at}/.well-known/oauth-protected-resource/mcp`),
      ])
    }
  })

  it('follows a change of routes', async () => {
    const org = await newTestOrg()
    const id = await toolRoute(org, { name: 'before' })
    expect(await toolNames(org.key)).toContain('before')
    await changeRoute(org, id, { tool_name: 'after' })
    await soon(() => toolNames(org.key)).toContain('after')
    expect(await toolNames(org.key)).not.toContain('before')
  })

  it('of 200 tools is one page, in the order of their names, and each can be called', async () => {
    const org = await newTestOrg()
    const schema = properties(
      Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`field_${n}`, { ...text, description: 'A field.' }])),
    )
    for (let n = 0; n < 200; n++) {
      await toolRoute(org, { name: `tool_${String(n).padStart(3, '0')}`, inputSchema: schema }, { prefix: `p${n}` })
    }
    const { result } = await rpc(org.key, 'tools/list')
    expect(result).not.toHaveProperty('nextCursor')
    const names = ((result?.tools ?? []) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name.startsWith('tool_'))
    expect(names).toEqual(Array.from({ length: 200 }, (_, n) => `tool_${String(n).padStart(3, '0')}`))
    expect(echoOf(await callTool(org.key, 'tool_199')).url).toBe('/p199')
    const time = async (work: () => Promise<unknown>) => {
      const startedAt = performance.now()
      for (let n = 0; n < 20; n++) await work()
      return (performance.now() - startedAt) / 20
    }
    console.info(
      `200 tools: list ${(await time(() => rpc(org.key, 'tools/list'))).toFixed(1)} ms, call ${(
        await time(() => callTool(org.key, 'who_am_i'))
      ).toFixed(1)} ms`,
    )
  })
})

describe('an approval of a tool of a route', () => {
  it('runs once, and not if the route has changed since', async () => {
    const org = await newTestOrg()
    const tool = { name: 'remove', approval: true, inputSchema: properties({ id: text }) }
    const id = await toolRoute(org, tool, { methods: ['DELETE'] })
    const cookie = await signIn(org)
    const approve = async (answer: ToolAnswer) => {
      const { approvalId } = answer.structuredContent as { approvalId: string }
      expect((await call('POST', `/api/v1/approvals/${approvalId}/approve`, { cookie })).status).toBe(200)
      return approvalId
    }
    const first = await approve(await callTool(org.key, 'remove', { id: '5' }))
    const answers = await Promise.all(Array.from({ length: 20 }, () => callTool(org.key, 'remove', { id: '5' })))
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(1)
    expect(await reached(org.organizationId)).toHaveLength(1)
    const second = await approve(await callTool(org.key, 'remove', { id: '6' }))
    await changeRoute(org, id, { upstream: `${inject('upstream')}/elsewhere` })
    // As long as an isolate may know routes.
    await new Promise((resolve) => setTimeout(resolve, 2100))
    const { structuredContent } = await callTool(org.key, 'remove', { id: '6' })
    expect(structuredContent).toMatchObject({ status: 'waiting_for_approval' })
    expect([first, second]).not.toContain(structuredContent?.approvalId)
    expect(await reached(org.organizationId)).toHaveLength(1)
    await changeRoute(org, id, { status: 'disabled' })
    await soon(
      async () => (await rpc(org.key, 'tools/call', { name: 'remove', arguments: { id: '6' } })).error?.code,
    ).toBe(-32602)
  })

  it('is kept when the route lets nothing through: it was not used', async () => {
    const org = await newTestOrg()
    await toolRoute(org, { name: 'remove', approval: true, inputSchema: properties({ id: text }) }, { perMinute: 1 })
    const cookie = await signIn(org)
    const ids = []
    for (const id of ['1', '2']) {
      const { structuredContent } = await callTool(org.key, 'remove', { id })
      ids.push(structuredContent?.approvalId)
      await call('POST', `/api/v1/approvals/${structuredContent?.approvalId}/approve`, { cookie })
    }
    echoOf(await callTool(org.key, 'remove', { id: '1' }))
    expect(errorOf(await callTool(org.key, 'remove', { id: '2' })).code).toBe('rate_limited')
    const { data } = await json<Page<{ id: string; status: string }>>('GET', '/api/v1/approvals', { key: org.key })
    expect(data.map(({ status }) => status)).toEqual(['approved', 'used'])
  })
})
