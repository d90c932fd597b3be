import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../contract/common.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import type { IncomingRequest, IncomingWebhookWithToken } from '../../../contract/incoming.ts'
import type { LogTrail } from '../../../contract/overview.ts'
import type { FoundDelivery } from '../../../contract/webhooks.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { newRoute } from '../../../test/support/gateway.ts'
import { allOver, createHook, deliveriesOf, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import { logEntry } from '../../../test/support/log-entries.ts'
import { until } from '../../../test/support/until.ts'
import { databaseOf } from '../../platform/db/client.ts'
import { newId } from '../../platform/lib/ids.ts'
import { writeLogBatch } from '../event-logs/ingest/write-batch.ts'

const trailOf = (by: { key: string }, id: string, more: object = {}) =>
  json<LogTrail>('GET', `/api/v1/event-logs/${id}/trail`, { ...by, ...more })

const entries = async (org: TestOrg, query: string) =>
  (await json<Page<LogEntry>>('GET', `/api/v1/event-logs?${query}`, org)).data

/** The entry of the call that published, once it is in the log. */
async function entryOf(org: TestOrg, requestId: string): Promise<LogEntry> {
  await settled()
  return until(async () => (await entries(org, `requestId=${requestId}`))[0])
}

async function published(org: TestOrg, type = 'user.created') {
  const response = await call('POST', '/api/v1/events', { key: org.key, body: { type, data: { id: 1 } } })
  const { id } = await response.json<{ id: string }>()
  return { id, requestId: response.headers.get('x-request-id') ?? '' }
}

const openAlert = (org: TestOrg, { kind, type, id }: { kind: string; type: string; id: string }) =>
  env.DB.prepare(
    `INSERT INTO alerts (organization_id, id, kind, severity, cause, target_type, target_id, target_name, details,
       status, first_at, last_at, environment)
     VALUES (?1, ?2, ?3, 'warning', ?3 || ':' || ?5, ?4, ?5, 'Orders', '{}', 'open', 1, 1, 'live')`,
  )
    .bind(org.organizationId, newId('alr', Date.now()), kind, type, id)
    .run()

describe('the trail of a log entry', () => {
  it('leads from a call to its events, their deliveries and alerts, and from an attempt back to the call', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { name: 'Orders', url: newInbox('status/500').url, maxRetries: 0 })
    const event = await published(org)
    await published(org)
    const [delivery] = (await allOver(org, hook.id, 2)).toReversed()
    await openAlert(org, { kind: 'webhook_failing', type: 'webhook', id: hook.id })
    const entry = await entryOf(org, event.requestId)
    const trail = await trailOf(org, entry.id)
    expect(trail).toMatchObject({ call: { id: entry.id }, delivery: null, withheld: [] })
    expect(trail.events).toMatchObject([
      {
        id: event.id,
        requestId: event.requestId,
        deliveryCounts: { failed: 1 },
        deliveryList: [
          {
            id: delivery?.id,
            webhookId: hook.id,
            webhookName: 'Orders',
            status: 'failed',
            responseStatus: 500,
            errorKind: 'status',
          },
        ],
      },
    ])
    expect(trail.alerts).toMatchObject([{ kind: 'webhook_failing', target: { id: hook.id } }])

    const attempt = await until(async () =>
      (await entries(org, `webhookId=${hook.id}`)).find(({ deliveryId }) => deliveryId === delivery?.id),
    )
    const back = await trailOf(org, attempt.id)
    expect(back.call?.id).toBe(entry.id)
    expect(back.events?.map(({ id }) => id)).toEqual([event.id])
    expect(back.delivery).toMatchObject({
      id: delivery?.id,
      webhookId: hook.id,
      webhookName: 'Orders',
      attemptList: [{ number: 1, response: { status: 500 } }],
    })
    expect(back.alerts).toHaveLength(1)
  })

  it('of a batch has all of its events, and of a refused call none', async () => {
    const org = await newTestOrg()
    const batch = await call('POST', '/api/v1/events/batch', {
      key: org.key,
      body: { events: Array.from({ length: 7 }, () => ({ type: 'user.created', data: {} })) },
    })
    const entry = await entryOf(org, batch.headers.get('x-request-id') ?? '')
    expect((await trailOf(org, entry.id)).events).toHaveLength(7)
    const refused = await call('POST', '/api/v1/events', {
      key: org.key,
      body: { type: 'X', data: {} },
      headers: { 'cf-connecting-ip': '203.0.113.9' },
    })
    const other = await entryOf(org, refused.headers.get('x-request-id') ?? '')
    expect(await trailOf(org, other.id)).toMatchObject({
      call: { id: other.id },
      events: [],
      delivery: null,
      alerts: [],
    })
    await openAlert(org, { kind: 'auth_failures', type: 'address', id: other.ip ?? '' })
    expect((await trailOf(org, other.id)).alerts).toMatchObject([{ kind: 'auth_failures' }])
    expect((await trailOf(org, entry.id)).alerts).toEqual([])
  })

  it('leads from a call to an incoming webhook to its request, and only to the webhook if it was refused at once', async () => {
    const org = await newTestOrg()
    const make = (name: string) =>
      json<IncomingWebhookWithToken>('POST', '/api/v1/incoming-webhooks', {
        key: org.key,
        body: { name, target: 'event', eventType: 'form.sent' },
      })
    const [forms] = [await make('Forms'), await make('Others')]
    const send = async () => {
      const answer = await call('POST', `/api/v1/webhooks/incoming/${forms.token}`, { body: { name: 'Ada' } })
      return entryOf(org, answer.headers.get('x-request-id') ?? '')
    }
    const entry = await send()
    const [request] = (await json<Page<IncomingRequest>>('GET', `/api/v1/incoming-webhooks/${forms.id}/requests`, org))
      .data
    const trail = await trailOf(org, entry.id)
    expect(trail.incoming).toEqual({ webhookId: forms.id, webhookName: 'Forms', request })
    expect(trail.events?.map(({ id }) => id)).toEqual([request?.eventId])

    await call('POST', `/api/v1/incoming-webhooks/${forms.id}/pause`, org)
    const refused = await send()
    expect(refused).toMatchObject({ type: 'incoming', outcome: 'incoming_paused' })
    expect((await trailOf(org, refused.id)).incoming).toEqual({
      webhookId: forms.id,
      webhookName: 'Forms',
      request: null,
    })

    const reader = await createKey(org, { scopes: ['logs:read'] })
    const { incoming, withheld } = await trailOf(reader, entry.id)
    expect(incoming).toBeNull()
    expect(withheld).toContainEqual({ part: 'incoming', scope: 'incoming:read' })
    const test = await createKey(org, { scopes: ['logs:read', 'incoming:read'], environment: 'test' })
    expect((await call('GET', `/api/v1/event-logs/${entry.id}/trail`, test)).status).toBe(404)
  })

  it('names the gateway route of a call, and the route of a tool, for those who may read routes', async () => {
    const org = await newTestOrg()
    const posts = await newRoute(org, { prefix: 'forum/posts', name: 'Posts', methods: ['GET'] })
    await env.DB.prepare(`UPDATE gateway_routes SET tool_name = 'search_posts' WHERE id = ?1`).bind(posts).run()
    await newRoute(org, { prefix: 'forum', name: 'Forum' })
    const entryFor = async (method: string, path: string) => {
      const answer = await call(method, path, org)
      return entryOf(org, answer.headers.get('x-request-id') ?? '')
    }
    const entry = await entryFor('GET', '/gateway/forum/posts/5')
    expect((await trailOf(org, entry.id)).route).toEqual({ id: posts, name: 'Posts' })
    const refused = await entryFor('POST', '/gateway/forum/posts/5')
    expect(refused).toMatchObject({ type: 'gateway', outcome: 'method_not_allowed' })
    expect((await trailOf(org, refused.id)).route).toEqual({ id: posts, name: 'Posts' })
    const nowhere = await entryFor('GET', '/gateway/nowhere')
    expect((await trailOf(org, nowhere.id)).route).toBeNull()

    const tool = logEntry(org.organizationId, {
      type: 'tool',
      route: '/gateway/forum/posts/*',
      endpoint: '/mcp/search_posts',
    })
    await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries: [tool], counters: [] }])
    expect((await trailOf(org, tool.id)).route).toEqual({ id: posts, name: 'Posts' })

    const reader = await createKey(org, { scopes: ['logs:read'] })
    const { route, withheld } = await trailOf(reader, entry.id)
    expect(route).toBeNull()
    expect(withheld).toContainEqual({ part: 'route', scope: 'gateway:read' })
  })

  it('has no delivery and no event where these are removed', async () => {
    const org = await newTestOrg()
    const time = Date.now()
    const entry = logEntry(org.organizationId, {
      type: 'webhook',
      webhookId: newId('whk', time),
      requestId: newId('dlv', time),
      route: 'delivery',
    })
    await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries: [entry], counters: [] }])
    expect(await trailOf(org, entry.id)).toEqual({
      call: null,
      events: [],
      delivery: null,
      incoming: null,
      route: null,
      alerts: [],
      withheld: [],
    })
  })

  it('leaves out what the caller may not read, and is not found in another organization', async () => {
    const org = await newTestOrg()
    const event = await published(org)
    const entry = await entryOf(org, event.requestId)
    const reader = await createKey(org, { scopes: ['logs:read'] })
    expect(await trailOf(reader, entry.id)).toMatchObject({
      call: { id: entry.id },
      events: null,
      delivery: null,
      alerts: null,
      withheld: [
        { part: 'events', scope: 'events:read' },
        { part: 'delivery', scope: 'webhooks:read' },
        { part: 'alerts', scope: 'alerts:read' },
      ],
    })
    const bare = await createKey(org, { scopes: ['events:read'] })
    const statusOf = async (key: string, id: string) =>
      (await call('GET', `/api/v1/event-logs/${id}/trail`, { key })).status
    expect(await statusOf(bare.key, entry.id)).toBe(403)
    expect(await statusOf((await newTestOrg()).key, entry.id)).toBe(404)
    expect(await statusOf(org.key, newId('log', Date.now()))).toBe(404)
    expect(await statusOf(org.key, 'log_1')).toBe(404)
  })

  it('reads few rows, however large the log is', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    for (let n = 0; n < 5; n++) await publish(org)
    const event = await published(org)
    await allOver(org, hook.id, 6)
    await writeLogBatch(databaseOf(env.DB), [
      {
        id: crypto.randomUUID(),
        counters: [],
        entries: Array.from({ length: 3000 }, (_, n) => logEntry(org.organizationId, { time: Date.now() - n })),
      },
    ])
    const entry = await entryOf(org, event.requestId)
    const { bill, db } = billedDatabase()
    const trail = await trailOf(org, entry.id, { env: { ...env, DB: db } })
    expect(trail.events).toHaveLength(1)
    expect(bill.read).toBeLessThanOrEqual(100)
  })
})

