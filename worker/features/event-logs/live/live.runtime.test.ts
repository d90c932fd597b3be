import { createExecutionContext, createMessageBatch, evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { STREAM_PER_SECOND } from '../../../../contract/live.data.ts'
import { StreamMessage } from '../../../../contract/live.ts'
import { call, createKey, newTestOrg, ORIGIN, settled, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { soon } from '../../../../test/support/until.ts'
import worker from '../../../index.ts'
import type { LogMessage, LogRecord } from '../../../platform/request-log/entry.ts'

/** The input of the consumer of the log's queue. */
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

const STREAM = '/api/v1/event-logs/stream'

const open = (by: { key?: string; cookie?: string }, query = '', headers: Record<string, string> = {}) =>
  call('GET', `${STREAM}${query}`, { ...by, headers: { upgrade: 'websocket', ...headers } })

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
  // The calls that opened streams are logged and sent too, at some time.
  const isOther = ({ endpoint }: LogEntry) => endpoint !== STREAM
  return {
    messages,
    pongs: () => pongs,
    entries: () => batches().flatMap((one) => one.entries.filter(isOther)),
    skipped: () => batches().reduce((sum, one) => sum + one.skipped, 0),
    closed,
    socket: webSocket,
  }
}

describe('the live stream', () => {
  it('sends new entries, with the names of keys, to a key and to a session', async () => {
    const org = await newTestOrg()
    const byKey = await listen({ key: org.key })
    const bySession = await listen({ cookie: await signIn(org) })
    const endpoint = '/watched'
    await logged(
      logEntry(org.organizationId, { keyId: org.keyId, endpoint }),
      logEntry(org.organizationId, { endpoint }),
    )
    const watched = (one: Listener) => one.entries().filter((entry) => entry.endpoint === endpoint)
    for (const one of [byKey, bySession]) {
      await soon(() => watched(one).map(({ keyName }) => keyName)).toEqual(['Everything', null])
      await soon(() => one.messages.some((message) => message.kind === 'state' && message.connections === 2)).toBe(true)
    }
    const [first] = watched(byKey)
    const read = await call('GET', `/api/v1/event-logs/${first?.id}`, org)
    expect(await read.json()).toEqual(first)
  })

  it('shows nothing of another organization', async () => {
    const [mine, other] = await Promise.all([newTestOrg(), newTestOrg()])
    const one = await listen({ key: mine.key })
    const two = await listen({ key: other.key })
    const foreignListener = await listen({ key: mine.key }, `?keyId=${other.keyId}`)
    await logged(
      logEntry(other.organizationId, { endpoint: '/theirs', keyId: other.keyId }),
      logEntry(mine.organizationId, { endpoint: '/ours' }),
    )
    const seen = (it: Listener) => it.entries().map(({ endpoint }) => endpoint)
    await soon(() => seen(two)).toEqual(['/theirs'])
    await soon(() => seen(one)).toEqual(['/ours'])
    expect(foreignListener.entries()).toEqual([])
  })

  it.each<[string, Partial<LogRecord>, Partial<LogRecord>]>([
    ['?type=auth', { type: 'auth' }, {}],
    ['?status=4xx', { status: 404 }, { status: 500 }],
    ['?status=success', { status: 302 }, { status: 400 }],
    ['?status=failed', { status: 400 }, { status: 302 }],
    ['?status=refused', { status: 403 }, { status: 404 }],
    ['?status=201', { status: 201 }, { status: 200 }],
    ['?method=POST', { method: 'POST' }, {}],
    ['?path=RECORDS', { endpoint: '/api/v1/records/x' }, {}],
    ['?ip=2001:db8::1', { ip: '2001:db8::1' }, { ip: null }],
    ['?environment=test', { environment: 'test' }, { environment: null }],
  ])('of %s shows those entries alone', async (query, wanted, unwanted) => {
    const org = await newTestOrg()
    const listener = await listen({ key: org.key }, query)
    const first = logEntry(org.organizationId, wanted)
    await logged(logEntry(org.organizationId, unwanted), first)
    await soon(() => listener.entries().map(({ id }) => id)).toEqual([first.id])
  })

  it('continues after its object lost its memory', async () => {
    const org = await newTestOrg()
    const listener = await listen({ key: org.key }, '?status=4xx')
    await evictDurableObject(env.LIVE_FEED.get(env.LIVE_FEED.idFromName(org.organizationId)))
    await logged(logEntry(org.organizationId), logEntry(org.organizationId, { status: 404 }))
    await soon(() => listener.entries().map(({ status }) => status)).toEqual([404])
    listener.socket.send('ping')
    await soon(() => listener.pongs()).toBe(1)
  })

  it('shows the newest hundred entries a second, and says how many it omitted', async () => {
    const org = await newTestOrg()
    // The path excludes the call that opens the stream: it would count as one of the hundred.
    const listener = await listen({ key: org.key }, '?path=/n/')
    const entries = Array.from({ length: 350 }, (_, n) => logEntry(org.organizationId, { endpoint: `/n/${n}` }))
    await logged(...entries)
    await soon(() => listener.skipped()).toBe(250)
    expect(listener.entries()).toHaveLength(STREAM_PER_SECOND)
    expect(listener.entries().at(-1)?.endpoint).toBe('/n/349')
  })

  it('warns when a key is near a limit', async () => {
    const org = await newTestOrg()
    const listener = await listen({ key: org.key })
    const near = { window: 'minute', limit: 100, remaining: 7 } as const
    await logged(
      logEntry(org.organizationId, { keyId: org.keyId, near }),
      logEntry(org.organizationId, { keyId: org.keyId, near: { ...near, remaining: 6 } }),
      logEntry(org.organizationId, { keyId: org.keyId }),
    )
    await soon(() => listener.messages.filter(({ kind }) => kind === 'limit')).toEqual([
      { kind: 'limit', keyId: org.keyId, keyName: 'Everything', ...near, remaining: 6 },
    ])
  })

  it('ends when its key is revoked, loses the scope, or is deleted, and other streams continue', async () => {
    const org = await newTestOrg()
    const stays = await listen({ key: org.key }, '?path=/after')
    for (const end of ['revoke', 'scopes', 'delete']) {
      const made = await createKey(org, { scopes: ['logs:read'] })
      const listener = await listen({ key: made.key })
      const path = `/api/v1/api-keys/${made.id}`
      if (end === 'revoke') await call('POST', `${path}/revoke`, org)
      if (end === 'scopes') await call('PATCH', path, { ...org, body: { scopes: ['users:read'] } })
      if (end === 'delete') await call('DELETE', path, org)
      expect(await listener.closed, end).toBe(4401)
    }
    await logged(logEntry(org.organizationId, { endpoint: '/after' }))
    await soon(() => stays.entries().length).toBe(1)
  })

  it('ends when its person signs out', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const listener = await listen({ cookie })
    await call('POST', '/api/auth/sign-out', { cookie })
    expect(await listener.closed).toBe(4401)
  })

  it('ends when its key or the grace period of its old secret ends', async () => {
    const org = await newTestOrg()
    // Enough for a slow machine to open the streams.
    const soonMs = 8000
    const expiring = await createKey(org, {
      scopes: ['logs:read'],
      expiresAt: new Date(Date.now() + soonMs).toISOString(),
    })
    const rotated = await createKey(org, { scopes: ['logs:read'] })
    await call('POST', `/api/v1/api-keys/${rotated.id}/regenerate`, { ...org, body: { graceSeconds: 60 } })
    await env.DB.prepare('UPDATE api_keys SET grace_until = ? WHERE id = ?')
      .bind(Date.now() + soonMs, rotated.id)
      .run()
    const listeners = await Promise.all([
      listen({ key: expiring.key }),
      listen({ key: rotated.key }),
      listen({ key: org.key }),
    ])
    const feed = env.LIVE_FEED.get(env.LIVE_FEED.idFromName(org.organizationId))
    // The regular alarm would be a minute after the first stream opened.
    expect(await runInDurableObject(feed, (_, state) => state.storage.getAlarm())).toBe(
      Date.parse(expiring.expiresAt ?? ''),
    )
    expect(await Promise.all(listeners.slice(0, 2).map((one) => one.closed))).toEqual([4401, 4401])
    await logged(logEntry(org.organizationId, { endpoint: '/after' }))
    const after = (one: Listener) => one.entries().filter(({ endpoint }) => endpoint === '/after').length
    await soon(() => listeners.map(after)).toEqual([0, 0, 1])
    expect((await open({ key: expiring.key })).status).toBe(401)
  })

  it('is not opened by a call that was admitted before its key was revoked', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { scopes: ['logs:read'] })
    let reached = () => {}
    const reachedFeed = new Promise<void>((resolve) => {
      reached = resolve
    })
    let release = () => {}
    const revoked = new Promise<void>((resolve) => {
      release = resolve
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
    await reachedFeed
    expect((await call('POST', `/api/v1/api-keys/${made.id}/revoke`, org)).status).toBe(200)
    release()
    expect((await late).status).toBe(401)
  })

  it('is not opened without the scope, from another site, or without a WebSocket', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { scopes: ['users:read'] })
    const cookie = await signIn(org)
    const answers = await Promise.all([
      open({}),
      open({ key }),
      open({ cookie }, '', { origin: 'https://elsewhere.example' }),
      open({ key: org.key }, '?range=7d'),
      open({ key: org.key }, '?status=999'),
      call('GET', '/api/v1/event-logs/stream', { key: org.key }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403, 422, 422, 400])
    for (const one of answers) expect(one.headers.get('content-type')).toBe('application/problem+json')
    expect((await open({ cookie }, '', { origin: ORIGIN })).status).toBe(101)
  })

  it('is called by the consumer only if there are listeners', async () => {
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

  it('warns when real calls are near a limit', async () => {
    const org = await newTestOrg()
    const { id, key } = await createKey(org, { name: 'Nearly out', rateLimit: { perMinute: 10 } })
    const listener = await listen({ key: org.key })
    const warnings = () => listener.messages.filter((one) => one.kind === 'limit')
    const warning = { kind: 'limit', keyId: id, keyName: 'Nearly out', window: 'minute', limit: 10 }
    for (let n = 0; n < 8; n++) await call('GET', '/api/v1/me', { key })
    await settled()
    await soon(() => warnings()).toEqual([{ ...warning, remaining: 2 }])
    for (let n = 0; n < 3; n++) await call('GET', '/api/v1/me', { key })
    await settled()
    await soon(() => warnings().at(-1)).toEqual({ ...warning, remaining: 0 })
  })

  it('without entries gets limits and alerts alone, and does not count as a connection', async () => {
    const org = await newTestOrg()
    const quiet = await listen({ key: org.key }, '?entries=false')
    const watching = await listen({ key: org.key })
    const connections = () => watching.messages.flatMap((one) => (one.kind === 'state' ? [one.connections] : [])).at(-1)
    await soon(connections).toBe(1)
    await logged(
      logEntry(org.organizationId),
      logEntry(org.organizationId, { keyId: org.keyId, near: { window: 'hour', limit: 5, remaining: 0 } }),
    )
    await env.LIVE_FEED.get(env.LIVE_FEED.idFromName(org.organizationId)).pushAlerts(['live'])
    await soon(() => quiet.messages.map(({ kind }) => kind)).toEqual(['limit', 'alerts'])
    expect(watching.entries()).toHaveLength(2)
    expect(connections()).toBe(1)
    watching.socket.close()
    await soon(async () => {
      await logged(logEntry(org.organizationId, { keyId: org.keyId, near: { window: 'day', limit: 5, remaining: 1 } }))
      return quiet.messages.at(-1)
    }).toMatchObject({ kind: 'limit', window: 'day', keyName: 'Everything' })
    expect(new Set(quiet.messages.map(({ kind }) => kind))).toEqual(new Set(['limit', 'alerts']))
  })

  it('does not count a listener whose pings have stopped, and closes it', async () => {
    const org = await newTestOrg()
    const both = await Promise.all([listen({ key: org.key }), listen({ key: org.key })])
    for (const { socket } of both) socket.send('ping')
    await soon(() => both.map(({ pongs }) => pongs())).toEqual([1, 1])
    const ended: Listener[] = []
    for (const one of both) void one.closed.then((code) => code === 4408 && ended.push(one))
    const feed = env.LIVE_FEED.get(env.LIVE_FEED.idFromName(org.organizationId))
    await runInDurableObject(feed, async (object, state) => {
      // The clock of the runtime cannot be set: the ping of one of them becomes older instead.
      const pingedAt = state.getWebSocketAutoResponseTimestamp.bind(state)
      const [silent] = state.getWebSockets()
      vi.spyOn(state, 'getWebSocketAutoResponseTimestamp').mockImplementation((socket) =>
        socket === silent ? new Date(Date.now() - 81_000) : pingedAt(socket),
      )
      await object.alarm()
    })
    await soon(() => ended.length).toBe(1)
    const counts = both
      .filter((one) => !ended.includes(one))
      .map(({ messages }) => messages.flatMap((one) => (one.kind === 'state' ? [one.connections] : [])).at(-1))
    expect(counts).toEqual([1])
  })

  it('supports 500 listeners', async () => {
    const org: TestOrg = await newTestOrg()
    const listeners = await Promise.all(Array.from({ length: 500 }, () => listen({ key: org.key })))
    await logged(logEntry(org.organizationId))
    await soon(() => listeners.filter((one) => one.entries().length === 1).length).toBe(500)
    const connections = () =>
      listeners[0]?.messages.flatMap((one) => (one.kind === 'state' ? [one.connections] : [])).at(-1)
    await soon(connections).toBe(500)
  })
})
