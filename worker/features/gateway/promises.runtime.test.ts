import { env } from 'cloudflare:workers'
import { describe, expect, inject, it } from 'vitest'
import type { Verdict } from '../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { FullLogEntry, LogEntry } from '../../../contract/event-logs.ts'
import { type Echo, newRoute, reached } from '../../../test/support/gateway.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import { newApp, type TestApp, tokensOf } from '../../../test/support/oauth.ts'
import { soon, until } from '../../../test/support/until.ts'

// What the gateway promises to those who rely on it, through the whole path of a call.

const unique = () => crypto.randomUUID().slice(0, 8)

/** What a call through the gateway was answered: `ok` for 200, else the code of the problem. */
async function outcomeOf(path: string, key: string, origin?: string): Promise<string> {
  const answer = await call('GET', path, { key, ...(origin && { origin }) })
  if (answer.status !== 200) return (await answer.json<Problem>()).code
  await answer.body?.cancel()
  return 'ok'
}

/** How many of `count` calls at once had each outcome. */
async function outcomesOf(count: number, path: string, key: string): Promise<Record<string, number>> {
  const outcomes = await Promise.all(Array.from({ length: count }, () => outcomeOf(path, key)))
  return Object.fromEntries(
    [...new Set(outcomes)].map((one) => [one, outcomes.filter((other) => other === one).length]),
  )
}

/** What is left of a key, which must not be leased: calls that an isolate has and may not use count as used for a while. */
async function leftOf(org: TestOrg, key: string): Promise<Pick<Verdict, 'valid' | 'credits'> & { minute?: number }> {
  const { valid, limits, credits } = await json<Verdict>('POST', '/api/v1/api-keys/verify', {
    key: org.key,
    body: { key, cost: 0 },
  })
  const minute = limits?.find(({ window }) => window === 'minute')?.remaining
  return { valid, ...(minute !== undefined && { minute }), ...(credits !== undefined && { credits }) }
}

/** Claims a host for an organization; the origin of its gateway. */
async function ownHost({ organizationId }: TestOrg): Promise<string> {
  const host = `${unique()}.localhost`
  await env.DB.prepare('INSERT INTO gateway_hosts (host, organization_id, created_at) VALUES (?, ?, 1)')
    .bind(host, organizationId)
    .run()
  return `https://${host}`
}

type Setting = { org: TestOrg; routeId: string; keyId: string; app: TestApp }

/** Everything that takes a route away from a caller, and what its later calls are answered. */
const ENDINGS: [name: string, end: (setting: Setting) => Promise<Response>, code: string][] = [
  [
    'a route that was disabled',
    ({ org, routeId }) => call('POST', `/api/v1/gateway-routes/${routeId}/disable`, { key: org.key, body: {} }),
    'route_disabled',
  ],
  [
    'a route that was deleted',
    ({ org, routeId }) => call('DELETE', `/api/v1/gateway-routes/${routeId}`, { key: org.key }),
    'no_route',
  ],
  [
    'a route that needs another scope',
    ({ org, routeId }) =>
      call('PATCH', `/api/v1/gateway-routes/${routeId}`, {
        key: org.key,
        body: { scopes: ['users:read', 'posts:write'] },
      }),
    'scope_missing',
  ],
  [
    'a key that lost the scope',
    ({ org, keyId }) => call('PATCH', `/api/v1/api-keys/${keyId}`, { key: org.key, body: { scopes: ['posts:read'] } }),
    'scope_missing',
  ],
  [
    'a key that was revoked',
    ({ org, keyId }) => call('POST', `/api/v1/api-keys/${keyId}/revoke`, { key: org.key, body: {} }),
    'key_revoked',
  ],
  [
    'an OAuth app that was disabled',
    ({ org, app }) => call('POST', `/api/v1/oauth-apps/${app.id}/disable`, { key: org.key, body: {} }),
    'app_disabled',
  ],
]

describe('after the answer to the change, none of 1,000 calls passes', () => {
  it.each(ENDINGS)('%s', async (name, end, code) => {
    const org = await newTestOrg()
    const routeId = await newRoute(org, { scopes: ['users:read'] })
    const { key, id: keyId } = await createKey(org, { scopes: ['users:read'], rateLimit: {} })
    const app = await newApp(org)
    const credential = name.includes('OAuth') ? (await tokensOf(org, app)).access_token : key
    let [ended, passed, late, after] = [false, 0, 0, 0]
    const use = async () => {
      while (after < 1000) {
        // A refused call may need no I/O: without a pause, nothing else would run.
        await scheduler.wait(1)
        const begunAfter = ended
        if (begunAfter) after++
        const outcome = await outcomeOf('/gateway/forum/x', credential)
        if (outcome === 'ok') passed++
        if (begunAfter && outcome !== code) late++
      }
    }
    const users = Promise.all(Array.from({ length: 20 }, use))
    await soon(() => passed).toBeGreaterThan(40)
    const changed = await end({ org, routeId, keyId, app })
    ended = true
    expect(changed.status, changed.ok ? '' : await changed.text()).toBeLessThan(300)
    await users
    expect([late, after >= 1000]).toEqual([0, true])
  })
})

