import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { Event } from '../../../../contract/events.ts'
import { MAX_INDEXED_FIELDS, MAX_MODULES, MAX_REINDEXED } from '../../../../contract/modules.data.ts'
import type { Module } from '../../../../contract/modules.ts'
import type { ModuleRecord, RecordPage } from '../../../../contract/records.ts'
import { createHook, deliveriesOf, newInbox } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import worker from '../../../index.ts'

const FIELDS = [
  { name: 'email', label: 'Email', type: 'email', required: true, unique: true },
  { name: 'name', type: 'text' },
  { name: 'stage', type: 'select', options: ['lead', 'customer'], indexed: true },
]
const CONTACTS = { slug: 'contacts', name: 'Contacts', fields: FIELDS }

const define = (org: TestOrg, body: object = CONTACTS) => call('POST', '/api/v1/modules', { key: org.key, body })
const change = (org: TestOrg, body: object, headers = {}, query = '') =>
  call('PATCH', `/api/v1/modules/contacts${query}`, { key: org.key, body, headers })
const problemOf = async (answer: Response) => {
  const { code, errors, detail } = await answer.json<Problem>()
  return { status: answer.status, code, detail, paths: errors?.map(({ path }) => path) }
}

async function add(org: TestOrg, data: object, slug = 'contacts'): Promise<ModuleRecord> {
  const answer = await call('POST', `/api/v1/records/${slug}`, { key: org.key, body: { data } })
  if (answer.status !== 201) throw new Error(await answer.text())
  return answer.json()
}

const list = (org: TestOrg, query = '') => json<RecordPage>('GET', `/api/v1/records/contacts?${query}`, org)
const runJobs = () =>
  worker.scheduled(
    createScheduledController({ scheduledTime: new Date(), cron: '* * * * *' }),
    env,
    createExecutionContext(),
  )

