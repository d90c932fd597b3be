import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { call, createKey, json, newTestOrg, ORIGIN, settled } from '../../../../test/support/kit.ts'
import { callTool, errorOf, rpc, sendMcp, toolNames } from '../../../../test/support/mcp.ts'
import { newApp, tokensOf } from '../../../../test/support/oauth.ts'
import { soon } from '../../../../test/support/until.ts'
import { FEATURES } from '../../../features.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { installFeatures } from '../../../platform/manifest/feature.ts'

let ran = 0

/** Tools that do what a test needs. */
const TOOLS = [
  agentTool({
    name: 'test_echo',
    title: 'Echo',
    description: 'Answers its input.',
    scope: 'users:read',
    readOnly: true,
    input: z.object({ text: z.string().max(10).default('hello'), more: z.record(z.string(), z.unknown()).optional() }),
    run: async (_deps, actor, input) => {
      requireScope(actor, 'users:read')
      ran++
      return { data: { input: JSON.parse(JSON.stringify(input)) }, link: '/keys', note: 'Look.' }
    },
  }),
  agentTool({
    name: 'test_refuse',
    title: 'Refuse',
    description: 'Is refused.',
    scope: null,
    readOnly: false,
    destructive: true,
    input: z.object({ how: z.enum(['conflict', 'limit', 'crash']) }),
    run: async (_deps, _actor, { how }) => {
      if (how === 'conflict') throw conflict('key_revoked', 'The key is revoked.')
      if (how === 'limit') throw new Refusal({ kind: 'rate_limited', detail: 'Too fast.', retryAfterMs: 11_001 })
      throw new Error('SECRET of the database')
    },
  }),
  agentTool({
    name: 'test_many',
    title: 'Many',
    description: 'Answers many items.',
    scope: null,
    readOnly: true,
    input: z.object({}),
    run: async () => ({ data: { items: Array.from({ length: 5000 }, (_, id) => ({ id, name: 'x'.repeat(50) })) } }),
  }),
]

beforeAll(() => {
  installFeatures([...FEATURES, { name: 'test', agentTools: async () => ({ tools: TOOLS }) }])
})
afterAll(() => installFeatures(FEATURES))

const logOf = async (key: string, query = 'type=tool') => {
  await settled()
  return (await json<Page<LogEntry>>('GET', `/api/v1/event-logs?${query}`, { key })).data
}

