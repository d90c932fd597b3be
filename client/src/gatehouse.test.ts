import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest'
import type { ApiKey, ApiKeyPage, Webhook } from './generated.ts'
import { Gatehouse, GatehouseError, rateLimitOf } from './index.ts'
import { OPERATIONS } from './operations.ts'

type Reply = Response | Error | 'silence'

/** Gives the replies one after another, then the last one again. Records the requests. */
function api(...replies: Reply[]) {
  const requests: { url: string; method: string; headers: Record<string, string>; body: string | null }[] = []
  const fetch = async (url: string, init: RequestInit) => {
    const { method = '', headers, body } = init
    requests.push({ url, method, headers: headers as Record<string, string>, body: body as string | null })
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? 'silence'
    if (reply instanceof Error) throw reply
    if (reply !== 'silence') return reply.clone()
    return new Promise<Response>((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
    )
  }
  return { requests, gatehouse: new Gatehouse({ baseUrl: 'https://gatehouse.example', key: 'sk_1', fetch }) }
}

const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init)
const problem = (status: number, headers: Record<string, string> = {}) =>
  json({ title: 'Refused', code: 'some_code', requestId: 'req_1', errors: [] }, { status, headers })
const lost = () => new TypeError('connection reset')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Runs a call to its end, whatever it waits for, and returns its result and the ms it took. */
async function run<T>(call: Promise<T>) {
  const started = Date.now()
  const settled = call.then(
    (value) => ({ value, error: undefined, ms: Date.now() - started }),
    (error: unknown) => ({ value: undefined, error, ms: Date.now() - started }),
  )
  await vi.runAllTimersAsync()
  return settled
}

