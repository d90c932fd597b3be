import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../contract/common.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import { inAnyOrder } from '../../../test/support/in-any-order.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'

/** The entries of one key, once there are so many. Those of the same ms have no order. */
async function entriesOf(org: TestOrg, keyId: string, count: number): Promise<LogEntry[]> {
  await settled()
  const found = await until(async () => {
    const { data } = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?keyId=${keyId}`, { key: org.key })
    return data.length >= count && data
  })
  return found
}

const limited = (org: TestOrg) => createKey(org, { rateLimit: { perMinute: 50 }, scopes: ['users:read'] })

describe('a path with an unsupported method', () => {
  it.each([
    ['POST', '/api/v1/me', 'GET, HEAD'],
    ['PUT', '/api/v1/api-keys', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/stats', 'GET, HEAD'],
    ['OPTIONS', '/api/v1/me', 'GET, HEAD'],
    ['POST', '/api/v1/api-keys/key_01', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['GET', '/api/v1/api-keys/verify', 'POST'],
    ['DELETE', '/api/v1/events/batch', 'POST'],
    ['GET', '/api/auth/sign-in/email', 'POST'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('%s %s answers 405 and names %s', async (method, path, allow) => {
    const org = await newTestOrg()
    const answer = await call(method, path, { key: org.key })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
    expect(await answer.json<Problem>()).toMatchObject({ code: 'method_not_allowed', status: 405 })
  })

  it('answers 405 also without a credential, and an unknown path answers 404', async () => {
    const answer = await call('POST', '/api/v1/me')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    for (const path of ['/api/v1/nothing', '/api/v1', '/api/nothing', '/api/v1/me/more']) {
      const none = await call('PUT', path)
      expect([path, none.status, none.headers.get('allow')]).toEqual([path, 404, null])
    }
  })

  it('has PATCH and PUT together, as in the contract', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const answer = await call('PUT', `/api/v1/api-keys/${made.id}`, { key: org.key, body: { name: 'By PUT' } })
    expect(answer.status).toBe(200)
  })
})

describe('a call with one of our credentials', () => {
  it('is charged and logged with its limits, also for an unknown path, method or body', async () => {
    const org = await newTestOrg()
    const { id, key } = await limited(org)
    const answers = [
      await call('GET', '/api/v1/nothing', { key }),
      await call('POST', '/api/v1/me', { key }),
      await call('HEAD', '/api/v1/me', { key }),
      await call('HEAD', '/api/v1/nothing', { key }),
      await call('OPTIONS', '/api/v1/me', { key }),
      await call('POST', '/api/v1/events', { key, raw: 'x'.repeat(1_100_000) }),
      await call('POST', '/api/v1/api-keys', { key, raw: '{' }),
      await call('GET', '/api/v1/sessions', { key }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 405, 200, 404, 405, 413, 403, 403])
    expect(answers.map(({ headers }) => /"minute";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])).toEqual(
      // The seventh lacks the scope: a call that a key may not make costs nothing.
      ['49', '48', '47', '46', '45', '44', '44', '43'],
    )
    for (const { headers } of answers) expect(headers.get('ratelimit-policy')).toBe('"minute";q=50;w=60')
    const entries = await entriesOf(org, id, 8)
    const expected = [
      ['GET', '/api/v1/nothing', 404, 'api_call', 'not_found'],
      ['POST', '/api/v1/me', 405, 'api_call', 'method_not_allowed'],
      ['HEAD', '/api/v1/me', 200, 'api_call', 'ok'],
      ['HEAD', '/api/v1/nothing', 404, 'api_call', 'not_found'],
      ['OPTIONS', '/api/v1/me', 405, 'api_call', 'method_not_allowed'],
      ['POST', '/api/v1/events', 413, 'api_call', 'too_large'],
      ['POST', '/api/v1/api-keys', 403, 'api_call', 'scope_missing'],
      ['GET', '/api/v1/sessions', 403, 'api_call', 'session_needed'],
    ]
    const found = entries.map((one) => [one.method, one.endpoint, one.status, one.type, one.outcome])
    expect(inAnyOrder(found)).toEqual(inAnyOrder(expected))
    expect(entries.find((one) => one.outcome === 'method_not_allowed' && one.method === 'POST')?.reason).toEqual({
      methods: ['GET', 'HEAD'],
    })
    const { results } = await env.DB.prepare('SELECT DISTINCT route FROM usage_hourly WHERE key_id = ? ORDER BY route')
      .bind(id)
      .all<{ route: string }>()
    expect(results.map(({ route }) => route)).toEqual([
      '(no such path)',
      '/api/v1/api-keys',
      '/api/v1/events',
      '/api/v1/me',
      '/api/v1/sessions',
    ])
  })

  it('has its limits and its reason also for an invalid body or an internal error', async () => {
    const org = await newTestOrg()
    const { id, key } = await createKey(org, { rateLimit: { perMinute: 50 }, scopes: ['*'] })
    await call('GET', '/api/v1/me', { key })
    const DB = new Proxy(env.DB, {
      get: (target, property) => {
        if (property === 'prepare' || property === 'batch') throw new Error('D1_ERROR: out of order')
        return Reflect.get(target, property, target)
      },
    })
    const answers = [
      await call('POST', '/api/v1/api-keys', { key, raw: 'a', headers: { 'content-type': 'text/plain' } }),
      await call('POST', '/api/v1/api-keys', { key, raw: '{', headers: { 'content-type': 'application/json' } }),
      await call('POST', '/api/v1/api-keys', { key, body: { name: '', scopes: [], color: 'red' } }),
      await call('GET', '/api/v1/organization', { key, env: { ...env, DB } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([415, 400, 422, 500])
    for (const { headers } of answers) expect(headers.get('ratelimit')).toMatch(/^"minute";r=4\d;t=\d+$/)
    const entries = await entriesOf(org, id, 5)
    const expected = [
      [200, 'ok', null],
      [415, 'unsupported_media_type', null],
      [400, 'malformed_json', null],
      [422, 'invalid', { fields: ['name', 'scopes', 'color'] }],
      [500, 'internal', null],
    ]
    expect(inAnyOrder(entries.map((one) => [one.status, one.outcome, one.reason]))).toEqual(inAnyOrder(expected))
  })

  it('is refused because of its key before its path is checked, so unknown paths are limited too', async () => {
    const org = await newTestOrg()
    const { id, key } = await createKey(org, { rateLimit: { perMinute: 1 } })
    expect((await call('GET', '/api/v1/nothing', { key })).status).toBe(404)
    const over = await call('POST', '/api/v1/me', { key })
    expect([over.status, over.headers.get('allow')]).toEqual([429, null])
    expect(over.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await over.json<Problem>()).code).toBe('rate_limited')
    await call('POST', `/api/v1/api-keys/${id}/revoke`, { key: org.key })
    expect((await call('GET', '/api/v1/nothing', { key })).status).toBe(401)
    const entries = await entriesOf(org, id, 3)
    const expected = [
      [404, 'api_call', 'not_found'],
      [429, 'api_call', 'rate_limited'],
      [401, 'auth', 'key_revoked'],
    ]
    expect(inAnyOrder(entries.map((one) => [one.status, one.type, one.outcome]))).toEqual(inAnyOrder(expected))
  })

  it('is logged as an attempt if the key is in an unsupported form', async () => {
    const org = await newTestOrg()
    const { id, key } = await createKey(org)
    const sent: [string, Record<string, string>][] = [
      ['credential_malformed', { authorization: key }],
      ['credential_malformed', { authorization: `Token ${key}` }],
      ['credential_malformed', { authorization: `Basic ${btoa(`${key}:`)}` }],
      ['credential_malformed', { authorization: `Bearer "${key}"` }],
      ['credential_malformed', { 'x-api-key': `Bearer ${key}` }],
      ['two_credentials', { authorization: `Bearer ${key}`, 'x-api-key': key }],
    ]
    for (const [code, headers] of sent) {
      const answer = await call('GET', '/api/v1/me', { headers })
      expect([headers, (await answer.json<Problem>()).code]).toEqual([headers, code])
    }
    const inQuery = await call('GET', `/api/v1/me?api_key=${key}`)
    expect((await inQuery.json<Problem>()).code).toBe('query_key_not_allowed')
    const unrouted = await call('GET', `/api/v1/nothing?api_key=${key}`)
    expect((await unrouted.json<Problem>()).code).toBe('query_key_not_allowed')
    const entries = await entriesOf(org, id, 8)
    const expected = [...sent.map(([code]) => code), 'query_key_not_allowed', 'query_key_not_allowed']
    expect(inAnyOrder(entries.map((one) => one.outcome))).toEqual(inAnyOrder(expected))
    expect(entries.every((one) => one.type === 'auth')).toBe(true)
    expect(JSON.stringify(entries)).not.toContain(key)
  })

  it('with a text that is not our key is only counted, and gets the same answer', async () => {
    const before = await rejected()
    expect((await call('GET', '/api/v1/nothing', { key: `sk_live_${'a'.repeat(48)}` })).status).toBe(404)
    expect((await call('GET', '/api/v1/me', { key: `sk_live_${'a'.repeat(48)}` })).status).toBe(401)
    await settled()
    await until(async () => (await rejected()) >= before + 2)
  })
})

async function rejected(): Promise<number> {
  const row = await env.DB.prepare("SELECT sum(calls) AS n FROM log_counters WHERE kind = 'rejected'").first<{
    n: number | null
  }>()
  return row?.n ?? 0
}
