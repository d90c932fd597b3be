import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ApiKey, ApiKeyWithSecret, GraceState } from '../../../../contract/api-keys.ts'
import type { Problem } from '../../../../contract/common.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { boundTo } from '../../../platform/deps.ts'
import { configOf } from '../../../platform/env.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import { extendGrace } from './extend-grace.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const later = (ms: number) => new Date(Date.now() + ms).toISOString()
const me = async (key: string) => (await call('GET', '/api/v1/me', { key })).status

/** A key in the grace period of its old secret. */
async function rotated(org: Pick<TestOrg, 'key'>, graceSeconds = 600, more: object = {}) {
  const old = await createKey(org, more)
  const path = `/api/v1/api-keys/${old.id}`
  const fresh = await json<ApiKeyWithSecret>('POST', `${path}/regenerate`, { key: org.key, body: { graceSeconds } })
  return { id: old.id, path, old: old.key, fresh }
}

const extend = (path: string, key: string, endsAt: string) =>
  call('POST', `${path}/extend-grace`, { key, body: { endsAt } })

const refusalOf = async (response: Response) => [response.status, (await response.json<Problem>()).code]

describe('extending a grace period', () => {
  it('lets the old secret work until the new end, and audits it', async () => {
    const org = await newTestOrg()
    const { id, path, old, fresh } = await rotated(org)
    const endsAt = later(2 * DAY_MS)
    const answer = await extend(path, org.key, endsAt)
    expect([answer.status, (await answer.json<ApiKey>()).graceEndsAt]).toEqual([200, endsAt])
    expect([await me(old), await me(fresh.key)]).toEqual([200, 200])
    expect(await json<GraceState>('GET', `${path}/grace`, org)).toMatchObject({ endsAt, rotatedAt: fresh.rotatedAt })
    // Repeating it changes nothing.
    expect((await extend(path, org.key, endsAt)).status).toBe(200)
    const { results } = await env.DB.prepare(
      "SELECT before, after FROM audit_logs WHERE organization_id = ? AND target_id = ? AND action = 'api_key.grace_extended'",
    )
      .bind(org.organizationId, id)
      .all<{ before: string; after: string }>()
    expect(results.map(({ before, after }) => [JSON.parse(before), JSON.parse(after)])).toEqual([
      [{ graceUntil: fresh.graceEndsAt }, { graceUntil: endsAt }],
    ])
  })

  it('is limited to 7 days after the regeneration, and to a later end', async () => {
    const org = await newTestOrg()
    const { path, fresh } = await rotated(org)
    const { latestEnd } = await json<GraceState>('GET', `${path}/grace`, org)
    expect(Date.parse(latestEnd ?? '')).toBe(Date.parse(fresh.rotatedAt ?? '') + 7 * DAY_MS)
    for (const endsAt of [later(7 * DAY_MS + 1000), later(60_000), later(-60_000), 'tomorrow']) {
      const answer = await extend(path, org.key, endsAt)
      expect(answer.status, endsAt).toBe(422)
      expect((await answer.json<Problem>()).errors?.[0]?.path, endsAt).toBe('endsAt')
    }
    expect((await json<ApiKey>('GET', path, org)).graceEndsAt).toBe(fresh.graceEndsAt)
    expect((await extend(path, org.key, latestEnd ?? '')).status).toBe(200)
  })

  it('is refused for a key without a grace period, and for one that is revoked', async () => {
    const org = await newTestOrg()
    const plain = await createKey(org)
    expect(await refusalOf(await extend(`/api/v1/api-keys/${plain.id}`, org.key, later(HOUR_MS)))).toEqual([
      409,
      'no_grace',
    ])
    const { path, old } = await rotated(org)
    await call('POST', `${path}/revoke`, org)
    expect(await refusalOf(await extend(path, org.key, later(HOUR_MS)))).toEqual([409, 'key_revoked'])
    expect(await me(old)).toBe(401)
  })

  it('needs the right to change keys and the scopes of the key, as its old secret grants them', async () => {
    const org = await newTestOrg()
    const { path } = await rotated(org, 600, { scopes: ['users:read', 'posts:write'] })
    const reader = await createKey(org, { scopes: ['api-keys:read', 'users:read', 'posts:write'] })
    expect(await refusalOf(await extend(path, reader.key, later(HOUR_MS)))).toEqual([403, 'scope_missing'])
    const writer = await createKey(org, { scopes: ['api-keys:write', 'users:read'] })
    expect(await refusalOf(await extend(path, writer.key, later(HOUR_MS)))).toEqual([403, 'scope_not_held'])
    const other = await newTestOrg()
    expect((await extend(path, other.key, later(HOUR_MS))).status).toBe(404)
    const test = await createKey(org, { environment: 'test', scopes: ['*'] })
    expect((await extend(path, test.key, later(HOUR_MS))).status).toBe(404)
  })

  it('never brings back a secret whose grace period was ended at the same time', async () => {
    const org = await newTestOrg()
    for (let round = 0; round < 6; round++) {
      const { path, old, fresh } = await rotated(org)
      const extensions = () => Array.from({ length: 3 }, (_, n) => extend(path, org.key, later((n + 1) * HOUR_MS)))
      const [ended, ...extended] = await Promise.all([call('DELETE', `${path}/grace`, org), ...extensions()])
      // A change may lose against several others; it is repeated, as its answer says.
      if (ended?.status !== 200) expect((await call('DELETE', `${path}/grace`, org)).status).toBe(200)
      for (const { status } of extended) expect([200, 409, 422]).toContain(status)
      // From the answer on it stays ended, whatever is asked.
      for (const { status } of await Promise.all(extensions())) expect(status).toBe(409)
      expect((await json<ApiKey>('GET', path, org)).graceEndsAt).toBeNull()
      expect([await me(old), await me(fresh.key)]).toEqual([401, 200])
    }
  })

  it('never brings back a secret whose grace period ended while the call was on its way', async () => {
    const org = await newTestOrg()
    const { id, path, old } = await rotated(org)
    const endedAt = Date.now() - 1
    await env.DB.prepare('UPDATE api_keys SET grace_until = ?, version = version + 1 WHERE id = ?')
      .bind(endedAt, id)
      .run()
    // Its guard is told.
    await call('PATCH', path, { key: org.key, body: { name: 'Ended' } })
    const deps = {
      ...boundTo(env),
      config: await configOf(env),
      waitUntil: () => undefined,
      // The call came a minute ago, when the grace period had not ended.
      now: Date.now() - 60_000,
    }
    const actor = {
      type: 'system' as const,
      name: 'A slow call',
      scopes: ['*'],
      organization: { id: org.organizationId, name: 'Ours', plan: 'free' as const },
      ip: null,
      requestId: 'req_test',
    }
    await expect(extendGrace(deps, actor, id, Date.now() + HOUR_MS)).rejects.toMatchObject({
      error: { kind: 'conflict', code: 'changed_meanwhile' },
    })
    expect((await json<ApiKey>('GET', path, org)).graceEndsAt).toBeNull()
    expect(await me(old)).toBe(401)
  })
})

