import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { Connector, Hook, HookItem } from '../../../../contract/connectors.ts'
import { newInbox, publish } from '../../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'

const subscribe = (by: TestOrg, targetUrl: string, event = 'user.created') =>
  call('POST', '/api/v1/hooks', { key: by.key, body: { targetUrl, event } })

const connectorsOf = async (by: TestOrg) =>
  (await json<Page<Connector>>('GET', '/api/v1/connectors?limit=100', by)).data

describe('a REST hook', () => {
  it('answers its id at the top level, delivers items like its sample, and ends', async () => {
    const org = await newTestOrg()
    // The authentication test of an integration.
    expect((await call('GET', '/api/v1/me', org)).status).toBe(200)
    const box = newInbox()
    const made = await subscribe(org, box.url)
    const hook = await made.json<Hook>()
    expect([made.status, hook]).toEqual([
      201,
      expect.objectContaining({ id: expect.stringMatching(/^con_/), event: 'user.created', status: 'active' }),
    ])
    const event = await publish(org)
    const [item] = await until(async () => {
      const got = await box.received()
      return got.length === 1 && got.map(({ body }) => JSON.parse(body))
    })
    expect(item.id).toBe(event.id)
    const sample = await json<HookItem[]>('GET', '/api/v1/hooks/sample?event=user.created', org)
    expect(Object.keys(sample[0] ?? {}).sort()).toEqual(Object.keys(item).sort())
    expect((await call('DELETE', `/api/v1/hooks/${hook.id}`, org)).status).toBe(204)
    expect(await connectorsOf(org)).toEqual([])
    expect((await publish(org)).deliveries).toBe(0)
  })

  it('samples are lists with unique ids that stay the same', async () => {
    const org = await newTestOrg()
    const of = (event: string) => json<HookItem[]>('GET', `/api/v1/hooks/sample?event=${event}`, org)
    for (const event of ['user.created', 'user.*', '*']) {
      const [first, second] = [await of(event), await of(event)]
      expect(first).toEqual(second)
      expect(new Set(first.map(({ id }) => id)).size).toBe(first.length)
    }
    expect((await of('user.created')).map(({ type }) => type)).toEqual(['user.created'])
    await call('POST', '/api/v1/event-types', {
      ...org,
      body: { type: 'order.shipped', category: 'Orders', description: '', sample: { order: 1 } },
    })
    expect((await of('order.shipped'))[0]).toMatchObject({ type: 'order.shipped', data: { order: 1 } })
    const unknown = await call('GET', '/api/v1/hooks/sample?event=never.seen', org)
    expect([unknown.status, (await unknown.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'event'])
  })

  it('is the same one when the target subscribes again, also at the same time, and gone things count as success', async () => {
    const org = await newTestOrg()
    const { url } = newInbox()
    const answers = await Promise.all(Array.from({ length: 5 }, () => subscribe(org, url)))
    const ids = await Promise.all(answers.map(async (one) => (await one.json<Hook>()).id))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect(new Set(ids).size).toBe(1)
    expect((await connectorsOf(org)).length).toBe(1)
    // Another event is another subscription, and so is the other environment.
    expect((await subscribe(org, url, 'user.deleted')).status).toBe(201)
    const { key } = await createKey(org, { environment: 'test', scopes: ['*'] })
    const other = await subscribe({ ...org, key }, url)
    expect([other.status, (await other.json<Hook>()).environment]).toEqual([201, 'test'])
    for (const id of [ids[0], ids[0], 'con_01kaj3v5e8w2m4q6t8y0z2b4d6', '42']) {
      expect((await call('DELETE', `/api/v1/hooks/${id}`, org)).status).toBe(204)
    }
    const again = await subscribe(org, url)
    expect([again.status, (await again.json<Hook>()).id === ids[0]]).toEqual([201, false])
  })

  it('of a workflow under test is independent of that of the active workflow', async () => {
    const org = await newTestOrg()
    const base = newInbox().url
    const [active, test] = [`${base}/webhook/abc`, `${base}/webhook-test/abc`]
    const [a, b] = await Promise.all([active, test].map(async (url) => (await subscribe(org, url)).json<Hook>()))
    expect([a?.provider, b?.provider]).toEqual(['n8n', 'n8n'])
    expect(a?.id).not.toBe(b?.id)
    await call('DELETE', `/api/v1/hooks/${b?.id}`, org)
    expect((await connectorsOf(org)).map(({ id }) => id)).toEqual([a?.id])
    expect((await publish(org)).deliveries).toBe(1)
    await call('DELETE', `/api/v1/hooks/${a?.id}`, org)
    expect(await connectorsOf(org)).toEqual([])
  })

  it('ends when its target answers 410', async () => {
    const org = await newTestOrg()
    const { url } = newInbox('status/410')
    await subscribe(org, url)
    await publish(org)
    await until(async () => (await connectorsOf(org)).length === 0)
    expect((await publish(org)).deliveries).toBe(0)
    expect((await subscribe(org, url)).status).toBe(201)
  })

  it('belongs to its organization and environment, and needs the scope that reads its event', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const hook = await (await subscribe(org, newInbox().url)).json<Hook>()
    const test = await createKey(org, { environment: 'test', scopes: ['*'] })
    for (const by of [other, { key: test.key }]) {
      expect((await call('DELETE', `/api/v1/hooks/${hook.id}`, by)).status).toBe(204)
      expect((await call('GET', `/api/v1/connectors/${hook.id}`, by)).status).toBe(404)
    }
    expect((await connectorsOf(org)).map(({ id }) => id)).toEqual([hook.id])
    const { key } = await createKey(org, { scopes: ['connectors:read', 'connectors:write', 'payments:read'] })
    expect((await subscribe({ ...org, key }, newInbox().url)).status).toBe(403)
    expect((await call('GET', '/api/v1/hooks/sample?event=user.created', { key })).status).toBe(403)
    const refused = await call('PATCH', `/api/v1/connectors/${hook.id}`, { ...org, body: { events: ['*'] } })
    expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'events'])
    expect((await subscribe(org, 'https://10.0.0.1/x')).status).toBe(422)
    const unknown = await subscribe(org, newInbox().url, 'never.seen')
    expect((await unknown.json<Problem>()).errors?.[0]?.path).toBe('event')
  })
})
