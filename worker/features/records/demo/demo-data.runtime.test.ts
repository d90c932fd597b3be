import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { DemoData } from '../../../../contract/demo-data.ts'
import type { EventSummary } from '../../../../contract/events.ts'
import type { ModuleRecord } from '../../../../contract/records.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'

const create = (org: { key: string }, body: object = {}) => call('POST', '/api/v1/demo-data', { key: org.key, body })
const remove = (org: { key: string }) => call('DELETE', '/api/v1/demo-data', { key: org.key })
const read = (org: TestOrg) => json<DemoData>('GET', '/api/v1/demo-data', { key: org.key })
const recordsOf = async (org: TestOrg, path: string) =>
  (await json<Page<ModuleRecord>>('GET', `/api/v1/records/${path}`, { key: org.key })).data

describe('demonstration data', () => {
  it('is a forum whose records refer to each other, and is gone after its deletion', async () => {
    const org = await newTestOrg()
    expect(await read(org)).toEqual({ modules: [] })
    const answer = await create(org)
    expect(answer.status).toBe(201)
    const { modules } = await answer.json<DemoData>()
    expect(modules.map(({ slug }) => slug)).toEqual(['posts', 'threads', 'transactions', 'users'])
    expect(modules.every(({ records }) => records >= 8)).toBe(true)
    expect(await read(org)).toEqual({ modules })
    const [help] = await recordsOf(org, 'threads?filter[category]=Help&sort=started')
    const replies = await recordsOf(org, `posts?filter[thread]=${help?.id}`)
    expect(replies).toHaveLength(3)
    const [author] = await recordsOf(org, 'users?filter[username]=dmitri')
    expect(replies.map(({ data }) => data.author)).toContain(author?.id)
    const events = await json<Page<EventSummary>>('GET', '/api/v1/events?type=record.created&limit=100', org)
    expect(events.data).toHaveLength(modules.reduce((sum, { records }) => sum + records, 0))
    expect((await remove(org)).status).toBe(204)
    expect(await read(org)).toEqual({ modules: [] })
    expect((await call('GET', '/api/v1/modules/users', { key: org.key })).status).toBe(404)
    expect((await remove(org)).status).toBe(204)
  })

  it('is completed by a second call, which makes nothing twice', async () => {
    const org = await newTestOrg()
    await create(org)
    const before = await read(org)
    // As after a call that was interrupted.
    await call('DELETE', '/api/v1/modules/transactions?confirm=transactions', { key: org.key })
    const [first] = await recordsOf(org, 'posts?filter[number]=1')
    await call('DELETE', `/api/v1/records/posts/${first?.id}`, { key: org.key })
    expect((await create(org)).status).toBe(201)
    expect(await read(org)).toEqual(before)
  })

  it('touches no module of the organization', async () => {
    const org = await newTestOrg()
    const fields = [{ name: 'email', type: 'email' }]
    await json('POST', '/api/v1/modules', { key: org.key, body: { slug: 'users', name: 'Our users', fields } })
    const refused = await create(org)
    expect(refused.status).toBe(409)
    expect((await refused.json<Problem>()).detail).toContain('users')
    expect(await read(org)).toEqual({ modules: [] })
    expect((await call('GET', '/api/v1/modules/threads', { key: org.key })).status).toBe(404)
    await remove(org)
    expect((await call('GET', '/api/v1/modules/users', { key: org.key })).status).toBe(200)
  })

  it('stays whole while a module of the organization refers to it', async () => {
    const org = await newTestOrg()
    await create(org)
    const fields = [{ name: 'who', type: 'reference', module: 'users' }]
    await json('POST', '/api/v1/modules', { key: org.key, body: { slug: 'notes', name: 'Notes', fields } })
    const refused = await remove(org)
    expect(refused.status).toBe(409)
    expect((await refused.json<Problem>()).detail).toContain('notes')
    expect((await read(org)).modules).toHaveLength(4)
  })

  it('needs the right to write modules and records, and its records stand in the environment that was named', async () => {
    const org = await newTestOrg()
    for (const scopes of [['modules:write'], ['records:write']]) {
      const { key } = await createKey(org, { scopes })
      expect((await create({ key })).status).toBe(403)
    }
    const test = await createKey(org, { environment: 'test', scopes: ['*'] })
    expect((await create({ key: test.key })).status).toBe(403)
    expect((await read(org)).modules).toEqual([])
    await create(org, { environment: 'test' })
    expect(await recordsOf(org, 'users')).toEqual([])
    expect(await recordsOf(org, 'users?environment=test')).toHaveLength(10)
  })

  it('costs few statements and rows: 46 records of four modules', async () => {
    const org = await newTestOrg()
    const { bill, db } = billedDatabase()
    const answer = await call('POST', '/api/v1/demo-data', { key: org.key, body: {}, env: { ...env, DB: db } })
    expect(answer.status).toBe(201)
    expect(bill.queries).toBeLessThanOrEqual(50)
    expect(bill.written).toBeLessThanOrEqual(322)
  })
})
