import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  type ApiKey,
  type ApiKeyWithSecret,
  CreateChildKey,
  type CreateChildKeyInput,
  type Verdict,
} from '../../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { Me } from '../../../../contract/identity.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import { configOf } from '../../../platform/env.ts'
import { readKey } from '../format/key-format.ts'
import { apiKeyCredentials } from '../guard/key-guard.ts'

const ALL = { perMinute: null, perHour: null, perDay: null }

const mint = (by: { key?: string; cookie?: string }, parentId: string, input: Partial<CreateChildKeyInput> = {}) =>
  call('POST', `/api/v1/api-keys/${parentId}/children`, {
    ...by,
    body: { name: 'Child', scopes: ['users:read'], ...input },
  })

async function minted(
  by: { key?: string; cookie?: string },
  parentId: string,
  input: Partial<CreateChildKeyInput> = {},
) {
  const answer = await mint(by, parentId, input)
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json<ApiKeyWithSecret>()
}

const act = (org: TestOrg, id: string, action: string) =>
  call('POST', `/api/v1/api-keys/${id}/${action}`, { key: org.key, body: {} })

const statusOf = async (key: string) => (await call('GET', '/api/v1/me', { key })).status
const read = (org: TestOrg, id: string) => json<ApiKey>('GET', `/api/v1/api-keys/${id}`, { key: org.key })

async function refusalOf(answer: Response) {
  const { code, errors, detail } = await answer.json<Problem>()
  return { status: answer.status, code, fields: errors?.map(({ path }) => path), detail }
}

/** A parent, a child and a grandchild. */
async function newFamily(input: Parameters<typeof createKey>[1] = {}) {
  const org = await newTestOrg()
  const parent = await createKey(org, { scopes: ['users:*', 'posts:read'], rateLimit: ALL, ...input })
  const child = await minted(org, parent.id, { scopes: ['users:*'] })
  const grandchild = await minted(org, child.id, { scopes: ['users:read'] })
  return { org, parent, child, grandchild }
}

