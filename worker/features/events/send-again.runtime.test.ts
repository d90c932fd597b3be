import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { Event, EventSummary, EventTypePage, SentEvent } from '../../../contract/events.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { allOver, createHook, deliveryOf, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'
import { MAX_LOOKED_AT } from '../../platform/db/bounded-scan.ts'
import { newId } from '../../platform/lib/ids.ts'

const send = (org: { key: string }, id: string, body?: object, headers: Record<string, string> = {}) =>
  call('POST', `/api/v1/events/${id}/send`, { key: org.key, headers, ...(body && { body }) })

async function sent(org: { key: string }, id: string, body?: object): Promise<SentEvent> {
  const response = await send(org, id, body)
  expect(response.status).toBe(202)
  return response.json<SentEvent>()
}

const eventOf = (org: TestOrg, id: string) => json<Event>('GET', `/api/v1/events/${id}`, org)

describe('an event that is sent again', () => {
  it('goes to the webhooks that got it, under the same delivery, and to those that listen to it now', async () => {
    const org = await newTestOrg()
    const [first, second] = [newInbox(), newInbox()]
    const before = await createHook(org, { name: 'Before', url: first.url })
    const event = await publish(org)
    const [delivered] = await allOver(org, before.id, 1)
    const after = await createHook(org, { name: 'After', url: second.url })
    await createHook(org, { name: 'Elsewhere', url: newInbox().url, events: ['order.*'] })
    const answer = await sent(org, event.id)
    expect(answer.queued).toBe(2)
    expect(answer.deliveries.map(({ webhookName, result }) => [webhookName, result])).toEqual([
      ['Before', 'queued'],
      ['After', 'queued'],
    ])
    expect(answer.deliveries[0]?.deliveryId).toBe(delivered?.id)
    await until(async () => (await first.received()).length === 2)
    await until(async () => (await second.received()).length === 1)
    const [got] = await second.received()
    expect(JSON.parse(got?.body ?? '')).toMatchObject({ id: event.id, type: event.type, timestamp: event.timestamp })
    await allOver(org, after.id, 1)
    const read = await eventOf(org, event.id)
    expect([read.deliveries, read.deliveryList.length]).toEqual([2, 2])
    // Once more, it keeps both deliveries.
    expect((await sent(org, event.id)).queued).toBe(2)
    await until(async () => (await second.received()).length === 2)
    expect((await eventOf(org, event.id)).deliveryList).toHaveLength(2)
    const { data } = await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${event.id}`, org)
    expect(data).toHaveLength(2)
    expect(data[0]).toMatchObject({
      action: 'event.resent',
      environment: 'live',
      target: { type: 'event', id: event.id, name: event.type },
      after: { deliveries: 2, webhooks: [before.id, after.id] },
    })
  })

  it('goes only to the chosen webhooks, which must have got it or listen to it', async () => {
    const org = await newTestOrg()
    const [one, two] = [newInbox(), newInbox()]
    const event = await publish(org)
    const chosen = await createHook(org, { url: one.url })
    await createHook(org, { url: two.url })
    const deaf = await createHook(org, { url: newInbox().url, events: ['order.*'] })
    const test = await createHook(org, { url: newInbox().url, environment: 'test' })
    const strange = await createHook(await newTestOrg(), { url: newInbox().url })
    expect(await sent(org, event.id, { webhookIds: [chosen.id] })).toMatchObject({ queued: 1 })
    await until(async () => (await one.received()).length === 1)
    for (const id of [deaf.id, test.id, strange.id, newId('whk', Date.now())]) {
      const refused = await send(org, event.id, { webhookIds: [chosen.id, id] })
      const { errors } = await refused.json<Problem>()
      expect([refused.status, errors?.map(({ path }) => path)]).toEqual([422, ['webhookIds.1']])
    }
    expect(await two.received()).toEqual([])
    expect((await one.received()).length).toBe(1)
  })

  it('is held for a paused webhook, and skipped where it was already delivered before the pause', async () => {
    const org = await newTestOrg()
    const got = await createHook(org, { url: newInbox().url })
    const event = await publish(org)
    await allOver(org, got.id, 1)
    await call('POST', `/api/v1/webhooks/${got.id}/pause`, { key: org.key })
    const waiting = await createHook(org, { url: newInbox().url, status: 'paused' })
    const { queued, deliveries } = await sent(org, event.id)
    expect([queued, deliveries.map(({ webhookId, result, reason }) => [webhookId, result, reason])]).toEqual([
      0,
      [
        [got.id, 'skipped', 'webhook_not_active'],
        [waiting.id, 'held', null],
      ],
    ])
    expect(await deliveryOf(org, waiting.id, deliveries[1]?.deliveryId ?? '')).toMatchObject({ status: 'held' })
    // A second time it is held once.
    expect((await sent(org, event.id)).deliveries[1]).toEqual(deliveries[1])
    expect((await eventOf(org, event.id)).deliveryCounts.held).toBe(1)
  })

  it('respects filters, and a delivery that waits is sent now', async () => {
    const org = await newTestOrg()
    const event = await publish(org, { data: { total: 5 } })
    const inbox = newInbox('status/500')
    await createHook(org, { url: newInbox().url, filter: { 'data.total': { $gt: 10 } } })
    const matching = await createHook(org, { url: inbox.url, filter: { 'data.total': 5 } })
    expect((await sent(org, event.id)).deliveries.map(({ webhookId }) => webhookId)).toEqual([matching.id])
    const waits = () =>
      until(async () => {
        const { deliveryList } = await eventOf(org, event.id)
        return deliveryList[0]?.status === 'pending' && deliveryList[0].attempts
      })
    expect(await waits()).toBe(1)
    await sent(org, event.id)
    await until(async () => (await inbox.received()).length === 2)
  })

  it('sent several times at once gets one new delivery per webhook', async () => {
    const org = await newTestOrg()
    const event = await publish(org)
    const hook = await createHook(org, { url: newInbox().url })
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(org, event.id)))
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(202))
    await allOver(org, hook.id, 1)
    const read = await eventOf(org, event.id)
    expect([read.deliveries, read.deliveryList.length]).toEqual([1, 1])
  })

  it('with the same Idempotency-Key is sent once', async () => {
    const org = await newTestOrg()
    const event = await publish(org)
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url })
    const again = (body: object) => send(org, event.id, body, { 'idempotency-key': 'again' })
    const [first, second] = [await again({}), await again({})]
    expect([first.status, second.status]).toEqual([202, 202])
    expect(await second.json()).toEqual(await first.json())
    expect((await again({ webhookIds: [hook.id] })).status).toBe(422)
    await allOver(org, hook.id, 1)
    expect(await inbox.received()).toHaveLength(1)
  })

  it('needs the scope, and is not found in another organization or environment', async () => {
    const org = await newTestOrg()
    const event = await publish(org)
    const reader = await createKey(org, { scopes: ['events:read', 'webhooks:write'] })
    const test = await createKey(org, { scopes: ['*'], environment: 'test' })
    expect((await send(reader, event.id)).status).toBe(403)
    expect((await send(test, event.id)).status).toBe(404)
    expect((await send(await newTestOrg(), event.id)).status).toBe(404)
    expect((await send(org, newId('evt', Date.now()))).status).toBe(404)
  })

  it.each<[string, object, string]>([
    ['no webhook', { webhookIds: [] }, 'webhookIds'],
    ['a webhook twice', { webhookIds: Array(2).fill(newId('whk', 1)) }, 'webhookIds'],
    ['too many webhooks', { webhookIds: Array.from({ length: 201 }, (_, n) => newId('whk', n)) }, 'webhookIds'],
    ['another id', { webhookIds: [newId('key', 1)] }, 'webhookIds.0'],
    ['another field', { webhooks: [] }, 'webhooks'],
  ])('with %s is refused', async (_, body, path) => {
    const org = await newTestOrg()
    const event = await publish(org)
    const refused = await send(org, event.id, body)
    expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, path])
  })
})

describe('the list of events', () => {
  it('is filtered by the beginning of an id, by type, time and environment, over all pages', async () => {
    const org = await newTestOrg()
    const events = [
      await publish(org),
      await publish(org, { type: 'order.shipped' }),
      await publish(org, { type: 'order.shipped' }),
    ]
    const ids = async (query: string) => {
      const found: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const more: string = cursor && `&cursor=${cursor}`
        const page: Page<EventSummary> = await json('GET', `/api/v1/events?limit=1&${query}${more}`, org)
        found.push(...page.data.map(({ id }) => id))
        cursor = page.nextCursor
      }
      return found
    }
    const newestFirst = events.map(({ id }) => id).reverse()
    expect(await ids('')).toEqual(newestFirst)
    expect(await ids('type=order.shipped')).toEqual(newestFirst.slice(0, 2))
    expect(await ids(`id=${newestFirst[1]}`)).toEqual([newestFirst[1]])
    expect(await ids(`id=${newestFirst[1]?.slice(0, 10)}`)).toEqual(newestFirst)
    expect(await ids(`id=${newestFirst[2]}&type=order.shipped`)).toEqual([])
    expect(await ids(`environment=test`)).toEqual([])
    for (const [query, path] of [
      ['id=key_1', 'id'],
      ['id=evt_%25', 'id'],
      ['type=', 'type'],
      ['from=x', 'from'],
      ['limit=0', 'limit'],
      ['q=x', 'q'],
    ])
      expect((await json<Problem>('GET', `/api/v1/events?${query}`, org)).errors?.[0]?.path, query).toBe(path)
  })

  it('reads a bounded number of events per page, and continues where it stopped', async () => {
    const org = await newTestOrg()
    const count = MAX_LOOKED_AT + 500
    const now = Date.now()
    const row = (n: number) => [newId('evt', now - n), n === count - 1 ? 'rare.event' : 'common.event', now - n]
    await env.DB.prepare(
      `INSERT INTO events (organization_id, id, type, environment, time, deliveries, data)
       SELECT ?1, value ->> 0, value ->> 1, 'live', value ->> 2, 0, '{}' FROM json_each(?2)`,
    )
      .bind(org.organizationId, JSON.stringify(Array.from({ length: count }, (_, n) => row(n))))
      .run()
    const { bill, db } = billedDatabase()
    const page = async (query: string) => {
      bill.read = 0
      const found = await json<Page<EventSummary>>('GET', `/api/v1/events?${query}`, {
        key: org.key,
        env: { ...env, DB: db },
      })
      expect(bill.read).toBeLessThanOrEqual(2 * MAX_LOOKED_AT + 500)
      return found
    }
    const first = await page('type=rare.event')
    expect([first.data, first.nextCursor === null]).toEqual([[], false])
    const second = await page(`type=rare.event&cursor=${first.nextCursor}`)
    expect([second.data.map(({ type }) => type), second.nextCursor]).toEqual([['rare.event'], null])
    expect((await page('type=common.event')).data).toHaveLength(20)
  })
})

describe('event types', () => {
  it('have a name, their own or the words of the type, and are in categories', async () => {
    const org = await newTestOrg()
    const make = (body: object) => call('POST', '/api/v1/event-types', { key: org.key, body })
    expect((await make({ type: 'order.shipped', name: 'Parcel left', category: 'Orders' })).status).toBe(201)
    expect((await make({ type: 'order.line_added' })).status).toBe(201)
    const page = await json<EventTypePage>('GET', '/api/v1/event-types', org)
    const nameOf = (type: string) => page.data.find((one) => one.type === type)?.name
    expect(['user.created', 'ai.request_failed', 'order.shipped', 'order.line_added'].map(nameOf)).toEqual([
      'User created',
      'AI request failed',
      'Parcel left',
      'Order line added',
    ])
    expect(page.categories[0]).toEqual({ name: 'Users', types: 3 })
    expect(page.categories.slice(-2)).toEqual([
      { name: 'Custom', types: 1 },
      { name: 'Orders', types: 1 },
    ])
    expect(page.categories.reduce((sum, { types }) => sum + types, 0)).toBe(page.data.length)
    const some = await json<EventTypePage>('GET', '/api/v1/event-types?category=Orders', org)
    expect([some.data.length, some.categories.length]).toEqual([1, page.categories.length])
    const renamed = await call('PATCH', '/api/v1/event-types/order.shipped', { key: org.key, body: { name: 'Gone' } })
    expect(await renamed.json()).toMatchObject({ name: 'Gone', category: 'Orders' })
    for (const name of ['', ' ', 'x'.repeat(81), 5, 'a\nb']) {
      const refused = await make({ type: 'order.other', name })
      expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'name'])
    }
  })
})
