import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../contract/api-keys.ts'
import type { Me } from '../../../contract/identity.ts'
import { call, createKey, newTestOrg, watchedEnv } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'
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
    const org = await newTestOrg()
    const { key } = await createKey(org, { rateLimit: { perMinute: 100 } })
    expect(statuses(await burst(key, 1000))).toEqual({ 200: 100, 429: 900 })
  })

  it('admits exactly 100 when its object is evicted in the middle', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 100 } })
    const before = statuses(await burst(made.key, 60))
    await evictDurableObject(await guardOf(made.id))
    const after = statuses(await burst(made.key, 500))
    expect([before, after]).toEqual([{ 200: 60 }, { 200: 40, 429: 460 }])
  })

  it('says with each answer what is left, and after a denial when to retry', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { rateLimit: { perMinute: 2, perHour: 50 } })
    const started = Date.now()
    const first = await call('GET', '/api/v1/me', { key })
    expect(first.headers.get('ratelimit-policy')).toBe('"minute";q=2;w=60, "hour";q=50;w=3600')
    expect(first.headers.get('ratelimit')).toMatch(/^"minute";r=1;t=6[01], "hour";r=49;t=36\d\d$/)
    await call('GET', '/api/v1/me', { key })
    const denied = await call('GET', '/api/v1/me', { key })
    expect(denied.status).toBe(429)
    expect(denied.headers.get('content-type')).toBe('application/problem+json')
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThanOrEqual(59 - (Date.now() - started) / 1000)
    expect(await denied.json()).toMatchObject({ code: 'rate_limited', status: 429 })
  })
})

describe('a guard', () => {
  it('is not asked again by a call of another key of the same organization', async () => {
    const org = await newTestOrg()
    const one = await createKey(org, { rateLimit: { perMinute: 1 } })
    const other = await createKey(org, { rateLimit: { perMinute: 1 } })
    expect((await call('GET', '/api/v1/me', { key: one.key })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: other.key })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: one.key })).status).toBe(429)
  })

  it('gains no call by a crash while it stores calls in advance', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { rateLimit: { perMinute: 1000 } })
    await burst(key, 25)
    await abortAllDurableObjects()
    const answer = await call('GET', '/api/v1/me', { key })
    const left = Number(answer.headers.get('ratelimit')?.match(/r=(\d+)/)?.[1])
    expect(left).toBeLessThanOrEqual(1000 - 26)
    expect(left).toBeGreaterThan(1000 - 26 - 10)
  })

  it('stores the exact count after a pause, and its alarm may come twice', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 1000 }, consistency: 'strict' })
    await burst(made.key, 25)
    const guard = await guardOf(made.id)
    const saved = () => runInDurableObject(guard, (_, state) => state.storage.kv.get<Saved>('meter'))
    expect((await saved())?.ahead).toBeGreaterThan(0)
    // Still busy: the alarm is postponed.
    expect(await runDurableObjectAlarm(guard)).toBe(true)
    expect((await saved())?.ahead).toBeGreaterThan(0)
    await until(async () => (await saved())?.ahead === 0)
    expect((await saved())?.meter.windows.minute.sum).toBe(25)
    expect(await runDurableObjectAlarm(guard)).toBe(false)
    await runInDurableObject(guard, (instance) => instance.alarm())
    expect((await saved())?.meter.windows.minute.sum).toBe(25)
    await abortAllDurableObjects()
    expect((await call('GET', '/api/v1/me', { key: made.key })).headers.get('ratelimit')).toContain('r=974')
  })

  it('never accepts a policy older than the one it has', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    await call('GET', '/api/v1/me', { key: made.key })
    const guard = await guardOf(made.id)
    expect((await call('POST', `/api/v1/api-keys/${made.id}/revoke`, org)).status).toBe(200)
    // A read that started before the revocation and ends after it.
    await env.DB.prepare("UPDATE api_keys SET status = 'active', version = 1 WHERE id = ?").bind(made.id).run()
    await runInDurableObject(guard, (instance) => instance.reload(1))
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(401)
  })

  it('answers 503 and admits nothing while its key cannot be read, and recovers by itself', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org)
    await env.DB.exec('ALTER TABLE api_keys RENAME TO api_keys_away')
    const unavailable = await call('GET', '/api/v1/me', { key })
    await env.DB.exec('ALTER TABLE api_keys_away RENAME TO api_keys')
    expect([unavailable.status, (await unavailable.json<{ code: string }>()).code]).toEqual([503, 'guard_unavailable'])
    expect((await call('GET', '/api/v1/me', { key })).status).toBe(200)
  })
})

/** The question of an isolate to the guard of a key about one call. */
function askOf(key: string): Ask {
  const { keyPrefix, peppers } = configOf(env)
  const presented = readKey(keyPrefix, key, peppers)
  if (!presented) throw new Error('not a key of ours')
  const { hash, pepperVersion } = presented
  return { hash, pepperVersion, scopes: [], ip: null, cost: 1, explain: false, organizationId: null }
}