describe('a child key', () => {
  it('takes from its parent what is left out, and is listed below it', async () => {
    const org = await newTestOrg()
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const parent = await createKey(org, {
      scopes: ['users:*'],
      rateLimit: { perMinute: 50, perHour: 500 },
      allowedIps: ['10.0.0.0/8'],
      expiresAt,
      ownerId: 'acme',
      environment: 'test',
    })
    const by = { key: org.key }
    const made = await call('POST', `/api/v1/api-keys/${parent.id}/children?environment=test`, {
      ...by,
      body: { name: 'Child', scopes: ['users:read'], tags: ['job'] },
    })
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"v1"'])
    const child = await made.json<ApiKeyWithSecret>()
    expect(child).toMatchObject({
      parentId: parent.id,
      environment: 'test',
      status: 'active',
      rateLimit: { perMinute: 50, perHour: 500, perDay: parent.rateLimit.perDay },
      allowedIps: ['10.0.0.0/8'],
      expiresAt,
      ownerId: 'acme',
      credits: null,
    })
    const list = (query: string) => json<Page<ApiKey>>('GET', `/api/v1/api-keys?environment=test&${query}`, by)
    expect((await list(`parentId=${parent.id}`)).data.map(({ id }) => id)).toEqual([child.id])
    expect((await list(`parentId=${child.id}`)).data).toEqual([])
    expect((await list(`parentId=${parent.id}&tag=job&status=active`)).data).toHaveLength(1)
    const { data } = await json<Page<{ action: string; after: object }>>(
      'GET',
      '/api/v1/audit-logs?environment=test',
      by,
    )
    expect(data[0]).toMatchObject({ action: 'api_key.created', after: { parentId: parent.id } })
  })

  it.each([
    ['another scope', { scopes: ['users:read', 'posts:read'] }, ['scopes']],
    ['a wider scope', { scopes: ['*'] }, ['scopes']],
    ['a higher limit', { rateLimit: { perMinute: 51 } }, ['rateLimit.perMinute']],
    ['no limit', { rateLimit: { perHour: null } }, ['rateLimit.perHour']],
    ['a later expiry', { expiresAt: '2100-01-01T00:00:00.000Z' }, ['expiresAt']],
    ['no expiry', { expiresAt: null }, ['expiresAt']],
    ['other addresses', { allowedIps: ['11.0.0.1'] }, ['allowedIps']],
    ['a wider range', { allowedIps: ['10.0.0.0/7'] }, ['allowedIps']],
    ['any address', { allowedIps: [] }, ['allowedIps']],
    ['more credits', { credits: { remaining: 101 } }, ['credits.remaining']],
    [
      'several of them',
      { scopes: ['*'], expiresAt: null, rateLimit: { perMinute: 60 } },
      ['scopes', 'rateLimit.perMinute', 'expiresAt'],
    ],
  ] satisfies [string, Partial<CreateChildKeyInput>, string[]][])(
    'cannot get more than its parent: %s, neither when it is created nor later',
    async (_, more, fields) => {
      const org = await newTestOrg()
      const parent = await createKey(org, {
        scopes: ['users:*'],
        rateLimit: { perMinute: 50, perHour: 500 },
        allowedIps: ['10.0.0.0/8', '2001:db8::/32'],
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        credits: { remaining: 100 },
      })
      expect(await refusalOf(await mint(org, parent.id, more))).toMatchObject({ status: 422, fields })
      const child = await minted(org, parent.id, { scopes: ['users:read'], allowedIps: ['10.1.0.0/16', '2001:db8::1'] })
      const patch = await call('PATCH', `/api/v1/api-keys/${child.id}`, { key: org.key, body: more })
      expect(await refusalOf(patch)).toMatchObject({ status: 422, fields })
      const less = { scopes: ['users:write'], rateLimit: { perMinute: 1 }, credits: { remaining: 5 } }
      const narrowed = await call('PATCH', `/api/v1/api-keys/${child.id}`, { key: org.key, body: less })
      expect(narrowed.status).toBe(200)
      const edge = await call('PATCH', `/api/v1/api-keys/${child.id}`, { key: org.key, body: { consistency: 'edge' } })
      expect(await refusalOf(edge)).toMatchObject({ status: 422, fields: ['consistency'] })
    },
  )

  it('is created by whoever may write keys, and by its parent with api-keys:delegate; by nobody else', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const parent = await createKey(org, { scopes: ['users:read', 'api-keys:delegate'] })
    const [bare, sibling] = [
      await createKey(org),
      await createKey(org, { scopes: ['users:read', 'api-keys:delegate'] }),
    ]
    expect((await mint(parent, parent.id)).status).toBe(201)
    expect((await mint({ cookie: await signIn(org) }, parent.id)).status).toBe(201)
    expect((await mint(await createKey(org, { scopes: ['api-keys:write', 'users:read'] }), parent.id)).status).toBe(201)
    expect(await refusalOf(await mint(bare, bare.id))).toMatchObject({ status: 403, code: 'scope_missing' })
    expect(await refusalOf(await mint(sibling, parent.id))).toMatchObject({ status: 403, code: 'scope_missing' })
    const poor = await createKey(org, { scopes: ['api-keys:write'] })
    expect(await refusalOf(await mint(poor, parent.id))).toMatchObject({ status: 403, code: 'scope_not_held' })
    expect((await mint(other, parent.id)).status).toBe(404)
    expect((await mint(org, 'key_01kaj3v5e8w2m4q6t8y0z2b4d6')).status).toBe(404)
    const test = await createKey(org, { environment: 'test', scopes: ['*'] })
    expect((await mint(test, parent.id)).status).toBe(404)
    expect((await minted(test, test.id)).environment).toBe('test')
    const headers = { 'idempotency-key': 'once' }
    const again = { key: org.key, body: { name: 'Once', scopes: ['users:read'] }, headers }
    const path = `/api/v1/api-keys/${parent.id}/children`
    const [first, second] = [await json<ApiKey>('POST', path, again), await json<ApiKey>('POST', path, again)]
    expect(second).toEqual(first)
  })

  it('has at most three keys above it, all of them active', async () => {
    const { org, parent, grandchild } = await newFamily()
    const last = await minted(org, grandchild.id)
    expect(await refusalOf(await mint(org, last.id))).toMatchObject({ status: 409, code: 'too_deep' })
    await act(org, parent.id, 'disable')
    expect(await refusalOf(await mint(org, grandchild.id))).toMatchObject({ status: 409, code: 'parent_not_active' })
    expect(await refusalOf(await act(org, grandchild.id, 'enable'))).toMatchObject({ code: 'parent_not_active' })
  })

  it('cannot create or change keys that are not below it, also with the scopes to do so', async () => {
    const org = await newTestOrg()
    const parent = await createKey(org, { scopes: ['*'] })
    const child = await minted(org, parent.id, { scopes: ['*'] })
    const other = await createKey(org)
    const own = await minted(child, child.id)
    const refused = [
      await call('POST', '/api/v1/api-keys', { key: child.key, body: { name: 'n', scopes: ['users:read'] } }),
      await call('POST', '/api/v1/api-keys/import', { key: child.key, body: { keys: [{}] } }),
      await mint(child, parent.id),
      await call('POST', `/api/v1/api-keys/${other.id}/regenerate`, { key: child.key, body: {} }),
      await call('PATCH', `/api/v1/api-keys/${parent.id}`, { key: child.key, body: { name: 'Mine' } }),
      await call('DELETE', `/api/v1/api-keys/${other.id}`, { key: child.key }),
    ]
    for (const answer of refused) expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'child_key' })
    expect((await call('POST', `/api/v1/api-keys/${own.id}/regenerate`, { key: child.key, body: {} })).status).toBe(200)
    expect((await call('POST', `/api/v1/api-keys/${own.id}/revoke`, { key: child.key, body: {} })).status).toBe(200)
  })
})

