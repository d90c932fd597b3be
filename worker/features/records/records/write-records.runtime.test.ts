import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { EventSummary } from '../../../../contract/events.ts'
import { withoutGuard } from '../../../../contract/lib/csv.ts'
import { MAX_RECORD_BATCH } from '../../../../contract/records.data.ts'
import type { RecordPage, WrittenRecords } from '../../../../contract/records.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { createHook, deliveriesOf, newInbox } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { boundTo } from '../../../platform/deps.ts'
import { configOf } from '../../../platform/env.ts'
import { writeRecords } from './write-records.ts'

const PEOPLE = {
  slug: 'people',
  name: 'People',
  fields: [
    { name: 'email', type: 'email', required: true, unique: true },
    { name: 'phone', type: 'text', unique: true },
    { name: 'age', type: 'number', indexed: true },
    { name: 'note', type: 'text' },
    { name: 'member', type: 'boolean' },
    { name: 'extra', type: 'json' },
    { name: 'boss', type: 'reference', module: 'people' },
  ],
}

async function newOrg(): Promise<TestOrg> {
  const org = await newTestOrg()
  const made = await call('POST', '/api/v1/modules', { key: org.key, body: PEOPLE })
  if (made.status !== 201) throw new Error(await made.text())
  return org
}

const send = (org: TestOrg, body: object, headers = {}) =>
  call('POST', '/api/v1/records/people/batch', { key: org.key, body, headers })
async function write(org: TestOrg, body: object): Promise<WrittenRecords['results']> {
  const answer = await send(org, body)
  if (answer.status !== 200) throw new Error(await answer.text())
  return (await answer.json<WrittenRecords>()).results
}
const list = async (org: TestOrg, query = '') =>
  (await json<RecordPage>('GET', `/api/v1/records/people?sort=createdAt&limit=100&${query}`, org)).data
const emails = (count: number, from = 0) => Array.from({ length: count }, (_, n) => ({ email: `a${from + n}@b.co` }))
const eventsOf = async (org: TestOrg, type: string) =>
  (await json<Page<EventSummary>>('GET', `/api/v1/events?type=${type}&limit=100`, org)).data

