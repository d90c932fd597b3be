import { env } from 'cloudflare:workers'
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../contract/common.ts'
import type { Event, EventSummary } from '../../../contract/events.ts'
import type {
  IncomingRequest,
  IncomingRequestDetail,
  IncomingWebhook,
  IncomingWebhookWithToken,
  ReceivedAnswer,
} from '../../../contract/incoming.ts'
import type { ModuleRecord } from '../../../contract/records.ts'
import { createHook, deliveriesOf, newInbox } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg, watchedEnv } from '../../../test/support/kit.ts'

const CONTACTS = {
  slug: 'contacts',
  name: 'Contacts',
  fields: [
    { name: 'email', type: 'email', required: true, unique: true },
    { name: 'full_name', type: 'text' },
    { name: 'age', type: 'number' },
    { name: 'subscribed', type: 'boolean' },
    { name: 'born', type: 'date' },
    { name: 'seen', type: 'datetime' },
    { name: 'tags', type: 'json' },
  ],
}
const MAPPING = {
  email: 'email',
  full_name: { value: 'name', default: 'Unknown' },
  age: 'age',
  subscribed: 'subscribed',
  born: 'born',
  seen: 'seen',
  tags: 'items.sku',
}

async function newOrg(): Promise<TestOrg> {
  const org = await newTestOrg()
  const made = await call('POST', '/api/v1/modules', { key: org.key, body: CONTACTS })
  if (made.status !== 201) throw new Error(await made.text())
  return org
}

async function create(org: { key: string }, more: object = {}): Promise<IncomingWebhookWithToken> {
  const body = { name: 'Forms', module: 'contacts', mapping: MAPPING, ...more }
  const answer = await call('POST', '/api/v1/incoming-webhooks', { key: org.key, body })
  if (answer.status !== 201) throw new Error(await answer.text())
  return answer.json()
}

const DOOR = '/api/v1/webhooks/incoming/'
const post = (hook: { token: string }, body: unknown, headers: Record<string, string> = {}) =>
  call('POST', DOOR + hook.token, { body, headers })
const postRaw = (hook: { token: string }, raw: BodyInit, type = 'application/json', headers = {}) =>
  call('POST', DOOR + hook.token, { raw, headers: { 'content-type': type, ...headers } })
const problemOf = async (answer: Response) => {
  const { code, errors } = await answer.json<Problem>()
  return [answer.status, code, errors?.[0]]
}
const recordsOf = async (org: TestOrg) =>
  (await json<Page<ModuleRecord>>('GET', '/api/v1/records/contacts?limit=100', org)).data
const requestsOf = async (org: TestOrg, hook: { id: string }, query = '') =>
  (await json<Page<IncomingRequest>>('GET', `/api/v1/incoming-webhooks/${hook.id}/requests?${query}`, org)).data
const eventsOf = async (org: TestOrg, type: string) =>
  (await json<Page<EventSummary>>('GET', `/api/v1/events?type=${type}&limit=100`, org)).data