describe('the state of a grace period', () => {
  it('names the last call with the old secret to those who may read the log, and reads at most 2,000 entries for it', async () => {
    const org = await newTestOrg()
    const { id, path } = await rotated(org)
    const now = Date.now()
    const of = (ms: number, more: object) => logEntry(org.organizationId, { time: now + ms, keyId: id, ...more })
    const last = of(20, { previousSecret: true, ip: '203.0.113.7', userAgent: 'old-app/1.0', endpoint: '/api/v1/old' })
    const entries = [of(10, { previousSecret: true, ip: '203.0.113.6' }), last, of(30, { ip: '203.0.113.8' })]
    await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])
    expect(await json<GraceState>('GET', `${path}/grace`, org)).toMatchObject({
      calls: 3,
      previousCalls: 2,
      lastPreviousCall: {
        id: last.id,
        time: new Date(last.time).toISOString(),
        ip: '203.0.113.7',
        userAgent: 'old-app/1.0',
        endpoint: '/api/v1/old',
      },
    })
    const reader = await createKey(org, { scopes: ['api-keys:read'] })
    expect(await json<GraceState>('GET', `${path}/grace`, reader)).toMatchObject({
      previousCalls: 2,
      lastPreviousCall: null,
    })
    const others = Array.from({ length: 2100 }, (_, n) => logEntry(org.organizationId, { time: now + 100 + n }))
    for (let start = 0; start < others.length; start += 100) {
      const chunk = others.slice(start, start + 100)
      await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries: chunk, counters: [] }])
    }
    const { db, bill } = billedDatabase()
    const answer = await call('GET', `${path}/grace`, { key: org.key, env: { ...env, DB: db } })
    expect(await answer.json()).toMatchObject({ previousCalls: 2, lastPreviousCall: null })
    expect(bill.read).toBeLessThanOrEqual(2100)
  })
})