describe('the cost of a route', () => {
  it.each(['edge', 'strict'] as const)('is charged exactly to the limit of a key: %s', async (consistency) => {
    const org = await newTestOrg()
    const place = unique()
    await newRoute(org, { cost: 7 })
    const { key } = await createKey(org, { rateLimit: { perMinute: 300 }, consistency })
    expect(await outcomesOf(1000, `/gateway/forum/${place}`, key)).toEqual({ ok: 42, rate_limited: 958 })
    expect(await reached(place)).toHaveLength(42)
    expect(await leftOf(org, key)).toEqual({ valid: true, minute: 6 })
  })

  it('is charged exactly to the credits of a key', async () => {
    const org = await newTestOrg()
    const place = unique()
    await newRoute(org, { cost: 7 })
    const { key } = await createKey(org, { rateLimit: {}, credits: { remaining: 300 } })
    expect(await outcomesOf(1000, `/gateway/forum/${place}`, key)).toEqual({ ok: 42, no_credits: 958 })
    expect(await reached(place)).toHaveLength(42)
    expect(await leftOf(org, key)).toMatchObject({ credits: 6 })
  })

  it('is not charged for a call that its route, its circuit or the guard refuses', async () => {
    const org = await newTestOrg()
    await newRoute(org, { prefix: 'one', cost: 7, perMinute: 1 })
    await newRoute(org, { prefix: 'broken', cost: 7 })
    await newRoute(org, { prefix: 'closed', cost: 7, scopes: ['posts:write'] })
    const limits = { rateLimit: { perMinute: 1000 }, credits: { remaining: 1000 }, consistency: 'strict' as const }
    const { key } = await createKey(org, { scopes: ['users:read'], ...limits })
    expect(await outcomesOf(1, '/gateway/one/x', key)).toEqual({ ok: 1 })
    expect(await outcomesOf(20, '/gateway/one/x', key)).toEqual({ rate_limited: 20 })
    expect(await outcomesOf(20, '/gateway/closed/x', key)).toEqual({ scope_missing: 20 })
    expect(await leftOf(org, key)).toEqual({ valid: true, minute: 993, credits: 993 })
    let failed = 0
    await until(async () => {
      const answer = await call('POST', '/gateway/broken/do/status/502', { key })
      await answer.body?.cancel()
      if (answer.status === 502) failed++
      return answer.status === 503
    })
    expect(await outcomesOf(20, '/gateway/broken/x', key)).toEqual({ circuit_open: 20 })
    expect(await leftOf(org, key)).toMatchObject({ minute: 993 - 7 * failed, credits: 993 - 7 * failed })
  })

  it('is one call, whatever the routes cost, where no route takes the call, as for any unknown path', async () => {
    const org = await newTestOrg()
    await newRoute(org, { prefix: 'off', cost: 7, status: 'disabled' })
    await newRoute(org, { prefix: 'post', cost: 7, methods: ['POST'] })
    const { key } = await createKey(org, { rateLimit: { perMinute: 1000 }, consistency: 'strict' })
    const cases = [
      ['nothing', 'no_route'],
      ['off/x', 'route_disabled'],
      ['post/x', 'method_not_allowed'],
      ['post/%2e%2e%2fx', 'path_refused'],
    ]
    for (const [n, [path, code = '']] of cases.entries()) {
      expect(await outcomesOf(10, `/gateway/${path}`, key)).toEqual({ [code]: 10 })
      expect((await leftOf(org, key)).minute, code).toBe(1000 - 10 * (n + 1))
    }
  })

  it('of a call that the route refuses hides nothing about its credential', async () => {
    const org = await newTestOrg()
    await newRoute(org, { perMinute: 1, scopes: ['users:read'] })
    const [good, weak, dead] = [
      await createKey(org),
      await createKey(org, { scopes: ['posts:read'] }),
      await createKey(org),
    ]
    await call('POST', `/api/v1/api-keys/${dead.id}/revoke`, { key: org.key, body: {} })
    expect(await outcomeOf('/gateway/forum/x', good.key)).toBe('ok')
    const outcomes = []
    for (const { key } of [good, weak, dead]) outcomes.push(await outcomeOf('/gateway/forum/x', key))
    expect(outcomes).toEqual(['rate_limited', 'scope_missing', 'key_revoked'])
    expect(await outcomeOf('/gateway/nothing', dead.key), 'a revoked key learns nothing about routes').toBe(
      'key_revoked',
    )
  })
})