async function fill(org: TestOrg, count: number) {
  const { id } = await json<Module>('GET', '/api/v1/modules/contacts', org)
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
     INSERT INTO records (organization_id, module_id, environment, id, data, version, created_at, updated_at)
     SELECT ?1, ?2, 'live', printf('rec_%026d', i), json_object('f2', 'n' || i), 1, 0, 0 FROM n`,
  )
    .bind(org.organizationId, id, count)
    .run()
  return id
}

describe('a module', () => {
  it('is defined once, in the catalog of its organization, with an audit entry and an event in one transaction', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const hook = await createHook(org, { url: newInbox().url, events: ['module.*'] })
    const made = await define(org)
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"v1"'])
    const module = await made.json<Module>()
    expect(module).toMatchObject({ slug: 'contacts', name: 'Contacts', description: '' })
    expect(module.fields[0]).toEqual({ ...FIELDS[0], indexed: true })
    expect(module.fields[1]).toEqual({
      name: 'name',
      label: 'name',
      type: 'text',
      required: false,
      unique: false,
      indexed: false,
    })
    expect(await problemOf(await define(org))).toMatchObject({ status: 409, code: 'module_exists' })
    expect((await call('GET', '/api/v1/modules/contacts', other)).status).toBe(404)
    const audit = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=module.created', org)
    expect(audit.data).toMatchObject([{ target: { type: 'module', id: module.id, name: 'Contacts' } }])
    const [delivery] = await deliveriesOf(org, hook.id)
    expect(delivery?.eventType).toBe('module.created')
    const event = await json<Event>('GET', `/api/v1/events/${delivery?.eventId}`, org)
    expect(event.data).toEqual({ id: module.id, slug: 'contacts', name: 'Contacts' })
  })

  it('answers the same for the same idempotency key, and is created once', async () => {
    const org = await newTestOrg()
    const send = () =>
      json<Module>('POST', '/api/v1/modules', { key: org.key, body: CONTACTS, headers: { 'idempotency-key': 'one' } })
    expect(await send()).toEqual(await send())
  })

  it.each([
    ['a name that is no name', [{ name: '1st', type: 'text' }], 'fields.0.name'],
    ['__proto__', [{ name: '__proto__', type: 'text' }], 'fields.0.name'],
    ['constructor', [{ name: 'constructor', type: 'text' }], 'fields.0.name'],
    ['a name twice', [FIELDS[1], FIELDS[1]], 'fields'],
    ['no field', [], 'fields'],
    ['a type that does not exist', [{ name: 'a', type: 'money' }], 'fields.0.type'],
    ['a select without options', [{ name: 'a', type: 'select' }], 'fields.0.options'],
    ['an option twice', [{ name: 'a', type: 'select', options: ['x', 'x'] }], 'fields.0.options'],
    ['options of a text', [{ name: 'a', type: 'text', options: ['x'] }], 'fields.0.options'],
    ['a reference to nothing', [{ name: 'a', type: 'reference' }], 'fields.0.module'],
    ['a reference to an unknown module', [{ name: 'a', type: 'reference', module: 'none' }], 'fields.0.module'],
    ['a unique boolean', [{ name: 'a', type: 'boolean', unique: true }], 'fields.0.unique'],
    ['an index of JSON', [{ name: 'a', type: 'json', indexed: true }], 'fields.0.indexed'],
    [
      'too many indexes',
      Array.from({ length: MAX_INDEXED_FIELDS + 1 }, (_, n) => ({ name: `f${n}`, type: 'text', indexed: true })),
      'fields',
    ],
  ])('refuses %s', async (_, fields, path) => {
    const org = await newTestOrg()
    expect(await problemOf(await define(org, { ...CONTACTS, fields }))).toMatchObject({ status: 422, paths: [path] })
  })

  it('is one of at most a hundred', async () => {
    const org = await newTestOrg()
    await define(org)
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       INSERT INTO modules (organization_id, slug, id, name, description, fields, field_keys, version, created_at, updated_at)
       SELECT organization_id, 'm' || i, 'mod_' || i, name, '', fields, 0, 1, 0, 0
       FROM modules, n WHERE organization_id = ?1 AND slug = 'contacts'`,
    )
      .bind(org.organizationId, MAX_MODULES - 1)
      .run()
    expect(await problemOf(await define(org, { ...CONTACTS, slug: 'more' }))).toMatchObject({
      status: 409,
      code: 'too_many_modules',
    })
  })

  it('is changed at the version that was read, and announces what changed', async () => {
    const org = await newTestOrg()
    await define(org)
    const changed = await change(org, { name: 'People' }, { 'if-match': '"v1"' })
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"v2"'])
    expect((await change(org, { name: 'Persons' }, { 'if-match': '"v1"' })).status).toBe(412)
    const same = await change(org, { name: 'People' })
    expect(same.headers.get('etag')).toBe('"v2"')
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => change(org, { name })))
    for (const { status } of answers) expect([200, 409]).toContain(status)
    const audit = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=module.updated', org)
    const events = await json<Page<Event>>('GET', '/api/v1/events?type=module.updated', org)
    expect(events.data).toHaveLength(audit.data.length)
    const first = await json<Event>('GET', `/api/v1/events/${events.data.at(-1)?.id}`, org)
    expect(first.data).toMatchObject({ slug: 'contacts', name: 'People', changed: ['name'] })
  })
})

