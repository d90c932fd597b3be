import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../contract/common.ts'
import type { EventSummary } from '../../../contract/events.ts'
import type {
  IncomingRequest,
  IncomingWebhookWithToken,
  MappingPreview,
  ReceivedAnswer,
} from '../../../contract/incoming.ts'
import type { ModuleRecord } from '../../../contract/records.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { createHook, newInbox } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg, watchedEnv } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'
import { databaseOf, runBatch } from '../../platform/db/client.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import type { LogRecord } from '../../platform/request-log/entry.ts'
import { type PackedMessage, unpackMessage } from '../../platform/request-log/message-codec.ts'
import { incomingRetention } from './retention.ts'

const CONTACTS = {
  slug: 'contacts',
  name: 'Contacts',
  fields: [
    { name: 'email', type: 'email', required: true, unique: true },
    { name: 'name', type: 'text' },
  ],
}

async function newOrg(): Promise<TestOrg> {
  const org = await newTestOrg()
  const made = await call('POST', '/api/v1/modules', { key: org.key, body: CONTACTS })
  if (made.status !== 201) throw new Error(await made.text())
  return org
}

async function create(org: { key: string }, more: object = {}): Promise<IncomingWebhookWithToken> {
  const body = { name: 'Forms', module: 'contacts', mapping: { email: 'email', name: 'name' }, ...more }
  const answer = await call('POST', '/api/v1/incoming-webhooks', { key: org.key, body })
  if (answer.status !== 201) throw new Error(await answer.text())
  return answer.json()
}

const DOOR = '/api/v1/webhooks/incoming/'
const post = (hook: { token: string }, body: unknown, send: object = {}) =>
  call('POST', DOOR + hook.token, { body, ...send })
const recordsOf = async (org: TestOrg) =>
  (await json<Page<ModuleRecord>>('GET', '/api/v1/records/contacts?limit=100', org)).data
const countRows = async (table: string, org: TestOrg) =>
  env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
    .bind(org.organizationId)
    .first<number>('n')

describe('concurrent upserts', () => {
  const upsert = { action: 'upsert', upsertField: 'email' }

  it('of the same values make one record', async () => {
    const org = await newOrg()
    const hook = await create(org, { ...upsert, rateLimitPerMinute: null })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => post(hook, { email: 'ada@example.com', name: 'Ada' })),
    )
    const results = await Promise.all(answers.map(async (one) => (await one.json<ReceivedAnswer>()).result))
    expect(results.filter((one) => one === 'created')).toHaveLength(1)
    expect(results.filter((one) => one === 'unchanged')).toHaveLength(49)
    expect(await recordsOf(org)).toHaveLength(1)
    expect(await countRows('incoming_requests', org)).toBe(50)
  })

  it('of different values make one record and 49 changes, each with its event and its request', async () => {
    const org = await newOrg()
    const hook = await create(org, { ...upsert, rateLimitPerMinute: null })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => post(hook, { email: 'ada@example.com', name: `Ada ${index}` })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
    const results = await Promise.all(answers.map(async (one) => (await one.json<ReceivedAnswer>()).result))
    expect(results.filter((one) => one === 'created')).toHaveLength(1)
    expect(results.filter((one) => one === 'updated')).toHaveLength(49)
    expect(await recordsOf(org)).toHaveLength(1)
    const { data } = await json<Page<EventSummary>>('GET', '/api/v1/events?type=record.updated&limit=100', org)
    expect(data).toHaveLength(49)
  }, 60_000)

  it('of new records with one unique value make one record and 49 conflicts', async () => {
    const org = await newOrg()
    const hook = await create(org, { rateLimitPerMinute: null })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => post(hook, { email: 'ada@example.com', name: `Ada ${index}` })),
    )
    const codes = await Promise.all(
      answers.map(async (one) => (one.status === 200 ? 'ok' : (await one.json<Problem>()).code)),
    )
    expect(codes.filter((one) => one === 'ok')).toHaveLength(1)
    expect(codes.filter((one) => one === 'value_taken')).toHaveLength(49)
    expect(await recordsOf(org)).toHaveLength(1)
  }, 60_000)
})