describe('a batch of records', () => {
  it('is created in one transaction, each announced as if it were written alone', async () => {
    const org = await newOrg()
    const hook = await createHook(org, { url: newInbox().url, events: ['record.*'] })
    const results = await write(org, { records: emails(3) })
    expect(results.map(({ index, result, errors }) => [index, result, errors])).toEqual([
      [0, 'created', []],
      [1, 'created', []],
      [2, 'created', []],
    ])
    const records = await list(org)
    expect(records.map(({ id, data }) => [id, data.email])).toEqual(results.map(({ id }, n) => [id, `a${n}@b.co`]))
    expect(await eventsOf(org, 'record.created')).toHaveLength(3)
    expect(await deliveriesOf(org, hook.id)).toHaveLength(3)
    expect(await list(org, 'filter[email]=a1@b.co')).toHaveLength(1)
  })

  it('changes what has the same unique value: a missing value stays, an empty one is cleared (pitfall 10)', async () => {
    const org = await newOrg()
    const [first] = await write(org, { records: [{ email: 'a0@b.co', age: 1, note: 'old', phone: '1' }] })
    const results = await write(org, {
      by: 'email',
      records: [{ email: 'a0@b.co', age: 2, phone: null }, { email: 'a1@b.co', phone: '1' }, { email: 'a2@b.co' }],
      partial: true,
    })
    expect(results.map(({ result }) => result)).toEqual(['updated', 'refused', 'created'])
    expect(results[0]?.id).toBe(first?.id)
    // A value that a record of the batch gives up is free for the next batch.
    expect((await write(org, { by: 'email', records: [{ email: 'a1@b.co', phone: '1' }] }))[0]?.result).toBe('created')
    const [record] = await list(org)
    expect(record?.data).toMatchObject({ age: 2, note: 'old', phone: null })
    expect(await list(org, 'filter[age]=1')).toEqual([])
    expect(await list(org, 'filter[age]=2')).toHaveLength(1)
    const again = await write(org, { by: 'email', records: [{ email: 'a0@b.co', age: 2 }] })
    expect(again[0]).toEqual({ index: 0, result: 'unchanged', id: first?.id, errors: [] })
    expect(await eventsOf(org, 'record.updated')).toHaveLength(1)
    expect(
      await json<Problem>('POST', '/api/v1/records/people/batch', { key: org.key, body: { by: 'age', records: [{}] } }),
    ).toMatchObject({
      status: 422,
      errors: [{ path: 'by' }],
    })
  })

  it('names the record and the field of each that breaks uniqueness, also within itself; writes all, or the good ones (pitfall 17)', async () => {
    const org = await newOrg()
    const [stored] = await write(org, { records: [{ email: 'taken@b.co' }] })
    const records = [...emails(19)]
    records[4] = { email: 'taken@b.co' }
    records[17] = { email: 'a2@b.co' }
    const errors = [
      { path: 'records.4.email', message: `must be unique: ${stored?.id} has this value` },
      { path: 'records.17.email', message: 'must be unique: records.2 has this value' },
    ]
    const refused = await send(org, { records })
    expect(refused.status).toBe(422)
    expect((await refused.json<Problem>()).errors).toEqual(errors)
    expect(await list(org)).toHaveLength(1)
    const tried = await write(org, { records, dryRun: true })
    expect(tried.flatMap(({ index, result }) => (result === 'refused' ? [index] : []))).toEqual([4, 17])
    expect(await list(org)).toHaveLength(1)
    const results = await write(org, { records, partial: true })
    expect(results.flatMap(({ index, result }) => (result === 'refused' ? [index] : []))).toEqual([4, 17])
    expect(await list(org)).toHaveLength(18)
  })

  it('accepts any number of records without a value of an optional unique field, absent, null or empty (pitfall 9)', async () => {
    const org = await newOrg()
    const records = [{ phone: null }, { phone: '' }, {}, {}].map((more, n) => ({ email: `a${n}@b.co`, ...more }))
    expect((await write(org, { records })).map(({ result }) => result)).toEqual(Array(4).fill('created'))
    expect((await write(org, { by: 'email', records })).map(({ result }) => result)).toEqual(Array(4).fill('unchanged'))
    expect(await list(org, 'filter[phone][empty]=true')).toHaveLength(4)
  })

  it('says what is wrong with each value', async () => {
    const org = await newOrg()
    const nobody = `rec_${'0'.repeat(26)}`
    const results = await write(org, {
      by: 'email',
      partial: true,
      records: [{ email: 'no' }, {}, { email: 'a@b.co', age: 'x', none: 1 }, { email: 'b@b.co', boss: nobody }],
    })
    expect(results.map(({ errors }) => errors.map(({ path, message }) => `${path} ${message}`))).toEqual([
      ['email must be an email address'],
      ['email is required'],
      ['age must be a number', expect.stringMatching(/^none /)],
      ['boss is not a record of people'],
    ])
    const many = await send(org, { records: emails(MAX_RECORD_BATCH + 1) })
    expect([many.status, (await many.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'records'])
  })

  it('answers the same for the same idempotency key, and is written once', async () => {
    const org = await newOrg()
    const body = { records: emails(2) }
    const answers = [
      await send(org, body, { 'idempotency-key': 'k' }),
      await send(org, body, { 'idempotency-key': 'k' }),
    ]
    const [one, other] = await Promise.all(answers.map((answer) => answer.json()))
    expect(one).toEqual(other)
    expect(await list(org)).toHaveLength(2)
  })

  it('of equal concurrent upserts creates each record once', async () => {
    const org = await newOrg()
    const body = { by: 'email', records: emails(20) }
    const all = await Promise.all(Array.from({ length: 5 }, () => write(org, body)))
    const results = all.flat().map(({ result }) => result)
    expect(results.filter((result) => result === 'created')).toHaveLength(20)
    expect(results.filter((result) => result === 'unchanged')).toHaveLength(80)
    expect(await list(org)).toHaveLength(20)
  })

  it('writes as many rows as its records would alone, and reads at most 14 for each', async () => {
    const org = await newOrg()
    const { bill, db } = billedDatabase()
    const deps = {
      ...boundTo(env),
      db: databaseOf(db),
      config: await configOf(env),
      now: Date.now(),
      waitUntil: (work: Promise<unknown>) => void work,
    }
    const actor: Actor = {
      type: 'api_key',
      keyId: org.keyId,
      name: 'A key',
      environment: 'live',
      organization: { id: org.organizationId, name: '', plan: 'enterprise' },
      scopes: ['records:write'],
      ip: null,
      requestId: 'req_test',
    }
    const count = async (records: WrittenRecordsInput) => {
      const before = { ...bill }
      await writeRecords(deps, actor, 'people', { records, by: 'email', partial: false, dryRun: false }, async () => [])
      return { read: bill.read - before.read, written: bill.written - before.written }
    }
    await write(org, { records: emails(100, 1000) })
    const created = await count(emails(100))
    // Record, three index rows, event.
    expect(created.written).toBe(500)
    const changed = await count(emails(100).map((one, n) => ({ ...one, age: n })))
    // Record, the index row of the old value and of the new one, event.
    expect(changed.written).toBe(400)
    const same = await count(emails(100))
    expect(same.written).toBe(0)
    for (const { read } of [created, changed, same]) expect(read).toBeLessThanOrEqual(1400)
  })
})

type WrittenRecordsInput = Parameters<typeof writeRecords>[3]['records']

describe('the export of records', () => {
  const exported = async (org: TestOrg, query = '') => {
    const answer = await call('GET', `/api/v1/records/people/export?sort=createdAt&${query}`, org)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    // A byte order mark is part of the file.
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(await answer.arrayBuffer())
  }

  it('leaves -5.00 alone, neutralizes a formula, and gives the old values back (pitfall 16)', async () => {
    const org = await newOrg()
    const notes = ['-5.00', '+49', '-2+3+cmd|A1', '=1+1', "'=1+1", "''-x", '@x', "it's", '\t', 'a,"b"\r\nc', '-']
    const records = notes.map((note, n) => ({ email: `a${n}@b.co`, note, member: n === 0 ? false : null, extra: [n] }))
    const results = await write(org, { records })
    const text = await exported(org)
    expect(text.startsWith('\uFEFFemail,phone,age,note,member,extra,boss,record id,created at,updated at\r\n')).toBe(
      true,
    )
    const lines = text.split('\r\n')
    expect(lines[1]).toMatch(new RegExp(`^a0@b\\.co,,,-5\\.00,false,\\[0\\],,${results[0]?.id},20`))
    expect(lines[3]).toContain(",'-2+3+cmd|A1,")
    expect(lines[4]).toContain(",'=1+1,")
    // A reader of CSV, without the line breaks inside quotes that these notes have.
    const cells = notes.slice(0, 9).map((_, n) => lines[n + 1]?.split(',')[3] ?? '')
    expect(cells.map(withoutGuard)).toEqual(notes.slice(0, 9))
  })

  it('has all records that match the filters, over pages', async () => {
    const org = await newOrg()
    for (let n = 0; n < 5; n++) {
      await write(org, { records: emails(100, n * 100).map((one, i) => ({ ...one, age: i % 2 })) })
    }
    expect((await exported(org)).trimEnd().split('\r\n')).toHaveLength(501)
    expect((await exported(org, 'filter[age]=1')).trimEnd().split('\r\n')).toHaveLength(251)
    const refused = await call('GET', '/api/v1/records/people/export?filter[note]=x', org)
    expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'filter[note]'])
  })
})
