import { env } from 'cloudflare:workers'
import { describe, expect, inject, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { type Echo, newRoute, reached } from '../../../../test/support/gateway.ts'
import { call, createKey, json, newTestOrg, ORIGIN, settled, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { ENCODED_TEXT } from '../../../../test/support/upstream-texts.ts'

/** An organization with a route `forum` to the upstream of the tests. */
async function withRoute(settings: Parameters<typeof newRoute>[1] = {}) {
  const org = await newTestOrg()
  const routeId = await newRoute(org, settings)
  return { ...org, routeId }
}

const entriesOf = async (org: TestOrg, count: number): Promise<LogEntry[]> => {
  await settled()
  return until(async () => {
    const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?type=gateway', { key: org.key })
    return data.length >= count && data
  })
}

const unique = () => crypto.randomUUID().slice(0, 8)

describe('pitfall 28: the host of the upstream', () => {
  it.each([
    '//evil.com/x',
    '/\\evil.com/x',
    '/http://169.254.169.254/x',
    '//user@evil.com/x',
    '/@evil.com/x',
    '/:80@evil.com/x',
  ])('stays the same for the path %s', async (rest) => {
    const { key } = await withRoute()
    const answer = await call('GET', `/gateway/forum${rest}`, { key })
    expect(answer.status).toBe(200)
    const { headers, url } = await answer.json<Echo>()
    expect(headers.host).toBe(new URL(inject('upstream')).host)
    expect(url.startsWith('/')).toBe(true)
  })
})

describe('pitfall 29: the bytes of the path and of the query', () => {
  it('are forwarded as they were sent', async () => {
    const { key } = await withRoute()
    for (const rest of [
      '/p/a%7Cb%2Fc%3Cd%3E',
      '/%E2%82%AC/%2B+%20',
      '/a;b=c/d',
      '/x?a=%7C&b=%zz&c=+&a=2',
      '/?',
      '/x?&&',
    ]) {
      const answer = await call('GET', `/gateway/forum${rest}`, { key })
      expect((await answer.json<Echo>()).url).toBe(rest)
    }
  })

  it('keep the query but for our credential', async () => {
    const org = await withRoute()
    await call('PATCH', '/api/v1/organization', { key: org.key, body: { keysInQuery: true } })
    const { key } = await createKey(org, { scopes: ['users:read'] })
    const answer = await call('GET', `/gateway/forum/x?a=%7C&api_key=${key}&b=%zz+`, {})
    expect((await answer.json<Echo>()).url).toBe('/x?a=%7C&b=%zz+')
  })
})

describe('pitfall 30: an encoded body', () => {
  it.each(['gzip', 'br', 'zstd'])('arrives as the upstream sent it: %s', async (encoding) => {
    const { key } = await withRoute()
    const answer = await call('GET', `/gateway/forum/do/${encoding}`, {
      key,
      headers: { 'accept-encoding': 'gzip, br, zstd' },
    })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const { gunzipSync, brotliDecompressSync, zstdDecompressSync } = await import('node:zlib')
    const decode = { gzip: gunzipSync, br: brotliDecompressSync, zstd: zstdDecompressSync }[encoding]
    // In the runtime, a body whose encoding it knows may be decoded already when a test reads it.
    const text = new TextDecoder().decode(bytes)
    expect(text === ENCODED_TEXT ? text : decode?.(bytes).toString()).toBe(ENCODED_TEXT)
  })
})

describe('pitfall 31: an answer without a body', () => {
  it.each([204, 205, 304])('keeps its status %i', async (status) => {
    const { key } = await withRoute()
    const answer = await call('GET', `/gateway/forum/do/status/${status}`, { key })
    expect([answer.status, answer.body]).toEqual([status, null])
    expect(answer.headers.get('x-own')).toBe('upstream')
  })
})

describe('pitfall 32: HTML of an upstream', () => {
  const cookie = 'theme=dark; __Host-gatehouse.session=secret; gatehouse.session=secret2; a=b'

  it('at the origin of the dashboard has a sandbox, sets nothing, and gets no cookie', async () => {
    const { key } = await withRoute()
    const answer = await call('GET', '/gateway/forum/do/html', { key })
    expect(await answer.text()).toBe('<h1>Hello</h1>')
    expect(answer.headers.get('content-security-policy')).toBe('sandbox allow-scripts allow-same-origin, sandbox')
    for (const name of ['set-cookie', 'clear-site-data', 'service-worker-allowed', 'x-hop', 'keep-alive', 'alt-svc']) {
      expect([name, answer.headers.get(name)]).toEqual([name, null])
    }
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/)
    expect(answer.headers.get('ratelimit') ?? '').not.toContain('theirs')
    const echo = await call('GET', '/gateway/forum/x', { key, headers: { cookie } })
    expect((await echo.json<Echo>()).headers.cookie).toBeUndefined()
  })

  it('on a host of the organization keeps two cookies, and never gets our session', async () => {
    const org = await withRoute()
    const host = await ownHost(org)
    const answer = await onHost(host, '/forum/do/html', org.key)
    await answer.text()
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/'])
    const echo = await onHost(host, '/forum/x', org.key, { cookie })
    expect((await echo.json<Echo>()).headers.cookie).toBe('theme=dark; a=b')
  })
})

describe('pitfall 33: CORS', () => {
  const cors = {
    origins: ['https://app.example'],
    methods: [],
    headers: [],
    exposedHeaders: ['X-Total'],
    maxAgeSeconds: 60,
  }
  const origin = 'https://app.example'

  it('names one origin and varies by it once, whatever the upstream says', async () => {
    const { key } = await withRoute({ cors })
    const answer = await call('GET', '/gateway/forum/do/cors', { key, headers: { origin } })
    await answer.text()
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('vary')).toBe('Accept-Encoding, Origin')
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id')
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Total')
    const foreign = await call('GET', '/gateway/forum/do/cors', { key, headers: { origin: 'https://evil.example' } })
    await foreign.text()
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    expect(foreign.headers.get('vary')).toBe('Accept-Encoding, Origin')
  })

  it('lets a page read our 401, 403, 404, 405, 429 and 502', async () => {
    const org = await withRoute({ cors, scopes: ['users:read'], methods: ['GET'] })
    await newRoute(org, { prefix: 'down', cors, upstream: 'http://127.0.0.1:9', methods: ['GET'] })
    const { key: limited } = await createKey(org, { scopes: ['users:read'], rateLimit: { perMinute: 1 } })
    const { key: weak } = await createKey(org, { scopes: ['webhooks:read'] })
    const seen = []
    for (const [path, send, method] of [
      ['forum/x', {}, 'GET'],
      ['forum/x', { key: weak }, 'GET'],
      ['nothing', { key: org.key }, 'GET'],
      ['forum/x', { key: org.key }, 'POST'],
      ['forum/x', { key: limited }, 'GET'],
      ['forum/x', { key: limited }, 'GET'],
      ['down/x', { key: org.key }, 'GET'],
    ] as const) {
      const answer = await call(method, `/gateway/${path}`, { ...send, headers: { origin } })
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([answer.status, origin])
      seen.push(answer.status)
    }
    expect(seen).toEqual([401, 403, 404, 405, 200, 429, 502])
  })

  it('answers a preflight without charge, log or credential', async () => {
    const org = await withRoute({ cors })
    const before = (await reached('preflighted')).length
    const ask = {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,x-a',
    }
    const answer = await call('OPTIONS', '/gateway/forum/preflighted', { headers: ask })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization')
    const host = await ownHost(org)
    const own = await onHost(host, '/forum/preflighted', null, ask, 'OPTIONS')
    expect(own.headers.get('access-control-max-age')).toBe('60')
    const foreign = await onHost(
      host,
      '/forum/preflighted',
      null,
      { ...ask, origin: 'https://evil.example' },
      'OPTIONS',
    )
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    expect((await reached('preflighted')).length).toBe(before)
    await call('GET', '/gateway/forum/x', { key: org.key })
    const entries = await entriesOf(org, 1)
    expect(entries.map(({ method }) => method)).toEqual(['GET'])
  })
})