describe('the rate limit of an incoming webhook', () => {
  it('admits exactly as many calls as it says, and names a true Retry-After', async () => {
    const org = await newOrg()
    const hook = await create(org, { action: 'upsert', upsertField: 'email', rateLimitPerMinute: 600 })
    const statuses: number[] = []
    const waits: number[] = []
    const started = Date.now()
    for (let sent = 0; sent < 1000; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(hook, { email: 'ada@example.com' })))
      for (const answer of answers) {
        statuses.push(answer.status)
        if (answer.status === 429) waits.push(Number(answer.headers.get('retry-after')))
        await answer.text()
      }
    }
    expect(Date.now() - started, 'a minute has passed').toBeLessThan(60_000)
    expect(statuses.filter((one) => one === 200)).toHaveLength(600)
    expect(statuses.filter((one) => one === 429)).toHaveLength(400)
    // The window is 60 s from the first call on, in steps of the meter.
    for (const wait of waits) {
      expect(wait).toBeGreaterThan(60 - (Date.now() - started) / 1000 - 3)
      expect(wait).toBeLessThanOrEqual(62)
    }
    expect(await countRows('incoming_requests', org)).toBe(600)
  }, 120_000)
})

describe('an incoming webhook without a limit', () => {
  const isLeased = async (hook: { token: string }) => {
    const { env: watched, counts } = watchedEnv()
    await post(hook, { email: 'ada@example.com' }, { env: watched })
    return counts.objectCalls === 0
  }
  const untilLeased = async (hook: { token: string }) => {
    await until(async () => (await isLeased(hook)) && isLeased(hook))
  }

  it('asks its guard for many calls at once, and none of these survives a change', async () => {
    const org = await newOrg()
    const hook = await create(org, { action: 'upsert', upsertField: 'email', rateLimitPerMinute: null })
    const at = `/api/v1/incoming-webhooks/${hook.id}`
    const change = async (method: string, path: string, body?: object) => {
      await untilLeased(hook)
      const answer = await call(method, at + path, { key: org.key, ...(body ? { body } : { raw: '' }) })
      expect(answer.status, path).toBeLessThan(300)
      return answer
    }
    const codeOf = async (answer: Response) => (await answer.json<Partial<Problem>>()).code ?? answer.status
    const send = async (token: { token: string } = hook) => codeOf(await post(token, { email: 'ada@example.com' }))

    await change('PATCH', '', { mapping: { email: 'mail' } })
    expect(await send()).toBe('invalid')
    await call('PATCH', at, { key: org.key, body: { mapping: { email: 'email' } } })
    await change('POST', '/pause')
    expect(await send()).toBe('incoming_paused')
    await call('POST', `${at}/resume`, { key: org.key, raw: '' })
    const { token } = await (await change('POST', '/regenerate-token')).json<{ token: string }>()
    expect(await send()).toBe('not_found')
    expect(await send({ token })).toBe(200)
    hook.token = token
    await change('PATCH', '', { rateLimitPerMinute: 1 })
    expect(await send()).toBe('rate_limited')
    await call('PATCH', at, { key: org.key, body: { rateLimitPerMinute: null } })
    await change('DELETE', '')
    expect(await send()).toBe('not_found')
  }, 60_000)
})