describe('fields over existing records', () => {
  it('are added, and removed ones never come back, with another type neither', async () => {
    const org = await newTestOrg()
    await define(org)
    const record = await add(org, { email: 'a@b.co', name: 'Ada' })
    const [email, , stage] = FIELDS
    expect((await change(org, { fields: [email, stage, { name: 'age', type: 'number' }] })).status).toBe(200)
    const read = () => json<ModuleRecord>('GET', `/api/v1/records/contacts/${record.id}`, org)
    expect((await read()).data).toEqual({ email: 'a@b.co', stage: null, age: null })
    expect((await change(org, { fields: [email, { name: 'name', type: 'number' }] })).status).toBe(200)
    expect((await read()).data).toEqual({ email: 'a@b.co', name: null })
  })

  it('keep their type, except where every value stays valid', async () => {
    const org = await newTestOrg()
    await define(org)
    const [email, name, stage] = FIELDS
    const asNumber = { fields: [email, { ...name, type: 'number' }, stage] }
    const record = await add(org, { email: 'a@b.co', stage: 'lead' })
    const refused = await problemOf(await change(org, asNumber))
    expect(refused).toMatchObject({ status: 409, code: 'module_has_records' })
    expect(refused.detail).toContain('1 record')
    const asText = { fields: [email, name, { name: 'stage', type: 'text', indexed: true }] }
    expect((await change(org, asText)).status).toBe(200)
    expect((await list(org, 'filter[stage]=lead')).data.map(({ id }) => id)).toEqual([record.id])
    await call('DELETE', `/api/v1/records/contacts/${record.id}`, org)
    expect((await change(org, asNumber)).status).toBe(200)
  })

  it('become required only where every record has a value, and say how many have none', async () => {
    const org = await newTestOrg()
    await define(org)
    const record = await add(org, { email: 'a@b.co' })
    const [email, name] = FIELDS
    const required = { fields: [email, { ...name, required: true }] }
    expect((await problemOf(await change(org, required, {}, '?dryRun=true'))).detail).toContain('1 record has no value')
    expect((await problemOf(await change(org, required))).detail).toContain('1 record has no value')
    const added = { fields: [email, { name: 'phone', type: 'text', required: true }] }
    expect((await problemOf(await change(org, added))).detail).toContain('required false')
    await call('PATCH', `/api/v1/records/contacts/${record.id}`, { key: org.key, body: { data: { name: 'Ada' } } })
    const before = await json<Module>('GET', '/api/v1/modules/contacts', org)
    const tried = await change(org, required, {}, '?dryRun=true')
    expect(await tried.json<Module>()).toMatchObject({ fields: [{ name: 'email' }, { name: 'name', required: true }] })
    // A dry run writes nothing.
    expect(await json<Module>('GET', '/api/v1/modules/contacts', org)).toEqual(before)
    expect((await change(org, required)).status).toBe(200)
  })

  it('become unique only without repeats, which are named, and indexed with all values', async () => {
    const org = await newTestOrg()
    await define(org)
    for (const [n, name] of ['Ada', 'Ada', 'Bob', ''].entries()) await add(org, { email: `a${n}@b.co`, name })
    const [email, name] = FIELDS
    const unique = { fields: [email, { ...name, unique: true }] }
    const refused = await problemOf(await change(org, unique))
    expect(refused).toMatchObject({ status: 409, code: 'module_has_records' })
    expect(refused.detail).toContain('1 value is in several records, such as "Ada"')
    expect((await problemOf(await call('GET', '/api/v1/records/contacts?filter[name]=Ada', org))).status).toBe(422)
    expect((await change(org, { fields: [email, { ...name, indexed: true }] })).status).toBe(200)
    expect((await list(org, 'filter[name]=Ada')).data).toHaveLength(2)
    expect((await list(org, 'filter[name]=')).data).toHaveLength(1)
    const [second] = (await list(org, 'filter[name]=Ada')).data
    await call('PATCH', `/api/v1/records/contacts/${second?.id}`, { key: org.key, body: { data: { name: 'Eve' } } })
    expect((await change(org, unique)).status).toBe(200)
    const taken = await call('POST', '/api/v1/records/contacts', {
      key: org.key,
      body: { data: { email: 'c@d.co', name: 'Eve' } },
    })
    expect(await problemOf(taken)).toMatchObject({ status: 422, code: 'value_taken', paths: ['data.name'] })
    // Without the index, and with it again: the old rows are not in the way.
    await change(org, { fields: [email, name] })
    expect((await change(org, unique)).status).toBe(200)
    expect((await list(org, 'filter[name]=Eve')).data).toHaveLength(1)
  })

  it('are indexed in the request for so many records, and by a job beyond, which says how far it is', async () => {
    const org = await newTestOrg()
    const fields = [{ name: 'email', type: 'email' }, FIELDS[1]]
    await define(org, { ...CONTACTS, fields })
    const count = 10_700
    await fill(org, count)
    const indexed = { fields: [fields[0], { ...FIELDS[1], indexed: true }] }
    const buildingOf = async () => (await json<Module>('GET', '/api/v1/modules/contacts', org)).fields[1]?.building
    expect((await (await change(org, indexed)).json<Module>()).fields[1]).toMatchObject({ indexed: true, building: {} })
    expect(await buildingOf()).toEqual({ done: 0 })
    const refused = async (query: string) => problemOf(await call('GET', `/api/v1/records/contacts?${query}`, org))
    expect(await refused('filter[name]=n7')).toMatchObject({ status: 422, paths: ['filter[name]'] })
    expect(await refused('sort=name')).toMatchObject({ status: 422, paths: ['sort'] })
    // Records that change meanwhile index themselves.
    const idOf = (n: number) => `rec_${String(n).padStart(26, '0')}`
    const patch = (n: number, name: string) =>
      call('PATCH', `/api/v1/records/contacts/${idOf(n)}`, { key: org.key, body: { data: { name } } })
    expect((await patch(10_650, 'early')).status).toBe(200)
    expect((await call('DELETE', `/api/v1/records/contacts/${idOf(10_651)}`, org)).status).toBe(204)
    await add(org, { name: 'new' })
    // The same settings again change nothing of it.
    expect((await change(org, { ...indexed, name: 'People' })).status).toBe(200)
    await runJobs()
    expect(await buildingOf()).toEqual({ done: 10_000 })
    expect((await patch(5, 'late')).status).toBe(200)
    await runJobs()
    expect(await buildingOf()).toBeUndefined()
    const idsOf = async (name: string) => (await list(org, `filter[name]=${name}`)).data.map(({ id }) => id)
    expect(await idsOf('n7')).toEqual([idOf(7)])
    expect([await idsOf('early'), await idsOf('late')]).toEqual([[idOf(10_650)], [idOf(5)]])
    expect([await idsOf('n10650'), await idsOf('n10651'), await idsOf('n5')]).toEqual([[], [], []])
    expect(await idsOf('new')).toHaveLength(1)
    const { id } = await json<Module>('GET', '/api/v1/modules/contacts', org)
    const rows = env.DB.prepare("SELECT count(*) AS n FROM record_index WHERE module_id = ? AND field = 'f2'").bind(id)
    // One row for each record: all, without the deleted one, and with the new one.
    expect(await rows.first('n')).toBe(count)
    // Without the index, its rows have to be gone before it is built again.
    await change(org, { fields })
    expect((await problemOf(await change(org, indexed))).detail).toContain('still being deleted')
    await runJobs()
    await runJobs()
    expect((await change(org, indexed)).status).toBe(200)
    // A build that is not wanted any more ends.
    expect((await call('DELETE', '/api/v1/modules/contacts?confirm=contacts', org)).status).toBe(204)
    expect(
      await env.DB.prepare('SELECT count(*) AS n FROM module_builds WHERE module_id = ?').bind(id).first('n'),
    ).toBe(0)
    // What is left of it would keep the job busy in other tests.
    await until(async () => {
      await runJobs()
      return (await env.DB.prepare('SELECT 1 FROM module_purges WHERE module_id = ?').bind(id).first()) === null
    })
  })
})

