import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from '../../contract/common.ts'
import type { LogEntry } from '../../contract/event-logs.ts'
import type { GatewayRoute } from '../../contract/gateway.ts'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { exchangeRaw, rawHead, statusesIn } from '../support/raw-http.ts'
import { until } from '../support/until.ts'
import { Upstream } from '../support/upstream.ts'

/*
 * The gateway from outside: the built Worker and real sockets on both sides.
 */

const MB = 1024 * 1024
/** How much more memory the runtime may use while 100 MB pass in each direction, MB. */
const MOST_GROWTH_MB = 64
/** Between two events, longer than the idle timeout. `npm run test:external -- gateway` makes it much longer. */
const PAUSE_MS = Number(process.env.GATEHOUSE_STREAM_PAUSE_MS ?? 2500)
/** The longest wait of routes whose upstream fails, and of those that are given time. */
const HASTY = { timeoutSeconds: 2, idleTimeoutSeconds: 2 }
const PATIENT = { timeoutSeconds: 60, idleTimeoutSeconds: 60 }

let instance: Instance
/** Behind all routes but one; and behind the route `forum/admin`. */
let upstream: Upstream
let inner: Upstream
let port = 0
/** A key that may call all routes but `forum/admin`. */
let key = ''

beforeAll(async () => {
  upstream = await Upstream.start()
  inner = await Upstream.start()
  instance = await startInstance()
  port = Number(new URL(instance.url).port)
  const created = await callApi<{ key: string }>(instance, 'POST', '/api-keys', {
    name: 'Caller',
    scopes: ['forum:read'],
    rateLimit: {},
  })
  key = created.key
})

afterAll(async () => {
  await instance?.stop()
  await Promise.all([upstream?.stop(), inner?.stop()])
})