describe('the cost of a request', () => {
  const bill = async (hook: { token: string }, body: object, headers = {}) => {
    const { bill: sum, db } = billedDatabase()
    const answer = await post(hook, body, { env: { ...env, DB: db }, headers })
    return { status: answer.status, read: sum.read, written: sum.written }
  }

  // The module is remembered. Where it is not, it is read by `raw()`, which reports nothing: one row more.
  it('is that of its record, and a row for the request', async () => {
    const org = await newOrg()
    const hook = await create(org, { action: 'upsert', upsertField: 'email' })
    await post(hook, { email: 'first@example.com' })
    const ada = { email: 'ada@example.com', name: 'Ada' }
    expect(await bill(hook, ada)).toEqual({ status: 200, read: 1, written: 4 })
    expect(await bill(hook, ada)).toEqual({ status: 200, read: 4, written: 1 })
    expect(await bill(hook, { ...ada, name: 'Ada L.' })).toEqual({ status: 200, read: 4, written: 3 })
    expect(await bill(hook, { email: 'nobody' })).toEqual({ status: 422, read: 0, written: 2 })
  })

  it('is a row more with the id of the sender, and a repeat writes a row', async () => {
    const org = await newOrg()
    const hook = await create(org, { senderId: { header: 'X-Id' } })
    await post(hook, { email: 'first@example.com' })
    const headers = { 'x-id': '1' }
    expect(await bill(hook, { email: 'ada@example.com' }, headers)).toEqual({ status: 200, read: 1, written: 5 })
    const repeat = await bill(hook, { email: 'ada@example.com' }, headers)
    // A transaction that fails reports nothing either.
    expect(repeat).toEqual({ status: 200, read: 4, written: 1 })
  })

  it('of an event is the event and the request', async () => {
    const org = await newOrg()
    const hook = await create(org, { target: 'event', eventType: 'form.sent', mapping: {} })
    await post(hook, { a: 1 })
    expect(await bill(hook, { a: 2 })).toEqual({ status: 200, read: 0, written: 2 })
  })
})

describe('the body of a request', () => {
  it('is kept byte for byte, also where it is no text', async () => {
    const org = await newOrg()
    const hook = await create(org)
    const text = (one: string) => new TextEncoder().encode(one)
    const bodies = [
      text('{"email":"ada@example.com","name":"\u{1f600} \\u001B \\/"}'),
      text('\ufeff{"email":"bom@example.com"}'),
      text('{"email":"nul@example.com","name":"a\0b"}'),
      new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    ]
    for (const raw of bodies) await call('POST', DOOR + hook.token, { raw })
    const { results } = await env.DB.prepare(
      'SELECT typeof(body) AS type, body FROM incoming_requests WHERE organization_id = ? ORDER BY id',
    )
      .bind(org.organizationId)
      .all<{ type: string; body: number[] }>()
    expect(results).toEqual(bodies.map((body) => ({ type: 'blob', body: [...body] })))
  })
})

describe('the event log', () => {
  it('has a call to an incoming webhook with its outcome, and neither its token nor its body', async () => {
    const org = await newOrg()
    const hook = await create(org)
    const sent: LogRecord[] = []
    const keep = async (message: PackedMessage) => void sent.push(...unpackMessage(message).entries)
    await settled()
    const logged = { ...env, REQUEST_LOGS: { send: keep } as unknown as Cloudflare.Env['REQUEST_LOGS'] }
    await post(hook, { email: 'secret-person@example.com' }, { env: logged })
    await post(hook, { email: 'nobody-here' }, { env: logged })
    await call('POST', `/api/v1/incoming-webhooks/${hook.id}/pause`, { key: org.key, raw: '' })
    await post(hook, { email: 'later@example.com' }, { env: logged })
    await settled()
    const entries = sent.filter(
      ({ organizationId, type }) => organizationId === org.organizationId && type === 'incoming',
    )
    expect(entries.map(({ type, status, outcome }) => [type, status, outcome])).toEqual([
      ['incoming', 200, undefined],
      ['incoming', 422, 'invalid'],
      ['incoming', 409, 'incoming_paused'],
    ])
    expect(entries[0]).toMatchObject({ organizationId: org.organizationId, environment: 'live', keyId: null })
    const text = JSON.stringify(entries)
    expect(text).not.toContain(hook.token.slice(15))
    expect(text).not.toMatch(/secret-person|nobody-here|later@/)
    expect(entries[0]?.route).toBe('/api/v1/webhooks/incoming/{token}')
    expect(entries[0]?.endpoint).toBe(`/api/v1/webhooks/incoming/${hook.token.slice(0, 13)}...`)
  })
})