describe('the MCP endpoint', () => {
  it('tells a client of an earlier version what it offers, and that lists do not change', async () => {
    const { key } = await newTestOrg()
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
    const { result } = await rpc(key, 'initialize', params)
    expect(result).toMatchObject({
      protocolVersion: '2025-11-25',
      serverInfo: { name: 'gatehouse' },
      capabilities: { tools: { listChanged: false } },
    })
    const told = await sendMcp(key, { jsonrpc: '2.0', method: 'notifications/initialized' })
    expect([told.status, told.headers.get('mcp-session-id'), told.headers.get('set-cookie')]).toEqual([202, null, null])
  })

  it('answers a client of 2026-07-28, which begins with no handshake', async () => {
    const { key } = await newTestOrg()
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const message = {
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'test_echo', arguments: {}, _meta: meta },
    }
    const answer = await sendMcp(key, message, {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'test_echo',
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await answer.json()).toMatchObject({
      id: 7,
      result: { structuredContent: { data: { input: { text: 'hello' } } } },
    })
  })

  it('lists what a credential may call, with hints and one page', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { scopes: ['posts:read'] })
    expect(await toolNames(key)).not.toContain('test_echo')
    const { result } = await rpc(org.key, 'tools/list')
    const tools = (result?.tools ?? []) as { name: string }[]
    expect(tools.find(({ name }) => name === 'test_echo')).toEqual({
      name: 'test_echo',
      title: 'Echo',
      description: 'Answers its input.',
      inputSchema: {
        type: 'object',
        properties: {
          text: { type: 'string', maxLength: 10, default: 'hello' },
          more: { type: 'object', propertyNames: { type: 'string' }, additionalProperties: true },
        },
        additionalProperties: false,
      },
      annotations: {
        title: 'Echo',
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    })
    expect(tools.find(({ name }) => name === 'test_refuse')).toMatchObject({
      annotations: { readOnlyHint: false, destructiveHint: true },
    })
    expect(result).not.toHaveProperty('nextCursor')
    expect((await rpc(org.key, 'tools/list', { cursor: 'nonsense' })).error?.code).toBe(-32602)
  })

  it('answers data with a link and a note, as text and structured', async () => {
    const { key } = await newTestOrg()
    const answer = await callTool(key, 'test_echo', { text: 'hi' })
    const whole = { data: { input: { text: 'hi' } }, note: 'Look.', link: `${ORIGIN}/keys` }
    expect(answer.structuredContent).toEqual(whole)
    expect(JSON.parse(answer.content[0]?.text ?? '')).toEqual(whole)
  })

  it('cuts large data between items, says so, and stays valid JSON', async () => {
    const { key } = await newTestOrg()
    const answer = await callTool(key, 'test_many')
    const text = answer.content[0]?.text ?? ''
    expect(text.length).toBeLessThan(61_000)
    const { data, note } = JSON.parse(text)
    expect(data.items.at(-1)).toEqual({ id: data.items.length - 1, name: 'x'.repeat(50) })
    expect(note).toBe(`items has 5000 items, of which the first ${data.items.length} are shown.`)
  })

  it.each<[what: string, args: object, paths: string[]]>([
    ['a value that is too long', { text: 'x'.repeat(11) }, ['text']],
    ['an unknown argument', { other: 1 }, ['other']],
    ['a wrong type', { text: ['a'] }, ['text']],
  ])('names arguments that are wrong: %s', async (_, args, paths) => {
    const { key } = await newTestOrg()
    const before = ran
    const error = errorOf(await callTool(key, 'test_echo', args))
    expect(error).toMatchObject({ code: 'invalid', errors: paths.map((path) => ({ path })) })
    expect(ran).toBe(before)
  })

  it('tells refusals in words, and nothing of unexpected errors but the request id', async () => {
    const { key } = await newTestOrg()
    const refused = await callTool(key, 'test_refuse', { how: 'conflict' })
    expect(errorOf(refused)).toMatchObject({ code: 'key_revoked', message: 'The key is revoked.' })
    expect(refused).not.toHaveProperty('structuredContent')
    expect(errorOf(await callTool(key, 'test_refuse', { how: 'limit' }))).toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 12,
    })
    const crashed = await callTool(key, 'test_refuse', { how: 'crash' })
    expect(JSON.stringify(crashed)).not.toContain('SECRET')
    expect(errorOf(crashed)).toMatchObject({ code: 'internal', requestId: expect.stringMatching(/^req_/) })
    await soon(async () => (await logOf(key)).map(({ outcome, status }) => [outcome, status]).sort()).toEqual([
      ['internal', 500],
      ['key_revoked', 409],
      ['rate_limited', 429],
    ])
  })

  it('does not know a tool that does not exist', async () => {
    const { key } = await newTestOrg()
    for (const name of ['nothing', '__proto__', 'constructor', 'toString']) {
      expect((await rpc(key, 'tools/call', { name, arguments: {} })).error?.code, name).toBe(-32602)
    }
    await soon(async () => (await logOf(key)).length).toBe(4)
    const [entry] = await logOf(key)
    expect(entry).toMatchObject({ type: 'tool', outcome: 'not_found', reason: { tool: 'toString' } })
  })

  it('logs a call under its tool, and other messages as calls of the endpoint', async () => {
    const { key } = await newTestOrg()
    await callTool(key, 'test_echo')
    await rpc(key, 'tools/list')
    await soon(async () => (await logOf(key, 'path=mcp')).length).toBe(2)
    const [list, tool] = await logOf(key, 'path=mcp')
    expect(list).toMatchObject({ type: 'api_call', endpoint: '/mcp', method: 'POST', status: 200, outcome: 'ok' })
    expect(tool).toMatchObject({
      type: 'tool',
      endpoint: '/mcp/test_echo',
      method: 'POST',
      status: 200,
      outcome: 'ok',
      reason: { tool: 'test_echo' },
    })
  })
})

