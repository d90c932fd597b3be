import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type ApiKey, ListApiKeys } from '../../../../contract/api-keys.ts'
import type { Page } from '../../../../contract/common.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { listKeys } from './store.ts'

async function namesOf(org: TestOrg, query: string, key = org.key) {
  const { data, total } = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?sort=name&${query}`, { key })
  expect(total).toBe(data.length)
  return data.map(({ name }) => name)
}

describe('a list of keys', () => {
  it('can be filtered by tag and by owner, exactly, and together with other filters', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    await createKey(org, { name: 'a', tags: ['billing', 'eu'], ownerId: 'acme' })
    await createKey(org, { name: 'b', tags: ['billing'], ownerId: 'acme-2' })
    await createKey(org, { name: 'c', tags: ['Billing'], ownerId: 'acme' })
    const off = await createKey(org, { name: 'd', tags: ['billing'], environment: 'test' })
    await createKey(other, { name: 'e', tags: ['billing'], ownerId: 'acme' })
    expect(await namesOf(org, 'tag=billing')).toEqual(['a', 'b'])
    expect(await namesOf(org, 'ownerId=acme')).toEqual(['a', 'c'])
    expect(await namesOf(org, 'tag=billing&ownerId=acme')).toEqual(['a'])
    expect(await namesOf(org, 'tag=billing&environment=test')).toEqual(['d'])
    await call('POST', `/api/v1/api-keys/${off.id}/disable?environment=test`, { key: org.key, body: {} })
    expect(await namesOf(org, 'tag=billing&environment=test&status=active')).toEqual([])
    expect(await namesOf(org, 'tag=billing&q=A')).toEqual(['a', 'b'])
    expect(await namesOf(org, 'tag=bill')).toEqual([])
    for (const field of ['tag', 'ownerId']) {
      expect((await call('GET', `/api/v1/api-keys?${field}=`, { key: org.key })).status, field).toBe(422)
    }
  })

  it('follows changes of tags and owner, imports and deletions', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org, { name: 'a', tags: ['old', 'both'] })
    await call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { tags: ['new', 'both'], ownerId: 'acme' } })
    expect(await Promise.all(['old', 'new', 'both'].map((tag) => namesOf(org, `tag=${tag}`)))).toEqual([
      [],
      ['a'],
      ['a'],
    ])
    const line = { digest: 'ab'.repeat(32), prefix: 'acme_', name: 'b', scopes: ['users:read'] }
    const digest = newId('key', Date.now())
      .slice(-26)
      .padEnd(64, '0')
      .replaceAll(/[^0-9a-f]/g, 'c')
    const keys = [{ ...line, digest, tags: ['new'], ownerId: 'acme' }]
    await call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys } })
    expect([await namesOf(org, 'tag=new'), await namesOf(org, 'ownerId=acme')]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    await call('DELETE', `/api/v1/api-keys/${id}`, { key: org.key })
    expect([await namesOf(org, 'tag=new'), await namesOf(org, 'ownerId=acme')]).toEqual([['b'], ['b']])
    // The purge of tombstones removes rows: the index follows.
    const tagsOf = () =>
      env.DB.prepare('SELECT tag FROM api_key_tags WHERE organization_id = ? AND key_id = ?')
        .bind(org.organizationId, id)
        .all()
    expect((await tagsOf()).results).toHaveLength(2)
    await env.DB.prepare('DELETE FROM api_keys WHERE organization_id = ? AND id = ?').bind(org.organizationId, id).run()
    expect((await tagsOf()).results).toEqual([])
  })

  it('finds the owner in its search text, beyond ASCII, and a new owner after a change', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org, { name: 'a', ownerId: 'Müller GmbH' })
    expect(await namesOf(org, 'q=MULLER')).toEqual(['a'])
    await call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { ownerId: 'Øster' } })
    expect([await namesOf(org, 'q=muller'), await namesOf(org, 'q=oster')]).toEqual([[], ['a']])
    await env.DB.prepare('UPDATE api_keys SET search_text = NULL WHERE organization_id = ?')
      .bind(org.organizationId)
      .run()
    expect(await namesOf(org, 'q=ster')).toEqual(['a'])
    await call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { ownerId: null } })
    expect(await namesOf(org, 'q=ster')).toEqual([])
  })

  it('reads only the keys of the tag or of the owner, however many others there are', async () => {
    const org = await newTestOrg()
    for (let n = 0; n < 3; n++) await createKey(org, { name: `k${n}`, tags: ['rare'], ownerId: 'acme' })
    const { organizationId } = org
    // 500 more keys, without 500 requests.
    await env.DB.prepare(
      `INSERT INTO api_keys (organization_id, id, reference, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, owner_id,
         created_at, updated_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
       SELECT organization_id, id || i, reference || i, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, '["common"]', 'other',
         created_at, updated_at
       FROM api_keys, n WHERE organization_id = ? AND id = ?`,
    )
      .bind(organizationId, org.keyId)
      .run()
    const read = async (filter: object) => {
      const { bill, db } = billedDatabase()
      const query = ListApiKeys.parse({ ...filter, sort: '-createdAt' })
      const sorted = { field: 'createdAt', descending: true, position: null } as const
      const { total } = await listKeys(
        databaseOf(db),
        { organizationId, environment: 'live' },
        query,
        sorted,
        Date.now(),
      )
      return { total, read: bill.read }
    }
    for (const filter of [{ tag: 'rare' }, { ownerId: 'acme' }]) {
      const one = await read(filter)
      expect(one.total).toBe(3)
      expect(one.read, JSON.stringify(filter)).toBeLessThanOrEqual(40)
    }
    expect((await read({ tag: 'common' })).total).toBe(500)
  })
})