describe('a sender that checks the URL', () => {
  it('gets its challenge back, and writes nothing', async () => {
    const org = await newOrg()
    const hook = await create(org)
    const textOf = async (answer: Response) => [answer.status, await answer.text(), answer.headers.get('content-type')]
    const plain = 'text/plain; charset=utf-8'
    const slack = await post(hook, { type: 'url_verification', challenge: '3eZbrw1aB', token: 'x' })
    expect(await textOf(slack)).toEqual([200, '3eZbrw1aB', plain])
    const graph = await call('POST', `${DOOR}${hook.token}?validationToken=abc%20d`)
    expect(await textOf(graph)).toEqual([200, 'abc d', plain])
    const meta = await call('GET', `${DOOR}${hook.token}?hub.mode=subscribe&hub.challenge=12&hub.verify_token=x`)
    expect(await textOf(meta)).toEqual([200, '12', plain])
    expect((await call('GET', DOOR + hook.token)).status).toBe(422)
    const path = `/api/v1/incoming-webhooks/${hook.id}/requests?verdict=challenge`
    expect((await json<Page<IncomingRequest>>('GET', path, org)).data).toHaveLength(3)
    expect(await recordsOf(org)).toEqual([])
    const secret = await create(org, { verification: { kind: 'github', secret: 'hunter2' } })
    const wrong = await call('GET', `${DOOR}${secret.token}?hub.challenge=12&hub.verify_token=x`)
    expect(wrong.status).toBe(403)
    expect((await call('GET', `${DOOR}${secret.token}?hub.challenge=12&hub.verify_token=hunter2`)).status).toBe(200)
  })
})

describe('a preview', () => {
  it('shows the fields of a sample and what is wrong with each, and writes nothing', async () => {
    const org = await newOrg()
    const body = {
      module: 'contacts',
      mapping: { email: 'mail', name: '$uppercase(name)', nick: 'name' },
      sample: { mail: 'nobody', name: 'Ada' },
    }
    const preview = await json<MappingPreview>('POST', '/api/v1/incoming-webhooks/preview', { key: org.key, body })
    expect(preview.fields).toEqual({ email: 'nobody', name: 'ADA' })
    expect(preview.errors).toEqual([
      { path: 'nick', message: expect.any(String) },
      { path: 'email', message: 'must be an email address' },
    ])
    expect(await recordsOf(org)).toEqual([])
  })

  it('takes a request that was kept', async () => {
    const org = await newOrg()
    const hook = await create(org)
    await post(hook, { email: 'ada@example.com', name: 'Ada' })
    const at = `/api/v1/incoming-webhooks/${hook.id}`
    const [request] = (await json<Page<IncomingRequest>>('GET', `${at}/requests`, org)).data
    const body = { requestId: request?.id, mapping: { email: 'email', name: { value: 'nick', default: 'A' } } }
    expect(await json('POST', `${at}/preview`, { key: org.key, body })).toEqual({
      fields: { email: 'ada@example.com', name: 'A' },
      errors: [],
    })
  })
})