describe('fields over so many records that a job checks them', () => {
  const COUNT = MAX_REINDEXED + 200
  const [NAME] = [{ name: 'name', type: 'text' }]
  const idOf = (n: number) => `rec_${String(n).padStart(26, '0')}`
  const fieldOf = async (org: TestOrg) => (await json<Module>('GET', '/api/v1/modules/contacts', org)).fields[1]
  const write = (org: TestOrg, name: string | null) =>
    call('POST', '/api/v1/records/contacts', { key: org.key, body: { data: { name } } })
  /** A module with records n1, n2, ... and the answer of a change of `name`. */
  async function newBigModule() {
    const org = await newTestOrg()
    const first = { name: 'email', type: 'email' }
    await define(org, { ...CONTACTS, fields: [first, NAME] })
    const id = await fill(org, COUNT)
    const make = (more: object, query = '') => change(org, { fields: [first, { ...NAME, ...more }] }, {}, query)
    return { org, id, make }
  }

  it('become unique, and new records obey meanwhile', async () => {
    const { org, id, make } = await newBigModule()
    expect((await make({ unique: true }, '?dryRun=true')).status).toBe(200)
    expect(await fieldOf(org)).toMatchObject({ unique: false })
    expect((await make({ unique: true })).status).toBe(200)
    expect(await fieldOf(org)).toMatchObject({ unique: true, building: { done: 0 } })
    expect([(await write(org, 'new')).status, (await write(org, 'new')).status]).toEqual([201, 422])
    // It could be one of those that are not in the index yet.
    const upsert = { key: org.key, body: { data: { name: 'n7' } } }
    const refused = [
      await problemOf(await call('PUT', '/api/v1/records/contacts?by=name', upsert)),
      await problemOf(
        await call('POST', '/api/v1/records/contacts/batch', {
          key: org.key,
          body: { by: 'name', records: [{ name: 'n7' }] },
        }),
      ),
    ]
    for (const one of refused) expect(one).toMatchObject({ status: 422, paths: ['by'] })
    const moved = { key: org.key, body: { data: { name: 'moved' } } }
    expect((await call('PATCH', `/api/v1/records/contacts/${idOf(1100)}`, moved)).status).toBe(200)
    await runJobs()
    const field = await fieldOf(org)
    expect([field?.unique, field?.building, field?.problem]).toEqual([true, undefined, undefined])
    for (const name of ['n1', 'n1150', 'moved', 'new']) {
      expect(await problemOf(await write(org, name)), name).toMatchObject({ status: 422, code: 'value_taken' })
    }
    expect((await write(org, 'n1100')).status).toBe(201)
    expect((await list(org, 'filter[name]=n7')).data.map((one) => one.id)).toEqual([idOf(7)])
    const rows = await env.DB.prepare("SELECT count(*) AS n FROM record_index WHERE module_id = ? AND field = 'f2'")
      .bind(id)
      .first('n')
    expect(rows).toBe(COUNT + 2)
  })

  it('do not become unique with a value that repeats: it is said beforehand, or by the job', async () => {
    const { org, make } = await newBigModule()
    const twice = (await (await write(org, 'n600')).json<ModuleRecord>()).id
    expect((await problemOf(await make({ unique: true }, '?dryRun=true'))).detail).toContain('such as "n600"')
    await call('DELETE', `/api/v1/records/contacts/${twice}`, org)
    expect((await make({ unique: true })).status).toBe(200)
    // The job has not come to the record that has it.
    const meanwhile = (await (await write(org, 'n600')).json<ModuleRecord>()).id
    await runJobs()
    const field = await fieldOf(org)
    expect(field).toMatchObject({ unique: false, indexed: false })
    expect(field?.building).toBeUndefined()
    for (const part of ['"n600"', idOf(600), meanwhile]) expect(field?.problem).toContain(part)
    const audit = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=module.updated', org)
    expect(audit.data[0]?.actor).toMatchObject({ type: 'system', name: 'Check of records' })
    const events = await json<Page<Event>>('GET', '/api/v1/events?type=module.updated', org)
    expect(events.data).toHaveLength(audit.data.length)
    // Both records stay as they are, and nothing of the index.
    expect((await write(org, 'n600')).status).toBe(201)
    const others = (await list(org, 'sort=-createdAt&limit=2')).data
    for (const { id } of others) await call('DELETE', `/api/v1/records/contacts/${id}`, org)
    await until(async () => {
      await runJobs()
      return (await make({ unique: true })).status === 200
    })
    expect((await fieldOf(org))?.problem).toBeUndefined()
    await runJobs()
    expect(await fieldOf(org)).toMatchObject({ unique: true })
    expect((await fieldOf(org))?.building).toBeUndefined()
  })

  it('become required, and new records obey meanwhile', async () => {
    const { org, make } = await newBigModule()
    const blank = (await (await write(org, null)).json<ModuleRecord>()).id
    expect((await problemOf(await make({ required: true }))).detail).toContain('1 record has no value')
    await call('DELETE', `/api/v1/records/contacts/${blank}`, org)
    expect((await make({ required: true })).status).toBe(200)
    expect(await fieldOf(org)).toMatchObject({ required: true, checking: { done: 0 } })
    expect(await problemOf(await write(org, null))).toMatchObject({ status: 422, paths: ['data.name'] })
    await runJobs()
    const field = await fieldOf(org)
    expect([field?.required, field?.checking, field?.problem]).toEqual([true, undefined, undefined])
  })

  it('do not become required where the job finds records without a value, and become unique all the same', async () => {
    const { org, id, make } = await newBigModule()
    expect((await make({ required: true, unique: true })).status).toBe(200)
    expect(await fieldOf(org)).toMatchObject({ required: true, unique: true, building: {}, checking: {} })
    // As in a module with more records than the request looks at.
    await env.DB.prepare("UPDATE records SET data = '{}' WHERE organization_id = ? AND module_id = ? AND id IN (?, ?)")
      .bind(org.organizationId, id, idOf(900), idOf(901))
      .run()
    await runJobs()
    const field = await fieldOf(org)
    expect(field).toMatchObject({ required: false, unique: true })
    expect([field?.building, field?.checking]).toEqual([undefined, undefined])
    expect(field?.problem).toContain(`${idOf(900)}, ${idOf(901)}`)
    expect((await write(org, null)).status).toBe(201)
    expect((await write(org, 'n600')).status).toBe(422)
    // The problem stays until the field is changed again.
    await change(org, { name: 'People' })
    expect((await fieldOf(org))?.problem).toBeDefined()
    await make({ unique: true, label: 'Name' })
    expect((await fieldOf(org))?.problem).toBeDefined()
    await make({})
    expect((await fieldOf(org))?.problem).toBeUndefined()
  })
})

