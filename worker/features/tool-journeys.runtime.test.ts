import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../contract/common.ts'
import { allOver, createHook, newInbox, publish } from '../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, settled, signIn, type TestOrg } from '../../test/support/kit.ts'
import { logEntry } from '../../test/support/log-entries.ts'
import { callTool, errorOf } from '../../test/support/mcp.ts'
import { until } from '../../test/support/until.ts'
import { databaseOf } from '../platform/db/client.ts'
import { writeLogBatch } from './event-logs/ingest/write-batch.ts'

type Item = Record<string, unknown> & { id: string }
type Shown = {
  data: Record<string, unknown> & { items: Item[]; nextCursor: string | null }
  note?: string
  link: string
}

/** What a tool answers at the endpoint. */
async function use(by: { key: string }, name: string, input: object = {}): Promise<Shown> {
  const { structuredContent, content, isError } = await callTool(by.key, name, input)
  if (isError || !structuredContent) throw new Error(`${name}: ${content[0]?.text}`)
  return structuredContent as Shown
}

/** All items of a list, page by page. */
async function all(by: { key: string }, name: string, input: object): Promise<{ items: Item[]; pages: Shown[] }> {
  const pages: Shown[] = []
  let cursor: string | null = null
  do {
    const page = await use(by, name, { ...input, ...(cursor && { cursor }) })
    pages.push(page)
    cursor = page.data.nextCursor
  } while (cursor !== null && pages.length < 100)
  return { items: pages.flatMap(({ data }) => data.items), pages }
}

const write = (org: TestOrg, more: Parameters<typeof logEntry>[1][]) =>
  writeLogBatch(databaseOf(env.DB), [
    { id: crypto.randomUUID(), entries: more.map((one) => logEntry(org.organizationId, one)), counters: [] },
  ])