describe('the settings of an incoming webhook', () => {
  const problemOf = async (answer: Response) => {
    const { code, errors } = await answer.json<Problem>()
    return [answer.status, code, errors?.map(({ path }) => path)]
  }
  const base = { name: 'Forms', module: 'contacts', mapping: { email: 'email' } }

  it.each<[what: string, more: object, paths: string[]]>([
    ['no module', { module: undefined }, ['module']],
    ['an unknown module', { module: 'nothing' }, ['module']],
    ['no mapping', { mapping: undefined }, ['mapping']],
    ['an unknown field', { mapping: { nick: 'a' } }, ['mapping.nick']],
    ['a broken expression', { mapping: { email: '$sum(' } }, ['mapping.email']],
    ['a path to a prototype', { mapping: { email: 'a.constructor.b' } }, ['mapping.email']],
    ['an upsert without its field', { action: 'upsert' }, ['upsertField']],
    ['an upsert by a field that is not unique', { action: 'upsert', upsertField: 'name' }, ['upsertField']],
    ['an event without a type', { target: 'event' }, ['eventType']],
    ['no secret', { verification: { kind: 'stripe' } }, ['verification.secret']],
    ['two mappings', { fieldMapping: { a: 'email' } }, ['mapping']],
    [
      'a place for an id that the preset knows',
      { verification: { kind: 'github', secret: 'x' }, senderId: { path: 'id' } },
      ['senderId'],
    ],
  ])('are refused with %s', async (_, more, paths) => {
    const org = await newOrg()
    const answer = await call('POST', '/api/v1/incoming-webhooks', { key: org.key, body: { ...base, ...more } })
    expect(await problemOf(answer)).toEqual([422, 'invalid', paths])
  })

  it('need the scope for what the webhook writes', async () => {
    const org = await newOrg()
    const { key } = await createKey(org, { scopes: ['incoming:write'] })
    const refused = await call('POST', '/api/v1/incoming-webhooks', { key, body: base })
    expect(await problemOf(refused)).toEqual([403, 'scope_missing', undefined])
    const hook = await create(org)
    for (const [method, path, body] of [
      ['PATCH', '', { name: 'Mine' }],
      ['POST', '/regenerate-token', {}],
      ['POST', '/resume', {}],
    ] as const) {
      const answer = await call(method, `/api/v1/incoming-webhooks/${hook.id}${path}`, { key, body })
      expect(await problemOf(answer), path).toEqual([403, 'scope_missing', undefined])
    }
  })

  it('are limited in number by the plan', async () => {
    const org = await newOrg()
    await env.DB.prepare("UPDATE organizations SET plan = 'free' WHERE id = ?").bind(org.organizationId).run()
    for (let made = 0; made < 10; made++) await create(org)
    const answer = await call('POST', '/api/v1/incoming-webhooks', { key: org.key, body: base })
    expect(await problemOf(answer)).toEqual([409, 'plan_limit_reached', undefined])
  })

  it('hold for every request once a change is answered', async () => {
    const org = await newOrg()
    const hook = await create(org)
    await post(hook, { email: 'a@example.com' })
    const at = `/api/v1/incoming-webhooks/${hook.id}`
    await call('PATCH', at, {
      key: org.key,
      body: { verification: { kind: 'header', header: 'X-T', secret: 's3cret' } },
    })
    expect((await post(hook, { email: 'b@example.com' })).status).toBe(401)
    expect((await post(hook, { email: 'b@example.com' }, { headers: { 'x-t': 's3cret' } })).status).toBe(200)
    const changed = { verification: { kind: 'header', header: 'X-T', secret: 'other', previousSecret: 's3cret' } }
    await call('PATCH', at, { key: org.key, body: changed })
    for (const secret of ['s3cret', 'other']) {
      expect((await post(hook, { email: `${secret}@example.com` }, { headers: { 'x-t': secret } })).status).toBe(200)
    }
    expect((await call('DELETE', '/api/v1/modules/contacts?confirm=contacts', org)).status).toBe(204)
    const gone = await post(hook, { email: 'c@example.com' }, { headers: { 'x-t': 'other' } })
    expect([gone.status, (await gone.json<Problem>()).code]).toEqual([409, 'incoming_module_gone'])
  })
})

describe('a hostile mapping', () => {
  it('is cut off, refuses its own requests, and holds up no other', async () => {
    const [org, other] = [await newOrg(), await newOrg()]
    const endless = '($f := function($n) { $f($n + 1) }; $f(0))'
    const hook = await create(org, { mapping: { email: 'email', name: endless } })
    const good = await create(other)
    const hostile = Array.from({ length: 10 }, () => post(hook, { email: 'ada@example.com' }))
    const answer = await post(good, { email: 'ada@example.com' })
    expect(answer.status).toBe(200)
    for (const refused of await Promise.all(hostile)) {
      const { code, errors } = await refused.json<Problem>()
      expect([refused.status, code, errors?.[0]?.path]).toEqual([422, 'invalid', 'name'])
    }
    expect(await recordsOf(org)).toEqual([])
  })
})

