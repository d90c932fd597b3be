import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  Client,
  ClientCredentialsProvider,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client'
import { UnauthorizedError as UnauthorizedV1 } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent, allowAsMember, CALLBACK, signInOf } from '../support/agent.ts'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { until } from '../support/until.ts'

let org: Instance
let cookie = ''
/** A product in a few lines: it answers who called, and slowly if it is asked to. */
let product: Server
let finished = 0

const IDENTITY = { name: 'journey', version: '1' }
const url = () => new URL(`${org.url}/mcp`)

beforeAll(async () => {
  product = createServer((request, response) => {
    const slow = request.url?.includes('slow') ? 1500 : 0
    setTimeout(() => {
      finished++
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ post: request.url, for: request.headers['x-gatehouse-key-id'] ?? null }))
    }, slow)
  }).listen(0, '127.0.0.1')
  org = await startInstance()
  cookie = await signInOf(org)
  const route = (name: string, prefix: string, scopes: string[]) =>
    callApi(org, 'POST', '/gateway-routes', {
      name,
      prefix,
      exact: true,
      upstream: `http://127.0.0.1:${(product.address() as AddressInfo).port}`,
      methods: ['GET'],
      scopes,
      stripPrefix: false,
      tool: {
        name,
        description: 'Reads a post.',
        inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      },
    })
  await route('read_post', 'posts/{id}', ['posts:read'])
  await route('read_draft', 'drafts/{id}', ['posts:write'])
})
afterAll(async () => {
  await org?.stop()
  product?.close()
})

const createApp = (more: object = {}) =>
  callApi<{ clientId: string; secret: string }>(org, 'POST', '/oauth-apps', {
    name: 'Agent',
    redirectUris: [CALLBACK],
    scopes: ['posts:read', 'posts:write'],
    ...more,
  })

async function send(message: object, signal?: AbortSignal): Promise<Response> {
  return fetch(url(), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${org.apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
    ...(signal && { signal }),
  })
}

const readPost = (id: string) => ({ method: 'tools/call', params: { name: 'read_post', arguments: { id } } })

test('20 calls at the same time are answered while the library is still loading', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send(readPost(String(n)))))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  for (const [n, answer] of answers.entries()) {
    expect(await answer.json()).toMatchObject({ result: { structuredContent: { post: `/posts/${n}` } } })
  }
})

test('a call whose client has left goes on, and is logged', async () => {
  const before = finished
  const leave = new AbortController()
  const sent = send(readPost('slow'), leave.signal).catch(() => 'left')
  await new Promise((resolve) => setTimeout(resolve, 500))
  leave.abort()
  expect(await sent).toBe('left')
  await until(() => finished > before)
  type Entries = { data: { endpoint: string; outcome: string }[] }
  const logged = async () => {
    const { data } = await callApi<Entries>(org, 'GET', '/event-logs?type=tool&path=slow')
    return data[0]
  }
  await until(async () => (await logged()) !== undefined)
  expect(await logged()).toMatchObject({ endpoint: '/gateway/posts/slow', outcome: 'ok' })
})

describe('the official client', () => {
  const connected = async (
    authProvider: ConstructorParameters<typeof StreamableHTTPClientTransport>[1],
    mode?: VersionNegotiationMode,
  ) => {
    const client = new Client(IDENTITY, mode === undefined ? {} : { versionNegotiation: { mode } })
    await client.connect(new StreamableHTTPClientTransport(url(), authProvider))
    return client
  }

  test.each<VersionNegotiationMode>(['legacy', 'auto', { pin: '2026-07-28' }])(
    'lists and calls tools with a key: %j',
    async (mode) => {
      const client = await connected({ authProvider: { token: async () => org.apiKey } }, mode)
      const { tools } = await client.listTools()
      expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['read_post', 'read_draft', 'who_am_i']))
      const answer = await client.callTool({ name: 'read_post', arguments: { id: '7' } })
      expect(answer.structuredContent).toMatchObject({ post: '/posts/7', for: expect.stringMatching(/^key_/) })
      await expect(client.callTool({ name: 'nothing', arguments: {} })).rejects.toThrow('no such tool')
      expect(await client.callTool({ name: 'read_post', arguments: {} })).toMatchObject({ isError: true })
      await client.close()
    },
  )

  test('gets a token with PKCE, a new one when it has expired, and more scopes when a tool needs them', async () => {
    const app = await createApp({ type: 'public' })
    const agent = new Agent({ client_id: app.clientId }, ['posts:read'])
    const transport = () => new StreamableHTTPClientTransport(url(), { authProvider: agent })
    const authorize = async (waiting: StreamableHTTPClientTransport) => {
      if (!agent.page) throw new Error('the client opens no page')
      await waiting.finishAuth((await allowAsMember(org, cookie, agent.page)).searchParams)
    }
    const first = transport()
    await expect(new Client(IDENTITY).connect(first)).rejects.toThrow(UnauthorizedError)
    await authorize(first)
    const client = new Client(IDENTITY)
    const second = transport()
    await client.connect(second)
    expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('read_draft')
    expect((await client.callTool({ name: 'read_post', arguments: { id: '1' } })).isError).toBeUndefined()

    const { stored } = agent
    if (!stored) throw new Error('there is no token')
    agent.stored = { ...stored, access_token: `${stored.access_token.slice(0, -4)}AAAA` }
    expect((await client.callTool({ name: 'read_post', arguments: { id: '2' } })).isError).toBeUndefined()
    expect(agent.stored?.refresh_token).not.toBe(stored.refresh_token)

    agent.page = undefined
    await expect(client.callTool({ name: 'read_draft', arguments: { id: '3' } })).rejects.toThrow()
    const asked = (agent.page as URL | undefined)?.searchParams.get('scope')?.split(' ').sort()
    expect(asked).toEqual(['posts:read', 'posts:write'])
    await authorize(second)
    expect((await client.callTool({ name: 'read_draft', arguments: { id: '3' } })).structuredContent).toMatchObject({
      post: '/drafts/3',
    })
    await client.close()
  })

  test('gets a token of its own as an app', async () => {
    const app = await createApp({ grantTypes: ['client_credentials'] })
    const authProvider = new ClientCredentialsProvider({
      clientId: app.clientId,
      clientSecret: app.secret,
      expectedIssuer: org.url,
    })
    const client = await connected({ authProvider }, 'auto')
    expect((await client.callTool({ name: 'read_post', arguments: { id: '1' } })).isError).toBeUndefined()
    await client.close()
  })
})

describe('the client of version 1', () => {
  const callWith = async (transport: TransportV1) => {
    const client = new ClientV1(IDENTITY)
    await client.connect(transport)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toContain('read_post')
    const answer = await client.callTool({ name: 'read_post', arguments: { id: '1' } })
    expect(answer).toMatchObject({ structuredContent: { post: '/posts/1' } })
    await client.close()
  }

  test('lists and calls tools with a key', async () => {
    await callWith(new TransportV1(url(), { requestInit: { headers: { authorization: `Bearer ${org.apiKey}` } } }))
  })

  test('gets a token with PKCE', async () => {
    const app = await createApp({ type: 'public' })
    const agent = new Agent({ client_id: app.clientId })
    const authProvider = agent as never
    const waiting = new TransportV1(url(), { authProvider })
    await expect(new ClientV1(IDENTITY).connect(waiting)).rejects.toThrow(UnauthorizedV1)
    if (!agent.page) throw new Error('the client opens no page')
    const back = await allowAsMember(org, cookie, agent.page)
    await waiting.finishAuth(back.searchParams.get('code') ?? '')
    await callWith(new TransportV1(url(), { authProvider }))
  })
})