describe('an incoming webhook', () => {
  it('makes a record of a request, with its event, and keeps the request', async () => {
    const org = await newOrg()
    const outgoing = await createHook(org, { url: newInbox().url, events: ['record.*'] })
    const hook = await create(org)
    expect(hook.url).toContain(`/api/v1/webhooks/incoming/${hook.token}`)
    const answer = await post(hook, {
      email: 'ada@example.com',
      age: '36',
      subscribed: 'on',
      born: '1815-12-10T23:00:00-05:00',
      seen: 1_700_000_000,
      items: [{ sku: 'A' }],
    })
    expect(answer.status).toBe(200)
    const { id, result, recordId, repeated } = await answer.json<ReceivedAnswer>()
    expect([result, repeated]).toEqual(['created', false])
    const [record] = await recordsOf(org)
    expect(record).toMatchObject({ id: recordId, createdBy: 'Forms' })
    expect(record?.data).toEqual({
      email: 'ada@example.com',
      full_name: 'Unknown',
      age: 36,
      subscribed: true,
      born: '1815-12-10',
      seen: '2023-11-14T22:13:20.000Z',
      tags: ['A'],
    })
    const [created] = await eventsOf(org, 'record.created')
    expect(created?.deliveries).toBe(1)
    expect(await deliveriesOf(org, outgoing.id)).toHaveLength(1)
    const [request] = await requestsOf(org, hook)
    expect(request).toMatchObject({ id, verdict: 'accepted', outcome: 'ok', recordId, replayable: true })
    const shown = await json<IncomingWebhook>('GET', `/api/v1/incoming-webhooks/${hook.id}`, org)
    expect(shown.lastReceivedAt).toBe(request?.receivedAt)
    expect(JSON.stringify(shown)).not.toContain(hook.token)
  })

  it('takes the form of the requirement: field_mapping as it is printed', async () => {
    const org = await newOrg()
    const hook = await create(org, {
      mapping: undefined,
      action: 'create',
      field_mapping: { email: 'email', name: 'full_name', 'Your age': 'age' },
    })
    expect(hook.mapping).toEqual({ email: 'email', full_name: 'name', age: '["Your age"]' })
    await post(hook, { email: 'ada@example.com', name: 'Ada', 'Your age': 36 })
    expect((await recordsOf(org))[0]?.data).toMatchObject({ full_name: 'Ada', age: 36 })
    const update = { fieldMapping: { email: 'email', nick: 'full_name' } }
    const changed = await call('PATCH', `/api/v1/incoming-webhooks/${hook.id}`, { key: org.key, body: update })
    expect((await changed.json<IncomingWebhook>()).mapping).toEqual({ email: 'email', full_name: 'nick' })
    const twice = { fieldMapping: { a: 'email', b: 'email' } }
    const refused = await call('PATCH', `/api/v1/incoming-webhooks/${hook.id}`, { key: org.key, body: twice })
    expect(await problemOf(refused)).toEqual([422, 'invalid', { path: 'fieldMapping.b', message: expect.any(String) }])
  })

  it('takes plain forms and multipart forms, without their files', async () => {
    const org = await newOrg()
    const hook = await create(org, {
      mapping: { ...MAPPING, tags: 'interest' },
      action: 'upsert',
      upsertField: 'email',
    })
    const form = new URLSearchParams([
      ['email', 'ada@example.com'],
      ['name', 'Ada & Co'],
      ['interest[]', 'a'],
    ])
    expect((await postRaw(hook, form.toString(), 'application/x-www-form-urlencoded')).status).toBe(200)
    expect((await recordsOf(org))[0]?.data).toMatchObject({ full_name: 'Ada & Co', tags: ['a'] })
    const multipart = new FormData()
    multipart.append('email', 'ada@example.com')
    multipart.append('interest', 'b')
    multipart.append('interest', 'c')
    multipart.append('file', new Blob(['x']), 'x.txt')
    const body = new Response(multipart)
    const type = body.headers.get('content-type') ?? ''
    expect((await postRaw(hook, await body.arrayBuffer(), type)).status).toBe(200)
    expect((await recordsOf(org))[0]?.data).toMatchObject({ full_name: 'Unknown', tags: ['b', 'c'] })
  })

  it('emits an event, which our webhooks sign like any other', async () => {
    const org = await newOrg()
    const outgoing = await createHook(org, { url: newInbox().url, events: ['form.*'] })
    const mapped = await create(org, { target: 'event', eventType: 'form.sent', mapping: { who: 'user.email' } })
    const answer = await (await post(mapped, { user: { email: 'a@b.c' }, other: 1 })).json<ReceivedAnswer>()
    expect(answer).toMatchObject({ result: 'published', recordId: null })
    const event = await json<Event>('GET', `/api/v1/events/${answer.eventId}`, org)
    expect([event.type, event.data]).toEqual(['form.sent', { who: 'a@b.c' }])
    const whole = await create(org, { target: 'event', eventType: 'form.sent', mapping: {} })
    const second = await (await post(whole, [1, 2])).json<ReceivedAnswer>()
    expect((await json<Event>('GET', `/api/v1/events/${second.eventId}`, org)).data).toEqual({ payload: [1, 2] })
    expect(await deliveriesOf(org, outgoing.id)).toHaveLength(2)
  })

  it('updates and upserts by a unique field', async () => {
    const org = await newOrg()
    const update = await create(org, { action: 'update', upsertField: 'email' })
    const upsert = await create(org, { action: 'upsert', upsertField: 'email' })
    const nobody = await post(update, { email: 'ada@example.com' })
    expect(await problemOf(nobody)).toEqual([
      422,
      'invalid',
      { path: 'email', message: expect.stringMatching(/no record/) },
    ])
    const resultOf = async (hook: { token: string }, body: object) =>
      (await (await post(hook, body)).json<ReceivedAnswer>()).result
    expect(await resultOf(upsert, { email: 'ada@example.com', age: 1 })).toBe('created')
    expect(await resultOf(upsert, { email: 'ada@example.com', age: 1 })).toBe('unchanged')
    expect(await resultOf(update, { email: 'ada@example.com', age: 2 })).toBe('updated')
    const [record, ...others] = await recordsOf(org)
    expect([record?.data.age, others]).toEqual([2, []])
    expect(await requestsOf(org, upsert, 'result=unchanged')).toHaveLength(1)
  })
})

