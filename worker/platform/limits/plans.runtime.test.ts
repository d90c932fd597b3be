import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../contract/api-keys.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../test/support/kit.ts'

const setPlan = (house: TestOrg, plan: string) =>
  env.DB.prepare('UPDATE organizations SET plan = ? WHERE id = ?').bind(plan, house.organizationId).run()

/** Keys without limits of their own, in an organization on a plan. A person makes them, so that the plan counts no call. */
async function onPlan(plan: string, ...inputs: Parameters<typeof createKey>[1][]) {
  const house = await newTestOrg()
  const cookie = await signIn(house)
  const keys = await Promise.all(inputs.map((input) => createKey({ cookie }, { rateLimit: {}, ...input })))
  await setPlan(house, plan)
  return { house, keys, texts: keys.map(({ key }) => key) }
}

const burst = async (keys: string[], calls: number) => {
  const answers = await Promise.all(
    Array.from({ length: calls }, (_, n) => call('GET', '/api/v1/me', { key: keys[n % keys.length] ?? '' })),
  )
  return answers.filter((one) => one.status === 200).length
}

describe('the plan of an organization', () => {
  it.each(['edge', 'strict'] as const)(
    'limits all of its keys together, %s ones too: 300 concurrent calls by three keys get in 30 times',
    async (consistency) => {
      const { texts } = await onPlan('free', { consistency }, { consistency }, { consistency })
      const admitted = await burst(texts, 300)
      expect(admitted).toBeLessThanOrEqual(30)
      // Each key may hold a call to spare.
      expect(admitted).toBeGreaterThanOrEqual(27)
    },
  )

  it('stays spent when the objects crash', async () => {
    const { texts } = await onPlan('free', {})
    const before = await burst(texts, 20)
    await abortAllDurableObjects()
    expect(before + (await burst(texts, 100))).toBeLessThanOrEqual(30)
  })

  it('is named by the answer, with the time after which a call gets in', async () => {
    const { texts } = await onPlan('free', {})
    await burst(texts, 60)
    const denied = await call('GET', '/api/v1/me', { key: texts[0] ?? '' })
    expect(denied.status).toBe(429)
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(30)
    expect(await denied.json()).toMatchObject({ code: 'rate_limited', detail: expect.stringContaining('plan (free)') })
  })

  it('is the last limit to be charged: a call that the key itself refuses takes nothing from the other keys', async () => {
    const { texts } = await onPlan('free', { rateLimit: { perMinute: 5 } }, {})
    expect(await burst(texts.slice(0, 1), 100)).toBe(5)
    expect(await burst(texts.slice(1), 24)).toBeGreaterThanOrEqual(23)
  })

  it('frees what a key that fell quiet had been granted and not used', async () => {
    const { texts, keys } = await onPlan('standard', {}, {})
    await burst(texts.slice(0, 1), 40)
    const row = await env.DB.prepare('SELECT reference FROM api_keys WHERE id = ?')
      .bind(keys[0]?.id)
      .first<{ reference: string }>()
    const guard = env.CREDENTIAL_GUARD.get(env.CREDENTIAL_GUARD.idFromName(row?.reference ?? ''))
    await expect.poll(() => runDurableObjectAlarm(guard), { timeout: 10_000, interval: 500 }).toBe(false)
    expect(await burst(texts.slice(1), 100)).toBeGreaterThanOrEqual(59)
  })

  it('may be changed for another one with limits, which holds at once', async () => {
    const { house, texts } = await onPlan('free', {})
    await burst(texts, 60)
    const cookie = await signIn(house)
    const changed = await call('PATCH', '/api/v1/organization', { cookie, body: { plan: 'business' } })
    expect(changed.status).toBe(200)
    await expect.poll(() => burst(texts, 10), { timeout: 5000 }).toBe(10)
  })

  it('holds for every key once its change has answered, also when there was no limit before', async () => {
    const keys = Array.from({ length: 12 }, (_, n) => ({ consistency: n % 3 === 0 ? 'strict' : 'edge' }) as const)
    const { house, texts } = await onPlan('enterprise', ...keys)
    const cookie = await signIn(house)
    for (let n = 0; n < 4; n++) expect(await burst(texts, 60)).toBe(60)
    let going = true
    const meanwhile = (async () => {
      while (going) {
        await burst(texts, 12)
        await scheduler.wait(20)
      }
    })()
    const changed = await call('PATCH', '/api/v1/organization', { cookie, body: { planLimits: { perMinute: 50 } } })
    going = false
    expect(changed.status).toBe(200)
    await meanwhile
    let admitted = 0
    for (let n = 0; n < 6; n++) admitted += await burst(texts, 200)
    expect(admitted).toBeLessThanOrEqual(50)
  })

  it('of another organization is not touched', async () => {
    const [one, other] = await Promise.all([onPlan('free', {}), onPlan('free', {})])
    await burst(one.texts, 60)
    expect(await burst(other.texts, 20)).toBe(20)
  })
})

