import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page } from '../../../contract/common.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import { newId } from '../../platform/lib/ids.ts'

/** Writes entries, each a second older than the one before. */
async function writeEntries(
  organizationId: string,
  entries: { target: string; action: string; environment: string }[],
) {
  const now = Date.now()
  const rows = entries.map((one, n) => [newId('aud', now - n * 1000), now - n * 1000, one])
  await env.DB.prepare(
    `INSERT INTO audit_logs (organization_id, time, id, actor_type, actor_id, actor_name, action, target_type, target_id,
       target_name, environment)
     SELECT ?1, value ->> 1, value ->> 0, 'user', 'usr_1', 'A person', value ->> '$[2].action', 'api_key',
       value ->> '$[2].target', 'A key', value ->> '$[2].environment' FROM json_each(?2)`,
  )
    .bind(organizationId, JSON.stringify(rows))
    .run()
}

const audit = (key: string, query = '') => json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?${query}`, { key })

describe('the audit log', () => {
  it('shows who changed what, before and after, newest first, and no secret', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { name: 'Old name' })
    await call('PATCH', `/api/v1/api-keys/${made.id}`, {
      key: org.key,
      body: { name: 'New name' },
      headers: { 'cf-connecting-ip': '203.0.113.9' },
    })
    const { data } = await audit(org.key, `targetId=${made.id}`)
    expect(data.map((one) => one.action)).toEqual(['api_key.updated', 'api_key.created'])
    expect(data[0]).toMatchObject({
      actor: { type: 'api_key', id: org.keyId, name: 'Everything' },
      target: { type: 'api_key', id: made.id, name: 'Old name' },
      before: { name: 'Old name' },
      after: { name: 'New name' },
      ip: '203.0.113.9',
    })
    expect(JSON.stringify(data)).not.toContain(made.key.slice(18, 50))
  })

  it('pages and filters, and shows nothing of another organization', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    for (let n = 0; n < 5; n++) await createKey(org, { name: `Key ${n}` })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Page<AuditEntry> = await audit(
        org.key,
        `limit=2&action=api_key.created${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...page.data.map((one) => one.target.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(['Key 4', 'Key 3', 'Key 2', 'Key 1', 'Key 0', 'Everything'])
    const theirs = await audit(other.key)
    expect(theirs.data.map((one) => one.target.name)).toEqual(['Everything'])
    expect((await audit(org.key, `actorId=${other.userId}`)).data).toEqual([])
    for (const bad of ['action=x', 'cursor=abc', 'limit=0', 'from=x', 'surprise=1']) {
      expect((await call('GET', `/api/v1/audit-logs?${bad}`, org)).status, bad).toBe(422)
    }
  })

  it('reads a bounded number of rows, however rare what a filter asks for is, and continues to find it', async () => {
    const org = await newTestOrg()
    const usual = { target: 'key_usual', action: 'api_key.updated', environment: 'live' }
    const rare = { target: 'key_rare', action: 'api_key.revoked', environment: 'live' }
    const test = { target: 'key_test', action: 'api_key.deleted', environment: 'test' }
    await writeEntries(org.organizationId, [...Array.from({ length: 5000 }, () => usual), rare, test, usual])
    const { bill, db } = billedDatabase()
    const page = async (query: string) => {
      bill.read = 0
      return json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?${query}`, { key: org.key, env: { ...env, DB: db } })
    }
    // Indexes know targets and the test environment.
    for (const [query, id] of [
      ['targetId=key_rare', 'key_rare'],
      ['targetId=key_rare&action=api_key.revoked', 'key_rare'],
      ['environment=test', 'key_test'],
      ['environment=test&action=api_key.deleted', 'key_test'],
    ] as const) {
      const { data, nextCursor } = await page(query)
      expect([data.map(({ target }) => target.id), nextCursor], query).toEqual([[id], null])
      expect(bill.read, query).toBeLessThanOrEqual(40)
    }
    await page('limit=20')
    expect(bill.read).toBeLessThanOrEqual(80)
    for (const query of [
      'action=api_key.revoked',
      'actorId=usr_1&action=api_key.revoked',
      'action=api_key.revoked&limit=1',
    ]) {
      const seen: string[] = []
      let cursor: string | null = null
      let pages = 0
      do {
        const { data, nextCursor }: Page<AuditEntry> = await page(`${query}${cursor ? `&cursor=${cursor}` : ''}`)
        expect(bill.read, query).toBeLessThanOrEqual(2 * (200 + 2000) + 100)
        seen.push(...data.map(({ target }) => target.id))
        cursor = nextCursor
        pages++
      } while (cursor)
      expect(seen, query).toEqual(['key_rare'])
      expect(pages, query).toBeLessThanOrEqual(4)
    }
    // Of those that are everywhere, only as many as the page needs.
    expect((await page('environment=live&limit=20')).data).toHaveLength(20)
    expect(bill.read).toBeLessThanOrEqual(600)
  })
})