describe('the routes of another organization', () => {
  it('are never reached, also below the same prefix', async () => {
    const orgs = await Promise.all(
      [unique(), unique()].map(async (place) => {
        const org = await newTestOrg()
        await newRoute(org, { upstream: `${inject('upstream')}/${place}` })
        return { ...org, place }
      }),
    )
    await newRoute(orgs[1] ?? { organizationId: '' }, { prefix: 'forum/secret' })
    const seen = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const org = orgs[n % 2]
        const answer = await call('GET', '/gateway/forum/secret/x', { key: org?.key ?? '' })
        const { url, headers } = await answer.json<Echo>()
        return [headers['x-gatehouse-organization'] === org?.organizationId, url.replace(org?.place ?? '', 'mine')]
      }),
    )
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => [true, n % 2 === 0 ? '/mine/secret/x' : '/x']))
  })

  it('are unknown on its host, as is its key on ours', async () => {
    const [mine, theirs] = [await newTestOrg(), await newTestOrg()]
    const place = unique()
    for (const org of [mine, theirs]) await newRoute(org)
    const [here, there] = [await ownHost(mine), await ownHost(theirs)]
    const token = (await tokensOf(mine, await newApp(mine))).access_token
    const outcomes = []
    for (const [key, origin] of [
      [theirs.key, here],
      [mine.key, there],
      [token, there],
    ] as const) {
      outcomes.push(await outcomeOf(`/forum/${place}`, key, origin), await outcomeOf(`/nothing/${place}`, key, origin))
    }
    expect(new Set(outcomes)).toEqual(new Set(['credential_unknown']))
    expect(await reached(place)).toEqual([])
    expect(await outcomeOf(`/forum/${place}`, mine.key, here)).toBe('ok')
    expect(await outcomeOf(`/forum/${place}`, token, here)).toBe('ok')
    // It was not charged, and is in nobody else's log.
    await settled()
    const logs = await until(async () => {
      const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?type=gateway', { key: mine.key })
      return data.length >= 2 && data
    })
    expect(logs.map(({ status }) => status)).toEqual([200, 200])
  })
})

describe('the limits of a route', () => {
  it('per minute are exact for all callers together, and given back when the guard refuses', async () => {
    const org = await newTestOrg()
    const place = unique()
    await newRoute(org, { perMinute: 50, cost: 3, scopes: ['users:read'] })
    const weak = await createKey(org, { scopes: ['posts:read'] })
    const keys = [await createKey(org, { rateLimit: {} }), await createKey(org, { rateLimit: {} })]
    for (let n = 0; n < 4; n++) {
      expect(await outcomesOf(25, '/gateway/forum/x', weak.key)).toEqual({ scope_missing: 25 })
      await settled()
    }
    const all = await Promise.all(keys.map(({ key }) => outcomesOf(200, `/gateway/forum/${place}`, key)))
    expect(all.reduce((sum, { ok = 0 }) => sum + ok, 0)).toBe(50)
    expect(all.reduce((sum, { rate_limited = 0 }) => sum + rate_limited, 0)).toBe(350)
    expect(await reached(place)).toHaveLength(50)
  })
})

describe('an access token for a host of an organization', () => {
  it('works there, and nowhere else', async () => {
    const org = await newTestOrg()
    await newRoute(org)
    const [here, there] = [await ownHost(org), await ownHost(org)]
    const app = await newApp(org)
    const { access_token: own } = await tokensOf(org, app, { resource: here })
    expect(await outcomeOf('/forum/x', own, here)).toBe('ok')
    expect(await outcomeOf('/forum/x', own, there)).toBe('audience_wrong')
    expect(await outcomeOf('/gateway/forum/x', own)).toBe('audience_wrong')
    const { access_token: part } = await tokensOf(org, app, { resource: `${here}/forum` })
    await newRoute(org, { prefix: 'forums' })
    await until(async () => (await outcomeOf('/forums/x', org.key, here)) === 'ok')
    expect(await outcomeOf('/forum/x', part, here)).toBe('ok')
    expect(await outcomeOf('/forums/x', part, here)).toBe('audience_wrong')
  })
})

describe('captured bodies of a call', () => {
  const capturing = async () => {
    const org = await newTestOrg()
    await newRoute(org)
    const body = { captureBodies: true, redactNames: ['pin'] }
    expect((await call('PATCH', '/api/v1/organization', { key: org.key, body })).status).toBe(200)
    return org
  }
  const entryOf = async (org: TestOrg): Promise<FullLogEntry> => {
    await settled()
    const found = await until(async () => {
      const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?type=gateway', { key: org.key })
      return data[0]
    })
    return json<FullLogEntry>('GET', `/api/v1/event-logs/${found.id}`, { key: org.key })
  }

  it('are kept without secrets', async () => {
    const org = await capturing()
    const other = await createKey(org)
    const body = { text: 'Hello', pin: '0815', note: `use ${other.key}` }
    const answer = await call('POST', '/gateway/forum/x', { key: org.key, body })
    expect((await answer.json<Echo>()).body).toBe(JSON.stringify(body))
    const { request, response } = await entryOf(org)
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ text: 'Hello', pin: '[redacted]' })
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ method: 'POST', url: '/x' })
    expect(request?.headers).toMatchObject({ authorization: '[redacted]' })
    const all = JSON.stringify([request, response])
    for (const secret of [org.key, other.key, '0815']) expect(all).not.toContain(secret)
  })
})