describe('the keys below a key', () => {
  it.each([
    ['revoke', 'revoked', 'key_revoked'],
    ['disable', 'disabled', 'key_disabled'],
    ['delete', 'revoked', 'key_revoked'],
  ] as const)(
    'are dead when the call returns: %s, in every isolate and while they are in use',
    async (action, status, code) => {
      const { org, parent, child, grandchild } = await newFamily()
      const config = await configOf(env)
      // Two isolates: each has its own leases, and its own cache of facts.
      const isolates = [guardClient(apiKeyCredentials), guardClient(apiKeyCredentials)]
      const keys = [parent, child, grandchild].map(({ key }) => readKey(config.keyPrefix, key, config.peppers))
      let returned = false
      let late = 0
      let admitted = 0
      const use = async (n: number) => {
        const key = keys[n % keys.length]
        if (!key) throw new Error('not a key')
        const isolate = isolates[n % isolates.length]
        const ask = { hash: key.hash, pepperVersion: key.pepperVersion, scopes: [], ip: null, cost: 1, explain: false }
        for (let calls = 0; calls < 4000 && !(returned && calls % 5 === 0); calls++) {
          const begunAfter = returned
          const { code: answer } = (await isolate?.askGuard(env.CREDENTIAL_GUARD, key.reference, {
            ...ask,
            organizationId: null,
          })) ?? { code: '' }
          if (answer === 'ok') admitted++
          if (answer === 'ok' && begunAfter) late++
          await scheduler.wait(2)
        }
      }
      const users = Promise.all([0, 1, 2, 3, 4, 5].map(use))
      await expect.poll(() => admitted, { timeout: 10_000, interval: 20 }).toBeGreaterThan(60)
      const answer =
        action === 'delete'
          ? await call('DELETE', `/api/v1/api-keys/${parent.id}`, { key: org.key })
          : await act(org, parent.id, action)
      returned = true
      expect(answer.status).toBeLessThan(300)
      for (const { key, id } of [child, grandchild]) {
        const refused = await call('GET', '/api/v1/me', { key })
        expect(await refusalOf(refused)).toMatchObject({ status: 401, code })
        expect(await read(org, id)).toMatchObject({ status })
        const verdict = await json<Verdict>('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key, cost: 0 } })
        expect(verdict).toMatchObject({ valid: false, code: status })
      }
      await users
      expect(late).toBe(0)
      const list = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?status=${status}&parentId=${parent.id}`, {
        key: org.key,
      })
      expect(list.data.map(({ id }) => id)).toEqual([child.id])
      const active = await json<Page<ApiKey>>('GET', '/api/v1/api-keys?status=active', { key: org.key })
      expect(active.data.map(({ id }) => id)).toEqual([org.keyId])
    },
    30_000,
  )

  it('are alive again when it is enabled, except those that were revoked themselves', async () => {
    const { org, parent, child, grandchild } = await newFamily()
    const second = await minted(org, parent.id)
    await act(org, second.id, 'revoke')
    await act(org, parent.id, 'disable')
    expect([await statusOf(child.key), await statusOf(grandchild.key)]).toEqual([401, 401])
    await act(org, parent.id, 'enable')
    expect([await statusOf(child.key), await statusOf(grandchild.key), await statusOf(second.key)]).toEqual([
      200, 200, 401,
    ])
    expect((await read(org, grandchild.id)).status).toBe('active')
  })

  it('expire with it, and go on when it gets a new secret', async () => {
    const { org, parent, child } = await newFamily()
    const regenerated = await json<ApiKeyWithSecret>('POST', `/api/v1/api-keys/${parent.id}/regenerate`, {
      key: org.key,
      body: {},
    })
    expect([await statusOf(parent.key), await statusOf(regenerated.key), await statusOf(child.key)]).toEqual([
      401, 200, 200,
    ])
    const expiresAt = new Date(Date.now() + 300).toISOString()
    await call('PATCH', `/api/v1/api-keys/${parent.id}`, { key: org.key, body: { expiresAt } })
    await scheduler.wait(Math.max(0, Date.parse(expiresAt) - Date.now()) + 1)
    const refused = await call('GET', '/api/v1/me', { key: child.key })
    expect(await refusalOf(refused)).toMatchObject({ status: 401, code: 'key_expired' })
    expect((await read(org, child.id)).status).toBe('expired')
  })

  it('have at most its scopes from the moment that a change of it is answered', async () => {
    const { org, parent, child, grandchild } = await newFamily()
    const verify = (key: string) =>
      json<Verdict>('POST', '/api/v1/api-keys/verify', {
        key: org.key,
        body: { key, scopes: ['users:read'], explain: true },
      })
    expect(await verify(grandchild.key)).toMatchObject({ valid: true, scopes: ['users:read'] })
    const change = (scopes: string[]) =>
      call('PATCH', `/api/v1/api-keys/${parent.id}`, { key: org.key, body: { scopes } })
    expect((await change(['users:write'])).status).toBe(200)
    expect(await verify(grandchild.key)).toMatchObject({ valid: false, code: 'scope_missing', scopes: [] })
    expect((await json<Me>('GET', '/api/v1/me', { key: child.key })).scopes).toEqual(['users:write'])
    expect((await change(['*'])).status).toBe(200)
    expect(await verify(grandchild.key)).toMatchObject({ valid: true, scopes: ['users:read'] })
  })

  it('together with it stay within its limits, and say that they are reached above', async () => {
    const { org, parent, child, grandchild } = await newFamily({ rateLimit: { ...ALL, perMinute: 30 } })
    const sibling = await minted(org, parent.id)
    const keys = [parent, child, grandchild, sibling]
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, n) => call('GET', '/api/v1/me', { key: keys[n % 4]?.key ?? '' })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    const refused = await call('GET', '/api/v1/me', { key: grandchild.key })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(40)
    expect((await refused.json<Problem>()).detail).toContain('above')
    // Each has its own limits too.
    const small = await minted(org, (await createKey(org, { rateLimit: ALL })).id, { rateLimit: { perMinute: 2 } })
    const few = await Promise.all([1, 2, 3].map(() => statusOf(small.key)))
    expect(few.sort()).toEqual([200, 200, 429])
  })

  it('spend its credits and their own', async () => {
    const { org, parent, child } = await newFamily({ credits: { remaining: 10 } })
    const own = await minted(org, parent.id, { credits: { remaining: 3 } })
    const calls = (key: string, count: number) => Promise.all(Array.from({ length: count }, () => statusOf(key)))
    expect((await calls(own.key, 5)).filter((status) => status === 200)).toHaveLength(3)
    expect((await calls(child.key, 20)).filter((status) => status === 200)).toHaveLength(7)
    expect(await refusalOf(await call('GET', '/api/v1/me', { key: child.key }))).toMatchObject({ code: 'no_credits' })
    expect((await read(org, parent.id)).credits?.remaining).toBe(0)
  })

  it('cost nothing more to revoke, however many there are, and no longer count for the plan', async () => {
    const { org, parent, child } = await newFamily()
    await env.DB.prepare(
      `INSERT INTO api_keys (organization_id, id, reference, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, parent_id,
         ancestors, created_at, updated_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
       SELECT organization_id, id || i, reference || i, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, parent_id,
         ancestors, created_at, updated_at
       FROM api_keys, n WHERE organization_id = ? AND id = ?`,
    )
      .bind(org.organizationId, child.id)
      .run()
    await env.DB.prepare(`UPDATE organizations SET plan = 'standard' WHERE id = ?`).bind(org.organizationId).run()
    const cookie = await signIn(org)
    const create = () => call('POST', '/api/v1/api-keys', { cookie, body: { name: 'n', scopes: ['users:read'] } })
    expect((await create()).status).toBe(409)
    const watched = watchedEnv()
    const revoked = await call('POST', `/api/v1/api-keys/${parent.id}/revoke`, { cookie, body: {}, env: watched.env })
    expect(revoked.status).toBe(200)
    expect(watched.counts.queries + watched.counts.objectCalls).toBeLessThanOrEqual(12)
    expect(await statusOf(child.key)).toBe(401)
    expect((await create()).status).toBe(201)
    expect(CreateChildKey.safeParse({ name: 'n', scopes: ['a:b'], environment: 'live' }).success).toBe(false)
  })

  it('lose their live stream with it', async () => {
    const org = await newTestOrg()
    const parent = await createKey(org, { scopes: ['logs:read'], rateLimit: ALL })
    const child = await minted(org, parent.id, { scopes: ['logs:read'] })
    const { webSocket } = await call('GET', '/api/v1/event-logs/stream', {
      key: child.key,
      headers: { upgrade: 'websocket' },
    })
    if (!webSocket) throw new Error('no socket')
    const closed = new Promise<number>((resolve) => webSocket.addEventListener('close', ({ code }) => resolve(code)))
    webSocket.accept()
    await act(org, parent.id, 'disable')
    expect(await closed).toBe(4401)
  })
})
