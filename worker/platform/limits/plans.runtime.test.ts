import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../contract/api-keys.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../test/support/kit.ts'
import { soon } from '../../../test/support/until.ts'

const setPlan = (org: TestOrg, plan: string) =>
  env.DB.prepare('UPDATE organizations SET plan = ? WHERE id = ?').bind(plan, org.organizationId).run()

/**
 * Keys without their own limits, in an organization with a plan. A person creates them, so that the plan counts no
 * call.
 */
async function onPlan(plan: string, ...inputs: Parameters<typeof createKey>[1][]) {
  const org = await newTestOrg()
  const cookie = await signIn(org)
  const keys = await Promise.all(inputs.map((input) => createKey({ cookie }, { rateLimit: {}, ...input })))
  await setPlan(org, plan)
  return { org, keys, texts: keys.map(({ key }) => key) }
}

const burst = async (keys: string[], calls: number) => {
  const answers = await Promise.all(
    Array.from({ length: calls }, (_, n) => call('GET', '/api/v1/me', { key: keys[n % keys.length] ?? '' })),
  )
  return answers.filter((one) => one.status === 200).length
}

describe('the plan of an organization', () => {
  it.each(['edge', 'strict'] as const)(
    'limits all of its keys together, also %s ones: of 300 concurrent calls by three keys 30 are admitted',
    async (consistency) => {
      const { texts } = await onPlan('free', { consistency }, { consistency }, { consistency })
      const admitted = await burst(texts, 300)
      expect(admitted).toBeLessThanOrEqual(30)
      // Each key may have a spare call.
      expect(admitted).toBeGreaterThanOrEqual(27)
    },
  )

  it('stays used when the objects crash', async () => {
    const { texts } = await onPlan('free', {})
    const before = await burst(texts, 20)
    await abortAllDurableObjects()
    expect(before + (await burst(texts, 100))).toBeLessThanOrEqual(30)
  })

  it('is named in the answer, with the time until a call is admitted', async () => {
    const { texts } = await onPlan('free', {})
    await burst(texts, 60)
    const denied = await call('GET', '/api/v1/me', { key: texts[0] ?? '' })
    expect(denied.status).toBe(429)
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(30)
    expect(await denied.json()).toMatchObject({ code: 'rate_limited', detail: expect.stringContaining('plan (free)') })
  })

  it('is charged last: a call that the key itself refuses does not affect other keys', async () => {
    const { texts } = await onPlan('free', { rateLimit: { perMinute: 5 } }, {})
    expect(await burst(texts.slice(0, 1), 100)).toBe(5)
    expect(await burst(texts.slice(1), 24)).toBeGreaterThanOrEqual(23)
  })

  it('gets back what a key without further calls had not used', async () => {
    const { texts, keys } = await onPlan('standard', {}, {})
    await burst(texts.slice(0, 1), 40)
    const row = await env.DB.prepare('SELECT reference FROM api_keys WHERE id = ?')
      .bind(keys[0]?.id)
      .first<{ reference: string }>()
    const guard = env.CREDENTIAL_GUARD.get(env.CREDENTIAL_GUARD.idFromName(row?.reference ?? ''))
    await soon(() => runDurableObjectAlarm(guard), 500).toBe(false)
    expect(await burst(texts.slice(1), 100)).toBeGreaterThanOrEqual(59)
  })

  it('can be replaced by another plan with limits, effective at once', async () => {
    const { org, texts } = await onPlan('free', {})
    await burst(texts, 60)
    const cookie = await signIn(org)
    const changed = await call('PATCH', '/api/v1/organization', { cookie, body: { plan: 'business' } })
    expect(changed.status).toBe(200)
    await soon(() => burst(texts, 10)).toBe(10)
  })

  it('applies to every key once its change is answered, also if there was no limit before', async () => {
    const keys = Array.from({ length: 12 }, (_, n) => ({ consistency: n % 3 === 0 ? 'strict' : 'edge' }) as const)
    const { org, texts } = await onPlan('enterprise', ...keys)
    const cookie = await signIn(org)
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

  it('of another organization is not affected', async () => {
    const [one, other] = await Promise.all([onPlan('free', {}), onPlan('free', {})])
    await burst(one.texts, 60)
    expect(await burst(other.texts, 20)).toBe(20)
  })
})

describe('credits', () => {
  const credited = (org: TestOrg, remaining: number, more: object = {}) =>
    createKey(org, { rateLimit: {}, credits: { remaining }, ...more })
  const left = async (org: TestOrg, id: string) =>
    (await json<{ credits: { remaining: number } | null }>('GET', `/api/v1/api-keys/${id}`, org)).credits?.remaining

  it('are used up exactly by concurrent calls, and a denied call costs none', async () => {
    const org = await newTestOrg()
    const made = await credited(org, 25)
    expect(await burst([made.key], 200)).toBe(25)
    expect(await left(org, made.id)).toBe(0)
    const denied = await call('GET', '/api/v1/me', { key: made.key })
    expect([denied.status, denied.headers.get('retry-after')]).toEqual([429, null])
    expect(await denied.json()).toMatchObject({ code: 'no_credits' })
  })

  it('survive a crash: never more than before, and hardly less', async () => {
    const org = await newTestOrg()
    const made = await credited(org, 1000)
    await burst([made.key], 100)
    await abortAllDurableObjects()
    const after = (await left(org, made.id)) ?? 0
    expect(after).toBeLessThanOrEqual(900)
    expect(after).toBeGreaterThanOrEqual(890)
  })

  it('are charged with the limits or not at all, at the cost that a verify names', async () => {
    const org = await newTestOrg()
    const made = await credited(org, 10, { rateLimit: { perMinute: 6 } })
    const verify = (cost: number) =>
      json<Verdict>('POST', '/api/v1/api-keys/verify', { ...org, body: { key: made.key, cost, explain: true } })
    expect(await verify(6)).toMatchObject({ valid: true, credits: 4, limits: [{ remaining: 0 }] })
    expect(await verify(1)).toMatchObject({ code: 'rate_limited', credits: 4 })
    expect(await verify(0)).toMatchObject({ valid: true, credits: 4 })
    const poor = await credited(org, 3, { rateLimit: { perMinute: 100 } })
    const refused = await json<Verdict>('POST', '/api/v1/api-keys/verify', {
      ...org,
      body: { key: poor.key, cost: 5, explain: true },
    })
    expect(refused).toMatchObject({ valid: false, code: 'no_credits', credits: 3, limits: [{ remaining: 100 }] })
    expect(refused.checks?.at(-1)).toMatchObject({ check: 'no_credits', passed: false })
    expect(await verify(0)).toMatchObject({ credits: 4 })
  })

  it('say when they refill, and a refill helps only a call that it can pay', async () => {
    const org = await newTestOrg()
    const refill = { amount: 2, interval: 'day' } as const
    const made = await createKey(org, { rateLimit: {}, credits: { remaining: 1, refill } })
    expect(made.credits).toMatchObject({ remaining: 1, refill })
    expect(Date.parse(made.credits?.refillsAt ?? '') % 86_400_000).toBe(0)
    await call('GET', '/api/v1/me', { key: made.key })
    const denied = await call('GET', '/api/v1/me', { key: made.key })
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(0)
    const expensive = await json<Verdict>('POST', '/api/v1/api-keys/verify', {
      ...org,
      body: { key: made.key, cost: 3 },
    })
    expect(expensive.retryAfterSeconds).toBeUndefined()
  })

  it('are set, removed and added by a change, and not affected by other changes', async () => {
    const org = await newTestOrg()
    const made = await credited(org, 5)
    const patch = (body: object) => call('PATCH', `/api/v1/api-keys/${made.id}`, { ...org, body })
    await burst([made.key], 3)
    expect(await (await patch({ name: 'Another' })).json()).toMatchObject({ credits: { remaining: 2 } })
    const filled = await patch({ credits: { refill: { amount: 9, interval: 'hour' } } })
    expect(await filled.json()).toMatchObject({ credits: { remaining: 2, refill: { amount: 9, interval: 'hour' } } })
    // The same number as at the beginning: it still counts as a change.
    expect(await (await patch({ credits: { remaining: 5 } })).json()).toMatchObject({ credits: { remaining: 5 } })
    expect(await burst([made.key], 9)).toBe(5)
    expect(await (await patch({ credits: null })).json()).toMatchObject({ credits: null })
    expect(await burst([made.key], 9)).toBe(9)
    const refused = await patch({ credits: { refill: { amount: 1, interval: 'day' } } })
    expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ path: 'credits.remaining' }] }])
  })

  it('are never leased to an isolate, because they could be lost', async () => {
    const org = await newTestOrg()
    const made = await credited(org, 500)
    for (let n = 0; n < 5; n++) await burst([made.key], 50)
    expect(await left(org, made.id)).toBe(250)
  })
})
