import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import { EVENT_CATALOG } from '../../../contract/event-catalog.data.ts'
import type { Event, EventSummary, EventTypeInfo, PublishedEvent, PublishedEvents } from '../../../contract/events.ts'
import type { Webhook } from '../../../contract/webhooks.ts'
import { createHook, deliveriesOf, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg, watchedEnv } from '../../../test/support/kit.ts'
import { digest } from '../../platform/lib/crypto/digest.ts'

const count = async (sql: string, ...values: string[]) =>
  (
    await env.DB.prepare(`SELECT count(*) AS n FROM ${sql}`)
      .bind(...values)
      .first<{ n: number }>()
  )?.n

describe('publishing an event', () => {
  it('answers 202 once it is stored with a delivery for every subscribed webhook, including paused ones, and for no other', async () => {
    const org = await newTestOrg()
    const hook = (events: string[], more = {}) => createHook(org, { url: newInbox().url, events, ...more })
    const hooks = {
      all: await hook(['*']),
      users: await hook(['user.*']),
      exact: await hook(['user.created', 'payment.completed']),
      payments: await hook(['payment.*']),
      test: await hook(['*'], { environment: 'test' }),
      rich: await hook(['*'], { filter: { 'data.total': { $gte: 100 } } }),
      poor: await hook(['*'], { filter: { 'data.total': { $lt: 100 } } }),
      paused: await hook(['*']),
    }
    await call('POST', `/api/v1/webhooks/${hooks.paused.id}/pause`, org)
    const event = await publish(org, { data: { total: 120 } })
    expect(event).toMatchObject({ type: 'user.created', environment: 'live', deliveries: 5 })
    const counts = await Promise.all(
      Object.values(hooks).map(
        async (one) => (await deliveriesOf(org, one.id, `environment=${one.environment}`)).length,
      ),
    )
    expect(Object.fromEntries(Object.keys(hooks).map((name, index) => [name, counts[index]]))).toEqual({
      all: 1,
      users: 1,
      exact: 1,
      payments: 0,
      test: 0,
      rich: 1,
      poor: 0,
      paused: 1,
    })
    const { data } = await json<Page<EventSummary>>('GET', '/api/v1/events?type=user.created', org)
    expect(data).toMatchObject([{ ...event, orderingKey: null }])
    expect(data[0]).not.toHaveProperty('data')
    expect(data[0]).not.toHaveProperty('deliveryList')
    expect(await json<Event>('GET', `/api/v1/events/${event.id}`, org)).toMatchObject({
      ...event,
      data: { total: 120 },
    })
  })

  it('is listed by its source: an application, or Gatehouse itself', async () => {
    const org = await newTestOrg()
    const event = await publish({ ...org, key: org.key })
    const fields = [{ name: 'name', type: 'text' }]
    await json('POST', '/api/v1/modules', { key: org.key, body: { slug: 'things', name: 'Things', fields } })
    const list = async (query: string) => (await json<Page<EventSummary>>('GET', `/api/v1/events${query}`, org)).data
    const types = async (query: string) => (await list(query)).map(({ type }) => type)
    expect(await types('')).toEqual(['module.created', event.type])
    expect(await types('?source=application')).toEqual([event.type])
    expect(await types('?source=gatehouse')).toEqual(['module.created'])
    expect(await types(`?source=gatehouse&type=${event.type}`)).toEqual([])
    const wrong = await call('GET', '/api/v1/events?source=x', org)
    expect([wrong.status, (await wrong.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'source'])
  })

  it('is limited to the environment of the key', async () => {
    const org = await newTestOrg()
    const live = await createHook(org, { url: newInbox().url })
    const test = await createHook(org, { url: newInbox().url, environment: 'test' })
    const key = await createKey(org, { environment: 'test', scopes: ['events:write'] })
    expect(await publish({ ...org, key: key.key })).toMatchObject({ environment: 'test', deliveries: 1 })
    expect(await deliveriesOf(org, live.id)).toEqual([])
    expect(await deliveriesOf(org, test.id, 'environment=test')).toHaveLength(1)
    const forged = await call('POST', '/api/v1/events', {
      key: key.key,
      body: { type: 'user.created', data: {}, environment: 'live' },
    })
    expect([forged.status, (await forged.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'environment'])
  })

  it('with the same Idempotency-Key creates one event and returns one answer, also for ten requests at once', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    const slow = watchedEnv(15)
    const headers = { 'idempotency-key': 'order-4711' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => publish(org, {}, { headers, env: slow.env })))
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await publish(org, {}, { headers })).toEqual(answers[0])
    expect(await deliveriesOf(org, hook.id)).toHaveLength(1)
    expect(await count('events WHERE organization_id = ?', org.organizationId)).toBe(1)
    const other = await call('POST', '/api/v1/events', {
      key: org.key,
      headers,
      body: { type: 'user.created', data: { id: 'another' } },
    })
    expect([other.status, (await other.json<Problem>()).code]).toEqual([422, 'idempotency_key_reused'])
    const neighbor = await newTestOrg()
    expect((await publish(neighbor, {}, { headers })).id).not.toBe(answers[0]?.id)
  })

  it('with its members in another order is the same content, also compared with a record of an older version', async () => {
    const org = await newTestOrg()
    const send = (raw: string, key: string) =>
      call('POST', '/api/v1/events', {
        key: org.key,
        raw,
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
      })
    const first = await send('{"type":"user.created","data":{"a":{"x":1,"y":2},"b":[1,2]}}', 'one')
    const again = await send('{"data":{"b":[1,2],"a":{"y":2,"x":1}},"type":"user.created"}', 'one')
    expect([again.status, await again.json()]).toEqual([202, await first.json()])
    expect((await send('{"type":"user.created","data":{"a":{"x":1,"y":2},"b":[2,1]}}', 'one')).status).toBe(422)
    // As an older version wrote it: a digest that depends on the order.
    const input = { type: 'user.created', data: { b: 1, a: 2 } }
    const old = await (await send(JSON.stringify(input), 'old')).json<PublishedEvent>()
    await env.DB.prepare('UPDATE events SET request_hash = ? WHERE organization_id = ? AND id = ?')
      .bind(await digest([['live'], [input]]), org.organizationId, old.id)
      .run()
    expect(await (await send(JSON.stringify(input), 'old')).json<PublishedEvent>()).toEqual(old)
  })

  it('in a batch accepts all or none, in order, and is repeated as a whole', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    const events = Array.from({ length: 100 }, (_, n) => ({ type: 'user.created', data: { n } }))
    const send = (body: object) =>
      call('POST', '/api/v1/events/batch', { key: org.key, body, headers: { 'idempotency-key': 'batch-1' } })
    const first = await (await send({ events })).json<PublishedEvents>()
    expect(first.data).toHaveLength(100)
    expect(first.data.map(({ id }) => id).toSorted()).toEqual(first.data.map(({ id }) => id))
    expect(await (await send({ events })).json()).toEqual(first)
    for (const another of [events.slice(1), events.slice(0, 99), [...events.slice(1), ...events.slice(0, 1)]]) {
      expect((await send({ events: another })).status).toBe(422)
    }
    expect(await deliveriesOf(org, hook.id)).toHaveLength(100)
    const broken = [...events.slice(0, 3), { type: 'Broken', data: {} }]
    const refused = await call('POST', '/api/v1/events/batch', { key: org.key, body: { events: broken } })
    expect((await refused.json<Problem>()).errors?.[0]?.path).toBe('events.3.type')
    expect(await count('events WHERE organization_id = ?', org.organizationId)).toBe(100)
  })

  it('checks the data against the schema of its type on request', async () => {
    const org = await newTestOrg()
    const send = (event: object) => call('POST', '/api/v1/events?validate=true', { key: org.key, body: event })
    for (const { type, sample } of EVENT_CATALOG) expect((await send({ type, data: sample })).status, type).toBe(202)
    const wrong = await send({ type: 'stock.low', data: { productId: 'prd_1', quantity: 'few', threshold: 5 } })
    expect((await wrong.json<Problem>()).errors).toMatchObject([{ path: 'data.quantity' }])
    const unknown = await send({ type: 'user.exploded', data: {} })
    expect((await unknown.json<Problem>()).errors?.[0]?.path).toBe('type')
    expect(
      (await call('POST', '/api/v1/events', { key: org.key, body: { type: 'user.exploded', data: {} } })).status,
    ).toBe(202)
  })

  it.each<[string, object, string]>([
    ['no type', { data: {} }, 'type'],
    ['a type of another form', { type: 'created', data: {} }, 'type'],
    ['a wildcard', { type: 'user.*', data: {} }, 'type'],
    ['no data', { type: 'a.b' }, 'data'],
    ['data that is a list', { type: 'a.b', data: [] }, 'data'],
    ['too much data', { type: 'a.b', data: { x: 'x'.repeat(270_000) } }, 'data'],
    [
      'data nested without end',
      { type: 'a.b', data: { x: JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) } },
      'data',
    ],
    ['an empty ordering key', { type: 'a.b', data: {}, orderingKey: '' }, 'orderingKey'],
  ])('with %s is refused with a message that names the field', async (_, body, path) => {
    const org = await newTestOrg()
    const response = await call('POST', '/api/v1/events', { key: org.key, body })
    expect([response.status, (await response.json<Problem>()).errors?.[0]?.path]).toEqual([422, path])
  })
})

