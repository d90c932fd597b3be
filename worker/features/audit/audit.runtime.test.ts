import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page } from '../../../contract/common.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'

const audit = (key: string, query = '') => json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?${query}`, { key })

describe('the audit log', () => {
  it('tells who changed what, before and after, newest first, and no secret', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { name: 'Old name' })
    await call('PATCH', `/api/v1/api-keys/${made.id}`, {
      key: house.key,
      body: { name: 'New name' },
      headers: { 'cf-connecting-ip': '203.0.113.9' },
    })
    const { data } = await audit(house.key, `targetId=${made.id}`)
    expect(data.map((one) => one.action)).toEqual(['api_key.updated', 'api_key.created'])
    expect(data[0]).toMatchObject({
      actor: { type: 'api_key', id: house.keyId, name: 'Everything' },
      target: { type: 'api_key', id: made.id, name: 'Old name' },
      before: { name: 'Old name' },
      after: { name: 'New name' },
      ip: '203.0.113.9',
    })
    expect(JSON.stringify(data)).not.toContain(made.key.slice(18, 50))
  })

  it('pages and filters, and shows nothing of another organization', async () => {
    const [house, other] = [await newTestOrg(), await newTestOrg()]
    for (let n = 0; n < 5; n++) await createKey(house, { name: `Key ${n}` })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Page<AuditEntry> = await audit(
        house.key,
        `limit=2&action=api_key.created${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...page.data.map((one) => one.target.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(['Key 4', 'Key 3', 'Key 2', 'Key 1', 'Key 0', 'Everything'])
    const theirs = await audit(other.key)
    expect(theirs.data.map((one) => one.target.name)).toEqual(['Everything'])
    expect((await audit(house.key, `actorId=${other.userId}`)).data).toEqual([])
    for (const bad of ['action=x', 'cursor=abc', 'limit=0', 'from=x', 'surprise=1']) {
      expect((await call('GET', `/api/v1/audit-logs?${bad}`, house)).status, bad).toBe(422)
    }
  })
})