describe('an operation', () => {
  test('puts its input into path, query and body, and returns the data', async () => {
    const { gatehouse, requests } = api(json({ id: 'whk_1' }))
    const webhook = await gatehouse.updateWebhook({ id: 'a/b', environment: 'test', body: { name: 'Orders' } })
    expectTypeOf(webhook).toEqualTypeOf<Webhook>()
    expect(webhook).toEqual({ id: 'whk_1' })
    expect(requests[0]).toEqual({
      url: 'https://gatehouse.example/api/v1/webhooks/a%2Fb?environment=test',
      method: 'PATCH',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer sk_1' },
      body: '{"name":"Orders"}',
    })
  })

  test('takes an address with the path of the API and slashes, and asks a function for its token each time', async () => {
    const urls: string[] = []
    let asked = 0
    const gatehouse = new Gatehouse({
      baseUrl: 'https://gatehouse.example/api/v1/',
      token: async () => `token-${++asked}`,
      fetch: async (url, init) => {
        urls.push(`${url} ${new Headers(init.headers).get('authorization')}`)
        return urls.length === 1 ? problem(503) : json({})
      },
    })
    await run(gatehouse.getCaller())
    expect(urls).toEqual([
      'https://gatehouse.example/api/v1/me Bearer token-1',
      'https://gatehouse.example/api/v1/me Bearer token-2',
    ])
  })

  test('without its path parameter is refused, because the path would be that of another operation', async () => {
    const { gatehouse, requests } = api(json({}))
    await expect(gatehouse.deleteApiKey({ id: '' })).rejects.toThrow('deleteApiKey needs id')
    // @ts-expect-error the id is missing
    await expect(gatehouse.getApiKey()).rejects.toThrow('getApiKey needs id')
    expect(requests).toEqual([])
  })

  test('returns undefined for 204, and the answer itself for a file', async () => {
    const { gatehouse } = api(new Response(null, { status: 204 }), new Response('id,name\r\n'))
    expect(await gatehouse.deleteApiKey({ id: 'key_1' })).toBeUndefined()
    const file = await gatehouse.exportEventLogs({ range: '7d' })
    expectTypeOf(file).toEqualTypeOf<Response>()
    expect(await file.text()).toBe('id,name\r\n')
  })

  test('exists for every operation of the document that speaks HTTP', () => {
    const text = readFileSync(new URL('./generated.ts', import.meta.url), 'utf8')
    const named = [...text.slice(text.indexOf('export interface operations')).matchAll(/^ {4}(\w+): \{$/gm)].map(
      ([, name]) => name,
    )
    expect(named.length).toBeGreaterThan(150)
    expect(Object.keys(OPERATIONS).toSorted()).toEqual(named.filter((name) => name !== 'streamEventLogs').toSorted())
    for (const name of Object.keys(OPERATIONS)) expect(new Gatehouse()).toHaveProperty(name)
  })

  test('answers with version, request id and limits if it is called by name', async () => {
    const { gatehouse } = api(
      json(
        { id: 'key_1' },
        {
          headers: {
            etag: '"v1"',
            'x-request-id': 'req_7',
            'ratelimit-policy': '"minute";q=100;w=60, "day";q=5000;w=86400',
            ratelimit: '"minute";r=42;t=17, "day";r=4000;t=3600',
          },
        },
      ),
    )
    const answer = await gatehouse.call('getApiKey', { id: 'key_1' })
    expectTypeOf(answer.data).toEqualTypeOf<ApiKey>()
    expect(answer).toEqual({
      data: { id: 'key_1' },
      status: 200,
      etag: '"v1"',
      requestId: 'req_7',
      rateLimit: [
        { window: 'minute', limit: 100, remaining: 42, resetSeconds: 17 },
        { window: 'day', limit: 5000, remaining: 4000, resetSeconds: 3600 },
      ],
    })
    expect(rateLimitOf(new Headers({ ratelimit: 'nonsense' }))).toEqual([])
  })

  test('with a wrong input does not compile', () => {
    const { gatehouse } = api(json({}))
    const calls = () => [
      // @ts-expect-error there is no such operation
      gatehouse.listApiKeyz(),
      // @ts-expect-error there is no such status
      gatehouse.listApiKeys({ status: 'gone' }),
      // @ts-expect-error its body is missing
      gatehouse.createApiKey(),
      // @ts-expect-error this has no pages
      gatehouse.all('getCaller'),
      gatehouse.listRecords({ slug: 'contacts', 'filter[email]': 'a@b.c' }),
    ]
    expect(calls).toBeTypeOf('function')
    expectTypeOf(gatehouse.listApiKeys).returns.resolves.toEqualTypeOf<ApiKeyPage>()
  })
})

describe('a failed call', () => {
  test('is an error with code, status, request id, fields and seconds to wait', async () => {
    const { gatehouse } = api(
      json(
        {
          title: 'Some fields are not valid',
          detail: 'name must not be empty',
          code: 'invalid',
          requestId: 'req_9',
          errors: [{ path: 'name', message: 'must not be empty' }],
        },
        { status: 422, headers: { 'retry-after': '7' } },
      ),
    )
    const { error } = await run(gatehouse.createApiKey({ body: { name: '', scopes: [] } }))
    expect(error).toBeInstanceOf(GatehouseError)
    expect(error).toMatchObject({
      message: 'name must not be empty',
      kind: 'refused',
      status: 422,
      code: 'invalid',
      requestId: 'req_9',
      retryAfterSeconds: 7,
      errors: [{ path: 'name', message: 'must not be empty' }],
    })
  })

  test('names the cause if nobody answers, and if something else than Gatehouse answers', async () => {
    expect((await run(api(lost()).gatehouse.getCaller())).error).toMatchObject({
      kind: 'network',
      message: 'connection reset',
    })
    const page = new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } })
    const { gatehouse, requests } = api(page)
    expect((await run(gatehouse.getCaller())).error).toMatchObject({
      message: 'The answer is not JSON. Is baseUrl the address of Gatehouse?',
    })
    expect(requests).toHaveLength(1)
  })

  test('ends at its timeout, also while the body is read, and leaves no timer behind', async () => {
    const { gatehouse, requests } = api('silence')
    const late = await run(gatehouse.getCaller({}, { timeoutMs: 50, retries: 0 }))
    expect(late).toMatchObject({ ms: 50, error: { kind: 'timeout', status: 0 } })
    expect(requests).toHaveLength(1)
    await run(api(json({})).gatehouse.getCaller())
    expect(vi.getTimerCount()).toBe(0)
  })

  test('rejects with the reason of its signal, in a request and in a pause', async () => {
    for (const reply of ['silence', problem(503)] as const) {
      const { gatehouse, requests } = api(reply)
      const stop = new AbortController()
      setTimeout(() => stop.abort(new Error('left')), 100)
      const { error, ms } = await run(gatehouse.getCaller({}, { signal: stop.signal }))
      expect(error).toMatchObject({ message: 'left' })
      expect(ms).toBe(100)
      expect(requests).toHaveLength(1)
      expect(vi.getTimerCount()).toBe(0)
    }
    const early = api(json({}))
    await run(early.gatehouse.getCaller({}, { signal: AbortSignal.abort(new Error('never')) }))
    expect(early.requests).toEqual([])
  })
})