describe('event types', () => {
  it('of the catalog exist for everybody, and an organization adds its own', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const definition = {
      type: 'order.shipped',
      category: 'Orders',
      description: 'It left the org.',
      schema: { type: 'object', required: ['parcel'], properties: { parcel: { type: 'string', format: 'uuid' } } },
      sample: { parcel: 'A1' },
    }
    const hook = { name: 'A', url: 'https://example.com/', events: ['order.shipped'], sendTest: false }
    expect((await call('POST', '/api/v1/webhooks', { key: org.key, body: hook })).status).toBe(422)
    expect(await json('POST', '/api/v1/event-types', { ...org, body: definition })).toMatchObject({ custom: true })
    expect((await call('POST', '/api/v1/webhooks', { key: org.key, body: hook })).status).toBe(201)
    const types = async (by: { key: string }, query = '') =>
      (await json<Page<EventTypeInfo>>('GET', `/api/v1/event-types${query}`, by)).data
    expect(await types(org)).toHaveLength(EVENT_CATALOG.length + 1)
    expect(await types(other)).toHaveLength(EVENT_CATALOG.length)
    expect((await types(org, '?category=Orders')).map(({ type }) => type)).toEqual(['order.shipped'])
    const wrong = await call('POST', '/api/v1/events?validate=true', {
      key: org.key,
      body: { type: 'order.shipped', data: { parcel: 5 } },
    })
    expect(wrong.status).toBe(422)
    const path = '/api/v1/event-types/order.shipped'
    expect(await json('PATCH', path, { ...org, body: { category: 'Shop' } })).toMatchObject({ category: 'Shop' })
    expect(
      (await call('PATCH', path, { key: org.key, body: { category: 'X' }, headers: { 'if-match': '"v1"' } })).status,
    ).toBe(412)
    // Repeating it changes nothing, so it writes nothing.
    const same = await call('PATCH', path, { key: org.key, body: { category: 'Shop' } })
    expect([same.status, same.headers.get('etag')]).toEqual([200, '"v2"'])
    expect((await call('GET', path, other)).status).toBe(404)
    expect((await call('DELETE', path, other)).status).toBe(404)
    const remove = (ifMatch: string) => call('DELETE', path, { key: org.key, headers: { 'if-match': ifMatch } })
    expect([(await remove('"v1"')).status, (await remove('"v2"')).status]).toEqual([412, 204])
    const audit = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?targetId=order.shipped', org)
    expect(audit.data.map(({ action }) => action)).toEqual([
      'event_type.deleted',
      'event_type.updated',
      'event_type.created',
    ])
    for (const type of ['user.created', 'order.shipped']) {
      const again = await call('DELETE', `/api/v1/event-types/${type}`, org)
      expect(again.status).toBe(type === 'user.created' ? 409 : 404)
    }
    const taken = await call('POST', '/api/v1/event-types', { key: org.key, body: { type: 'user.created' } })
    expect(taken.status).toBe(409)
  })

  it('that are removed stay in webhooks that name them, and cannot be selected by others', async () => {
    const org = await newTestOrg()
    const type = 'order.shipped'
    await json('POST', '/api/v1/event-types', { ...org, body: { type } })
    const named = await createHook(org, { name: 'Named', url: newInbox().url, events: [type] })
    await createHook(org, { name: 'Below', url: newInbox().url, events: ['order.*'] })
    await createHook(org, { name: 'All', url: newInbox().url, events: ['*'] })
    await createHook(org, {
      name: 'Other',
      url: newInbox().url,
      events: ['orders.*', 'user.*'],
    })
    const { data: listening } = await json<Page<Webhook>>('GET', `/api/v1/webhooks?event=${type}&sort=name`, org)
    expect(listening.map(({ name }) => name)).toEqual(['All', 'Below', 'Named'])
    expect((await call('DELETE', `/api/v1/event-types/${type}`, org)).status).toBe(204)
    expect((await publish(org, { type })).deliveries).toBe(3)
    const change = (events: string[], id = named.id) =>
      call('PATCH', `/api/v1/webhooks/${id}`, { key: org.key, body: { events } })
    expect((await change([type, 'user.created'])).status).toBe(200)
    expect((await change(['user.created'])).status).toBe(200)
    const back = await change([type])
    expect([back.status, (await back.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'events.0'])
  })

  it.each<[string, object, string]>([
    ['an enum that is no list', { properties: { a: { enum: {} } } }, 'schema.properties.a.enum'],
    ['a oneOf that is no list', { properties: { a: { oneOf: 1 } } }, 'schema.properties.a.oneOf'],
    ['an enum that is a text', { enum: 'x' }, 'schema.enum'],
    ['a pattern with a backreference', { pattern: '(a)\\1' }, 'schema.pattern'],
    ['a reference without end', { $defs: { a: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' }, 'schema.$defs.a'],
    ['a reference to another document', { $ref: 'https://example.com/schema' }, 'schema.$ref'],
    ['a keyword that nobody knows', { requried: ['a'] }, 'schema.requried'],
    ['another version', { $schema: 'http://json-schema.org/draft-07/schema#' }, 'schema.$schema'],
  ])('refuse a schema with %s, and name its place', async (_, schema, path) => {
    const org = await newTestOrg()
    const response = await call('POST', '/api/v1/event-types', { key: org.key, body: { type: 'a.b', schema } })
    expect([response.status, (await response.json<Problem>()).errors?.map((one) => one.path)]).toEqual([422, [path]])
    await json('POST', '/api/v1/event-types', { ...org, body: { type: 'a.b' } })
    const change = await call('PATCH', '/api/v1/event-types/a.b', { key: org.key, body: { schema } })
    expect([change.status, (await change.json<Problem>()).errors?.[0]?.path]).toEqual([422, path])
  })

  it('that are changed by many at once answer 409 to late requests, and 412 only to requests with a version', async () => {
    const org = await newTestOrg()
    await json('POST', '/api/v1/event-types', { ...org, body: { type: 'a.b' } })
    const change = (description: string, headers = {}) =>
      call('PATCH', '/api/v1/event-types/a.b', { key: org.key, body: { description }, headers })
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => change(`Text ${n}`)))
    expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true)
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    const named = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        change(`Again ${n}`, { 'if-match': answers[0]?.headers.get('etag') ?? '"v2"' }),
      ),
    )
    expect(named.every(({ status }) => [200, 412].includes(status))).toBe(true)
  })

  it('support patterns that never end in a backtracking engine', async () => {
    const org = await newTestOrg()
    const send = await define(org, { properties: { a: { pattern: '^(a+)+$' } }, patternProperties: { '^n_': false } })
    expect((await send({ a: 'a'.repeat(20_000) })).status).toBe(202)
    expect((await send({ a: `${'a'.repeat(20_000)}!` })).status).toBe(422)
    expect((await send({ n_1: 1 })).status).toBe(422)
  })

  it.each(['toString', 'constructor', 'hasOwnProperty'])('treat %s as an ordinary name', async (name) => {
    const send = await define(await newTestOrg(), { required: [name], properties: { [name]: { type: 'string' } } })
    const missing = await send({ a: 1 })
    expect([missing.status, (await missing.json<Problem>()).errors]).toEqual([
      422,
      [{ path: `data.${name}`, message: 'is required' }],
    ])
    expect((await send({ [name]: 'x' })).status).toBe(202)
  })

  it('find one error for one wrong field', async () => {
    const send = await define(await newTestOrg(), {
      type: 'object',
      properties: { n: { type: 'integer', minimum: 1 } },
      additionalProperties: false,
    })
    expect((await (await send({ n: 'x' })).json<Problem>()).errors).toEqual([
      { path: 'data.n', message: 'must be an integer' },
    ])
  })

  it('are checked within one budget per publish, and report when it is exceeded', async () => {
    const org = await newTestOrg()
    const anyOf = [...Array.from({ length: 700 }, (_, n) => ({ const: -1 - n })), { type: 'number' }]
    const send = await define(org, { properties: { a: { items: { anyOf } } } })
    const numbers = (length: number) => ({ a: Array.from({ length }, (_, n) => n) })
    expect((await send(numbers(100))).status).toBe(202)
    const much = await send(numbers(8000))
    expect([much.status, (await much.json<Problem>()).errors]).toEqual([
      422,
      [
        {
          path: 'data',
          message: 'cannot be checked against its schema: needs more than the 500000 steps that it may take',
        },
      ],
    ])
    const events = Array.from({ length: 5 }, () => ({ type: 'a.b', data: numbers(100) }))
    const batch = await call('POST', '/api/v1/events/batch?validate=true', { key: org.key, body: { events } })
    expect([batch.status, (await batch.json<Problem>()).errors?.map((one) => one.path)]).toEqual([
      422,
      ['events.2.data', 'events.3.data', 'events.4.data'],
    ])
    // Without the check it is still published.
    expect((await publish(org, { type: 'a.b', data: numbers(8000) })).type).toBe('a.b')
  })

  it('with a schema of earlier rules can still be published, and supported keywords are checked', async () => {
    const org = await newTestOrg()
    const send = await define(org, {})
    const schema = {
      required: ['a'],
      enum: 'x',
      oneOf: 1,
      $dynamicRef: '#x',
      properties: { a: { type: ['number', 7] } },
    }
    await env.DB.prepare('UPDATE event_types SET schema = ? WHERE organization_id = ?')
      .bind(JSON.stringify(schema), org.organizationId)
      .run()
    expect((await send({ a: 'anything' })).status).toBe(202)
    expect((await send({ b: 1 })).status).toBe(422)
    const description = { description: 'A type of before.' }
    expect((await call('PATCH', '/api/v1/event-types/a.b', { key: org.key, body: description })).status).toBe(200)
  })
})

