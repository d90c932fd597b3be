import { createExecutionContext, createMessageBatch, evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { STREAM_PER_SECOND, StreamMessage } from '../../../../contract/live.ts'
import { call, createKey, newTestOrg, ORIGIN, settled, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import worker from '../../../index.ts'
import type { LogMessage, LogRecord } from '../../../platform/request-log/entry.ts'

/** What the consumer of the log's queue is given. */
async function logged(...entries: LogRecord[]): Promise<void> {
  const body: LogMessage = { id: crypto.randomUUID(), entries, counters: [] }
  const batch = createMessageBatch('request-logs', [{ id: body.id, timestamp: new Date(), attempts: 1, body }])
  await worker.queue(batch, env, createExecutionContext())
}

type Listener = {
  entries: () => LogEntry[]
  messages: StreamMessage[]
  pongs: () => number
  skipped: () => number
  closed: Promise<number>
  socket: WebSocket
}

const open = (by: { key?: string; cookie?: string }, query = '', headers: Record<string, string> = {}) =>
  call('GET', `/api/v1/event-logs/stream${query}`, { ...by, headers: { upgrade: 'websocket', ...headers } })

const sockets: WebSocket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

async function listen(by: { key?: string; cookie?: string }, query = ''): Promise<Listener> {
  const { status, webSocket } = await open(by, query)
  if (!webSocket) throw new Error(`the stream answered ${status}`)
  const messages: StreamMessage[] = []
  let pongs = 0
  const closed = new Promise<number>((resolve) => webSocket.addEventListener('close', ({ code }) => resolve(code)))
  webSocket.addEventListener('message', ({ data }) => {
    if (data === 'pong') pongs++
    else messages.push(StreamMessage.parse(JSON.parse(String(data))))
  })
  webSocket.accept()
  sockets.push(webSocket)
  const batches = () => messages.flatMap((one) => (one.kind === 'entries' ? [one] : []))
  return {
    messages,
    pongs: () => pongs,
    entries: () => batches().flatMap((one) => one.entries),
    skipped: () => batches().reduce((sum, one) => sum + one.skipped, 0),
    closed,
    socket: webSocket,
  }
}

const soon = <T>(read: () => T) => expect.poll(read, { timeout: 5000, interval: 20 })

describe('the live stream', () => {
  it('passes on what is logged, with the names of keys, to a key and to a session', async () => {
    const house = await newTestOrg()
    const byKey = await listen({ key: house.key })
    const bySession = await listen({ cookie: await signIn(house) })
    const endpoint = '/watched'
    await logged(
      logEntry(house.organizationId, { keyId: house.keyId, endpoint }),
      logEntry(house.organizationId, { endpoint }),
    )
    // What the test itself calls is logged and passed on too, sooner or later.
    const watched = (one: Listener) => one.entries().filter((entry) => entry.endpoint === endpoint)
    for (const one of [byKey, bySession]) {
      await soon(() => watched(one).map(({ keyName }) => keyName)).toEqual(['Everything', null])
      await soon(() => one.messages.some((message) => message.kind === 'state' && message.connections === 2)).toBe(true)
    }
    const [first] = watched(byKey)
    const read = await call('GET', `/api/v1/event-logs/${first?.id}`, house)
    expect(await read.json()).toEqual(first)
  })

  it('shows nothing of another organization', async () => {
    const [mine, other] = await Promise.all([newTestOrg(), newTestOrg()])
    const one = await listen({ key: mine.key })
    const two = await listen({ key: other.key })
    const prying = await listen({ key: mine.key }, `?keyId=${other.keyId}`)
    await logged(
      logEntry(other.organizationId, { endpoint: '/theirs', keyId: other.keyId }),
      logEntry(mine.organizationId, { endpoint: '/ours' }),
    )
    // Without the calls that opened the streams: those arrive sooner or later.
    const seen = (it: Listener) =>
      it.entries().flatMap(({ endpoint }) => (endpoint.startsWith('/api/') ? [] : [endpoint]))
    await soon(() => seen(two)).toEqual(['/theirs'])
    await soon(() => seen(one)).toEqual(['/ours'])
    expect(prying.entries()).toEqual([])
  })

  it.each<[string, Partial<LogRecord>, Partial<LogRecord>]>([
    ['?type=auth', { type: 'auth' }, {}],
    ['?status=4xx', { status: 404 }, { status: 500 }],
    ['?status=success', { status: 302 }, { status: 400 }],
    ['?status=failed', { status: 400 }, { status: 302 }],
    ['?status=201', { status: 201 }, { status: 200 }],
    ['?method=POST', { method: 'POST' }, {}],
    ['?path=RECORDS', { endpoint: '/api/v1/records/x' }, {}],
    ['?ip=2001:db8::1', { ip: '2001:db8::1' }, { ip: null }],
    ['?environment=test', { environment: 'test' }, { environment: null }],
  ])('of %s shows those entries alone', async (query, wanted, unwanted) => {
    const house = await newTestOrg()
    const listener = await listen({ key: house.key }, query)
    const first = logEntry(house.organizationId, wanted)
    await logged(logEntry(house.organizationId, unwanted), first)
    await soon(() => listener.entries().map(({ id }) => id)).toEqual([first.id])
  })

  it('survives that its object forgets everything in between', async () => {
    const house = await newTestOrg()
    const listener = await listen({ key: house.key }, '?status=4xx')
    await evictDurableObject(env.LIVE_FEED.get(env.LIVE_FEED.idFromName(house.organizationId)))
    await logged(logEntry(house.organizationId), logEntry(house.organizationId, { status: 404 }))
    await soon(() => listener.entries().map(({ status }) => status)).toEqual([404])
    listener.socket.send('ping')
    await soon(() => listener.pongs()).toBe(1)
  })

  it('shows a hundred entries a second, the newest, and says how many it left out', async () => {
    const house = await newTestOrg()
    const listener = await listen({ key: house.key })
    const entries = Array.from({ length: 350 }, (_, n) => logEntry(house.organizationId, { endpoint: `/n/${n}` }))
    await logged(...entries)
    await soon(() => listener.skipped()).toBe(250)
    expect(listener.entries()).toHaveLength(STREAM_PER_SECOND)
    expect(listener.entries().at(-1)?.endpoint).toBe('/n/349')
  })

  it('warns of a limit that a key comes near', async () => {
    const house = await newTestOrg()
    const listener = await listen({ key: house.key })
    const near = { window: 'minute', limit: 100, remaining: 7 } as const
    await logged(
      logEntry(house.organizationId, { keyId: house.keyId, near }),
      logEntry(house.organizationId, { keyId: house.keyId, near: { ...near, remaining: 6 } }),
      logEntry(house.organizationId, { keyId: house.keyId }),
    )
    await soon(() => listener.messages.filter(({ kind }) => kind === 'limit')).toEqual([
      { kind: 'limit', keyId: house.keyId, keyName: 'Everything', ...near, remaining: 6 },
    ])
  })

  it('ends when its key is revoked, loses the permission, or is deleted, and other streams go on', async () => {
    const house = await newTestOrg()
    const stays = await listen({ key: house.key })
    for (const end of ['revoke', 'scopes', 'delete']) {
      const made = await createKey(house, { scopes: ['logs:read'] })
      const listener = await listen({ key: made.key })
      const path = `/api/v1/api-keys/${made.id}`
      if (end === 'revoke') await call('POST', `${path}/revoke`, house)
      if (end === 'scopes') await call('PATCH', path, { ...house, body: { scopes: ['users:read'] } })
      if (end === 'delete') await call('DELETE', path, house)
      expect(await listener.closed, end).toBe(4401)
    }
    await logged(logEntry(house.organizationId))
    await soon(() => stays.entries().length).toBe(1)
  })

  it('ends when its person signs out', async () => {
    const house = await newTestOrg()
    const cookie = await signIn(house)
    const listener = await listen({ cookie })
    await call('POST', '/api/auth/sign-out', { cookie })
    expect(await listener.closed).toBe(4401)
  })

  it('ends at the moment its key or the grace period of its old secret ends', async () => {
    const house = await newTestOrg()
    const soonMs = 2500
    const expiring = await createKey(house, {
      scopes: ['logs:read'],
      expiresAt: new Date(Date.now() + soonMs).toISOString(),
    })
    const rotated = await createKey(house, { scopes: ['logs:read'] })
    await call('POST', `/api/v1/api-keys/${rotated.id}/regenerate`, { ...house, body: { graceSeconds: 60 } })
    await env.DB.prepare('UPDATE api_keys SET grace_until = ? WHERE id = ?')
      .bind(Date.now() + soonMs, rotated.id)
      .run()
    const listeners = await Promise.all([
      listen({ key: expiring.key }),
      listen({ key: rotated.key }),
      listen({ key: house.key }),
    ])
    const closed = Promise.all(listeners.slice(0, 2).map((one) => one.closed))
    // By an alarm for this moment: the next one that renews the mark would come after this test's time is up.
    expect(await closed).toEqual([4401, 4401])
    await logged(logEntry(house.organizationId, { endpoint: '/after' }))
    const after = (one: Listener) => one.entries().filter(({ endpoint }) => endpoint === '/after').length
    await soon(() => listeners.map(after)).toEqual([0, 0, 1])
    expect((await open({ key: expiring.key })).status).toBe(401)
  })

  it('is not opened by a call that was let in before its key was revoked', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { scopes: ['logs:read'] })
    let reached = () => {}
    const atTheFeed = new Promise<void>((resolve) => {
      reached = resolve
    })
    let letGo = () => {}
    const revoked = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const LIVE_FEED = new Proxy(env.LIVE_FEED, {
      get: (target, property) => {
        if (property !== 'get') return Reflect.get(target, property, target).bind(target)
        return (id: DurableObjectId) => ({
          fetch: async (request: Request) => {
            reached()
            await revoked
            return target.get(id).fetch(request)
          },
        })
      },
    })
    const late = call('GET', '/api/v1/event-logs/stream', {
      key: made.key,
      headers: { upgrade: 'websocket' },
      env: { ...env, LIVE_FEED },
    })
    await atTheFeed
    expect((await call('POST', `/api/v1/api-keys/${made.id}/revoke`, house)).status).toBe(200)
    letGo()
    expect((await late).status).toBe(401)
  })

  it('is opened by nobody without the permission, from another page, or without a WebSocket', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house, { scopes: ['users:read'] })
    const cookie = await signIn(house)
    const answers = await Promise.all([
      open({}),
      open({ key }),
      open({ cookie }, '', { origin: 'https://elsewhere.example' }),
      open({ key: house.key }, '?range=7d'),
      open({ key: house.key }, '?status=999'),
      call('GET', '/api/v1/event-logs/stream', { key: house.key }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403, 422, 422, 400])
    for (const one of answers) expect(one.headers.get('content-type')).toBe('application/problem+json')
    expect((await open({ cookie }, '', { origin: ORIGIN })).status).toBe(101)
  })

  it('is asked for by the consumer only where somebody watches', async () => {
    const [watched, not] = await Promise.all([newTestOrg(), newTestOrg()])
    await listen({ key: watched.key })
    const asked: string[] = []
    const LIVE_FEED = new Proxy(env.LIVE_FEED, {
      get: (target, property) => {
        if (property !== 'idFromName') return Reflect.get(target, property, target).bind(target)
        return (name: string) => {
          asked.push(name)
          return target.idFromName(name)
        }
      },
    })
    const body: LogMessage = {
      id: crypto.randomUUID(),
      entries: [logEntry(watched.organizationId), logEntry(not.organizationId)],
      counters: [],
    }
    const batch = createMessageBatch('request-logs', [{ id: body.id, timestamp: new Date(), attempts: 1, body }])
    await worker.queue(batch, { ...env, LIVE_FEED }, createExecutionContext())
    expect(asked).toEqual([watched.organizationId])
  })

  it('warns of a limit that real calls come near', async () => {
    const house = await newTestOrg()
    const { id, key } = await createKey(house, { name: 'Nearly out', rateLimit: { perMinute: 10 } })
    const listener = await listen({ key: house.key })
    for (let n = 0; n < 9; n++) await call('GET', '/api/v1/me', { key })
    await settled()
    const warnings = () => listener.messages.filter((one) => one.kind === 'limit')
    await soon(() => warnings().at(-1)).toEqual({
      kind: 'limit',
      keyId: id,
      keyName: 'Nearly out',
      window: 'minute',
      limit: 10,
      remaining: 1,
    })
  })

  it('has room for 500 listeners', async () => {
    const house: TestOrg = await newTestOrg()
    const listeners = await Promise.all(Array.from({ length: 500 }, () => listen({ key: house.key })))
    await logged(logEntry(house.organizationId))
    await soon(() => listeners.filter((one) => one.entries().length === 1).length).toBe(500)
    const connections = () =>
      listeners[0]?.messages.flatMap((one) => (one.kind === 'state' ? [one.connections] : [])).at(-1)
    await soon(connections).toBe(500)
  })
})