describe('a retry', () => {
  test('repeats reading, with growing pauses, as often as was said', async () => {
    const { gatehouse, requests } = api(problem(503), lost(), json({ id: 'key_1' }))
    const { value, ms } = await run(gatehouse.getApiKey({ id: 'key_1' }))
    expect(value).toEqual({ id: 'key_1' })
    expect(requests).toHaveLength(3)
    expect(ms).toBeGreaterThanOrEqual(750)
    expect(ms).toBeLessThanOrEqual(1500)
    const never = api(problem(503))
    expect((await run(never.gatehouse.getCaller({}, { retries: 0 }))).error).toMatchObject({ status: 503 })
    expect(never.requests).toHaveLength(1)
  })

  test('waits as long as Retry-After says, in seconds or until a date, and normally if it is malformed', async () => {
    vi.setSystemTime('2026-11-21T09:30:00.500Z')
    const after = async (header: string) => {
      const { gatehouse } = api(problem(429, { 'retry-after': header }), json({}))
      return (await run(gatehouse.getCaller())).ms
    }
    expect(await after('60')).toBe(60_000)
    vi.setSystemTime('2026-11-21T09:30:00.500Z')
    expect(await after('Sat, 21 Nov 2026 09:30:10 GMT')).toBe(10_000)
    for (const malformed of ['soon', '-1', '60 minutes']) expect(await after(malformed)).toBeLessThanOrEqual(500)
  })

  test('does not wait for more than a minute: the caller gets the seconds at once', async () => {
    const { gatehouse, requests } = api(problem(429, { 'retry-after': '61' }))
    expect(await run(gatehouse.getCaller())).toMatchObject({ ms: 0, error: { retryAfterSeconds: 61 } })
    expect(requests).toHaveLength(1)
  })

  test('of a creation has the same idempotency key and the same body, even if the caller changes it meanwhile', async () => {
    const { gatehouse, requests } = api(lost(), problem(502), json({ id: 'evt_1' }, { status: 202 }))
    const body = { type: 'order.paid', data: { total: 1 } }
    const publishing = gatehouse.publishEvent({ body })
    body.data.total = 2
    await run(publishing)
    expect(requests.map((one) => one.body)).toEqual(Array(3).fill('{"type":"order.paid","data":{"total":1}}'))
    const keys = new Set(requests.map((one) => one.headers['idempotency-key']))
    expect([...keys]).toEqual([expect.stringMatching(/^[\w-]{32,}$/)])
    await run(gatehouse.publishEvent({ body }))
    expect(keys).not.toContain(requests.at(-1)?.headers['idempotency-key'])
  })

  test('uses the idempotency key of the caller', async () => {
    const { gatehouse, requests } = api(problem(500), json({}))
    await run(gatehouse.publishEvent({ body: { type: 'a.b', data: {} } }, { idempotencyKey: 'order-7' }))
    expect(requests.map((one) => one.headers['idempotency-key'])).toEqual(['order-7', 'order-7'])
  })

  test('does not repeat what may have been done already, except after 429', async () => {
    for (const reply of [lost(), problem(503), problem(500)]) {
      const { gatehouse, requests } = api(reply)
      await run(gatehouse.verifyApiKey({ body: { key: 'sk_2' } }))
      await run(gatehouse.updateApiKey({ id: 'key_1', body: { name: 'x' } }, { ifMatch: '"v1"' }))
      expect(requests).toHaveLength(2)
      expect(requests[0]?.headers).not.toHaveProperty('idempotency-key')
    }
    const { gatehouse, requests } = api(problem(429), json({ valid: true }))
    expect((await run(gatehouse.verifyApiKey({ body: { key: 'sk_2' } }))).value).toEqual({ valid: true })
    expect(requests).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 409, 410, 412, 422])('never repeats after %i', async (status) => {
    const { gatehouse, requests } = api(problem(status, { 'retry-after': '1' }))
    await run(gatehouse.getApiKey({ id: 'key_1' }))
    expect(requests).toHaveLength(1)
  })

  test('of a deletion whose answer was lost finds nothing, which is a success', async () => {
    const { gatehouse } = api(lost(), problem(404))
    expect((await run(gatehouse.deleteWebhook({ id: 'whk_1' }))).error).toBeUndefined()
    const limited = api(problem(429), problem(404))
    expect((await run(limited.gatehouse.deleteWebhook({ id: 'whk_1' }))).error).toMatchObject({ status: 404 })
    const unknown = api(problem(404))
    expect((await run(unknown.gatehouse.deleteWebhook({ id: 'whk_1' }))).error).toMatchObject({ status: 404 })
  })
})

