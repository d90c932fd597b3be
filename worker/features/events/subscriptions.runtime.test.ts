import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/common.ts'
import { EVENT_CATALOG } from '../../../contract/event-catalog.data.ts'
import { patternCovers, scopesToSubscribe } from '../../../contract/events.data.ts'
import type { BulkWebhookResult, TestResult } from '../../../contract/webhooks.ts'
import { createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'

const ALL = [
  'api-keys:read',
  'webhooks:read',
  'alerts:read',
  'records:read',
  'modules:read',
  'approvals:read',
  'events:read',
]
const hookBody = (events: string[]) => ({ name: 'A webhook', url: newInbox().url, events, sendTest: false })

async function refusal(response: Response): Promise<[number, string | undefined]> {
  return [response.status, (await response.json<Problem>()).detail]
}

describe('the scopes of a subscription', () => {
  it.each([
    [['*'], ALL],
    [['user.created', 'order.*'], ['events:read']],
    [['api_key.revoked'], ['api-keys:read']],
    [['webhook.*', 'webhook.test'], ['webhooks:read']],
    [
      ['alert.raised', 'record.*', 'module.created'],
      ['alerts:read', 'records:read', 'modules:read'],
    ],
    [['alerts.raised', 'constructor.called', 'api_key_x.y'], ['events:read']],
  ])('to %j are %j', (patterns, scopes) => {
    expect(scopesToSubscribe(patterns).sort()).toEqual([...scopes].sort())
  })

  it('of a pattern include those of every event that it covers', () => {
    const types = EVENT_CATALOG.map(({ type }) => type)
    const pattern = fc.oneof(
      fc.constant('*'),
      fc.constantFrom(...types),
      fc.constantFrom(...types).map((type) => `${type.split('.')[0]}.*`),
    )
    fc.assert(
      fc.property(pattern, fc.constantFrom(...types), (one, type) => {
        fc.pre(patternCovers(one, type))
        expect(scopesToSubscribe([one])).toEqual(expect.arrayContaining(scopesToSubscribe([type])))
      }),
    )
  })
})

describe('a subscription', () => {
  it('needs the read scope of each of its events to be created', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { scopes: ['webhooks:write', 'alerts:read'] })
    const create = (events: string[]) => call('POST', '/api/v1/webhooks', { key, body: hookBody(events) })
    const [status, detail] = await refusal(await create(['*']))
    expect(status).toBe(403)
    for (const scope of ALL) expect(detail?.includes(scope), scope).toBe(scope !== 'alerts:read')
    expect((await refusal(await create(['user.*'])))[1]).toContain('events:read')
    expect((await create(['alert.*'])).status).toBe(201)
    const full = await createKey(org, { scopes: ['webhooks:write', ...ALL] })
    expect((await call('POST', '/api/v1/webhooks', { key: full.key, body: hookBody(['*']) })).status).toBe(201)
  })

  it('needs them for every change of its content or target, and for no other change', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url, events: ['user.*'] })
    const { key } = await createKey(org, { scopes: ['webhooks:*'] })
    const change = (body: object) => call('PATCH', `/api/v1/webhooks/${hook.id}`, { key, body })
    for (const body of [
      { url: newInbox().url },
      { events: ['user.*', 'webhook.test'] },
      { filter: { 'data.x': 1 } },
      { transform: '$' },
    ]) {
      const [status, detail] = await refusal(await change(body))
      expect([status, detail], JSON.stringify(body)).toEqual([403, expect.stringContaining('events:read')])
    }
    expect((await change({ name: 'Renamed', maxRetries: 3, url: hook.url, events: hook.events })).status).toBe(200)
    // Fewer events than before: the caller may read the remaining ones.
    expect((await change({ events: ['webhook.test'] })).status).toBe(200)
    expect((await change({ url: newInbox().url })).status).toBe(200)
  })

  it('needs them to be resumed, alone or with others', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url, events: ['user.*'] })
    const { key } = await createKey(org, { scopes: ['webhooks:*'] })
    expect((await call('POST', `/api/v1/webhooks/${hook.id}/pause`, { key })).status).toBe(200)
    expect((await call('POST', `/api/v1/webhooks/${hook.id}/resume`, { key })).status).toBe(403)
    const body = { ids: [hook.id], action: 'resume' }
    const { results } = await json<BulkWebhookResult>('POST', '/api/v1/webhooks/bulk', { key, body })
    expect(results[0]).toMatchObject({ ok: false, code: 'scope_missing' })
    const reader = await createKey(org, { scopes: ['webhooks:*', 'events:read'] })
    expect((await call('POST', `/api/v1/webhooks/${hook.id}/resume`, { key: reader.key })).status).toBe(200)
  })

  it('that exists continues, even if its creator has lost scopes', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const maker = await createKey(org, { scopes: ['webhooks:*', 'events:read'] })
    await createHook({ ...org, key: maker.key }, { url: inbox.url, events: ['user.*'] })
    await call('PATCH', `/api/v1/api-keys/${maker.id}`, { key: org.key, body: { scopes: ['webhooks:*'] } })
    await publish(org)
    await until(async () => (await inbox.received()).length === 1)
  })

  it('does not reveal the sample of an event type', async () => {
    const org = await newTestOrg()
    const sample = { parcel: 'A1' }
    await json('POST', '/api/v1/event-types', { key: org.key, body: { type: 'order.shipped', sample } })
    const hook = await createHook(org, { url: newInbox().url, events: ['webhook.test'] })
    const { key } = await createKey(org, { scopes: ['webhooks:*'] })
    const body = { eventType: 'order.shipped' }
    for (const path of [`${hook.id}/test`, 'preview']) {
      const [status, detail] = await refusal(await call('POST', `/api/v1/webhooks/${path}`, { key, body }))
      expect([status, detail], path).toEqual([403, expect.stringContaining('events:read')])
    }
    const given = { key, body: { ...body, data: { parcel: 'B2' } } }
    expect((await json<TestResult>('POST', `/api/v1/webhooks/${hook.id}/test`, given)).ok).toBe(true)
    const known = { key, body: { eventType: 'user.created' } }
    expect((await json<TestResult>('POST', `/api/v1/webhooks/${hook.id}/test`, known)).ok).toBe(true)
  })

  it('to alerts is also created by rules: turning on their events needs the scope to read them', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { scopes: ['alerts:write'] })
    const change = (by: string, rule: object | null) =>
      call('PUT', '/api/v1/alert-rules', { key: by, body: { rules: { key_unused: rule } } })
    expect((await change(key, { asEvent: false })).status).toBe(200)
    for (const rule of [{ asEvent: true }, null]) {
      const [status, detail] = await refusal(await change(key, rule))
      expect([status, detail]).toEqual([403, expect.stringContaining('alerts:read')])
    }
    expect((await change(key, { enabled: false })).status).toBe(200)
    expect((await change(key, { enabled: true })).status).toBe(200)
    expect((await change(org.key, { asEvent: true, enabled: false })).status).toBe(200)
    expect((await change(key, { enabled: true })).status).toBe(403)
    const reader = await createKey(org, { scopes: ['alerts:*'] })
    expect((await change(reader.key, { enabled: true })).status).toBe(200)
  })
})
