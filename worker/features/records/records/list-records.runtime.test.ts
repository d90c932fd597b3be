import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import type { Module } from '../../../../contract/modules.ts'
import { ListRecords, type ModuleRecord, type RecordPage } from '../../../../contract/records.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { boundTo } from '../../../platform/deps.ts'
import { configOf } from '../../../platform/env.ts'
import { listRecords } from './list-records.ts'
import { MAX_LOOKED_AT } from './list-store.ts'

const MODULE = {
  slug: 'people',
  name: 'People',
  fields: [
    { name: 'name', type: 'text', indexed: true },
    { name: 'code', type: 'text', unique: true },
    { name: 'age', type: 'number', indexed: true },
    { name: 'born', type: 'date', indexed: true },
    { name: 'member', type: 'boolean', indexed: true },
    { name: 'status', type: 'select', options: ['open', 'closed'], indexed: true },
    { name: 'note', type: 'text' },
  ],
}

async function newOrg(): Promise<TestOrg> {
  const org = await newTestOrg()
  await call('POST', '/api/v1/modules', { key: org.key, body: MODULE })
  return org
}

async function add(org: TestOrg, data: object, more: object = {}): Promise<ModuleRecord> {
  const answer = await call('POST', '/api/v1/records/people', { key: org.key, body: { data, ...more } })
  if (answer.status !== 201) throw new Error(await answer.text())
  return answer.json()
}

const search = (query: Record<string, string>) => new URLSearchParams(query).toString()
const page = (by: object, query: Record<string, string> = {}) =>
  json<RecordPage>('GET', `/api/v1/records/people?${search(query)}`, by)
const names = ({ data }: RecordPage) => data.map((record) => record.data.name)

/** All records of a list, page by page. */
async function all(by: object, query: Record<string, string>): Promise<ModuleRecord[]> {
  const found: ModuleRecord[] = []
  let cursor: string | null = null
  do {
    const next: RecordPage = await page(by, { ...query, ...(cursor && { cursor }) })
    found.push(...next.data)
    cursor = next.nextCursor
  } while (cursor !== null)
  return found
}

async function errorsOf(org: TestOrg, query: Record<string, string>) {
  const answer = await call('GET', `/api/v1/records/people?${search(query)}`, org)
  const { errors } = await answer.json<Problem>()
  return [answer.status, errors]
}