describe('a deleted module', () => {
  it('asks for its name if it has records; nothing finds them, a job deletes the rows, and the slug is free', async () => {
    const org = await newTestOrg()
    await define(org)
    const id = await fill(org, 1500)
    const remove = (query = '') => call('DELETE', `/api/v1/modules/contacts${query}`, org)
    expect(await problemOf(await remove())).toMatchObject({ status: 409, code: 'module_has_records' })
    expect((await remove('?confirm=contact')).status).toBe(409)
    expect((await remove('?confirm=contacts')).status).toBe(204)
    expect((await call('GET', '/api/v1/records/contacts', org)).status).toBe(404)
    await define(org)
    expect((await list(org)).data).toEqual([])
    await runJobs()
    const left = await env.DB.prepare(
      'SELECT (SELECT count(*) FROM records WHERE module_id = ?1) + (SELECT count(*) FROM record_index WHERE module_id = ?1) AS n',
    )
      .bind(id)
      .first('n')
    expect(left).toBe(0)
    const events = await json<Page<Event>>('GET', '/api/v1/events?type=module.deleted', org)
    expect(events.data).toHaveLength(1)
  })

  it('is not one that another refers to', async () => {
    const org = await newTestOrg()
    await define(org)
    const fields = [{ name: 'contact', type: 'reference', module: 'contacts' }]
    await define(org, { slug: 'orders', name: 'Orders', fields })
    expect(await problemOf(await call('DELETE', '/api/v1/modules/contacts', org))).toMatchObject({
      status: 409,
      code: 'module_in_use',
    })
    expect((await call('DELETE', '/api/v1/modules/orders', org)).status).toBe(204)
    expect((await call('DELETE', '/api/v1/modules/contacts', org)).status).toBe(204)
  })
})
