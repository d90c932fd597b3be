import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Verdict } from '../generated.ts'
import { keyVerifier, type Presented, type VerifyKeyOptions } from './key-verifier.ts'

const good: Verdict = { valid: true, code: 'ok', keyId: 'key_1', scopes: ['orders:read'] }

type Answer = Verdict | Error | Response

/** A verifier whose Gatehouse gives the answers one after another, then the last one again. */
function verifier(answers: Answer[], options: VerifyKeyOptions = {}) {
  const bodies: Record<string, unknown>[] = []
  const errors: unknown[] = []
  const judge = keyVerifier({
    baseUrl: 'https://gatehouse.example',
    onError: (error) => errors.push(error),
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(String(init.body)))
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer instanceof Error) throw answer
      return answer instanceof Response ? answer.clone() : Response.json(answer)
    },
    ...options,
  })
  const ask = (presented: Partial<Presented> = {}) =>
    judge({
      authorization: 'Bearer sk_1',
      apiKey: null,
      ip: '203.0.113.7',
      method: 'GET',
      endpoint: '/v1/orders',
      userAgent: 'test',
      ...presented,
    })
  return { ask, bodies, errors }
}

const problem = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ title: 'Refused', code: 'x', requestId: 'req_1' }, { status, headers })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a request', () => {
  test('without a key is challenged without a call', async () => {
    const { ask, bodies } = verifier([good])
    for (const presented of [{ authorization: null }, { authorization: 'Basic YTpi' }, { authorization: 'Bearer ' }]) {
      const { refused } = await ask(presented)
      expect(refused).toMatchObject({
        status: 401,
        headers: { 'WWW-Authenticate': 'Bearer realm="api"', 'Cache-Control': 'no-store' },
        problem: { code: 'credential_missing' },
      })
    }
    expect(bodies).toEqual([])
    expect((await ask({ authorization: undefined, apiKey: ' sk_2 ' })).key).toEqual(good)
    expect((await ask({ authorization: 'bearer  sk_3' })).key).toEqual(good)
    expect(bodies.map(({ key }) => key)).toEqual(['sk_2', 'sk_3'])
  })

  test.each([
    ['revoked', 401, 'Bearer realm="shop", error="invalid_token"', undefined],
    [
      'scope_missing',
      403,
      'Bearer realm="shop", error="insufficient_scope", scope="orders:read orders:write"',
      undefined,
    ],
    ['ip_denied', 403, undefined, undefined],
    ['rate_limited', 429, undefined, '18'],
    ['no_credits', 429, undefined, '18'],
  ] as const)('whose key is %s gets %i', async (code, status, challenge, retryAfter) => {
    const limits = [{ window: 'minute' as const, limit: 10, remaining: 0, resetSeconds: 18 }]
    const verdict: Verdict = { valid: false, code, limits, ...(status === 429 ? { retryAfterSeconds: 17.2 } : {}) }
    const { ask } = verifier([verdict], { realm: 'shop', scopes: ['orders:read', 'orders:write'] })
    const { key, refused, headers } = await ask()
    expect(key).toBeNull()
    expect(refused).toMatchObject({ status, problem: { status, code } })
    expect(refused?.headers['WWW-Authenticate']).toBe(challenge)
    expect(refused?.headers['Retry-After']).toBe(retryAfter)
    expect(headers).toEqual({ 'RateLimit-Policy': '"minute";q=10;w=60', RateLimit: '"minute";r=0;t=18' })
  })

  test('cannot make the check itself fail by what it sends', async () => {
    const { ask, bodies } = verifier([good])
    await ask({ method: 'X-ODD', endpoint: `/${'x'.repeat(9000)}`, userAgent: `a\tb${'c'.repeat(999)}`, ip: 'unknown' })
    expect(bodies[0]).not.toHaveProperty('method')
    expect(bodies[0]).not.toHaveProperty('ip')
    expect(String(bodies[0]?.endpoint)).toHaveLength(1_000)
    expect(bodies[0]?.userAgent).toBe(`a b${'c'.repeat(197)}`)
    await ask({ ip: 'fe80::1%eth0' })
    expect(bodies[1]?.ip).toBe('fe80::1')
    expect((await ask({ authorization: `Bearer ${'x'.repeat(513)}` })).refused).toMatchObject({ status: 401 })
    expect(bodies).toHaveLength(2)
  })
})

describe('while keys cannot be checked', () => {
  const outages = [
    new TypeError('connection refused'),
    problem(503),
    problem(500),
    problem(429, { 'retry-after': '7' }),
  ]

  test.each(outages)('a request is refused, and the operator learns why: %s', async (outage) => {
    const { ask, errors } = verifier([outage])
    const { refused, key } = await ask()
    expect(key).toBeNull()
    expect(refused).toMatchObject({ status: 503, problem: { code: 'unavailable' } })
    expect(refused?.headers['Retry-After']).toMatch(/^[57]$/)
    expect(errors).toHaveLength(1)
  })

  test('a request is let through only if that was chosen, and never because the check is set up wrongly', async () => {
    for (const outage of outages) {
      expect((await verifier([outage], { failOpen: true }).ask()).refused).toBeNull()
    }
    for (const status of [400, 401, 403, 404, 422]) {
      const { ask } = verifier([problem(status)], { failOpen: true })
      expect((await ask()).refused, String(status)).toMatchObject({ status: 503 })
    }
    expect((await verifier([problem(503)], { failOpen: true }).ask({ authorization: null })).refused?.status).toBe(401)
    expect(
      (await verifier([{ ...good, valid: false, code: 'revoked' }], { failOpen: true }).ask()).refused?.status,
    ).toBe(401)
  })
})

describe('the cache', () => {
  test('is off by default', async () => {
    const { ask, bodies } = verifier([good])
    await ask()
    await ask()
    expect(bodies).toHaveLength(2)
  })

  test('uses a valid verdict for as long as was said, for the same address only', async () => {
    const { ask, bodies } = verifier([good, good, { valid: false, code: 'revoked' }], { cacheMs: 1_000 })
    await ask()
    vi.advanceTimersByTime(999)
    expect((await ask()).key).toEqual(good)
    expect(bodies).toHaveLength(1)
    await ask({ ip: '203.0.113.8' })
    expect(bodies).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect((await ask()).refused).toMatchObject({ status: 401 })
    expect(bodies).toHaveLength(3)
  })

  test('keeps no refusal, and at most a thousand verdicts', async () => {
    const refused = verifier([{ valid: false, code: 'rate_limited' }, good], { cacheMs: 1_000 })
    await refused.ask()
    expect((await refused.ask()).key).toEqual(good)
    const { ask, bodies } = verifier([good], { cacheMs: 60_000 })
    for (let n = 0; n < 1_001; n++) await ask({ authorization: `Bearer sk_${n}` })
    await ask({ authorization: 'Bearer sk_1000' })
    expect(bodies).toHaveLength(1_001)
    await ask({ authorization: 'Bearer sk_0' })
    expect(bodies).toHaveLength(1_002)
  })

  test('cannot last longer than a minute', () => {
    for (const cacheMs of [-1, 60_001, Number.NaN]) expect(() => verifier([good], { cacheMs })).toThrow('cacheMs')
  })
})