describe('a guard during a deployment', () => {
  const UNKNOWN_VERSION = GUARD_RPC_VERSION + 1

  it('answers an older Worker that sends no version', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 2 }, consistency: 'strict' })
    const guard = await guardOf(made.id)
    expect((await guard.admit(askOf(made.key), null)).answer.code).toBe('ok')
    expect((await guard.admit(askOf(made.key), null, GUARD_RPC_VERSION)).answer.code).toBe('ok')
    expect((await guard.admit(askOf(made.key), null)).answer.code).toBe('rate_limited')
  })

  it('admits nothing and charges nothing for a version that it does not know', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 1 }, consistency: 'strict' })
    const guard = await guardOf(made.id)
    const reply = await guard.admit(askOf(made.key), { demand: 100, handBack: [] }, UNKNOWN_VERSION)
    expect([reply.answer.code, reply.lease, reply.facts]).toEqual(['unavailable', null, null])
    expect(await guard.admitBriefly('a later form', UNKNOWN_VERSION)).toMatchObject({ answer: { code: 'unavailable' } })
    expect(await guard.reload(1, true, UNKNOWN_VERSION)).toBe(false)
    expect(await guard.left(UNKNOWN_VERSION)).toEqual({ limits: [], credits: null })
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(200)
  })

  it('is retried and answers as unavailable if its code does not have the method yet', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    let tries = 0
    // Objects of another class simulate objects with older code: they do not have the method.
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
  it('continues the windows that it finds', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 5 }, consistency: 'strict' })
    const guard = await guardOf(made.id)
    await runInDurableObject(guard, (_, state) => state.storage.kv.put('meter', writtenByKeyGuard(Date.now(), 3)))
    await evictDurableObject(guard)
    expect(statuses(await burst(made.key, 20))).toEqual({ 200: 2, 429: 18 })
  })
})

/** The storage of an object of the class KeyGuard after so many calls at `now` (ms), under the key `meter`. */
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

describe('the short form of messages about a strict key', () => {
  const me = async (key: string) => {
    const response = await call('GET', '/api/v1/me', { key })
    return { status: response.status, ...(await response.json<Partial<Me>>()) }
  }

  it('sends every change of the key or its organization to an isolate with older facts', async () => {
    const org = await newTestOrg()
    const { key, id } = await createKey(org, { consistency: 'strict', scopes: ['users:read'], rateLimit: {} })
    const first = await me(key)
    expect(await me(key)).toEqual(first)
    await call('PATCH', `/api/v1/api-keys/${id}`, { ...org, body: { name: 'Renamed', scopes: ['logs:read'] } })
    expect(await me(key)).toMatchObject({ credential: { name: 'Renamed' }, scopes: ['logs:read'] })
    expect((await call('GET', '/api/v1/event-logs', { key })).status).toBe(200)
    await call('PATCH', '/api/v1/organization', { ...org, body: { name: 'Another TestOrg' } })
    // The guard is not informed of this: it sees it with its next read of the database, without a new version of the
    // key.
    await runInDurableObject(await guardOf(id), (instance) => instance.reload(1))
    expect((await me(key)).organization?.name).toBe('Another TestOrg')
    await call('PATCH', `/api/v1/api-keys/${id}`, { ...org, body: { consistency: 'edge' } })
    expect((await me(key)).status).toBe(200)
    await call('POST', `/api/v1/api-keys/${id}/revoke`, org)
    expect((await me(key)).status).toBe(401)
  })

  it('says what is left of limits and credits, and refuses like the long form', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, {
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
  it('stops working before the call returns: 1,000 of 1,000 later calls are refused, with injected latency', async () => {
    const org = await newTestOrg()
    const slow = watchedEnv(10)
    for (let round = 0; round < 10; round++) {
      const { key, id } = await createKey(org)
      expect((await call('GET', '/api/v1/me', { key })).status).toBe(200)
      // Calls during the revocation: they may be admitted, and must not restore anything.
      const meanwhile = Promise.all(Array.from({ length: 20 }, () => call('GET', '/api/v1/me', { key, env: slow.env })))
      const revoked = await call('POST', `/api/v1/api-keys/${id}/revoke`, { key: org.key, env: slow.env })
      expect(revoked.status).toBe(200)
      const after = await Promise.all(
        Array.from({ length: 100 }, () => call('GET', '/api/v1/me', { key, env: slow.env })),
      )
      expect(statuses(after)).toEqual({ 401: 100 })
      await meanwhile
    }
  })

  it('stops working also in an isolate with a lease: the answer waits until no lease can be in use', async () => {
    const org = await newTestOrg()
    const { key, id } = await createKey(org, { rateLimit: { perMinute: 100_000 } })
    const watched = watchedEnv()
    for (let n = 0; n < 200; n++) await call('GET', '/api/v1/me', { key, env: watched.env })
    expect(watched.counts.objectCalls).toBeLessThan(100)
    expect((await call('POST', `/api/v1/api-keys/${id}/disable`, org)).status).toBe(200)
    expect(statuses(await burst(key, 100))).toEqual({ 401: 100 })
  })

  it('is refused after its object lost its memory too', async () => {
    const org = await newTestOrg()
    const { key, id } = await createKey(org)
    await call('GET', '/api/v1/me', { key })
    await call('POST', `/api/v1/api-keys/${id}/revoke`, org)
    await abortAllDurableObjects()
    expect((await call('GET', '/api/v1/me', { key })).status).toBe(401)
  })

  it.each([
    ['disable', 'key_disabled'],
    ['revoke', 'key_revoked'],
  ])('answers at once after %s with the reason, to whoever holds the secret', async (action, code) => {
    const org = await newTestOrg()
    const { key, id } = await createKey(org)
    await call('GET', '/api/v1/me', { key })
    await call('POST', `/api/v1/api-keys/${id}/${action}`, org)
    const answer = await call('GET', '/api/v1/me', { key })
    expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([401, code])
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token')
  })
})

describe('malformed and made-up keys of our form', () => {
  it('cost no query and no object call: 10,000 of them', async () => {
    const org = await newTestOrg()
    const real = org.key
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

  it('are distinguished only by their form', async () => {
    const org = await newTestOrg()
    const verify = (key: string) =>
      call('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key } }).then((one) => one.json<Verdict>())
    expect(await verify('nonsense')).toEqual({ valid: false, code: 'malformed' })
    expect(await verify(`sk_live_${'a'.repeat(48)}`)).toEqual({ valid: false, code: 'malformed' })
  })
})