describe('a list of records', () => {
  it('filters by each type, long texts too, and includes those without a value where they are not that value (pitfalls 12 and 14)', async () => {
    const org = await newOrg()
    const long = 'ä漢字'.repeat(20)
    await add(org, { name: 'Ada', code: 'a', age: 36, born: '1815-12-10', member: true, status: 'open' })
    await add(org, { name: 'Bob', code: 'b', age: -1.5, born: '2000-02-29', member: false, status: 'closed' })
    await add(org, { name: 'Eve', age: 0, status: 'open' })
    await add(org, { name: long })
    const found = async (query: Record<string, string>) => names(await page(org, { sort: 'createdAt', ...query }))
    expect(await found({ 'filter[name]': 'Ada' })).toEqual(['Ada'])
    expect(await found({ 'filter[code]': 'b' })).toEqual(['Bob'])
    expect(await found({ 'filter[code]': '' })).toEqual(['Eve', long])
    expect(await found({ 'filter[code][not]': '' })).toEqual(['Ada', 'Bob'])
    expect(await found({ 'filter[code][empty]': 'true' })).toEqual(['Eve', long])
    expect(await found({ 'filter[code][empty]': 'false', sort: 'code' })).toEqual(['Ada', 'Bob'])
    expect(await found({ 'filter[age]': '-1.5' })).toEqual(['Bob'])
    expect(await found({ 'filter[age][gte]': '0' })).toEqual(['Ada', 'Eve'])
    expect(await found({ 'filter[age][gt]': '0', sort: 'age' })).toEqual(['Ada'])
    expect(await found({ 'filter[age][lt]': '36', sort: '-age' })).toEqual(['Eve', 'Bob'])
    expect(await found({ 'filter[born][lte]': '1900-01-01' })).toEqual(['Ada'])
    expect(await found({ 'filter[born]': '2000-02-29' })).toEqual(['Bob'])
    expect(await found({ 'filter[member]': 'false' })).toEqual(['Bob', 'Eve', long])
    expect(await found({ 'filter[member][not]': 'true', sort: 'name' })).toEqual(['Bob', 'Eve', long])
    expect(await found({ 'filter[status][not]': 'open' })).toEqual(['Bob', long])
    expect(await found({ 'filter[name][contains]': 'd' })).toEqual(['Ada'])
    expect(await found({ 'filter[name][contains]': long.slice(0, 49) })).toEqual([long])
    expect(await found({ 'filter[name][contains]': "%'_" })).toEqual([])
    expect(await found({ 'filter[status]': 'open', 'filter[age][gte]': '1' })).toEqual(['Ada'])
    expect(await found({ 'filter[status]': 'open', sort: '-name' })).toEqual(['Eve', 'Ada'])
  })

  it('refuses what no index answers, and names the field', async () => {
    const org = await newOrg()
    const needs = 'needs an index: set indexed on the field note of the module'
    expect(await errorsOf(org, { 'filter[note]': 'x' })).toEqual([422, [{ path: 'filter[note]', message: needs }]])
    expect(await errorsOf(org, { sort: '-note' })).toEqual([422, [{ path: 'sort', message: needs }]])
    for (const [query, path] of [
      [{ 'filter[none]': 'x' }, 'filter[none]'],
      [{ sort: 'none' }, 'sort'],
      [{ 'filter[age]': 'old' }, 'filter[age]'],
      [{ 'filter[age][gte]': '' }, 'filter[age][gte]'],
      [{ 'filter[age][contains]': '1' }, 'filter[age][contains]'],
      [{ 'filter[status]': 'lost' }, 'filter[status]'],
      [{ 'filter[name][empty]': 'yes' }, 'filter[name][empty]'],
      [{ 'filter[member][empty]': 'true' }, 'filter[member][empty]'],
      [{ 'filter[name][like]': 'x' }, 'filter[name][like]'],
      [{ 'filter[name]x': 'x' }, 'filter[name]x'],
      [{ cursor: 'W10' }, 'cursor'],
    ] as const) {
      expect(await errorsOf(org, query), path).toMatchObject([422, [{ path }]])
    }
    await add(org, { name: 'Ada' })
    await add(org, { name: 'Bob' })
    const { nextCursor } = await page(org, { sort: 'name', limit: '1' })
    expect(await errorsOf(org, { sort: 'age', cursor: nextCursor ?? '' })).toMatchObject([422, [{ path: 'cursor' }]])
  })

  it('shows a person both environments in one order', async () => {
    const org = await newOrg()
    for (const [n, environment] of (['live', 'test', 'live', 'test', 'test'] as const).entries()) {
      await add(org, { name: `n${n}`, code: `c${n % 2}${n > 1 ? n : ''}`, age: n % 2 }, { environment })
    }
    await add(org, { name: 'same', code: 'c0' }, { environment: 'test' })
    const cookie = await signIn(org)
    for (const sort of ['createdAt', '-createdAt', 'code', '-code', 'age', '-age']) {
      const found = await all({ cookie }, { sort, limit: '1' })
      expect(new Set(found.map(({ id }) => id)).size, sort).toBe(6)
      expect(found.length, sort).toBe(6)
    }
    const { key } = await createKey(org, { environment: 'test', scopes: ['records:read'] })
    expect(names(await page({ key }, { sort: 'code' }))).toEqual(['same', 'n4', 'n1', 'n3'])
  })

  it('has every record once, in its order, over the edge between values and blanks (pitfall 13)', async () => {
    const org = await newOrg()
    const { id: moduleId } = await json<Module>('GET', '/api/v1/modules/people', org)
    const wipe = () =>
      env.DB.batch(
        ['records', 'record_index'].map((table) =>
          env.DB.prepare(`DELETE FROM ${table} WHERE organization_id = ? AND module_id = ?`).bind(
            org.organizationId,
            moduleId,
          ),
        ),
      )
    const value = fc.option(fc.constantFrom('', 'a', 'b', 'B', 'ä', '10', '9', '😀'), { nil: null })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: value, age: fc.option(fc.integer({ min: -3, max: 3 }), { nil: null }) }), {
          maxLength: 9,
        }),
        fc.constantFrom('name', 'age', 'code'),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        async (rows, field, descending, limit) => {
          await wipe()
          const made: ModuleRecord[] = []
          for (const [n, row] of rows.entries()) {
            made.push(await add(org, { ...row, code: row.age === null ? null : `${row.name}-${n}` }))
          }
          const found = await all(org, { sort: `${descending ? '-' : ''}${field}`, limit: String(limit) })
          const key = (record: ModuleRecord) => record.data[field] as string | number | null
          const bytes = (text: string) =>
            [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join('')
          const compare = (a: ModuleRecord, b: ModuleRecord) => {
            const [x, y] = [key(a), key(b)].map((one) => (typeof one === 'string' ? bytes(one) : one)) as never[]
            if (x !== y) return x === null ? 1 : y === null ? -1 : x < y ? -1 : 1
            return a.id < b.id ? -1 : 1
          }
          const expected = made.toSorted(compare)
          if (descending) expected.reverse()
          expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)
})

