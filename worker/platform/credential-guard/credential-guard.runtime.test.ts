import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Verdict } from '../../../contract/api-keys.ts'
import type { Me } from '../../../contract/identity.ts'
import { call, createKey, newTestOrg, watchedEnv } from '../../../test/support/kit.ts'
import { readKey } from '../../features/api-keys/format/key-format.ts'
import { askGuard } from '../../features/api-keys/guard/key-guard.ts'
import { configOf } from '../env.ts'
import type { Saved } from '../limits/ledger.ts'
import { GUARD_RPC_VERSION } from './guard-protocol.ts'
import type { Ask } from './stored-policy.ts'

const guardOf = async (keyId: string) => {
  const row = await env.DB.prepare('SELECT reference FROM api_keys WHERE id = ?').bind(keyId).first<{
    reference: string
  }>()
  return env.CREDENTIAL_GUARD.get(env.CREDENTIAL_GUARD.idFromName(row?.reference ?? ''))
}

function statuses(answers: Response[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const burst = (key: string, calls: number) =>
  Promise.all(Array.from({ length: calls }, () => call('GET', '/api/v1/me', { key })))

describe('a key with a limit of 100 a minute', () => {
  it('admits exactly 100 of 1,000 concurrent calls', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house, { rateLimit: { perMinute: 100 } })
    expect(statuses(await burst(key, 1000))).toEqual({ 200: 100, 429: 900 })
  })

  it('admits exactly 100 when its object is evicted in the middle', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { rateLimit: { perMinute: 100 } })
    const before = statuses(await burst(made.key, 60))
    await evictDurableObject(await guardOf(made.id))
    const after = statuses(await burst(made.key, 500))
    expect([before, after]).toEqual([{ 200: 60 }, { 200: 40, 429: 460 }])
  })

  it('tells with each answer what is left, and after a denial when to come again', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house, { rateLimit: { perMinute: 2, perHour: 50 } })
    const first = await call('GET', '/api/v1/me', { key })
    expect(first.headers.get('ratelimit-policy')).toBe('"minute";q=2;w=60, "hour";q=50;w=3600')
    expect(first.headers.get('ratelimit')).toMatch(/^"minute";r=1;t=6[01], "hour";r=49;t=36\d\d$/)
    await call('GET', '/api/v1/me', { key })
    const denied = await call('GET', '/api/v1/me', { key })
    expect(denied.status).toBe(429)
    expect(denied.headers.get('content-type')).toBe('application/problem+json')
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(55)
    expect(await denied.json()).toMatchObject({ code: 'rate_limited', status: 429 })
  })
})