describe('pitfall 34: Location', () => {
  it('at the upstream becomes the public address, and others stay', async () => {
    const { key } = await withRoute()
    const upstream = inject('upstream')
    const cases = [
      [`${upstream}/bar/?a=1#b`, `${ORIGIN}/gateway/forum/bar/?a=1#b`],
      ['/bar/', '/gateway/forum/bar/'],
      [`//${new URL(upstream).host}/bar`, '/gateway/forum/bar'],
      ['bar/', 'bar/'],
      ['?page=2', '?page=2'],
      ['https://other.example/bar', 'https://other.example/bar'],
      ['http://169.254.169.254/', 'http://169.254.169.254/'],
    ]
    for (const [to = '', expected] of cases) {
      const answer = await call('GET', `/gateway/forum/do/redirect?to=${encodeURIComponent(to)}`, { key })
      await answer.text()
      expect([to, answer.status, answer.headers.get('location')]).toEqual([to, 302, expected])
    }
  })

  it('below the path of the upstream, for a prefix with parameters and an own host', async () => {
    const org = await newTestOrg()
    const upstream = inject('upstream')
    await newRoute(org, { prefix: 'teams/{team}', upstream: `${upstream}/do/redirect/{team}` })
    const to = encodeURIComponent('/do/redirect/a%20b/members')
    const answer = await call('GET', `/gateway/teams/a%20b/x?to=${to}`, { key: org.key })
    await answer.text()
    expect(answer.headers.get('location')).toBe('/gateway/teams/a%20b/members')
    const host = await ownHost(org)
    const own = await onHost(host, `/teams/a%20b/x?to=${to}`, org.key)
    await own.text()
    expect(own.headers.get('location')).toBe('/teams/a%20b/members')
  })
})