describe('a request that is refused', () => {
  it('gets a clear answer, is kept with its reason, and writes nothing', async () => {
    const org = await newOrg()
    const hook = await create(org, { mapping: { email: 'email', age: 'age', tags: 'a.b.c' } })
    const cases: [what: string, send: () => Promise<Response>, status: number, code: string, path?: string][] = [
      ['a wrong type', () => post(hook, { email: 'ada@example.com', age: 'old' }), 422, 'invalid', 'age'],
      ['a list', () => post(hook, { email: ['ada@example.com'] }), 422, 'invalid', 'email'],
      ['no required field', () => post(hook, { age: 1 }), 422, 'invalid', 'email'],
      ['broken JSON', () => postRaw(hook, '{"email":'), 400, 'malformed_json'],
      ['no body', () => postRaw(hook, ''), 400, 'malformed_json'],
      ['invalid UTF-8', () => postRaw(hook, new Uint8Array([0x7b, 0xff, 0x7d])), 400, 'malformed_utf8'],
      ['deep nesting', () => postRaw(hook, '['.repeat(5000) + ']'.repeat(5000)), 422, 'invalid'],
      ['__proto__', () => postRaw(hook, '{"email":"a@b.c","__proto__":{"x":1}}'), 422, 'invalid', '__proto__'],
      ['constructor', () => postRaw(hook, '{"constructor":{"email":"a@b.c"}}'), 422, 'invalid', 'email'],
      ['a number beyond 2^53', () => postRaw(hook, '{"email":"a@b.c","age":9007199254740993}'), 422, 'invalid', 'age'],
      ['a member twice', () => postRaw(hook, '{"email":"a@b.c","email":"c@b.a"}'), 422, 'invalid', 'email'],
      ['another type', () => postRaw(hook, '<a/>', 'application/xml'), 415, 'unsupported_media_type'],
      ['a broken form', () => postRaw(hook, 'x', 'multipart/form-data; boundary=y'), 400, 'malformed_form'],
      [
        'a form not in UTF-8',
        () => postRaw(hook, 'email=%FF', 'application/x-www-form-urlencoded'),
        400,
        'malformed_utf8',
      ],
      ['too large', () => postRaw(hook, `{"email":"${'x'.repeat(1_100_000)}"}`), 413, 'too_large'],
    ]
    for (const [what, send, status, code, path] of cases) {
      const answer = await send()
      const [gotStatus, gotCode, error] = await problemOf(answer)
      expect([gotStatus, gotCode], what).toEqual([status, code])
      if (path) expect(error, what).toMatchObject({ path })
      const [kept] = await requestsOf(org, hook, 'limit=1')
      expect([kept?.verdict, kept?.outcome, kept?.recordId], what).toEqual(['refused', code, null])
      expect(kept?.reason, what).toMatch(/\w{3}/)
      expect(kept?.requestId, what).toBe(answer.headers.get('x-request-id'))
    }
    expect(await recordsOf(org)).toEqual([])
    expect(await eventsOf(org, 'record.created')).toEqual([])
  })

  it('is kept with its reason too if its signature is wrong or stale, or maps to a field that the module has lost', async () => {
    const org = await newOrg()
    const hook = await create(org, { verification: { kind: 'slack', secret: 'hunter2' } })
    const body = JSON.stringify({ email: 'ada@example.com' })
    const signed = (secret: string, at: number) => {
      const time = String(Math.floor(at / 1000))
      const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
      return postRaw(hook, body, 'application/json', {
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${signature}`,
      })
    }
    const now = Date.now()
    const wrong = await problemOf(await signed('hunter3', now))
    expect(wrong).toEqual([401, 'signature_invalid', undefined])
    expect(await problemOf(await signed('hunter2', now - 400_000))).toEqual([401, 'signature_expired', undefined])
    const fields = CONTACTS.fields.filter(({ name }) => name !== 'age')
    await call('PATCH', '/api/v1/modules/contacts', { key: org.key, body: { fields } })
    const unknown = await problemOf(await signed('hunter2', now))
    expect(unknown).toEqual([422, 'invalid', { path: 'age', message: expect.stringContaining('not a field') }])
    const kept = await requestsOf(org, hook)
    expect(kept.map(({ verdict, outcome }) => [verdict, outcome])).toEqual([
      ['refused', 'invalid'],
      ['refused', 'signature_expired'],
      ['refused', 'signature_invalid'],
    ])
    for (const { reason } of kept) expect(reason).toMatch(/\w{3}/)
    expect([await recordsOf(org), await eventsOf(org, 'record.created')]).toEqual([[], []])
  })

  it('keeps no body, and no secret, before its signature was right', async () => {
    const org = await newOrg()
    const hook = await create(org, { verification: { kind: 'github', secret: 'hunter2-hunter2' } })
    const body = JSON.stringify({ email: 'ada@example.com', password: 'abc' })
    const signed = `sha256=${createHmac('sha256', 'hunter2-hunter2').update(body).digest('hex')}`
    const refused = await postRaw(hook, body, 'application/json', { 'x-hub-signature-256': signed.replace(/.$/, '!') })
    expect(await problemOf(refused)).toEqual([401, 'signature_invalid', undefined])
    const { results } = await env.DB.prepare('SELECT * FROM incoming_requests WHERE webhook_id = ?').bind(hook.id).all()
    expect(results).toHaveLength(1)
    expect(results[0]).toMatchObject({ body: null, size_bytes: body.length, outcome: 'signature_invalid' })
    expect(JSON.stringify(results)).not.toMatch(/ada@|sha256=/)
    const accepted = await postRaw(hook, body, 'application/json', { 'x-hub-signature-256': signed })
    expect(accepted.status).toBe(200)
    const [{ id } = { id: '' }] = await requestsOf(org, hook, 'verdict=accepted')
    const detail = await json<IncomingRequestDetail>('GET', `/api/v1/incoming-webhooks/${hook.id}/requests/${id}`, org)
    expect(detail.payload).toEqual({ email: 'ada@example.com', password: '[redacted]' })
    expect(detail.body).toContain('ada@example.com')
    expect(JSON.stringify(detail)).not.toMatch(/"abc"|sha256=|hunter2/)
    const stored = await env.DB.prepare('SELECT * FROM incoming_webhooks WHERE id = ?').bind(hook.id).first()
    expect(JSON.stringify(stored)).not.toMatch(/hunter2/)
    const reader = await createKey(org, { scopes: ['incoming:read'] })
    const path = `/api/v1/incoming-webhooks/${hook.id}/requests/${id}`
    expect((await json<IncomingRequestDetail>('GET', path, { key: reader.key })).mapped).toBeNull()
    expect(detail.mapped).toMatchObject({ email: 'ada@example.com' })
  })

  it('is not copied with its token into other settings', async () => {
    const org = await newOrg()
    const hook = await create(org)
    const answer = await call('POST', '/api/v1/modules', {
      key: org.key,
      body: { ...CONTACTS, slug: 'others', description: `posted to ${hook.url}` },
    })
    const text = await answer.text()
    expect([answer.status, text]).toEqual([422, expect.stringContaining('"path":"description"')])
    expect(text).not.toContain(hook.token.slice(15))
  })

  it('costs no query and no object call if its token is made up', async () => {
    const { env: watched, counts } = watchedEnv()
    await call('POST', '/api/v1/webhooks/incoming/x', { body: {}, env: watched })
    for (const token of ['x', `hook_live_${'a'.repeat(48)}`, 'hook_live_', `sk_live_${'a'.repeat(48)}`]) {
      const answer = await call('POST', `/api/v1/webhooks/incoming/${token}`, { body: { a: 1 }, env: watched })
      expect(await problemOf(answer)).toEqual([404, 'not_found', undefined])
    }
    expect(counts).toMatchObject({ queries: 0, objectCalls: 0 })
  })

  it('is refused while the webhook is paused, and under a token that was replaced', async () => {
    const org = await newOrg()
    const hook = await create(org)
    const action = (name: string) =>
      call('POST', `/api/v1/incoming-webhooks/${hook.id}/${name}`, { key: org.key, raw: '' })
    const body = (n: number) => ({ email: `a${n}@example.com` })
    expect((await post(hook, body(1))).status).toBe(200)
    expect((await action('pause')).status).toBe(200)
    expect(await problemOf(await post(hook, body(2)))).toEqual([409, 'incoming_paused', undefined])
    expect((await action('resume')).status).toBe(200)
    expect((await post(hook, body(3))).status).toBe(200)
    const { token, url } = await (await action('regenerate-token')).json<IncomingWebhookWithToken>()
    expect(url).toContain(token)
    expect(await problemOf(await post(hook, body(4)))).toEqual([404, 'not_found', undefined])
    expect((await post({ token }, body(5))).status).toBe(200)
    expect((await call('DELETE', `/api/v1/incoming-webhooks/${hook.id}`, org)).status).toBe(204)
    expect(await problemOf(await post({ token }, body(6)))).toEqual([404, 'not_found', undefined])
    expect(await recordsOf(org)).toHaveLength(3)
  })
})

describe('a repeat', () => {
  it('writes nothing twice and gets the first answer, also at the same time', async () => {
    const org = await newOrg()
    const hook = await create(org, { senderId: { header: 'X-Delivery' } })
    const send = (id: string) => post(hook, { email: `${id}@example.com` }, { 'x-delivery': id })
    const first = await (await send('one')).json<ReceivedAnswer>()
    const again = await (await send('one')).json<ReceivedAnswer>()
    expect(again).toEqual({ ...first, repeated: true })
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('two')))
    const bodies = await Promise.all(answers.map((answer) => answer.json<ReceivedAnswer>()))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(new Set(bodies.map(({ recordId }) => recordId)).size).toBe(1)
    expect(bodies.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await recordsOf(org)).toHaveLength(2)
    expect(await eventsOf(org, 'record.created')).toHaveLength(2)
    const repeats = await requestsOf(org, hook, 'verdict=repeated')
    expect(repeats).toHaveLength(20)
    expect(repeats.at(-1)).toMatchObject({ firstId: first.id, recordId: first.recordId, replayable: false })
  })

  it('is not seen in a request that was refused', async () => {
    const org = await newOrg()
    const hook = await create(org, { senderId: { path: 'delivery.id' } })
    const body = { delivery: { id: 7 } }
    expect((await post(hook, body)).status).toBe(422)
    expect((await post(hook, { ...body, email: 'ada@example.com' })).status).toBe(200)
    expect(await (await post(hook, body)).json()).toMatchObject({ repeated: true })
  })
})

describe('a replay', () => {
  it('handles a refused request by the settings of now, and counts as that delivery', async () => {
    const org = await newOrg()
    const hook = await create(org, { mapping: { email: 'mail' }, senderId: { header: 'X-Delivery' } })
    const send = () => post(hook, { address: 'ada@example.com' }, { 'x-delivery': 'one' })
    expect((await send()).status).toBe(422)
    const [refused] = await requestsOf(org, hook)
    const replay = (id = refused?.id) =>
      call('POST', `/api/v1/incoming-webhooks/${hook.id}/requests/${id}/replay`, { key: org.key, raw: '' })
    expect((await replay()).status).toBe(422)
    await call('PATCH', `/api/v1/incoming-webhooks/${hook.id}`, {
      key: org.key,
      body: { mapping: { email: 'address' } },
    })
    const made = await (await replay()).json<IncomingRequest>()
    expect(made).toMatchObject({ verdict: 'accepted', result: 'created', replay: true, firstId: refused?.id })
    expect(await (await send()).json()).toMatchObject({ repeated: true, recordId: made.recordId })
    expect(await recordsOf(org)).toHaveLength(1)
  })

  it('of many is done one by one, and says what became of each', async () => {
    const org = await newOrg()
    const hook = await create(org, { action: 'upsert', upsertField: 'email' })
    await post(hook, { email: 'ada@example.com' })
    await post(hook, { email: 'nobody' })
    await postRaw(hook, '{"email":"x', 'text/html')
    const ids = (await requestsOf(org, hook)).map(({ id }) => id)
    const answer = await call('POST', `/api/v1/incoming-webhooks/${hook.id}/requests/replay`, {
      key: org.key,
      body: { ids },
    })
    expect(await answer.json()).toMatchObject({
      done: 1,
      results: [
        { ok: false, code: 'unsupported_media_type' },
        { ok: false, code: 'invalid' },
        { ok: true, code: null },
      ],
    })
  })
})
