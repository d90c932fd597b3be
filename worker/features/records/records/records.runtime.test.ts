import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { Event, EventSummary } from '../../../../contract/events.ts'
import type { Module } from '../../../../contract/modules.ts'
import type { ModuleRecord, UpsertedRecord } from '../../../../contract/records.ts'
import type { ScopeCatalog } from '../../../../contract/scopes.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { createHook, deliveriesOf, newInbox } from '../../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { boundTo, type Deps } from '../../../platform/deps.ts'
import { configOf } from '../../../platform/env.ts'
import { createRecord } from './create-record.ts'
import { updateRecord } from './update-record.ts'
import { upsertRecord } from './upsert-record.ts'

const CONTACTS = {
  slug: 'contacts',
  name: 'Contacts',
  fields: [
    { name: 'email', type: 'email', required: true, unique: true },
    { name: 'name', type: 'text' },
    { name: 'phone', type: 'text', unique: true },
    { name: 'born', type: 'date', indexed: true },
    { name: 'seen', type: 'datetime' },
    { name: 'boss', type: 'reference', module: 'contacts' },
  ],
}

async function newOrg(module: object = CONTACTS): Promise<TestOrg> {
  const org = await newTestOrg()
  const made = await call('POST', '/api/v1/modules', { key: org.key, body: module })
  if (made.status !== 201) throw new Error(await made.text())
  return org
}

const post = (org: { key: string }, data: object, more: object = {}) =>
  call('POST', '/api/v1/records/contacts', { key: org.key, body: { data, ...more } })
async function add(org: { key: string }, data: object, more: object = {}): Promise<ModuleRecord> {
  const answer = await post(org, data, more)
  if (answer.status !== 201) throw new Error(await answer.text())
  return answer.json()
}
const patch = (org: { key: string }, id: string, data: object, headers = {}) =>
  call('PATCH', `/api/v1/records/contacts/${id}`, { key: org.key, body: { data }, headers })