describe('pitfall 35: a name such as "Marić" in an identity header', () => {
  it('is percent-encoded', async () => {
    const org = await withRoute()
    const { key } = await createKey(org, { scopes: ['users:read'], ownerId: 'Marić 100% "x"', name: 'Ключ' })
    const answer = await call('GET', '/gateway/forum/x', { key })
    const { headers } = await answer.json<Echo>()
    expect(headers['x-gatehouse-owner']).toBe('Mari%C4%87%20100%25%20"x"')
    expect(decodeURIComponent(headers['x-gatehouse-owner'] ?? '')).toBe('Marić 100% "x"')
  })
})

describe('pitfall 36: the breaker', () => {
  it('stays closed after 50 answers of 400, opens after failures, and tells the caller when to try again', async () => {
    const org = await withRoute()
    for (let n = 0; n < 50; n++) {
      expect((await call('GET', '/gateway/forum/do/status/400', { key: org.key })).status).toBe(400)
    }
    expect((await call('GET', '/gateway/forum/x', { key: org.key })).status).toBe(200)
    const open = await until(async () => {
      const answer = await call('POST', '/gateway/forum/do/status/502', { key: org.key })
      return answer.status === 503 && answer
    })
    expect((await open.json<Problem>()).code).toBe('circuit_open')
    expect(Number(open.headers.get('retry-after'))).toBeGreaterThan(0)
    // Another route is not affected.
    await newRoute(org, { prefix: 'other' })
    await until(async () => (await call('GET', '/gateway/other/x', { key: org.key })).status === 200)
  })

  it('counts an upstream that dies in its answer, and the log says so despite the 200', async () => {
    const org = await withRoute()
    const answer = await call('GET', '/gateway/forum/do/die', { key: org.key })
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow()
    const [entry] = await entriesOf(org, 1)
    expect(entry).toMatchObject({ status: 200, outcome: 'upstream_broke_off', reason: { upstreamStatus: 200 } })
  })
})

describe('pitfall 37: a repeated request', () => {
  it('is sent once more after a failure, with the first body canceled', async () => {
    const { key } = await withRoute()
    const id = unique()
    const calls = Array.from({ length: 20 }, (_, n) =>
      call('GET', `/gateway/forum/do/fail-first/1-503/${id}/${n}`, { key }),
    )
    const texts = await Promise.all(calls.map(async (one) => (await one).text()))
    expect(texts).toEqual(Array.from({ length: 20 }, () => 'answered'))
    expect(await reached(id)).toHaveLength(40)
    const reset = await call('GET', `/gateway/forum/do/reset-first/1/${id}-reset`, { key })
    expect(await reset.text()).toBe('answered')
  })

  it('is never a POST, and never if the route says so', async () => {
    const org = await withRoute()
    await newRoute(org, { prefix: 'once', retry: false })
    const id = unique()
    for (const [method, path] of [
      ['POST', `forum/do/fail-first/1-503/${id}`],
      ['GET', `once/do/fail-first/1-503/${id}-get`],
    ] as const) {
      const answer = await call(method, `/gateway/${path}`, { key: org.key })
      expect([answer.status, (await answer.text()).length]).toEqual([503, 300_000])
    }
    expect(await reached(id)).toHaveLength(2)
  })
})

describe('pitfall 38: the cache', () => {
  it('never answers one caller with what another one got', async () => {
    const org = await withRoute()
    const one = await createKey(org, { scopes: ['users:read'] })
    const two = await createKey(org, { scopes: ['users:read'] })
    const path = `/gateway/forum/do/cached/${unique()}`
    for (const { key, id } of [one, two, one]) {
      const answer = await call('GET', path, { key })
      expect(await answer.text()).toBe(id)
      expect(answer.headers.get('cache-control')).toBe('private, max-age=60')
    }
    const seen = await reached(path.slice('/gateway/forum'.length))
    expect(seen).toHaveLength(3)
    expect(seen.every(({ headers }) => headers['cache-control'] === 'no-cache')).toBe(true)
  })
})

/** Claims a host for an organization. */
async function ownHost({ organizationId }: TestOrg): Promise<string> {
  const host = `${unique()}.localhost`
  await env.DB.prepare('INSERT INTO gateway_hosts (host, organization_id, created_at) VALUES (?, ?, 1)')
    .bind(host, organizationId)
    .run()
  return host
}

const onHost = (host: string, path: string, key: string | null, headers: Record<string, string> = {}, method = 'GET') =>
  call(method, path, { origin: `https://${host}`, ...(key && { key }), headers })