describe('paging', () => {
  const page = (ids: string[], nextCursor: string | null) => json({ data: ids.map((id) => ({ id })), nextCursor })

  test('goes through every item once, and asks for a page only when it is needed', async () => {
    const { gatehouse, requests } = api(page(['1', '2'], 'a'), page([], 'b'), page(['3'], null))
    const seen: string[] = []
    for await (const { id } of gatehouse.all('listApiKeys', { status: 'active', limit: 2 })) {
      seen.push(id)
      if (id === '2') expect(requests).toHaveLength(1)
    }
    expect(seen).toEqual(['1', '2', '3'])
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      '?status=active&limit=2',
      '?status=active&limit=2&cursor=a',
      '?status=active&limit=2&cursor=b',
    ])
  })

  test('stops when the caller leaves, and when a cursor does not get any further', async () => {
    const { gatehouse, requests } = api(page(['1'], 'a'))
    for await (const _ of gatehouse.all('listApiKeys')) break
    expect(requests).toHaveLength(1)
    const all = async () => {
      for await (const _ of gatehouse.pages('listApiKeys'));
    }
    await expect(all()).rejects.toThrow('listApiKeys does not get any further')
  })
})

test('the native fetch is called on its own, and that of a service binding as its method', async () => {
  function picky(this: unknown) {
    if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation')
    return Promise.resolve(json({ id: 'key_1' }))
  }
  const binding = {
    fetch() {
      if (this !== binding) throw new TypeError('Illegal invocation')
      return Promise.resolve(json({ id: 'key_1' }))
    },
  }
  vi.stubGlobal('fetch', picky)
  try {
    for (const fetch of [undefined, picky, binding]) {
      expect(await new Gatehouse({ fetch }).getApiKey({ id: 'key_1' }, { retries: 0 })).toEqual({ id: 'key_1' })
    }
  } finally {
    vi.unstubAllGlobals()
  }
  // @ts-expect-error neither of them
  expect(() => new Gatehouse({ fetch: 'fetch' })).toThrow('fetch must be a function')
})