describe('a guard', () => {
  it('is not asked again by a call that another key of the same organization makes', async () => {
    const house = await newTestOrg()
    const one = await createKey(house, { rateLimit: { perMinute: 1 } })
    const other = await createKey(house, { rateLimit: { perMinute: 1 } })
    expect((await call('GET', '/api/v1/me', { key: one.key })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: other.key })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: one.key })).status).toBe(429)
  })

  it('crashes while it writes ahead, and never gains a call by it', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house, { rateLimit: { perMinute: 1000 } })
    await burst(key, 25)
    await abortAllDurableObjects()
    const answer = await call('GET', '/api/v1/me', { key })
    const left = Number(answer.headers.get('ratelimit')?.match(/r=(\d+)/)?.[1])
    expect(left).toBeLessThanOrEqual(1000 - 26)
    expect(left).toBeGreaterThan(1000 - 26 - 10)
  })

  it('has the exact count in storage once it was quiet for a while, and its alarm may come twice', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { rateLimit: { perMinute: 1000 }, consistency: 'strict' })
    await burst(made.key, 25)
    const guard = await guardOf(made.id)
    const saved = () => runInDurableObject(guard, (_, state) => state.storage.kv.get<Saved>('meter'))
    expect((await saved())?.ahead).toBeGreaterThan(0)
    // Still busy: the alarm puts itself off.
    expect(await runDurableObjectAlarm(guard)).toBe(true)
    expect((await saved())?.ahead).toBeGreaterThan(0)
    await vi.waitUntil(async () => (await saved())?.ahead === 0, { timeout: 15_000, interval: 100 })
    expect((await saved())?.meter.windows.minute.sum).toBe(25)
    expect(await runDurableObjectAlarm(guard)).toBe(false)
    await runInDurableObject(guard, (instance) => instance.alarm())
    expect((await saved())?.meter.windows.minute.sum).toBe(25)
    await abortAllDurableObjects()
    expect((await call('GET', '/api/v1/me', { key: made.key })).headers.get('ratelimit')).toContain('r=974')
  })

  it('never takes a policy older than the one it has', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
    await call('GET', '/api/v1/me', { key: made.key })
    const guard = await guardOf(made.id)
    expect((await call('POST', `/api/v1/api-keys/${made.id}/revoke`, house)).status).toBe(200)
    // A read that started before the revocation and ends after it.
    await env.DB.prepare("UPDATE api_keys SET status = 'active', version = 1 WHERE id = ?").bind(made.id).run()
    await runInDurableObject(guard, (instance) => instance.reload(1))
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(401)
  })

  it('answers 503 and admits nothing while its key cannot be read, and recovers by itself', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house)
    await env.DB.exec('ALTER TABLE api_keys RENAME TO api_keys_away')
    const away = await call('GET', '/api/v1/me', { key })
    await env.DB.exec('ALTER TABLE api_keys_away RENAME TO api_keys')
    expect([away.status, (await away.json<{ code: string }>()).code]).toEqual([503, 'guard_unavailable'])
    expect((await call('GET', '/api/v1/me', { key })).status).toBe(200)
  })
})

/** What an isolate asks the guard of a key about one call. */
function askOf(key: string): Ask {
  const { keyPrefix, peppers } = configOf(env)
  const presented = readKey(keyPrefix, key, peppers)
  if (!presented) throw new Error('not a key of ours')
  const { hash, pepperVersion } = presented
  return { hash, pepperVersion, scopes: [], ip: null, cost: 1, explain: false, organizationId: null }
}

describe('a guard during a deployment', () => {
  const UNKNOWN_VERSION = GUARD_RPC_VERSION + 1

  it('answers a Worker from before the versions, which sends none', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { rateLimit: { perMinute: 2 }, consistency: 'strict' })
    const guard = await guardOf(made.id)
    expect((await guard.admit(askOf(made.key), null)).answer.code).toBe('ok')
    expect((await guard.admit(askOf(made.key), null, GUARD_RPC_VERSION)).answer.code).toBe('ok')
    expect((await guard.admit(askOf(made.key), null)).answer.code).toBe('rate_limited')
  })

  it('admits nothing and charges nothing for a version that it does not know', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { rateLimit: { perMinute: 1 }, consistency: 'strict' })
    const guard = await guardOf(made.id)
    const told = await guard.admit(askOf(made.key), { demand: 100, handBack: [] }, UNKNOWN_VERSION)
    expect([told.answer.code, told.lease, told.facts]).toEqual(['unavailable', null, null])
    expect(await guard.admitBriefly('a later form', UNKNOWN_VERSION)).toMatchObject({ answer: { code: 'unavailable' } })
    expect(await guard.reload(1, true, UNKNOWN_VERSION)).toBe(false)
    expect(await guard.left(UNKNOWN_VERSION)).toEqual({ limits: [], credits: null })
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(200)
  })

  it('is tried again and answers as unavailable where its code does not have the method yet', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
    let tries = 0
    // Objects of another class stand for objects whose code is older: they do not have the method.
    const older = new Proxy(env.ORG_QUOTA as unknown as typeof env.CREDENTIAL_GUARD, {
      get(all, property) {
        if (property === 'get') tries++
        const value = Reflect.get(all, property, all)
        return typeof value === 'function' ? value.bind(all) : value
      },
    })
    const answer = await askGuard(older, `no-guard-of-${made.id}`, askOf(made.key))
    expect([answer.code, answer.key, tries]).toEqual(['unavailable', null, 2])
  })
})