describe('the retention of requests', () => {
  it('is that of deliveries, and nothing is left of a deleted webhook', async () => {
    const org = await newOrg()
    const [hook, deleted] = [await create(org), await create(org)]
    await post(hook, { email: 'a@example.com' })
    await post(deleted, { email: 'b@example.com' })
    const day = 86_400_000
    const now = Date.now()
    const ages = [29.9, 30.1, 400]
    for (const age of ages) {
      await env.DB.prepare(
        `INSERT INTO incoming_requests (organization_id, webhook_id, id, environment, verdict, outcome, size_bytes, headers)
         VALUES (?, ?, ?, 'live', 'refused', 'invalid', 0, '{}')`,
      )
        .bind(org.organizationId, hook.id, `${idFloor('inr', now - age * day)}${'0'.repeat(16)}`)
        .run()
    }
    await call('DELETE', `/api/v1/incoming-webhooks/${deleted.id}`, org)
    const sweep = async (at: number) => {
      for (const one of incomingRetention.sweeps ?? []) await runBatch(databaseOf(env.DB), one(at, 100))
    }
    await sweep(now)
    expect(await countRows('incoming_requests', org)).toBe(2)
    expect(await countRows('incoming_webhooks', org)).toBe(2)
    await sweep(now + 1.1 * day)
    expect(await countRows('incoming_webhooks', org)).toBe(1)
    expect(await countRows('incoming_requests', org)).toBe(1)
  })
})

describe('what an isolate remembers', () => {
  /** As another isolate would: this one does not see it. */
  const elsewhere = (sql: string, ...values: unknown[]) =>
    env.DB.prepare(sql)
      .bind(...values)
      .run()

  it('never keeps an event from a webhook that was created, resumed or changed elsewhere', async () => {
    const org = await newOrg()
    const records = await create(org)
    const events = await create(org, { target: 'event', eventType: 'form.sent', mapping: {} })
    const deliveries = async (body: object) => {
      const { eventId } = await (await post(events, body)).json<ReceivedAnswer>()
      await post(records, body)
      const { data } = await json<Page<EventSummary>>('GET', '/api/v1/events?limit=1&type=record.created', org)
      const { results } = await env.DB.prepare('SELECT deliveries FROM events WHERE id IN (?, ?)')
        .bind(eventId, data[0]?.id)
        .all<{ deliveries: number }>()
      return results.map((row) => row.deliveries)
    }
    expect(await deliveries({ email: 'a@example.com' })).toEqual([0, 0])
    const hook = await createHook(org, { url: newInbox().url, events: ['*'] })
    expect(await deliveries({ email: 'b@example.com' })).toEqual([1, 1])
    expect(await deliveries({ email: 'c@example.com' })).toEqual([1, 1])
    await elsewhere(`UPDATE webhooks SET events = '["x.*"]', version = version + 1 WHERE id = ?`, hook.id)
    expect(await deliveries({ email: 'd@example.com' })).toEqual([0, 0])
    await elsewhere(`UPDATE webhooks SET events = '["record.*"]', version = version + 1 WHERE id = ?`, hook.id)
    expect((await deliveries({ email: 'e@example.com' })).sort()).toEqual([0, 1])
    await call('DELETE', `/api/v1/webhooks/${hook.id}`, org)
    expect(await deliveries({ email: 'f@example.com' })).toEqual([0, 0])
  })

  it('is not the module of before: values are checked by its fields of now', async () => {
    const org = await newOrg()
    const hook = await create(org, { action: 'upsert', upsertField: 'email' })
    await post(hook, { email: 'a@example.com', name: 'Ada' })
    await post(hook, { email: 'a@example.com', name: 'Ada' })
    const module = await env.DB.prepare('SELECT fields FROM modules WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<string>('fields')
    const stricter = JSON.parse(module ?? '[]').map((field: { name: string }) =>
      field.name === 'name' ? { ...field, type: 'number' } : field,
    )
    const change = 'UPDATE modules SET fields = ?, version = version + 1 WHERE organization_id = ?'
    await elsewhere(change, JSON.stringify(stricter), org.organizationId)
    for (const name of ['Ada', 'Ada L.']) {
      expect((await post(hook, { email: 'a@example.com', name })).status, name).toBe(422)
      expect((await post(hook, { email: 'b@example.com', name })).status, name).toBe(422)
    }
    await elsewhere(change, module, org.organizationId)
    expect((await post(hook, { email: 'a@example.com', name: 'Ada' })).status).toBe(200)
  })
})