const unique = () => randomBytes(4).toString('hex')

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${instance.url}/gateway/${path}`, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
  })

/** A new route with a circuit of its own, which failures of other tests do not open. */
async function newRoute(settings: object = HASTY): Promise<{ id: string; prefix: string }> {
  const prefix = `route-${unique()}`
  const { id } = await callApi<GatewayRoute>(instance, 'POST', '/gateway-routes', {
    name: 'Forum',
    prefix,
    upstream: upstream.url,
    scopes: ['forum:read'],
    ...settings,
  })
  // Each isolate keeps the routes that it has read for up to two seconds.
  await until(async () => (await call(`${prefix}/ready`, { method: 'HEAD' })).status !== 404)
  return { id, prefix }
}

/** The log entry of the call whose path contains a text. */
const entryOf = (text: string): Promise<LogEntry> =>
  until(async () => {
    const { data } = await callApi<Page<LogEntry>>(instance, 'GET', `/event-logs?type=gateway&path=${text}`)
    return data[0]
  })

// First, because a runtime that has grown before would hide what this needs.
describe('long and large', () => {
  it(`100 MB up and 100 MB down take less than ${MOST_GROWTH_MB} MB of memory`, async () => {
    const { prefix } = await newRoute(PATIENT)
    const id = unique()
    const before = instance.residentMb()
    expect(before).toBeGreaterThan(10)
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, instance.residentMb())
    }, 50)
    try {
      const down = await call(`${prefix}/do/big/100`)
      expect(down.headers.get('content-length')).toBe(String(100 * MB))
      let got = 0
      for await (const part of down.body ?? []) got += part.length
      expect(got).toBe(100 * MB)

      const chunk = new Uint8Array(MB)
      let sent = 0
      const body = new ReadableStream({
        pull(controller) {
          if (sent++ < 100) controller.enqueue(chunk)
          else controller.close()
        },
      })
      const up = await call(`${prefix}/up/${id}`, { method: 'POST', body, duplex: 'half' } as RequestInit)
      expect(((await up.json()) as { bytes: number }).bytes).toBe(100 * MB)
    } finally {
      clearInterval(watch)
    }
    expect(most - before).toBeLessThan(MOST_GROWTH_MB)
  })

  it('a WebSocket and an event stream that pause for longer than the idle timeout go on', async () => {
    const { prefix } = await newRoute()
    const socket = new WebSocket(`${instance.url.replace('http', 'ws')}/gateway/${prefix}/do/socket`, {
      headers: { authorization: `Bearer ${key}` },
    } as never)
    const messages: string[] = []
    socket.addEventListener('message', ({ data }) => messages.push(String(data)))
    await until(() => messages.length === 1)
    const headers = JSON.parse(messages[0] ?? '{}')
    expect(headers['x-gatehouse-organization']).toMatch(/^org_/)
    expect(headers.authorization).toBeUndefined()

    const events = await call(`${prefix}/do/events/${PAUSE_MS}?count=2`)
    const arrivals: { text: string; at: number }[] = []
    for await (const part of events.body ?? []) {
      arrivals.push({ text: new TextDecoder().decode(part), at: performance.now() })
    }
    expect(arrivals.map(({ text }) => text)).toEqual(['data: 0\n\n', 'data: 1\n\n'])
    // Each arrived when it was sent, not both at the end.
    expect((arrivals[1]?.at ?? 0) - (arrivals[0]?.at ?? 0)).toBeGreaterThan(PAUSE_MS / 2)

    // It was silent all the time.
    socket.send('hello')
    await until(() => messages.at(-1) === 'echo hello')
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
    socket.close()
    await closed
  })
})

describe.concurrent('an upstream that misbehaves', () => {
  it.each([
    ['reset', 502, 'upstream_unreachable'],
    ['garbage', 502, 'upstream_unreachable'],
    ['never', 504, 'upstream_timed_out'],
    ['slow/10000', 504, 'upstream_timed_out'],
    ['headers', 504, 'upstream_timed_out'],
  ])('is a clear problem: %s is %i %s', async (how, status, code) => {
    const { prefix } = await newRoute()
    const id = unique()
    const answer = await call(`${prefix}/do/${how}/${id}`, { method: 'POST' })
    const problem = (await answer.json()) as { code: string; detail: string; requestId: string }
    expect([answer.status, problem.code]).toEqual([status, code])
    expect(problem.detail).toContain('"Forum"')
    expect(problem.detail).not.toContain('127.0.0.1')
    expect(await entryOf(id)).toMatchObject({ status, outcome: code, requestId: problem.requestId })
    expect(upstream.reached(id).length).toBe(1)
  })

  it('is a clear problem: down is 502 upstream_unreachable', async () => {
    const { prefix } = await newRoute({ ...HASTY, upstream: 'http://127.0.0.1:9' })
    const answer = await call(`${prefix}/x`)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([502, 'upstream_unreachable'])
  })

  it.each(['die', 'short', 'short-long', 'hang'])('breaks the stream, and is logged: %s', async (how) => {
    const { prefix } = await newRoute()
    const id = unique()
    const answer = await call(`${prefix}/do/${how}/${id}`)
    expect(answer.status).toBe(200)
    await expect(answer.arrayBuffer()).rejects.toThrow()
    expect(await entryOf(id)).toMatchObject({ status: 200, outcome: 'upstream_broke_off' })
  })

  it('is cut where it promised to end', async () => {
    const { prefix } = await newRoute()
    expect(await (await call(`${prefix}/do/long`)).text()).toBe('abc')
    expect(await (await call(`${prefix}/after`)).json()).toMatchObject({ url: '/after' })
  })

  it('gets its redirect to a private address passed on, not followed', async () => {
    const { prefix } = await newRoute()
    const id = unique()
    for (const to of ['http://169.254.169.254/latest', `${inner.url}/${id}`]) {
      const answer = await call(`${prefix}/do/redirect?to=${encodeURIComponent(to)}`)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, to])
    }
    expect(inner.reached(id)).toEqual([])
  })

  it('opens its circuit after a burst of 502, and closes it when it answers; another route does not notice', async () => {
    const [bad, good] = await Promise.all([newRoute(), newRoute()])
    const id = unique()
    const circuit = async () => (await callApi<GatewayRoute>(instance, 'GET', `/gateway-routes/${bad.id}`)).circuit
    for (let n = 0; n < 5; n++)
      expect((await call(`${bad.prefix}/do/status/502/${id}`, { method: 'POST' })).status).toBe(502)
    const refused = await until(async () => {
      const answer = await call(`${bad.prefix}/x/${id}-open`)
      return answer.status === 503 && answer
    })
    expect(((await refused.json()) as { code: string }).code).toBe('circuit_open')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(await circuit()).toBe('open')
    const before = upstream.reached(id).length
    const [closed, open] = [await call(`${good.prefix}/x/${id}-good`), await call(`${bad.prefix}/x/${id}`)]
    expect([closed.status, open.status]).toEqual([200, 503])
    // Only the call to the other route has arrived.
    expect(upstream.reached(id).length).toBe(before + 1)
    await until(async () => {
      expect((await call(`${good.prefix}/x`)).status).toBe(200)
      return (await call(`${bad.prefix}/x`)).status === 200
    })
    expect((await call(`${bad.prefix}/x`)).status).toBe(200)
    await until(async () => (await circuit()) === 'closed')
  })
})

describe.concurrent('a caller who leaves', () => {
  it.each([
    ['between events', 'events/50'],
    ['in the middle of a download', 'big/100'],
  ])('%s ends the request to the upstream', async (_, how) => {
    const { prefix } = await newRoute(PATIENT)
    const id = unique()
    const controller = new AbortController()
    const answer = call(`${prefix}/do/${how}/${id}`, { signal: controller.signal })
    await (await answer).body?.getReader().read()
    controller.abort()
    await until(() => upstream.reached(id)[0]?.aborted)
    expect((await entryOf(id)).outcome).toBe('client_left')
  })

  /** The local runtime does not tell the Worker that a caller has left before anything was written to it. */
  it('before the headers ends the request to the upstream, with the timeout of the route at the latest', async () => {
    const { prefix } = await newRoute()
    const id = unique()
    const controller = new AbortController()
    const answer = call(`${prefix}/do/never/${id}`, { method: 'POST', signal: controller.signal })
    answer.catch(() => undefined)
    await until(() => upstream.reached(id).length > 0)
    controller.abort()
    await until(() => upstream.reached(id)[0]?.aborted)
    expect(['client_left', 'upstream_timed_out']).toContain((await entryOf(id)).outcome)
  })
})

describe.concurrent('bytes that no client library would send', () => {
  beforeAll(async () => {
    const settings = { scopes: ['forum:read'], ...HASTY }
    await callApi(instance, 'POST', '/gateway-routes', {
      name: 'A',
      prefix: 'forum',
      upstream: upstream.url,
      ...settings,
    })
    const admin = { name: 'B', prefix: 'forum/admin', upstream: inner.url, ...settings, scopes: ['forum:admin'] }
    await callApi(instance, 'POST', '/gateway-routes', admin)
    await until(async () => (await call('forum/admin/x')).status === 403)
  })

  const head = (line: string, ...more: string[]) =>
    rawHead(line, `Host: localhost:${port}`, `Authorization: Bearer ${key}`, 'Connection: close', ...more)
  const bytesOf = (line: string) => (id: string) => head(`${line.replace('ID', id)} HTTP/1.1`)
  /** A second request, hidden in the first one. */
  const hidden = (id: string) =>
    rawHead(
      `POST /gateway/forum/hidden-${id} HTTP/1.1`,
      `Host: localhost:${port}`,
      `Authorization: Bearer ${key}`,
      'Content-Length: 0',
    )

  /** Ways to `forum/admin`, which the key must not call. 403: that route was found, and decides. */
  it.each([
    ['GET /gateway/forum/admin/ID', 403],
    ['GET /gateway/forum/../forum/admin/ID', 403],
    ['GET /gateway/forum/x/../admin/ID', 403],
    ['GET /gateway/forum/x/%2e%2e/admin/ID', 403],
    ['GET /gateway/forum/x/.%2E/admin/ID', 403],
    ['GET /gateway/forum/./admin/ID', 403],
    ['GET /gateway/forum/%61dmin/ID', 403],
    ['GET /gateway/forum/admin;x=1/ID', 403],
    ['GET /gateway/forum;x=1/admin/ID', 403],
    ['GET /gateway/forum//admin/ID', 403],
    ['GET /gateway//forum/admin/ID', 403],
    ['GET /gateway/forum/\\admin/ID', 403],
    ['GET /gateway/forum\\admin/ID', 403],
    ['GET http://evil.example/gateway/forum/admin/ID', 403],
    ['GET /gateway/forum/%2e%2e/admin/ID', 404],
    ['GET /gateway/forum/../admin/ID', 404],
    ['GET /gateway/forum/x/..%2fadmin/ID', 400],
    ['GET /gateway/forum/x/..%5cadmin/ID', 400],
    ['GET /gateway/forum/x/%252e%252e/admin/ID', 400],
    ['GET /gateway/forum/x/..;/admin/ID', 400],
    ['GET /gateway/forum/;/admin/ID', 400],
    ['GET /gateway/forum%2fadmin/ID', 400],
    ['GET /gateway/forum%252fadmin/ID', 400],
    ['GET /gateway/forum/%2fadmin/ID', 400],
    ['GET /gateway/forum/%5cadmin/ID', 400],
    ['GET /gateway/forum/a%00/ID', 400],
    // A server that ignores case reads it as the path of the stricter route.
    ['GET /gateway/forum/ADMIN/ID', 400],
    ['GET /gateway/forumadmin/ID', 404],
    ['GET /gateway/FORUM/admin/ID', 404],
    // The page of the dashboard.
    ['GET /gatewayforum/admin/ID', 200],
  ])('%s is %i, and reaches no upstream', async (line, status) => {
    const id = unique()
    expect(statusesIn(await exchangeRaw(port, bytesOf(line)(id)))).toEqual([status])
    expect([...upstream.reached(id), ...inner.reached(id)]).toEqual([])
  })

  /** These are calls to `forum`, and may succeed: they are forwarded as they were sent, below the path of its own upstream. */
  it.each([
    ['GET /gateway/forum/administrator/ID', '/administrator/ID'],
    ['GET /gateway/forum/x/admin/ID', '/x/admin/ID'],
    ['GET /gateway/%66orum/ID', '/ID'],
    ['GET /gateway/forum//evil.example/ID', '//evil.example/ID'],
    ['GET /gateway/forum/http://169.254.169.254/ID', '/http://169.254.169.254/ID'],
    ['GET /gateway/forum/@evil.example/ID', '/@evil.example/ID'],
    ['GET /gateway/forum/a%0d%0aX-Evil:%201/ID', '/a%0d%0aX-Evil:%201/ID'],
    ['GET http://evil.example/gateway/forum/ID', '/ID'],
  ])('%s reaches its own upstream alone, as %s', async (line, url) => {
    const id = unique()
    expect(statusesIn(await exchangeRaw(port, bytesOf(line)(id)))).toEqual([200])
    expect(upstream.reached(id).map((one) => one.url)).toEqual([url.replace('ID', id)])
    expect(upstream.reached(id)[0]?.headers['x-evil']).toBeUndefined()
    expect(upstream.reached(id)[0]?.headers['x-forwarded-host']).toBe(`localhost:${port}`)
    expect(inner.reached(id)).toEqual([])
  })

  const POST = (id: string) => `POST /gateway/forum/${id} HTTP/1.1`
  /** The runtime refuses these before the Worker sees them. Of two hosts it says 500, in front of the Worker. */
  it.each<[string, (id: string) => string]>([
    ['two hosts', (id) => head(`GET /gateway/forum/${id} HTTP/1.1`, 'Host: evil.example')],
    ['no host', (id) => rawHead(`GET /gateway/forum/${id} HTTP/1.1`, `Authorization: Bearer ${key}`)],
    ['a folded header', (id) => head(`GET /gateway/forum/${id} HTTP/1.1`, 'X-A: b', ' folded: c')],
    ['two lengths', (id) => `${head(POST(id), 'Content-Length: 5', 'Content-Length: 6')}hello!`],
    ['a length with a sign', (id) => `${head(POST(id), 'Content-Length: +5')}hello`],
    [
      'an unknown encoding',
      (id) => `${head(POST(id), 'Content-Length: 5', 'Transfer-Encoding: xchunked')}0\r\n\r\n${hidden(id)}`,
    ],
    ['two encodings', (id) => `${head(POST(id), 'Transfer-Encoding: chunked, identity')}0\r\n\r\n${hidden(id)}`],
    [
      'a blank before the colon',
      (id) => `${head(POST(id), 'Content-Length: 5', 'Transfer-Encoding : chunked')}0\r\n\r\n${hidden(id)}`,
    ],
  ])('%s: nothing is forwarded', async (_, bytes) => {
    const id = unique()
    const statuses = statusesIn(await exchangeRaw(port, bytes(id)))
    expect(statuses.filter((status) => status < 400)).toEqual([])
    expect(upstream.reached(id)).toEqual([])
  })

  it.each<[string, (id: string) => string]>([
    [
      'a length and chunks',
      (id) => `${head(POST(id), 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n${hidden(id)}`,
    ],
    [
      'a body of GET',
      (id) => head(`GET /gateway/forum/${id} HTTP/1.1`, `Content-Length: ${hidden(id).length}`) + hidden(id),
    ],
  ])('%s: one request is forwarded, with one way to tell its length', async (_, bytes) => {
    const id = unique()
    expect(statusesIn(await exchangeRaw(port, bytes(id)))).toEqual([200])
    const [only, ...others] = upstream.reached(id)
    expect([only?.url, only?.bytes, others]).toEqual([`/${id}`, 0, []])
    expect(only?.headers['content-length'] === undefined || only.headers['transfer-encoding'] === undefined).toBe(true)
  })

  it('none of the headers that upstreams trust gets through', async () => {
    const sent = {
      'X-Forwarded-For': '1.2.3.4',
      X_Forwarded_For: '1.2.3.4',
      Forwarded: 'for=1.2.3.4',
      'X-Real-IP': '1.2.3.4',
      Via: '1.1 evil',
      'CF-Ray': 'x',
      'X-Gatehouse-Key-Id': 'key_evil',
      X_Gatehouse_Key_Id: 'key_evil',
      'X-Gatehouse-Owner': 'evil',
      'X-Original-URL': '/admin',
      'X-Rewrite-URL': '/admin',
      TE: 'trailers',
      Trailer: 'x',
      'Proxy-Authorization': 'x',
    }
    const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`)
    const bytes = head('GET /gateway/forum/headers HTTP/1.1', ...lines)
    const [, body = ''] = (await exchangeRaw(port, bytes)).split('\r\n\r\n')
    const { headers } = JSON.parse(body) as { headers: Record<string, string> }
    for (const [name, value] of Object.entries(sent)) {
      expect([name, headers[name.toLowerCase()] ?? '']).not.toEqual([name, value])
    }
    expect(JSON.stringify(headers)).not.toMatch(/evil|1\.2\.3\.4/)
    expect(headers['x-forwarded-host']).toBe(`localhost:${port}`)
    expect(headers['x-forwarded-prefix']).toBe('/gateway/forum')
    expect(headers.authorization).toBeUndefined()
  })
})