const problemOf = async (answer: Response) => {
  const { code, errors } = await answer.json<Problem>()
  return { status: answer.status, code, errors }
}
const rowsOf = async (org: TestOrg, table: 'records' | 'record_index') =>
  (await env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`).bind(org.organizationId).all()).results

async function eventsOf(org: TestOrg, type: string): Promise<Event[]> {
  const { data } = await json<Page<EventSummary>>('GET', `/api/v1/events?type=${type}&limit=100`, org)
  return Promise.all(data.map(({ id }) => json<Event>('GET', `/api/v1/events/${id}`, org)))
}

const actorOf = (org: TestOrg): Actor => ({
  type: 'api_key',
  keyId: org.keyId,
  name: 'A key',
  environment: 'live',
  organization: { id: org.organizationId, name: '', plan: 'enterprise' },
  scopes: ['records:write'],
  ip: null,
  requestId: 'req_test',
})
const depsWith = async (db = boundTo(env).db): Promise<Deps> => ({
  ...boundTo(env),
  db,
  config: await configOf(env),
  now: Date.now(),
  waitUntil: (work) => void work,
})

describe('a record', () => {
  it('is created, changed and deleted, and announces each with its values in the same transaction', async () => {
    const org = await newOrg()
    const hook = await createHook(org, { url: newInbox().url, events: ['record.*'] })
    const made = await post(org, { email: 'ada@example.com', seen: '2026-11-21T15:00:00+05:30', name: '' })
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"v1"'])
    const record = await made.json<ModuleRecord>()
    const data = { email: 'ada@example.com', name: null, phone: null, born: null, boss: null }
    expect(record).toMatchObject({ module: 'contacts', environment: 'live', createdBy: 'Everything' })
    expect(record.data).toEqual({ ...data, seen: '2026-11-21T09:30:00.000Z' })
    const changed = await patch(org, record.id, { name: 'Ada', seen: null }, { 'if-match': '"v1"' })
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"v2"'])
    expect((await changed.json<ModuleRecord>()).data).toEqual({ ...data, name: 'Ada', seen: null })
    expect((await patch(org, record.id, { name: 'Eve' }, { 'if-match': '"v1"' })).status).toBe(412)
    expect((await patch(org, record.id, { name: 'Ada' })).headers.get('etag')).toBe('"v2"')
    const path = `/api/v1/records/contacts/${record.id}`
    expect((await call('DELETE', path, { ...org, headers: { 'if-match': '"v1"' } })).status).toBe(412)
    expect((await call('DELETE', path, org)).status).toBe(204)
    expect((await call('GET', path, org)).status).toBe(404)
    expect([await rowsOf(org, 'records'), await rowsOf(org, 'record_index')]).toEqual([[], []])
    const { id, module } = record
    expect((await eventsOf(org, 'record.created')).map((event) => event.data)).toEqual([
      { id, module, fields: { ...data, seen: '2026-11-21T09:30:00.000Z' } },
    ])
    expect((await eventsOf(org, 'record.updated')).map((event) => event.data)).toEqual([
      { id, module, fields: { ...data, name: 'Ada', seen: null }, changed: ['name', 'seen'] },
    ])
    expect((await eventsOf(org, 'record.deleted')).map((event) => event.data)).toEqual([{ id, module }])
    const types = (await deliveriesOf(org, hook.id)).map(({ eventType }) => eventType)
    expect(types.sort()).toEqual(['record.created', 'record.deleted', 'record.updated'])
  })

  it('answers the same for the same idempotency key, and is created once', async () => {
    const org = await newOrg()
    const send = () =>
      json<ModuleRecord>('POST', '/api/v1/records/contacts', {
        key: org.key,
        body: { data: { email: 'a@b.co' } },
        headers: { 'idempotency-key': 'one' },
      })
    expect(await send()).toEqual(await send())
    expect(await rowsOf(org, 'records')).toHaveLength(1)
  })

  it('is refused by field, and nothing is written', async () => {
    const org = await newOrg()
    expect(await problemOf(await post(org, { name: 5, surprise: 1 }))).toEqual({
      status: 422,
      code: 'invalid',
      errors: [
        { path: 'data.name', message: 'must be a text' },
        { path: 'data.surprise', message: 'is not known here' },
        { path: 'data.email', message: 'is required' },
      ],
    })
    const record = await add(org, { email: 'a@b.co' })
    expect((await problemOf(await patch(org, record.id, { email: null }))).errors).toEqual([
      { path: 'data.email', message: 'is required' },
    ])
    expect(await rowsOf(org, 'records')).toHaveLength(1)
    expect(await eventsOf(org, 'record.created')).toHaveLength(1)
  })

  it('has unique values per environment; absent, null and empty ones never compete', async () => {
    const org = await newOrg()
    const first = await add(org, { email: 'a@b.co', phone: '1' })
    expect(await problemOf(await post(org, { email: 'a@b.co', phone: '1' }))).toMatchObject({
      status: 422,
      code: 'value_taken',
      errors: [{ path: 'data.email', message: `must be unique: ${first.id} has this value` }, { path: 'data.phone' }],
    })
    await add(org, { email: 'a@b.co', phone: '1' }, { environment: 'test' })
    for (const [n, phone] of [undefined, null, ''].entries()) await add(org, { email: `${n}@b.co`, phone })
    const other = await add(org, { email: 'other@b.co', phone: '2' })
    expect((await problemOf(await patch(org, other.id, { phone: '1' }))).code).toBe('value_taken')
    expect((await patch(org, first.id, { phone: null })).status).toBe(200)
    expect((await patch(org, other.id, { phone: '1' })).status).toBe(200)
  })

  it('refers to records of the module in its own environment', async () => {
    const org = await newOrg()
    const boss = await add(org, { email: 'boss@b.co' })
    const test = await add(org, { email: 'test@b.co' }, { environment: 'test' })
    expect((await add(org, { email: 'a@b.co', boss: boss.id })).data.boss).toBe(boss.id)
    for (const wrong of [test.id, 'rec_01kaj3v5e8w2m4q6t8y0z2b4d6']) {
      expect((await problemOf(await post(org, { email: 'b@b.co', boss: wrong }))).errors).toEqual([
        { path: 'data.boss', message: 'is not a record of contacts' },
      ])
    }
  })

  it('keeps every change that is made at the same time', async () => {
    const org = await newOrg()
    const { id } = await add(org, { email: 'a@b.co' })
    const changes = [{ name: 'Ada' }, { phone: '1' }, { born: '1815-12-10' }, { seen: '2026-11-21T09:30:00.000Z' }]
    const answers = await Promise.all(changes.map((data) => patch(org, id, data)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { data } = await json<ModuleRecord>('GET', `/api/v1/records/contacts/${id}`, org)
    expect(data).toMatchObject(Object.assign({}, ...changes))
    expect(await eventsOf(org, 'record.updated')).toHaveLength(4)
  })

  it('is indexed by the fields of the module at the moment it is written', async () => {
    const org = await newOrg()
    const [email, name, ...others] = CONTACTS.fields
    const fields = [email, { ...name, unique: true }, ...others]
    const change = call('PATCH', '/api/v1/modules/contacts', { key: org.key, body: { fields } })
    const writes = Array.from({ length: 8 }, (_, n) => post(org, { email: `${n}@b.co`, name: `n${n}` }))
    await Promise.all([...writes, change])
    const retried = await call('PATCH', '/api/v1/modules/contacts', { key: org.key, body: { fields } })
    expect(retried.status).toBe(200)
    for (let n = 0; n < 8; n++) {
      const page = await json<Page<ModuleRecord>>('GET', `/api/v1/records/contacts?filter[name]=n${n}`, org)
      expect(page.data).toHaveLength(1)
    }
  })

  it('is deleted by a credential with that right only', async () => {
    const org = await newOrg()
    const { id } = await add(org, { email: 'a@b.co' })
    const { key } = await createKey(org, { scopes: ['records:read', 'records:write'] })
    expect((await call('DELETE', `/api/v1/records/contacts/${id}`, { key })).status).toBe(403)
  })
})

describe('a scope for one module', () => {
  it('reaches the records of that module alone, in lists, by id and by upsert', async () => {
    const org = await newOrg()
    await json('POST', '/api/v1/modules', {
      key: org.key,
      body: { slug: 'orders', name: 'Orders', fields: [{ name: 'number', type: 'text', unique: true }] },
    })
    const { id } = await add(org, { email: 'a@b.co' })
    const { key } = await createKey(org, { scopes: ['records.contacts:read', 'records.orders:*'] })
    const status = async (method: string, path: string, body?: object) =>
      (await call(method, `/api/v1/records/${path}`, { key, ...(body && { body }) })).status
    expect(await status('GET', 'contacts')).toBe(200)
    expect(await status('GET', `contacts/${id}`)).toBe(200)
    expect(await status('GET', `orders/${id}`)).toBe(404)
    expect(await status('PUT', 'orders?by=number', { data: { number: '1' } })).toBe(200)
    for (const [method, path] of [
      ['POST', 'contacts'],
      ['PATCH', `contacts/${id}`],
      ['DELETE', `contacts/${id}`],
      ['PUT', 'contacts?by=email'],
    ] as const) {
      const answer = await call(method, `/api/v1/records/${path}`, {
        key,
        ...(method !== 'DELETE' && { body: { data: { email: 'b@b.co' } } }),
      })
      expect([method, answer.status]).toEqual([method, 403])
      const needed = method === 'DELETE' ? 'records.contacts:delete' : 'records.contacts:write'
      expect((await answer.json<Problem>()).detail).toContain(needed)
    }
    expect(await status('GET', 'unknown')).toBe(403)
    expect((await call('GET', '/api/v1/modules', { key })).status).toBe(403)
  })

  it('is offered in the catalog to those who may read modules', async () => {
    const org = await newOrg()
    const groupsFor = async (key: string) => {
      const { groups } = await json<ScopeCatalog>('GET', '/api/v1/scopes', { key })
      return groups.map(({ group }) => group)
    }
    const all = await groupsFor(org.key)
    expect(all).toContain('Records of Contacts')
    expect(all.at(-1)).toBe('Admin')
    const { key } = await createKey(org, { scopes: ['records:read'] })
    expect(await groupsFor(key)).not.toContain('Records of Contacts')
  })
})

describe('an upsert', () => {
  const put = (org: TestOrg, data: object, by = 'email') =>
    call('PUT', `/api/v1/records/contacts?by=${by}`, { key: org.key, body: { data } })

  it('creates, changes and leaves alone, each in its environment', async () => {
    const org = await newOrg()
    const results = []
    for (const name of ['Ada', 'Ada', 'Eve']) {
      const { record, result } = await (await put(org, { email: 'a@b.co', name })).json<UpsertedRecord>()
      results.push([result, record.data.name])
    }
    expect(results).toEqual([
      ['created', 'Ada'],
      ['unchanged', 'Ada'],
      ['updated', 'Eve'],
    ])
    expect(await rowsOf(org, 'records')).toHaveLength(1)
    const test = await createKey(org, { environment: 'test', scopes: ['records:write'] })
    const other = await put({ ...org, key: test.key }, { email: 'a@b.co' })
    expect(await other.json()).toMatchObject({ result: 'created', record: { environment: 'test' } })
    expect((await problemOf(await put(org, { email: 'a@b.co' }, 'name'))).errors?.[0]?.path).toBe('by')
    expect((await problemOf(await put(org, { name: 'x' }))).errors?.[0]?.path).toBe('data.email')
    const taken = await put(org, { email: 'new@b.co', phone: '7' })
    expect(taken.status).toBe(200)
    expect((await problemOf(await put(org, { email: 'newer@b.co', phone: '7' }))).errors).toMatchObject([
      { path: 'data.phone' },
    ])
  })

  it('makes one record of 50 equal calls at once', async () => {
    const org = await newOrg()
    const answers = await Promise.all(Array.from({ length: 50 }, () => put(org, { email: 'a@b.co', name: 'Ada' })))
    const results = await Promise.all(answers.map(async (answer) => (await answer.json<UpsertedRecord>()).result))
    expect(results.filter((result) => result === 'created')).toHaveLength(1)
    expect(results.filter((result) => result === 'unchanged')).toHaveLength(49)
    expect([(await rowsOf(org, 'records')).length, (await eventsOf(org, 'record.created')).length]).toEqual([1, 1])
  })

  it('makes one record and 49 updates of 50 different calls with the same unique value', async () => {
    const org = await newOrg()
    const calls = Array.from({ length: 50 }, (_, n) => put(org, { email: 'a@b.co', name: `n${n}` }))
    const results = await Promise.all(
      (await Promise.all(calls)).map(async (answer) => (await answer.json<UpsertedRecord>()).result),
    )
    expect(results.filter((result) => result === 'created')).toHaveLength(1)
    expect(results.filter((result) => result === 'updated')).toHaveLength(49)
    const [record] = await rowsOf(org, 'records')
    expect(record?.version).toBe(50)
    expect(await eventsOf(org, 'record.updated')).toHaveLength(49)
  }, 60_000)

  it('costs at most 5 rows read and 6 written in a module of 200,000 records, and what docs/cost.md says', async () => {
    const org = await newOrg({ ...CONTACTS, fields: CONTACTS.fields.slice(0, 2) })
    const { id } = await json<Module>('GET', '/api/v1/modules/contacts', org)
    const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)'
    await env.DB.prepare(
      `${numbers} INSERT INTO records (organization_id, module_id, environment, id, data, version, created_at, updated_at)
       SELECT ?1, ?2, 'live', printf('rec_%026d', i), json_object('f1', i || '@b.co'), 1, 0, 0 FROM n`,
    )
      .bind(org.organizationId, id)
      .run()
    await env.DB.prepare(
      `${numbers} INSERT INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)
       SELECT ?1, ?2, 'live', 'f1', i || '@b.co', '', printf('rec_%026d', i) FROM n`,
    )
      .bind(org.organizationId, id)
      .run()
    const { bill, db } = billedDatabase()
    const [deps, actor] = [await depsWith(databaseOf(db)), actorOf(org)]
    const billOf = async (work: () => Promise<unknown>) => {
      Object.assign(bill, { written: 0, read: 0 })
      await work()
      return { written: bill.written, read: bill.read }
    }
    const upsert = (data: { email: string; name: string }) => () =>
      upsertRecord(deps, actor, 'contacts', 'email', { data })
    // The module itself is read by `raw()`, which reports nothing: one row more.
    const created = await billOf(upsert({ email: 'new@b.co', name: 'New' }))
    const updated = await billOf(upsert({ email: '777@b.co', name: 'Seven' }))
    const unchanged = await billOf(upsert({ email: '777@b.co', name: 'Seven' }))
    expect({ created, updated, unchanged }).toEqual({
      created: { written: 3, read: 1 },
      updated: { written: 2, read: 4 },
      unchanged: { written: 0, read: 2 },
    })
    const plain = await billOf(() =>
      createRecord(deps, actor, 'contacts', { data: { email: 'x@b.co' } }, async () => []),
    )
    expect(plain).toEqual({ written: 3, read: 1 })
    const moved = await billOf(() =>
      updateRecord(deps, actor, 'contacts', 'rec_00000000000000000000000008', { data: { email: 'y@b.co' } }, null),
    )
    expect(moved).toEqual({ written: 4, read: 4 })
  }, 120_000)
})