describe('credits', () => {
  const credited = (house: TestOrg, remaining: number, more: object = {}) =>
    createKey(house, { rateLimit: {}, credits: { remaining }, ...more })
  const left = async (house: TestOrg, id: string) =>
    (await json<{ credits: { remaining: number } | null }>('GET', `/api/v1/api-keys/${id}`, house)).credits?.remaining

  it('are spent to the last by calls at once, and a denied call costs none', async () => {
    const house = await newTestOrg()
    const made = await credited(house, 25)
    expect(await burst([made.key], 200)).toBe(25)
    expect(await left(house, made.id)).toBe(0)
    const denied = await call('GET', '/api/v1/me', { key: made.key })
    expect([denied.status, denied.headers.get('retry-after')]).toEqual([429, null])
    expect(await denied.json()).toMatchObject({ code: 'no_credits' })
  })

  it('survive a crash: never more than there were, and hardly less', async () => {
    const house = await newTestOrg()
    const made = await credited(house, 1000)
    await burst([made.key], 100)
    await abortAllDurableObjects()
    const after = (await left(house, made.id)) ?? 0
    expect(after).toBeLessThanOrEqual(900)
    expect(after).toBeGreaterThanOrEqual(890)
  })

  it('are charged with the limits or not at all, at the cost that a verify names', async () => {
    const house = await newTestOrg()
    const made = await credited(house, 10, { rateLimit: { perMinute: 6 } })
    const verify = (cost: number) =>
      json<Verdict>('POST', '/api/v1/api-keys/verify', { ...house, body: { key: made.key, cost, explain: true } })
    expect(await verify(6)).toMatchObject({ valid: true, credits: 4, limits: [{ remaining: 0 }] })
    expect(await verify(1)).toMatchObject({ code: 'rate_limited', credits: 4 })
    expect(await verify(0)).toMatchObject({ valid: true, credits: 4 })
    const poor = await credited(house, 3, { rateLimit: { perMinute: 100 } })
    const refused = await json<Verdict>('POST', '/api/v1/api-keys/verify', {
      ...house,
      body: { key: poor.key, cost: 5, explain: true },
    })
    expect(refused).toMatchObject({ valid: false, code: 'no_credits', credits: 3, limits: [{ remaining: 100 }] })
    expect(refused.checks?.at(-1)).toMatchObject({ check: 'no_credits', passed: false })
    expect(await verify(0)).toMatchObject({ credits: 4 })
  })

  it('say when they come back, and a refill helps only a call that it can pay', async () => {
    const house = await newTestOrg()
    const refill = { amount: 2, interval: 'day' } as const
    const made = await createKey(house, { rateLimit: {}, credits: { remaining: 1, refill } })
    expect(made.credits).toMatchObject({ remaining: 1, refill })
    expect(Date.parse(made.credits?.refillsAt ?? '') % 86_400_000).toBe(0)
    await call('GET', '/api/v1/me', { key: made.key })
    const denied = await call('GET', '/api/v1/me', { key: made.key })
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(0)
    const dear = await json<Verdict>('POST', '/api/v1/api-keys/verify', { ...house, body: { key: made.key, cost: 3 } })
    expect(dear.retryAfterSeconds).toBeUndefined()
  })

  it('are set anew, taken away and given by a change, and stay as they are by any other', async () => {
    const house = await newTestOrg()
    const made = await credited(house, 5)
    const patch = (body: object) => call('PATCH', `/api/v1/api-keys/${made.id}`, { ...house, body })
    await burst([made.key], 3)
    expect(await (await patch({ name: 'Another' })).json()).toMatchObject({ credits: { remaining: 2 } })
    const filled = await patch({ credits: { refill: { amount: 9, interval: 'hour' } } })
    expect(await filled.json()).toMatchObject({ credits: { remaining: 2, refill: { amount: 9, interval: 'hour' } } })
    // The number they began with, once more: it is not taken for no change.
    expect(await (await patch({ credits: { remaining: 5 } })).json()).toMatchObject({ credits: { remaining: 5 } })
    expect(await burst([made.key], 9)).toBe(5)
    expect(await (await patch({ credits: null })).json()).toMatchObject({ credits: null })
    expect(await burst([made.key], 9)).toBe(9)
    const refused = await patch({ credits: { refill: { amount: 1, interval: 'day' } } })
    expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ path: 'credits.remaining' }] }])
  })

  it('are never lent to an isolate: what it takes with it would be lost', async () => {
    const house = await newTestOrg()
    const made = await credited(house, 500)
    for (let n = 0; n < 5; n++) await burst([made.key], 50)
    expect(await left(house, made.id)).toBe(250)
  })
})