describe('a guard whose storage was written under the class name KeyGuard', () => {
  it('counts on from the windows that it finds', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { rateLimit: { perMinute: 5 }, consistency: 'strict' })
    const guard = await guardOf(made.id)
    await runInDurableObject(guard, (_, state) => state.storage.kv.put('meter', writtenByKeyGuard(Date.now(), 3)))
    await evictDurableObject(guard)
    expect(statuses(await burst(made.key, 20))).toEqual({ 200: 2, 429: 18 })
  })
})

/** What an object of the class KeyGuard had in storage after so many calls at `now` (ms), under the key `meter`. */
function writtenByKeyGuard(now: number, calls: number) {
  const windowOf = (slotMs: number) => {
    const slot = Math.floor(now / slotMs)
    const counts = new Array<number>(65).fill(0)
    counts[slot % counts.length] = calls
    return { slotMs, first: slot, last: slot, counts, sum: calls, foreignUntil: -1 }
  }
  const windows = { minute: windowOf(1000), hour: windowOf(60_000), day: windowOf(1_440_000) }
  return { meter: { clock: now, windows }, ahead: 0, leasedUntil: 0, credits: null }
}

describe('the short form in which an isolate and a guard speak of a strict key', () => {
  const me = async (key: string) => {
    const response = await call('GET', '/api/v1/me', { key })
    return { status: response.status, ...(await response.json<Partial<Me>>()) }
  }

  it('hides no change of the key or its organization from an isolate that knows older facts', async () => {
    const house = await newTestOrg()
    const { key, id } = await createKey(house, { consistency: 'strict', scopes: ['users:read'], rateLimit: {} })
    const first = await me(key)
    expect(await me(key)).toEqual(first)
    await call('PATCH', `/api/v1/api-keys/${id}`, { ...house, body: { name: 'Renamed', scopes: ['logs:read'] } })
    expect(await me(key)).toMatchObject({ credential: { name: 'Renamed' }, scopes: ['logs:read'] })
    expect((await call('GET', '/api/v1/event-logs', { key })).status).toBe(200)
    await call('PATCH', '/api/v1/organization', { ...house, body: { name: 'Another TestOrg' } })
    // Nobody tells a guard of this: it learns it with its next look at the database, without a new version of the key.
    await runInDurableObject(await guardOf(id), (instance) => instance.reload(1))
    expect((await me(key)).organization?.name).toBe('Another TestOrg')
    await call('PATCH', `/api/v1/api-keys/${id}`, { ...house, body: { consistency: 'edge' } })
    expect((await me(key)).status).toBe(200)
    await call('POST', `/api/v1/api-keys/${id}/revoke`, house)
    expect((await me(key)).status).toBe(401)
  })

  it('tells what is left of limits and credits, and refuses as the long form does', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house, {
      consistency: 'strict',
      rateLimit: { perMinute: 4, perDay: 9 },
      credits: { remaining: 3 },
    })
    const left = []
    for (let calls = 0; calls < 4; calls++) {
      const { status, credits, limits } = await me(key)
      left.push([status, credits, limits?.map((limit) => `${limit.window} ${limit.remaining}`).join()])
    }
    expect(left).toEqual([
      [200, 2, 'minute 3,day 8'],
      [200, 1, 'minute 2,day 7'],
      [200, 0, 'minute 1,day 6'],
      [429, undefined, undefined],
    ])
    expect((await call('GET', '/api/v1/event-logs', { key })).status).toBe(403)
    const other = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
    expect((await me(other)).status).toBe(401)
  })
})

