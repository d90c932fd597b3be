import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../contract/common.ts'
import type { PlanName } from '../../../contract/plan-names.data.ts'
import { newInbox } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg, watchedEnv } from '../../../test/support/kit.ts'
import { sha256 } from '../lib/crypto/crypto.ts'
import { toHex } from '../lib/crypto/encoding.ts'

/** An organization on a plan, with this many keys: the one of the kit, and copies of it. */
async function orgWithKeys(plan: PlanName, keys: number): Promise<TestOrg> {
  const org = await newTestOrg()
  await env.DB.batch([
    env.DB.prepare('UPDATE organizations SET plan = ? WHERE id = ?').bind(plan, org.organizationId),
    env.DB.prepare(
      `INSERT INTO api_keys (organization_id, id, reference, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, created_at,
         updated_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
       SELECT organization_id, id || i, reference || i, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, created_at,
         updated_at
       FROM api_keys, (SELECT i FROM n LIMIT ?) WHERE organization_id = ? AND id = ?`,
    ).bind(keys - 1, org.organizationId, org.keyId),
  ])
  return org
}

const newKey = (org: TestOrg, at?: Cloudflare.Env) =>
  call('POST', '/api/v1/api-keys', { key: org.key, body: { name: 'n', scopes: ['a:b'] }, ...(at && { env: at }) })

const importKeys = async (org: TestOrg, count: number, more: object = {}) => {
  const keys = await Promise.all(
    Array.from({ length: count }, async (_, n) => ({
      digest: toHex(await sha256(`${org.organizationId} ${n}`)),
      prefix: 'acme_',
      name: `i${n}`,
      scopes: ['a:b'],
    })),
  )
  return call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys, ...more } })
}

const totalOf = async (org: TestOrg) =>
  (await json<Page<unknown> & { total: number }>('GET', '/api/v1/api-keys?limit=1', { key: org.key })).total

async function mustBeRefused(answer: Response, ...words: string[]) {
  const { code, detail } = await answer.json<Problem>()
  expect([answer.status, code]).toEqual([409, 'plan_limit_reached'])
  for (const word of words) expect(detail).toContain(word)
}

describe('the number of keys that a plan allows', () => {
  it('refuses one more, naming plan and limit, and writes nothing of it', async () => {
    const org = await orgWithKeys('standard', 99)
    const victim = await createKey(org)
    const headers = { 'idempotency-key': 'one' }
    const send = () => call('POST', '/api/v1/api-keys', { key: org.key, body: { name: 'n', scopes: ['a:b'] }, headers })
    await mustBeRefused(await send(), 'standard', '100 API keys')
    expect(await totalOf(org)).toBe(100)
    const { data } = await json<Page<unknown>>('GET', '/api/v1/audit-logs?limit=100', { key: org.key })
    expect(data).toHaveLength(2)
    // A revoked key makes room, for the same request too; both environments count.
    await call('POST', `/api/v1/api-keys/${victim.id}/revoke`, { key: org.key, body: {} })
    expect((await send()).status).toBe(201)
    await mustBeRefused(
      await call('POST', '/api/v1/api-keys', {
        key: org.key,
        body: { name: 'n', scopes: ['a:b'], environment: 'test' },
      }),
    )
  })

  it('admits only one of two creations at the last place, whatever the delays', async () => {
    const slow = watchedEnv(30).env
    for (let round = 0; round < 3; round++) {
      const org = await orgWithKeys('standard', 99)
      const answers = await Promise.all([newKey(org, slow), newKey(org, slow), importKeys(org, 1)])
      expect(answers.map(({ status }) => status).filter((status) => status < 300)).toHaveLength(1)
      expect(await totalOf(org)).toBe(100)
    }
  })

  it('refuses an import that does not fit as a whole, also when it is only tried', async () => {
    const org = await orgWithKeys('standard', 98)
    await mustBeRefused(await importKeys(org, 3), 'standard', '100')
    await mustBeRefused(await importKeys(org, 3, { dryRun: true }), 'standard', '100')
    expect(await totalOf(org)).toBe(98)
    expect((await importKeys(org, 2, { dryRun: true })).status).toBe(200)
    expect((await importKeys(org, 2)).status).toBe(200)
    // Importing them again imports nothing, so there is nothing to refuse.
    expect((await importKeys(org, 2)).status).toBe(200)
    expect(await totalOf(org)).toBe(100)
  })

  it('follows the plan: a larger one has room, and a smaller one keeps the keys that there are', async () => {
    const org = await orgWithKeys('standard', 100)
    const setPlan = (plan: PlanName) =>
      env.DB.prepare('UPDATE organizations SET plan = ? WHERE id = ?').bind(plan, org.organizationId).run()
    await setPlan('professional')
    expect((await newKey(org)).status).toBe(201)
    await setPlan('standard')
    await mustBeRefused(await newKey(org))
    expect(await totalOf(org)).toBe(101)
    await setPlan('enterprise')
    expect((await createKey(org)).id).toMatch(/^key_/)
  })
})

describe('the number of webhooks that a plan allows', () => {
  it('refuses one more, also if two are created at the same time; a deleted one makes room', async () => {
    const org = await orgWithKeys('standard', 1)
    const url = newInbox().url
    const create = (at?: Cloudflare.Env) =>
      call('POST', '/api/v1/webhooks', {
        key: org.key,
        body: { name: 'h', url, events: ['*'], sendTest: false },
        ...(at && { env: at }),
      })
    const first = await (await create()).json<{ id: string }>()
    await env.DB.prepare(
      `INSERT INTO webhooks (organization_id, id, name, description, url, events, environment, status, sealed_secret,
         content_type, timeout_seconds, max_retries, created_at, updated_at, sealed_headers, ordered)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
       SELECT organization_id, id || i, name, description, url, events, environment, status, sealed_secret,
         content_type, timeout_seconds, max_retries, created_at, updated_at, sealed_headers, ordered
       FROM webhooks, (SELECT i FROM n LIMIT 48) WHERE organization_id = ? AND id = ?`,
    )
      .bind(org.organizationId, first.id)
      .run()
    const slow = watchedEnv(30).env
    const answers = await Promise.all([create(slow), create(slow)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    await mustBeRefused(await create(), 'standard', '50 webhooks')
    await call('DELETE', `/api/v1/webhooks/${first.id}`, { key: org.key })
    expect((await create()).status).toBe(201)
  })
})