describe('a pasted id', () => {
  it('of a delivery finds it without its webhook', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { name: 'Orders', url: newInbox().url })
    await createHook(org, { url: newInbox().url, events: ['never.*'] })
    await publish(org)
    const [delivery] = await allOver(org, hook.id, 1)
    const found = await json<FoundDelivery>('GET', `/api/v1/deliveries/${delivery?.id}`, org)
    const { webhookId, webhookName, environment, ...detail } = found
    expect([webhookId, webhookName, environment]).toEqual([hook.id, 'Orders', 'live'])
    expect(detail).toEqual(await json('GET', `/api/v1/webhooks/${hook.id}/deliveries/${delivery?.id}`, org))
    const statusOf = async (key: string, id: string | undefined) =>
      (await call('GET', `/api/v1/deliveries/${id}`, { key })).status
    expect(await statusOf((await newTestOrg()).key, delivery?.id)).toBe(404)
    expect(await statusOf((await createKey(org, { environment: 'test', scopes: ['*'] })).key, delivery?.id)).toBe(404)
    expect(await statusOf((await createKey(org, { scopes: ['events:read'] })).key, delivery?.id)).toBe(403)
    expect(await statusOf(org.key, 'dlv_1')).toBe(404)
    await call('DELETE', `/api/v1/webhooks/${hook.id}`, { key: org.key })
    expect(await statusOf(org.key, delivery?.id)).toBe(404)
    expect(await deliveriesOf(org, hook.id).catch(() => null)).toBeUndefined()
  })

  it('of a request finds the entries of the call, with few rows read', async () => {
    const org = await newTestOrg()
    const response = await call('GET', '/api/v1/me', org)
    const requestId = response.headers.get('x-request-id') ?? ''
    const entry = await entryOf(org, requestId)
    expect(entry).toMatchObject({ requestId, endpoint: '/api/v1/me' })
    const { bill, db } = billedDatabase()
    const path = `/api/v1/event-logs?requestId=${requestId}`
    expect((await json<Page<LogEntry>>('GET', path, { key: org.key, env: { ...env, DB: db } })).data).toHaveLength(1)
    expect(bill.read).toBeLessThanOrEqual(20)
    expect(await entries(org, `requestId=${requestId}&status=failed`)).toEqual([])
    expect(await entries(await newTestOrg(), `requestId=${requestId}`)).toEqual([])
    expect(await entries(org, `requestId=${newId('req', Date.now())}`)).toEqual([])
    for (const value of ['', '1', 'log_01kaj3v5e8w2m4q6t8y0z2b4d6']) {
      const refused = await call('GET', `/api/v1/event-logs?requestId=${value}`, org)
      expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'requestId'])
    }
  })
})