describe('a page of a module with thousands of records', () => {
  it('reads twice its size at most besides the module, and with a rare filter so many records as docs/cost.md says', async () => {
    const org = await newOrg()
    const { id } = await json<Module>('GET', '/api/v1/modules/people', org)
    const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)'
    const bind = (text: string) => env.DB.prepare(`${numbers} ${text}`).bind(org.organizationId, id)
    const index = 'INSERT INTO record_index (organization_id, module_id, environment, field, value, tie, record_id)'
    const rec = "printf('rec_%026d', i)"
    await env.DB.batch([
      bind(
        `INSERT INTO records (organization_id, module_id, environment, id, data, version, created_at, updated_at)
         SELECT ?1, ?2, 'live', ${rec}, json_object('f1', 'n' || i, 'f3', i % 7, 'f6', 'open'), 1, 0, 0 FROM n`,
      ),
      bind(`${index} SELECT ?1, ?2, 'live', 'f1', 'n' || i, ${rec}, ${rec} FROM n`),
      bind(`${index} SELECT ?1, ?2, 'live', 'f2', x'', ${rec}, ${rec} FROM n`),
      bind(`${index} SELECT ?1, ?2, 'live', 'f3', i % 7, ${rec}, ${rec} FROM n`),
      bind(`${index} SELECT ?1, ?2, 'live', 'f6', 'open', ${rec}, ${rec} FROM n`),
    ])
    const { bill, db } = billedDatabase()
    const deps = {
      ...boundTo(env),
      db: databaseOf(db),
      config: await configOf(env),
      now: 0,
      waitUntil: () => undefined,
    }
    const actor: Actor = {
      type: 'api_key',
      keyId: org.keyId,
      name: 'A key',
      environment: 'live',
      organization: { id: org.organizationId, name: '', plan: '' },
      scopes: ['records:read'],
      ip: null,
      requestId: '',
    }
    const LIMIT = 50
    const read = async (query: Record<string, string>) => {
      bill.read = 0
      const answer = await listRecords(deps, actor, 'people', ListRecords.parse({ limit: LIMIT, ...query }))
      return { ...answer, read: bill.read }
    }
    for (const query of [
      {},
      { sort: 'createdAt' },
      { sort: 'name' },
      { sort: '-name' },
      { sort: 'age' },
      { sort: '-age' },
      { sort: 'code' },
      { sort: '-code' },
      { 'filter[status]': 'open' },
      { 'filter[code]': '', sort: 'createdAt' },
      { 'filter[age][gte]': '3', sort: 'age' },
      { 'filter[age][gte]': '3', 'filter[age][lt]': '5', sort: '-age' },
    ] as Record<string, string>[]) {
      let cursor: string | null = null
      for (let pages = 0; pages < 3; pages++) {
        const next: RecordPage & { read: number } = await read({ ...query, ...(cursor && { cursor }) })
        expect(next.data, JSON.stringify(query)).toHaveLength(LIMIT)
        // The row of the module is read by `raw()`, which reports nothing.
        expect(next.read, `${JSON.stringify(query)}, page ${pages}`).toBeLessThanOrEqual(2 * LIMIT)
        cursor = next.nextCursor
        expect(cursor).not.toBeNull()
      }
    }
    const rare = await read({ 'filter[name][contains]': 'n4999', sort: 'createdAt' })
    expect(rare.data).toEqual([])
    expect(rare.nextCursor).not.toBeNull()
    expect(rare.read).toBeLessThanOrEqual(2 * MAX_LOOKED_AT + 10)
    const found = []
    for (let cursor = rare.nextCursor; cursor !== null; ) {
      const next = await read({ 'filter[name][contains]': 'n4999', sort: 'createdAt', cursor })
      found.push(...next.data)
      cursor = next.nextCursor
    }
    expect(found.map(({ data }) => data.name)).toEqual(['n4999'])
    // By two indexes of which one gives the order: each record is read with its index row, twice.
    expect((await read({ 'filter[name][contains]': 'n4999', sort: 'age' })).read).toBeLessThanOrEqual(
      4 * MAX_LOOKED_AT + 10,
    )
  })
})