describe('a credential of the MCP endpoint', () => {
  const METADATA = `resource_metadata="${ORIGIN}/.well-known/oauth-protected-resource/mcp"`
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }

  it('is demanded with a challenge, and a session is none', async () => {
    const answer = await sendMcp(undefined, list, { cookie: '__Host-gatehouse.session=x' })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer realm="gatehouse", ${METADATA}`,
    ])
    expect((await answer.json<Problem>()).code).toBe('credential_missing')
  })

  it('that is unknown, revoked, or for another resource is refused with 401 and the challenge', async () => {
    const org = await newTestOrg()
    const revoked = await createKey(org)
    await call('POST', `/api/v1/api-keys/${revoked.id}/revoke`, { key: org.key })
    const app = await newApp(org, { scopes: ['users:read'] })
    const other = await tokensOf(org, app, { resource: `${ORIGIN}/api/v1` })
    const own = await tokensOf(org, app, { resource: `${ORIGIN}/mcp` })
    expect((await sendMcp(own.access_token, list)).status).toBe(200)
    for (const [credential, code] of [
      ['nonsense', 'credential_malformed'],
      [revoked.key, 'key_revoked'],
      [other.access_token, 'audience_wrong'],
    ] as const) {
      const answer = await sendMcp(credential, list)
      expect([answer.status, (await answer.json<Problem>()).code]).toEqual([401, code])
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer realm="gatehouse", error="invalid_token", ${METADATA}`,
      )
    }
  })

  it('is never taken from the address, even where keys in addresses are allowed', async () => {
    const org = await newTestOrg()
    await env.DB.prepare('UPDATE organizations SET keys_in_query = 1 WHERE id = ?').bind(org.organizationId).run()
    const answer = await call('POST', `/mcp?api_key=${org.key}`, { body: list })
    expect([answer.status, (await answer.json<Problem>()).code]).toEqual([401, 'query_key_not_allowed'])
  })

  it('without the scope of a tool gets 403, and a token is told all scopes that it would need', async () => {
    const org = await newTestOrg()
    const { access_token } = await tokensOf(org, await newApp(org, { scopes: ['posts:read'] }), {
      resource: `${ORIGIN}/mcp`,
    })
    const echo = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'test_echo', arguments: {} } }
    const answer = await sendMcp(access_token, echo)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer realm="gatehouse", error="insufficient_scope", scope="posts:read users:read", ${METADATA}`,
    )
    await soon(async () => (await logOf(org.key))[0]).toMatchObject({
      type: 'tool',
      outcome: 'scope_missing',
      status: 403,
      reason: { tool: 'test_echo', missingScopes: ['users:read'] },
    })
  })

  it('is charged once for each message, and is told when to try again', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { scopes: ['users:read'], rateLimit: { perMinute: 3 } })
    await callTool(key, 'test_echo')
    await callTool(key, 'test_echo', { text: 'is too long, so it is refused' })
    await rpc(key, 'tools/list')
    const before = ran
    const answer = await sendMcp(key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'test_echo' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'application/problem+json'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(ran).toBe(before)
  })
})

describe('a request to the MCP endpoint', () => {
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }

  it('is a POST', async () => {
    const { key } = await newTestOrg()
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const answer = await call(method, '/mcp', { key, headers: { accept: 'text/event-stream' } })
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'POST'])
    }
  })

  it('has one message in JSON of at most 1 MB', async () => {
    const { key } = await newTestOrg()
    expect((await sendMcp(key, ping)).status).toBe(200)
    const raw = (body: BodyInit, type = 'application/json') =>
      call('POST', '/mcp', {
        key,
        raw: body,
        headers: { 'content-type': type, accept: 'application/json, text/event-stream' },
      })
    expect((await raw(JSON.stringify(ping), 'text/plain')).status).toBe(415)
    expect((await raw(' '.repeat(1024 * 1024 + 1))).status).toBe(413)
    const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536).fill(32)) })
    expect((await raw(endless)).status).toBe(413)
    for (const [body, code] of [
      ['{', -32700],
      [JSON.stringify([ping, ping]), -32600],
      ['[]', -32600],
      ['7', -32600],
      [
        '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"test_echo","arguments":{"text":"a","text":"b"}}}',
        -32600,
      ],
    ] as const) {
      const answer = await raw(body)
      expect([body.slice(0, 40), answer.status]).toEqual([body.slice(0, 40), 400])
      expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code } })
    }
    await soon(async () => (await logOf(key, 'path=mcp&status=400'))[0]).toMatchObject({ outcome: 'mcp_invalid' })
  })

  it('may come from pages of our hosts alone', async () => {
    const { key } = await newTestOrg()
    for (const origin of ['null', 'https://evil.example', ORIGIN, 'http://localhost.evil.example', 'file://']) {
      const answer = await sendMcp(key, ping, { origin })
      expect([origin, answer.status]).toEqual([origin, 403])
    }
    const origin = 'http://localhost:6274'
    const answer = await sendMcp(key, ping, { origin })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin])
  })

  it('of a page is asked for without a credential first, and its refusal can be read', async () => {
    const origin = 'http://localhost:6274'
    const preflight = await call('OPTIONS', '/mcp', {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,mcp-protocol-version,x-other',
      },
    })
    expect([preflight.status, Object.fromEntries(preflight.headers)]).toMatchObject([
      204,
      {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
      },
    ])
    const refused = await sendMcp(undefined, ping, { origin })
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin])
    expect(refused.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate')
    expect(refused.headers.get('vary')).toContain('Origin')
  })

  it('is answered together with others while the library is loading', async () => {
    const { key } = await newTestOrg()
    const answers = await Promise.all(Array.from({ length: 20 }, () => callTool(key, 'test_echo')))
    expect(answers.every(({ isError }) => !isError)).toBe(true)
  })
})