/** Defines the type a.b with a schema; returns a function that publishes data of this type with the check. */
async function define(org: TestOrg, schema: object) {
  await json('POST', '/api/v1/event-types', { ...org, body: { type: 'a.b', schema } })
  return (data: object) => call('POST', '/api/v1/events?validate=true', { key: org.key, body: { type: 'a.b', data } })
}

describe('publishing over a service binding', () => {
  it('creates an event of the named organization, once per idempotency key', async () => {
    const org = await newTestOrg()
    await createHook(org, { url: newInbox().url })
    const ask = async (input: object) => {
      const request = { method: 'POST', body: JSON.stringify({ publish: input }) }
      return (await env.NEIGHBOR.fetch('http://neighbor/', request)).json<{ ok: boolean; value?: PublishedEvent }>()
    }
    const input = { organizationId: org.organizationId, type: 'user.created', data: {}, idempotencyKey: 'one' }
    const first = await ask(input)
    expect(first).toMatchObject({ ok: true, value: { environment: 'live', deliveries: 1 } })
    expect(await ask(input)).toEqual(first)
    expect(await ask({ ...input, organizationId: 'org_01kaj3v5e8w2m4q6t8y0z2b4d6' })).toMatchObject({
      ok: false,
      code: 'invalid',
    })
    expect(await ask({ ...input, type: 'no' })).toMatchObject({
      ok: false,
      code: 'invalid',
      errors: [{ path: 'type' }],
    })
  })
})