describe('an agent', () => {
  it('finds out why a call was refused, and by which steps it is repaired', async () => {
    const org = await newTestOrg()
    const { key, id } = await createKey(org, { name: 'Shop', scopes: ['posts:read'] })
    const refused = await call('GET', '/api/v1/webhooks', { key })
    expect(refused.status).toBe(403)
    await settled()
    const found = await until(async () => (await use(org, 'find_failed_calls', { keyId: id })).data.items[0])
    expect(found).toMatchObject({
      call: 'GET /api/v1/webhooks',
      status: 403,
      outcome: 'scope_missing',
      why: expect.stringContaining('Missing: webhooks:read.'),
      fix: [expect.stringContaining('Add the missing scopes')],
      key: { id, name: 'Shop' },
    })
    const requestId = refused.headers.get('x-request-id')
    const explained = await use(org, 'explain_call', { id: requestId })
    expect(explained.data).toMatchObject({ id: found.id, requestId, why: found.why })
    expect(explained.link).toMatch(new RegExp(`/event-logs\\?log=${found.id}$`))
    expect(errorOf(await callTool(org.key, 'explain_call', { id: 'req_01kaj3v5e8w2m4q6t8y0z2b4d6' })).code).toBe(
      'not_found',
    )
  })

  it('finds every call with an outcome once, among many others', async () => {
    const org = await newTestOrg()
    const start = Date.now() - 3_600_000
    const entries = Array.from({ length: 620 }, (_, n) => ({
      time: start + n * 1000,
      status: 429,
      outcome: n % 60 === 7 ? ('no_credits' as const) : ('rate_limited' as const),
    }))
    await write(org, entries)
    const wanted = entries
      .filter(({ outcome }) => outcome === 'no_credits')
      .map(({ time }) => new Date(time).toISOString())
    for (const limit of [1, 4, 25]) {
      const { items, pages } = await all(org, 'find_failed_calls', { outcome: 'no_credits', limit })
      expect(items.map(({ time }) => time)).toEqual(wanted.toReversed())
      for (const { data } of pages) expect(data.items.length).toBeLessThanOrEqual(limit)
    }
    const none = await all(org, 'find_failed_calls', { outcome: 'key_expired' })
    expect(none.items).toEqual([])
    const later = { from: new Date(start + 600_000).toISOString(), to: new Date(start + 610_000).toISOString() }
    expect((await all(org, 'find_failed_calls', later)).items).toHaveLength(11)
    expect(errorOf(await callTool(org.key, 'find_failed_calls', { from: later.to, to: later.from }))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'to' }],
    })
  })

  it('repairs a webhook: sees why deliveries fail, tests it, and sends what failed again', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox('status/500').url, maxRetries: 0 })
    await publish(org)
    await publish(org)
    await allOver(org, hook.id, 2)
    const failed = await use(org, 'list_deliveries', { webhookId: hook.id, state: 'failed' })
    expect(failed.data.items).toMatchObject([
      {
        why: expect.stringContaining('It answered 500.'),
        fix: expect.arrayContaining([expect.stringContaining('retry_delivery')]),
      },
      { error: { kind: 'status' }, responseStatus: 500 },
    ])
    const [{ id = '' } = {}] = failed.data.items
    const { data: delivery } = await use(org, 'get_delivery', { id })
    expect(delivery).toMatchObject({
      attemptList: [{ number: 1, response: { status: 500 } }],
      webhook: { id: hook.id },
    })
    expect((await use(org, 'send_test_webhook', { id: hook.id })).data).toMatchObject({
      ok: false,
      response: { status: 500 },
    })
    const good = newInbox()
    await call('PATCH', `/api/v1/webhooks/${hook.id}`, { key: org.key, body: { url: good.url } })
    expect((await use(org, 'send_test_webhook', { id: hook.id })).data).toMatchObject({ ok: true })
    expect((await use(org, 'retry_failed_deliveries', { webhookId: hook.id, dryRun: true })).data).toEqual({
      count: 2,
      job: null,
    })
    const { data: accepted } = await use(org, 'retry_failed_deliveries', { webhookId: hook.id })
    expect(accepted).toMatchObject({ count: 2, job: { total: 2 } })
    const job = (accepted.job as Item).id
    await until(async () => (await use(org, 'get_retry_job', { webhookId: hook.id, id: job })).data.status === 'done')
    await until(
      async () =>
        (await use(org, 'list_deliveries', { webhookId: hook.id, state: 'delivered' })).data.items.length === 2,
    )
    expect(await good.received()).toHaveLength(3)
  })

  it('publishes an event once for one idempotency key, and is told what its data lacks', async () => {
    const org = await newTestOrg()
    const wrong = errorOf(await callTool(org.key, 'publish_event', { type: 'user.created', data: { id: 5 } }))
    expect(wrong).toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([{ path: 'data.id', message: expect.any(String) }]),
    })
    const { data: info } = await use(org, 'list_event_types', { type: 'user.created' })
    const event = { type: 'user.created', data: info.sample, idempotencyKey: 'once' }
    const first = await use(org, 'publish_event', event)
    expect((await use(org, 'publish_event', event)).data.id).toBe(first.data.id)
    expect((await use(org, 'list_events', { source: 'application' })).data.items).toHaveLength(1)
    expect(errorOf(await callTool(org.key, 'publish_event', { ...event, type: 'no.such' })).code).toMatch(
      /invalid|idempotency/,
    )
  })

  it('reads all records of a module, also if they are long, and filters and sorts them', async () => {
    const org = await newTestOrg()
    const fields = [
      { name: 'number', type: 'number', indexed: true },
      { name: 'name', type: 'text', unique: true },
      ...['a', 'b', 'c'].map((name) => ({ name, type: 'text' })),
    ]
    await call('POST', '/api/v1/modules', { key: org.key, body: { slug: 'orders', name: 'Orders', fields } })
    const long = 'é'.repeat(3000)
    for (let n = 0; n < 30; n++) {
      const data = { number: n, name: `Order ${n}`, a: long, b: n % 3 === 0 ? long : 'short' }
      const made = await use(org, 'create_record', { module: 'orders', data })
      expect(made.data.data).toMatchObject({ number: n })
    }
    const whole = await all(org, 'query_records', { module: 'orders', sort: 'number', limit: 25 })
    expect(whole.items.map(({ data }) => (data as { number: number }).number)).toEqual(
      Array.from({ length: 30 }, (_, n) => n),
    )
    for (const { data, note } of whole.pages) {
      expect(JSON.stringify(data).length).toBeLessThan(20_000)
      if (data.nextCursor) expect(note).toContain(data.nextCursor)
    }
    const few = await use(org, 'query_records', {
      module: 'orders',
      filters: [
        { field: 'number', operator: 'gte', value: 28 },
        { field: 'name', operator: 'not', value: 'Order 29' },
      ],
      fields: ['name'],
    })
    expect(few.data).toMatchObject({ items: [{ data: { name: 'Order 28' } }], nextCursor: null })
    expect(few.data.items[0]?.data).toEqual({ name: 'Order 28' })
    const refused = async (input: object) =>
      errorOf(await callTool(org.key, 'query_records', { module: 'orders', ...input }))
    expect(await refused({ filters: [{ field: 'a', value: 'x' }] })).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'filter[a][eq]', message: expect.stringContaining('needs an index') }],
    })
    expect(await refused({ filters: [{ field: 'constructor', value: 'x' }] })).toMatchObject({ code: 'invalid' })
    expect(await refused({ sort: 'b' })).toMatchObject({ errors: [{ path: 'sort' }] })
    expect(await refused({ cursor: 'W10' })).toMatchObject({ errors: [{ path: 'cursor' }] })
    const twice = [1, 2].map((value) => ({ field: 'number', value }))
    expect(await refused({ filters: twice })).toMatchObject({ errors: [{ path: 'filters' }] })
  })

  it('creates a key after a person approved it, sees its secret once, and leaves it in no log', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await createKey(org, { scopes: ['api-keys:write', 'users:read'], captureBodies: true })
    const input = { name: 'For the shop', scopes: ['users:read'] }
    const { structuredContent: waiting } = await callTool(agent.key, 'create_api_key', input)
    expect(waiting).toMatchObject({ status: 'waiting_for_approval' })
    expect((await use(org, 'list_api_keys', { search: 'For the shop' })).data.items).toEqual([])
    await call('POST', `/api/v1/approvals/${waiting?.approvalId}/approve`, { cookie })
    const made = await use(agent, 'create_api_key', input)
    const secret = String(made.data.key)
    expect((await call('GET', '/api/v1/me', { key: secret })).status).toBe(200)
    expect(errorOf(await callTool(agent.key, 'create_api_key', input)).code).toBe('approval_over')
    expect((await use(org, 'list_api_keys', { search: 'For the shop' })).data.items).toMatchObject([
      { id: made.data.id },
    ])
    await settled()
    const entries = await until(async () => {
      const { data } = await json<Page<{ id: string }>>('GET', `/api/v1/event-logs?type=tool&keyId=${agent.id}`, org)
      return data.length === 3 && data
    })
    for (const { id } of entries) {
      const text = JSON.stringify(await json('GET', `/api/v1/event-logs/${id}`, org))
      expect(text).toContain('create_api_key')
      expect(text).toContain('"body"')
      expect(text).not.toContain(secret)
      expect(text).not.toContain(secret.slice(-20))
    }
    for (const path of ['approvals', 'audit-logs', 'events']) {
      expect(await (await call('GET', `/api/v1/${path}`, { key: org.key })).text()).not.toContain(secret)
    }
  })

  it('cannot give a key more than its own credential has, whoever approves it', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await createKey(org, { scopes: ['api-keys:write'] })
    const input = { name: 'Too much', scopes: ['*'] }
    const { structuredContent: waiting } = await callTool(agent.key, 'create_api_key', input)
    await call('POST', `/api/v1/approvals/${waiting?.approvalId}/approve`, { cookie })
    expect(errorOf(await callTool(agent.key, 'create_api_key', input)).code).toBe('scope_not_held')
  })
})
