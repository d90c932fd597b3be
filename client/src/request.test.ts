import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest'
import type { ApiKeyPage, Webhook } from './generated.ts'
import { ApiError, address, request, type Versioned } from './request.ts'

afterEach(() => vi.unstubAllGlobals())

/** Answers each call in the same way, and records the requests. */
function answer(status: number, body: string, headers: Record<string, string> = {}) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
    return new Response(status === 204 ? null : body, { status, headers })
  })
  vi.stubGlobal('fetch', fetch)
  return fetch
}

describe('a request', () => {
  test('fills in the path, omits empty values, and sends versions and idempotency keys as headers', async () => {
    const fetch = answer(200, '{"id":"whk_1"}', { etag: '"v2"' })
    const answered = await request('PATCH', '/api/v1/webhooks/{id}', {
      params: { id: 'a/b' },
      query: { environment: '' },
      body: { name: 'Orders' },
      ifMatch: '"v1"',
      idempotencyKey: 'key-1',
    })
    expectTypeOf(answered).toEqualTypeOf<Versioned<Webhook>>()
    expect(answered).toEqual({ data: { id: 'whk_1' }, etag: '"v2"' })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('/api/v1/webhooks/a%2Fb')
    expect(init).toMatchObject({ method: 'PATCH', body: '{"name":"Orders"}' })
    expect(init?.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
      'if-match': '"v1"',
    })
  })

  test('returns undefined if there is no content', async () => {
    answer(204, '')
    const { data } = await request('DELETE', '/api/v1/sessions/{id}', { params: { id: 'ses_1' } })
    expectTypeOf(data).toEqualTypeOf<undefined>()
    expect(data).toBeUndefined()
  })

  test('throws problem details with the seconds to wait', async () => {
    answer(429, '{"title":"Too many requests","code":"rate_limited"}', { 'retry-after': '7' })
    const error = await request('GET', '/api/v1/api-keys').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      kind: 'refused',
      status: 429,
      retryAfterSeconds: 7,
      problem: { code: 'rate_limited' },
    })
  })

  test('distinguishes a missing answer from a late one', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')))
    await expect(request('GET', '/api/v1/me')).rejects.toMatchObject({ kind: 'network', status: 0 })
    vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    await expect(request('GET', '/api/v1/me', { timeoutMs: 5 })).rejects.toMatchObject({ kind: 'timeout' })
    const stop = new AbortController()
    const given = request('GET', '/api/v1/me', { signal: stop.signal })
    stop.abort(new Error('left'))
    await expect(given).rejects.toThrow('left')
  })
})

test('a URL omits empty values and escapes the others', () => {
  expect(address('/event-logs', { key: 'a&b', ip: '', from: null, page: 2 })).toBe('/event-logs?key=a%26b&page=2')
  expect(address('/event-logs')).toBe('/event-logs')
})

test('paths, parameters and bodies that the API does not know do not compile', () => {
  const calls = () => [
    // @ts-expect-error there is no such path
    request('GET', '/api/v1/api-keyz'),
    // @ts-expect-error there is no such method on it
    request('DELETE', '/api/v1/api-keys'),
    // @ts-expect-error its parameters are missing
    request('GET', '/api/v1/api-keys/{id}'),
    // @ts-expect-error its body is missing
    request('POST', '/api/v1/api-keys'),
    // @ts-expect-error there is no such status
    request('GET', '/api/v1/api-keys', { query: { status: 'gone' } }),
    // @ts-expect-error a name is a text
    request('POST', '/api/v1/api-keys', { body: { name: 1, scopes: [] } }),
  ]
  expect(calls).toBeTypeOf('function')
  expectTypeOf(request<'GET', '/api/v1/api-keys'>).returns.resolves.toEqualTypeOf<Versioned<ApiKeyPage>>()
})