describe('a revoked key', () => {
  it('is dead when the call returns: 1,000 of 1,000 later calls are refused, under injected latency', async () => {
    const house = await newTestOrg()
    const slow = watchedEnv(10)
    for (let round = 0; round < 10; round++) {
      const { key, id } = await createKey(house)
      expect((await call('GET', '/api/v1/me', { key })).status).toBe(200)
      // Calls under way while the revocation runs: they may be admitted, and must not bring anything back.
      const meanwhile = Promise.all(Array.from({ length: 20 }, () => call('GET', '/api/v1/me', { key, env: slow.env })))
      const revoked = await call('POST', `/api/v1/api-keys/${id}/revoke`, { key: house.key, env: slow.env })
      expect(revoked.status).toBe(200)
      const after = await Promise.all(
        Array.from({ length: 100 }, () => call('GET', '/api/v1/me', { key, env: slow.env })),
      )
      expect(statuses(after)).toEqual({ 401: 100 })
      await meanwhile
    }
  })

  it('is dead also where an isolate held a lease on it: the answer waits until no lease can be alive', async () => {
    const house = await newTestOrg()
    const { key, id } = await createKey(house, { rateLimit: { perMinute: 100_000 } })
    const watched = watchedEnv()
    for (let n = 0; n < 200; n++) await call('GET', '/api/v1/me', { key, env: watched.env })
    expect(watched.counts.objectCalls).toBeLessThan(100)
    expect((await call('POST', `/api/v1/api-keys/${id}/disable`, house)).status).toBe(200)
    expect(statuses(await burst(key, 100))).toEqual({ 401: 100 })
  })

  it('is refused after its object lost its memory too', async () => {
    const house = await newTestOrg()
    const { key, id } = await createKey(house)
    await call('GET', '/api/v1/me', { key })
    await call('POST', `/api/v1/api-keys/${id}/revoke`, house)
    await abortAllDurableObjects()
    expect((await call('GET', '/api/v1/me', { key })).status).toBe(401)
  })

  it.each([
    ['disable', 'key_disabled'],
    ['revoke', 'key_revoked'],
  ])('answers at once after %s with the reason, to whoever holds the secret', async (action, code) => {
    const house = await newTestOrg()
    const { key, id } = await createKey(house)
    await call('GET', '/api/v1/me', { key })
    await call('POST', `/api/v1/api-keys/${id}/${action}`, house)
    const answer = await call('GET', '/api/v1/me', { key })
    expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([401, code])
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token')
  })
})

describe('malformed and made-up keys of our form', () => {
  it('cost no query and no object call: 10,000 of them', async () => {
    const house = await newTestOrg()
    const real = house.key
    const watched = watchedEnv()
    const flip = (text: string, at: number) =>
      `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`
    const fakes = [
      (n: number) => `sk_live_${String(n).padStart(48, '0')}`,
      (n: number) => flip(real, 8 + (n % 48)),
      (n: number) => `sk_live_${n}`,
      (n: number) => `${real}${n}`,
      (n: number) => real.slice(0, 8 + (n % (real.length - 8))),
      (n: number) => `sk_test_${real.slice(8)}${n % 2 ? '' : ' '}`,
      () => real.replace('live', 'test'),
      (n: number) => `sk_live_${'x'.repeat(n)}`,
    ]
    for (let n = 0; n < 10_000; n += 100) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) => {
          const fake = fakes[i % fakes.length]?.(n + i + 1).trim() ?? ''
          return call('GET', '/api/v1/me', { key: fake === real ? 'none' : fake, env: watched.env })
        }),
      )
      expect(statuses(answers)).toEqual({ 401: 100 })
    }
    expect(watched.counts.queries).toBe(0)
    expect(watched.counts.objectCalls).toBe(0)
    expect(watched.counts.messages).toBeLessThanOrEqual(200)
  })

  it('are told apart from each other by nothing but their shape', async () => {
    const house = await newTestOrg()
    const verify = (key: string) =>
      call('POST', '/api/v1/api-keys/verify', { key: house.key, body: { key } }).then((one) => one.json<Verdict>())
    expect(await verify('nonsense')).toEqual({ valid: false, code: 'malformed' })
    expect(await verify(`sk_live_${'a'.repeat(48)}`)).toEqual({ valid: false, code: 'malformed' })
  })
})
