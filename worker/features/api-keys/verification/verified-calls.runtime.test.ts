import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { KeyUsage, Verdict } from '../../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry, Stats } from '../../../../contract/event-logs.ts'
import { inAnyOrder } from '../../../../test/support/in-any-order.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { type PackedMessage, unpackMessage } from '../../../platform/request-log/message-codec.ts'
import { MAX_ROUTES, OTHER_ROUTES } from '../../event-logs/ingest/cap-routes.ts'

const HOST = { 'cf-connecting-ip': '198.51.100.1', 'user-agent': 'host-backend/2.0' }

/** An organization whose backend verifies keys of its clients with a key that has no other scope. */
async function newHost() {
  const org = await newTestOrg()
  const backend = await createKey(org, {
    name: 'Backend',
    scopes: ['api-keys:verify'],
    rateLimit: { perMinute: 1000 },
  })
  const verify = async (key: string, more: object = {}, bindings: Cloudflare.Env = env) =>
    (
      await call('POST', '/api/v1/api-keys/verify', {
        key: backend.key,
        body: { key, ...more },
        headers: HOST,
        env: bindings,
      })
    ).json<Verdict>()
  return { org, backend, verify }
}

/** The entries of one key, once there are so many. Those of the same ms have no order. */
async function entriesOf(org: TestOrg, keyId: string, count: number): Promise<LogEntry[]> {
  await settled()
  const found = await until(async () => {
    const { data } = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?limit=100&keyId=${keyId}`, org)
    return data.length >= count && data
  })
  return found
}

describe('a verified key', () => {
  it('has an entry of its client, not of the backend that verified it', async () => {
    const { org, backend, verify } = await newHost()
    const { id, key } = await createKey(org, { scopes: ['users:read'] })
    await verify(key, {
      endpoint: 'https://api.example.com/v1/orders/42?token=abc#top',
      method: 'patch',
      ip: '203.0.113.77',
      country: 'de',
      userAgent: `client/1.0 ${'x'.repeat(3000)}`,
    })
    const [entry] = await entriesOf(org, id, 1)
    expect(entry).toMatchObject({
      type: 'api_call',
      keyId: id,
      endpoint: '/v1/orders/42',
      method: 'PATCH',
      status: 200,
      outcome: 'ok',
      reason: null,
      ip: '203.0.113.77',
      country: 'DE',
      environment: 'live',
    })
    expect(entry?.userAgent).toMatch(/^client\/1\.0 x{189}$/)
    const [asked] = await entriesOf(org, backend.id, 1)
    expect(asked).toMatchObject({
      type: 'auth',
      endpoint: '/api/v1/api-keys/verify',
      method: 'POST',
      status: 200,
      ip: '198.51.100.1',
      userAgent: 'host-backend/2.0',
      requestId: entry?.requestId,
    })
  })

  it('contains nothing about the backend if that says nothing about its client', async () => {
    const { org, verify } = await newHost()
    const { id, key } = await createKey(org)
    await verify(key)
    const [entry] = await entriesOf(org, id, 1)
    expect(entry).toMatchObject({ type: 'api_call', endpoint: '/api/v1/api-keys/verify', method: 'POST' })
    expect([entry?.ip, entry?.country, entry?.userAgent]).toEqual([null, null, null])
  })

  it('that is refused says why, like a direct call', async () => {
    const { org, verify } = await newHost()
    const made = await createKey(org, {
      scopes: ['users:read'],
      rateLimit: { perMinute: 5, perHour: 2 },
      allowedIps: ['203.0.113.0/24'],
    })
    const client = { endpoint: '/v1/things', ip: '203.0.113.5' }
    await verify(made.key, { ...client, ip: '192.0.2.1' })
    await verify(made.key, { endpoint: '/v1/things' })
    await verify(made.key, { ...client, scopes: ['users:write', 'users:read'] })
    await verify(made.key, { ...client, cost: 3 })
    await verify(made.key, client)
    await call('POST', `/api/v1/api-keys/${made.id}/disable`, org)
    await verify(made.key, client)
    const entries = await entriesOf(org, made.id, 6)
    const expected = [
      ['auth', 403, 'ip_denied', { address: '192.0.2.1' }],
      ['auth', 403, 'ip_denied', { address: null }],
      ['api_call', 403, 'scope_missing', { missingScopes: ['users:write'] }],
      ['api_call', 429, 'rate_limited', { limit: 'hour', cost: 3 }],
      ['api_call', 200, 'ok', null],
      ['auth', 401, 'key_disabled', null],
    ]
    const found = entries.map(({ type, status, outcome, reason }) => [type, status, outcome, reason])
    expect(inAnyOrder(found)).toEqual(inAnyOrder(expected))
    const rich = await createKey(org, { credits: { remaining: 1 } })
    await verify(rich.key, client)
    await verify(rich.key, client)
    const spending = await entriesOf(org, rich.id, 2)
    expect(inAnyOrder(spending.map(({ outcome, reason }) => [outcome, reason]))).toEqual([
      ['no_credits', { credits: 0 }],
      ['ok', null],
    ])
  })

  it('counts in statistics once, under the endpoint of its client', async () => {
    const { org, backend, verify } = await newHost()
    const one = await createKey(org, { scopes: ['users:read'] })
    const before = await json<Stats>('GET', '/api/v1/stats', org)
    for (let n = 0; n < 4; n++) await verify(one.key, { endpoint: `/v1/orders/${n}`, country: n < 3 ? 'FR' : 'JP' })
    await verify(one.key, { endpoint: '/v1/orders/9', scopes: ['users:write'] })
    await verify('sk_live_nonsense', { endpoint: '/v1/orders/9' })
    await entriesOf(org, one.id, 5)
    await entriesOf(org, backend.id, 6)
    const stats = await until(async () => {
      const found = await json<Stats>('GET', '/api/v1/stats', org)
      return found.topKeys.find(({ id }) => id === one.id)?.calls === 5 && found
    })
    expect(stats.topEndpoints).toContainEqual({ endpoint: '/v1/orders/{id}', calls: 5, errors: 1 })
    expect(stats.topEndpoints.map(({ endpoint }) => endpoint)).not.toContain('/api/v1/api-keys/verify')
    expect(stats.topKeys.map(({ id }) => id)).not.toContain(backend.id)
    // All other calls are made by this test with the organization's first key.
    const others = stats.topKeys.find(({ id }) => id === org.keyId)?.calls ?? 0
    expect(stats.calls.today).toBe(others + 5)
    expect(before.calls.today).toBeLessThanOrEqual(others)
    const usage = await json<KeyUsage>('GET', `/api/v1/api-keys/${one.id}/usage`, org)
    expect(usage.byCountry).toEqual([
      { country: 'FR', calls: 3 },
      { country: 'JP', calls: 1 },
      { country: 'ZZ', calls: 1 },
    ])
    expect(usage).toMatchObject({ total: 5, errors: 1 })
    // The backend's own key was used, and its usage shows that.
    const own = await json<KeyUsage>('GET', `/api/v1/api-keys/${backend.id}/usage`, org)
    expect(own).toMatchObject({ total: 6, errors: 0 })
  })

  it('warns of its own limits, never of those of the backend', async () => {
    const { org, backend, verify } = await newHost()
    const { id, key } = await createKey(org, { rateLimit: { perMinute: 10 } })
    // Earlier calls are sent to the real queue.
    await settled()
    const entries: LogRecord[] = []
    const REQUEST_LOGS = new Proxy(env.REQUEST_LOGS, {
      get: (target, property) =>
        property === 'send'
          ? async (one: PackedMessage) => void entries.push(...unpackMessage(one).entries)
          : Reflect.get(target, property, target),
    })
    await verify(key, { cost: 9 }, { ...env, REQUEST_LOGS })
    await settled()
    expect(entries.find(({ keyId }) => keyId === id)?.near).toEqual({ window: 'minute', limit: 10, remaining: 1 })
    expect(entries.find(({ keyId }) => keyId === backend.id)?.near ?? null).toBeNull()
  })

  it('with made-up endpoints costs a bounded number of roll-ups', async () => {
    const { org, verify } = await newHost()
    const { id, key } = await createKey(org)
    const names = Array.from({ length: MAX_ROUTES + 50 }, (_, n) =>
      [...String(n).padStart(3, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join(''),
    )
    for (let n = 0; n < names.length; n += 25) {
      await Promise.all(names.slice(n, n + 25).map((name) => verify(key, { endpoint: `/made-up/${name}` })))
    }
    await settled()
    const rollups = () =>
      env.DB.prepare('SELECT route, sum(calls) AS calls FROM usage_hourly WHERE key_id = ? GROUP BY 1')
        .bind(id)
        .all<{ route: string; calls: number }>()
    const rows = await until(async () => {
      const { results } = await rollups()
      return results.reduce((sum, { calls }) => sum + calls, 0) === names.length && results
    })
    // The next hour starts again at zero, in case it begins during this test.
    expect(rows.length).toBeLessThanOrEqual(MAX_ROUTES + 1)
    expect(rows.find(({ route }) => route === OTHER_ROUTES)?.calls ?? 0).toBeGreaterThanOrEqual(50)
    const { data } = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?keyId=${id}&path=${names.at(-1)}`, org)
    expect(data.map(({ endpoint }) => endpoint)).toEqual([`/made-up/${names.at(-1)}`])
  })

  it('is not refused because of unusual client data, but because of impossible data', async () => {
    const { org, backend } = await newHost()
    const { key } = await createKey(org)
    const bad = { endpoint: '', method: 'GET /', country: 'Germany', userAgent: 'a\u0000b', ip: 'here' }
    for (const [field, value] of Object.entries(bad)) {
      const answer = await call('POST', '/api/v1/api-keys/verify', { key: backend.key, body: { key, [field]: value } })
      expect([field, answer.status]).toEqual([field, 422])
      expect((await answer.json<Problem>()).errors?.[0]?.path).toBe(field)
    }
    for (const fine of [{ country: 'T1' }, { country: 'XX' }, { method: 'PROPFIND' }, { userAgent: '' }]) {
      const answer = await call('POST', '/api/v1/api-keys/verify', { key: backend.key, body: { key, ...fine } })
      expect([fine, answer.status]).toEqual([fine, 200])
    }
    const entries = await entriesOf(org, backend.id, 9)
    const refused = entries.filter(({ outcome }) => outcome === 'invalid')
    expect(inAnyOrder(refused.map(({ type, reason }) => [type, reason]))).toEqual(
      inAnyOrder(Object.keys(bad).map((field) => ['api_call', { fields: [field] }])),
    )
  })

  it('removes the key from the data that its backend sends', async () => {
    const { org, verify } = await newHost()
    const { id, key } = await createKey(org)
    await verify(key, { endpoint: `/v1/keys/${key}/x`, userAgent: `app (${key})` })
    const [entry] = await entriesOf(org, id, 1)
    expect(entry?.endpoint).toContain('/v1/keys/')
    expect(JSON.stringify(entry)).not.toContain(key)
    const { results } = await env.DB.prepare('SELECT route FROM usage_hourly WHERE key_id = ?').bind(id).all()
    expect(JSON.stringify(results)).not.toContain(key.slice(12))
  })
})
