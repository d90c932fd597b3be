import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApiKey, ApiKeyWithSecret, BulkResult, KeyUsage, Verdict } from '../../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { Me } from '../../../../contract/identity.ts'
import { call, createKey, json, newTestOrg, settled, signIn, watchedEnv } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'

const auditOf = async (organizationId: string) =>
  (
    await env.DB.prepare('SELECT * FROM audit_logs WHERE organization_id = ? ORDER BY time, id')
      .bind(organizationId)
      .all<{ action: string; actor_name: string; target_id: string; before: string | null; after: string | null }>()
  ).results

/** Guards that cannot be informed of a change. */
const withoutReload = (guards: Cloudflare.Env['CREDENTIAL_GUARD']) =>
  new Proxy(guards, {
    get(all, property) {
      const value = Reflect.get(all, property, all)
      if (property !== 'get') return typeof value === 'function' ? value.bind(all) : value
      return (id: DurableObjectId) =>
        new Proxy(all.get(id), {
          get: (guard, method) =>
            method === 'reload' ? () => Promise.reject(new Error('not reached')) : Reflect.get(guard, method, guard),
        })
    },
  })

describe('creating a key', () => {
  it('shows its secret once, in the documented form, and saves the requested settings', async () => {
    const org = await newTestOrg()
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
    const made = await createKey(org, {
      name: 'Mobile App',
      description: 'For phones',
      environment: 'test',
      scopes: ['users:read', 'posts:*'],
      rateLimit: { perMinute: 100, perDay: 5000 },
      allowedIps: ['203.0.113.0/24', '2001:db8::1'],
      expiresAt,
      consistency: 'strict',
      metadata: { team: 'apps', nested: { deep: [1, null] } },
      tags: ['mobile'],
      ownerId: 'customer-7',
    })
    expect(made.key).toMatch(/^sk_test_[0-9A-Za-z]{48}$/)
    expect(made.prefix).toBe(made.key.slice(0, 11))
    expect(made.masked).toBe(`${made.key.slice(0, 11)}...${made.key.slice(-3)}`)
    const { key: _, ...shown } = made
    expect(await json<ApiKey>('GET', `/api/v1/api-keys/${made.id}?environment=test`, org)).toEqual(shown)
    expect(shown).toMatchObject({
      name: 'Mobile App',
      environment: 'test',
      status: 'active',
      scopes: ['users:read', 'posts:*'],
      rateLimit: { perMinute: 100, perHour: null, perDay: 5000 },
      allowedIps: ['203.0.113.0/24', '2001:db8::1'],
      expiresAt,
      metadata: { team: 'apps', nested: { deep: [1, null] } },
      createdBy: 'Everything',
      lastUsedAt: null,
      usageCount: 0,
      unused: false,
    })
  })

  it.each<[string, object, string]>([
    ['no name', { name: '   ' }, 'name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
    ['a long description', { description: 'x'.repeat(501) }, 'description'],
    ['another environment', { environment: 'staging' }, 'environment'],
    ['no scopes', { scopes: [] }, 'scopes'],
    ['a scope of another form', { scopes: ['users'] }, 'scopes.0'],
    ['a scope twice', { scopes: ['a:b', 'a:b'] }, 'scopes'],
    ['too many scopes', { scopes: Array.from({ length: 101 }, (_, n) => `a${n}:read`) }, 'scopes'],
    ['a limit of 0', { rateLimit: { perMinute: 0 } }, 'rateLimit.perMinute'],
    ['half a call', { rateLimit: { perHour: 1.5 } }, 'rateLimit.perHour'],
    ['a limit as text', { rateLimit: { perDay: '10' } }, 'rateLimit.perDay'],
    ['a limit of another length', { rateLimit: { perWeek: 10 } }, 'rateLimit.perWeek'],
    ['a huge limit', { rateLimit: { perMinute: 1e12 } }, 'rateLimit.perMinute'],
    ['an address that is none', { allowedIps: ['300.1.1.1'] }, 'allowedIps.0'],
    ['a range that is none', { allowedIps: ['10.0.0.0/33'] }, 'allowedIps.0'],
    ['an expiry in the past', { expiresAt: '2020-01-01T00:00:00.000Z' }, 'expiresAt'],
    ['an expiry that is no time', { expiresAt: 'tomorrow' }, 'expiresAt'],
    ['another consistency', { consistency: 'eventual' }, 'consistency'],
    ['metadata over 4 KB', { metadata: { a: 'x'.repeat(4100) } }, 'metadata'],
    ['metadata that is a list', { metadata: [] }, 'metadata'],
    ['too many tags', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, 'tags'],
    ['an empty owner', { ownerId: '' }, 'ownerId'],
    ['a field of its own choosing', { id: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6' }, 'id'],
  ])('with %s is refused with a message that names the field', async (_, change, path) => {
    const org = await newTestOrg()
    const response = await call('POST', '/api/v1/api-keys', {
      key: org.key,
      body: { name: 'A key', scopes: ['users:read'], ...change },
    })
    const problem = await response.json<Problem>()
    expect([response.status, problem.code]).toEqual([422, 'invalid'])
    expect(problem.errors?.map((error) => error.path)).toContain(path)
    expect((await json<Page<ApiKey>>('GET', '/api/v1/api-keys', org)).total).toBe(1)
  })

  it('never grants a scope that its creator does not have, by creating, changing or enabling', async () => {
    const org = await newTestOrg()
    const limitedKey = await createKey(org, { scopes: ['api-keys:read', 'api-keys:write', 'users:read'] })
    for (const scopes of [['*'], ['users:*'], ['users:write'], ['users:read', 'posts:read']]) {
      const response = await call('POST', '/api/v1/api-keys', { key: limitedKey.key, body: { name: 'More', scopes } })
      expect([response.status, (await response.json<Problem>()).code]).toEqual([403, 'scope_not_held'])
    }
    const own = await createKey(limitedKey, { scopes: ['users:read'] })
    const widen = await call('PATCH', `/api/v1/api-keys/${own.id}`, { key: limitedKey.key, body: { scopes: ['*'] } })
    expect(widen.status).toBe(403)
    const strong = await call('PATCH', `/api/v1/api-keys/${org.keyId}`, { key: limitedKey.key, body: { name: 'Mine' } })
    expect(strong.status).toBe(403)
  })

  it('with an Idempotency-Key creates one key and returns one answer, also for ten requests at once', async () => {
    const org = await newTestOrg()
    const slow = watchedEnv(15)
    const send = (body: object) =>
      call('POST', '/api/v1/api-keys', {
        key: org.key,
        body,
        headers: { 'idempotency-key': 'order-4711' },
        env: slow.env,
      })
    const body = { name: 'Once', scopes: ['users:read'] }
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(body)))
    expect(answers.map((one) => one.status)).toEqual(Array(10).fill(201))
    const keys = await Promise.all(answers.map((one) => one.json<ApiKeyWithSecret>()))
    expect(new Set(keys.map((one) => one.key)).size).toBe(1)
    expect((await json<Page<ApiKey>>('GET', '/api/v1/api-keys?q=Once', org)).total).toBe(1)
    const other = await send({ ...body, name: 'Twice' })
    expect([other.status, (await other.json<Problem>()).code]).toEqual([422, 'idempotency_key_reused'])
    const stored = await env.DB.prepare('SELECT hex(answer) AS answer FROM idempotency WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ answer: string }>()
    expect(stored?.answer).not.toContain(
      Buffer.from(keys[0]?.key ?? '')
        .toString('hex')
        .toUpperCase(),
    )
    const neighbor = await newTestOrg()
    const theirs = await call('POST', '/api/v1/api-keys', {
      key: neighbor.key,
      body,
      headers: { 'idempotency-key': 'order-4711' },
    })
    expect((await theirs.json<ApiKeyWithSecret>()).key).not.toBe(keys[0]?.key)
  })
})

describe('the list of keys', () => {
  it('shows every key exactly once over all pages, in every order, for any page size', async () => {
    const org = await newTestOrg()
    const names = ['beta', 'Alpha', 'alpha', 'Ömega', '日本', 'beta', 'zz', '10', '9', 'Beta']
    const ids = new Set([org.keyId])
    for (const name of names) ids.add((await createKey(org, { name })).id)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('name', '-name', 'createdAt', '-createdAt', 'usageCount', '-usageCount', '-lastUsedAt'),
        async (limit, sort) => {
          const seen: string[] = []
          let cursor: string | null = null
          do {
            const query: string = cursor ? `&cursor=${cursor}` : ''
            const page = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?limit=${limit}&sort=${sort}${query}`, org)
            expect(page.total).toBe(11)
            seen.push(...page.data.map((key) => key.id))
            cursor = page.nextCursor
          } while (cursor)
          expect(seen.length).toBe(11)
          expect(new Set(seen)).toEqual(ids)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('filters by status, environment and text, and treats % and _ literally', async () => {
    const org = await newTestOrg()
    await createKey(org, { name: '100% sure', environment: 'test' })
    await createKey(org, { name: 'snake_case' })
    const off = await createKey(org, { name: 'Switched off' })
    await call('POST', `/api/v1/api-keys/${off.id}/disable`, org)
    const names = async (query: string) =>
      (await json<Page<ApiKey>>('GET', `/api/v1/api-keys?sort=name&${query}`, org)).data.map((key) => key.name)
    expect(await names('q=%25')).toEqual([])
    expect(await names('q=%25&environment=test')).toEqual(['100% sure'])
    expect(await names('q=_')).toContain('snake_case')
    // Not e_c, because the visible part of one key in thirty begins with sk_live_c.
    expect(await names('q=ke_ca')).toEqual(['snake_case'])
    expect(await names('q=SNAKE')).toEqual(['snake_case'])
    expect(await names(`q=${'ü'.repeat(100)}`)).toEqual([])
    expect(await names('status=disabled')).toEqual(['Switched off'])
    expect(await names('environment=test')).toEqual(['100% sure'])
    expect(await names('status=active&environment=live')).toEqual(['Everything', 'snake_case'])
    expect(await names('status=expired')).toEqual([])
  })

  it('shows nothing of another organization, not even with its cursor', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    for (let n = 0; n < 3; n++) await createKey(other, { name: `Theirs ${n}` })
    const theirs = await json<Page<ApiKey>>('GET', '/api/v1/api-keys?limit=1', other)
    const page = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?cursor=${theirs.nextCursor}`, org)
    expect(page.data.map((key) => key.name)).toEqual(['Everything'])
  })

  it.each([
    'sort=size',
    'limit=0',
    'limit=101',
    'limit=x',
    'status=dead',
    'cursor=%20',
    'cursor=YWJj',
    'limit=1&limit=2',
  ])('refuses ?%s', async (query) => {
    const org = await newTestOrg()
    expect((await call('GET', `/api/v1/api-keys?${query}`, org)).status).toBe(422)
  })
})

describe('changing a key', () => {
  it('is effective once it is answered: limits, scopes, addresses, expiry', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { scopes: ['api-keys:read'], rateLimit: { perMinute: 100 } })
    const status = async () => (await call('GET', '/api/v1/api-keys', { key: made.key })).status
    const patch = (body: object) => json<ApiKey>('PATCH', `/api/v1/api-keys/${made.id}`, { key: org.key, body })
    expect(await status()).toBe(200)
    expect((await patch({ rateLimit: { perMinute: 1 } })).rateLimit).toEqual({
      perMinute: 1,
      perHour: null,
      perDay: null,
    })
    expect(await status()).toBe(429)
    await patch({ rateLimit: { perMinute: null } })
    expect(await status()).toBe(200)
    await patch({ scopes: ['users:read'] })
    expect(await status()).toBe(403)
    await patch({ scopes: ['api-keys:*'], allowedIps: ['198.51.100.7'] })
    expect(await status()).toBe(403)
    await patch({ allowedIps: [] })
    expect(await status()).toBe(200)
    await call('POST', `/api/v1/api-keys/${made.id}/disable`, org)
    expect(await status()).toBe(401)
    await call('POST', `/api/v1/api-keys/${made.id}/enable`, org)
    expect(await status()).toBe(200)
  })

  it('is refused with 412 if somebody changed it in between, and with 422 if it names no field', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const path = `/api/v1/api-keys/${made.id}`
    const tag = (await call('GET', path, org)).headers.get('etag') ?? ''
    const first = await call('PATCH', path, { key: org.key, body: { name: 'One' }, headers: { 'if-match': tag } })
    const second = await call('PATCH', path, { key: org.key, body: { name: 'Two' }, headers: { 'if-match': tag } })
    expect([first.status, second.status]).toEqual([200, 412])
    expect((await call('PUT', path, { key: org.key, body: {} })).status).toBe(422)
    expect((await json<ApiKey>('GET', path, org)).name).toBe('One')
  })

  it('works with ten writers at once: every change is audited once, and none is lost', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        call('PATCH', `/api/v1/api-keys/${made.id}`, { key: org.key, body: { description: `writer ${n}` } }),
      ),
    )
    const done = answers.filter((one) => one.status === 200).length
    expect(answers.every((one) => one.status === 200 || one.status === 409)).toBe(true)
    const entries = (await auditOf(org.organizationId)).filter((one) => one.action === 'api_key.updated')
    expect(entries.length).toBe(done)
  })

  it('writes an audit entry for each action with before and after, and none if nothing changed', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { name: 'Old name' })
    const path = `/api/v1/api-keys/${made.id}`
    await call('PATCH', path, { key: org.key, body: { name: 'New name' } })
    await call('PATCH', path, { key: org.key, body: { name: 'New name' } })
    for (const action of ['disable', 'disable', 'enable', 'revoke', 'revoke'])
      await call('POST', `${path}/${action}`, org)
    await call('DELETE', path, org)
    const entries = (await auditOf(org.organizationId)).filter((one) => one.target_id === made.id)
    expect(entries.map((one) => one.action)).toEqual([
      'api_key.created',
      'api_key.updated',
      'api_key.disabled',
      'api_key.enabled',
      'api_key.revoked',
      'api_key.deleted',
    ])
    const updated = entries[1]
    expect([JSON.parse(updated?.before ?? ''), JSON.parse(updated?.after ?? '')]).toEqual([
      { name: 'Old name' },
      { name: 'New name' },
    ])
  })

  it('keeps a revoked key for audit, and refuses to bring it back', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const path = `/api/v1/api-keys/${made.id}`
    expect(await json<ApiKey>('POST', `${path}/revoke`, org)).toMatchObject({
      status: 'revoked',
      revokedBy: 'Everything',
      revokedAt: expect.any(String),
    })
    for (const action of ['enable', 'disable']) expect((await call('POST', `${path}/${action}`, org)).status).toBe(409)
    expect((await call('PATCH', path, { key: org.key, body: { name: 'Back' } })).status).toBe(409)
    expect((await json<Page<ApiKey>>('GET', '/api/v1/api-keys?status=revoked', org)).total).toBe(1)
  })

  it('deletes a key everywhere, and then answers that it is unknown', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    await call('GET', '/api/v1/me', { key: made.key })
    expect((await call('DELETE', `/api/v1/api-keys/${made.id}`, org)).status).toBe(204)
    expect((await call('GET', `/api/v1/api-keys/${made.id}`, org)).status).toBe(404)
    expect((await call('DELETE', `/api/v1/api-keys/${made.id}`, org)).status).toBe(404)
    const answer = await call('GET', '/api/v1/me', { key: made.key })
    expect([answer.status, (await answer.json<Problem>()).code]).toEqual([401, 'credential_unknown'])
  })
})

describe('verifying a key for another backend', () => {
  it('answers with the key and what is left, and charges the cost', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, {
      rateLimit: { perMinute: 10 },
      ownerId: 'customer-7',
      metadata: { plan: 'gold' },
    })
    const verify = (more: object) =>
      json<Verdict>('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key: made.key, ...more } })
    expect(await verify({ cost: 4, scopes: ['users:read'] })).toEqual({
      valid: true,
      code: 'ok',
      keyId: made.id,
      organizationId: org.organizationId,
      ownerId: 'customer-7',
      scopes: ['users:read'],
      environment: 'live',
      metadata: { plan: 'gold' },
      limits: [{ window: 'minute', limit: 10, remaining: 6, resetSeconds: expect.any(Number) }],
    })
    expect(await verify({ cost: 7 })).toMatchObject({ valid: false, code: 'rate_limited', limits: [{ remaining: 6 }] })
    expect(await verify({ scopes: ['users:write'] })).toMatchObject({ valid: false, code: 'scope_missing' })
    expect(await verify({ cost: 0 })).toMatchObject({ valid: true, limits: [{ remaining: 6 }] })
  })

  it('restricts a key to addresses: IPv4, IPv6, ranges, and IPv4 written as IPv6', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { allowedIps: ['203.0.113.0/24', '2001:db8::/32'] })
    const codeFor = async (ip?: string) =>
      (
        await json<Verdict>('POST', '/api/v1/api-keys/verify', {
          key: org.key,
          body: { key: made.key, ...(ip ? { ip } : {}) },
        })
      ).code
    expect(await codeFor('203.0.113.9')).toBe('ok')
    expect(await codeFor('::ffff:203.0.113.9')).toBe('ok')
    expect(await codeFor('2001:db8:1::1')).toBe('ok')
    for (const foreignAddress of ['203.0.114.1', '2001:db9::1', '::ffff:10.0.0.1', undefined]) {
      expect(await codeFor(foreignAddress), foreignAddress).toBe('ip_denied')
    }
  })

  it('explains every check in its fixed order', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const { checks } = await json<Verdict>('POST', '/api/v1/api-keys/verify', {
      key: org.key,
      body: { key: made.key, scopes: ['users:write'], explain: true },
    })
    expect(checks?.map(({ check, passed }) => [check, passed])).toEqual([
      ['malformed', true],
      ['unknown', true],
      ['revoked', true],
      ['disabled', true],
      ['expired', true],
      ['ip_denied', true],
      ['scope_missing', false],
      ['rate_limited', true],
      ['no_credits', true],
    ])
  })

  it('does not know a key of another organization, and charges it nothing', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const theirs = await createKey(other, { rateLimit: { perMinute: 5 } })
    const verdict = await json<Verdict>('POST', '/api/v1/api-keys/verify', {
      key: org.key,
      body: { key: theirs.key },
    })
    expect(verdict).toEqual({ valid: false, code: 'unknown' })
    expect((await json<Me>('GET', '/api/v1/me', { key: theirs.key })).limits).toMatchObject([{ remaining: 4 }])
  })

  it('needs its scope', async () => {
    const org = await newTestOrg()
    const reader = await createKey(org, { scopes: ['api-keys:read'] })
    const answer = await call('POST', '/api/v1/api-keys/verify', { key: reader.key, body: { key: org.key } })
    expect(await answer.json()).toMatchObject({ status: 403, code: 'scope_missing' })
  })
})

describe('regenerating a key', () => {
  const me = async (key: string) => (await call('GET', '/api/v1/me', { key })).status

  it('invalidates the old secret at once, and keeps id, settings, history and used limits', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 10 }, consistency: 'strict' })
    expect(await me(made.key)).toBe(200)
    const fresh = await json<ApiKeyWithSecret>('POST', `/api/v1/api-keys/${made.id}/regenerate`, org)
    expect(fresh).toMatchObject({ id: made.id, prefix: made.prefix, name: made.name, createdAt: made.createdAt })
    expect(fresh.key).not.toBe(made.key)
    expect(fresh.masked).toBe(`${made.prefix}...${fresh.key.slice(-3)}`)
    expect(await me(made.key)).toBe(401)
    expect((await json<Me>('GET', '/api/v1/me', { key: fresh.key })).limits).toMatchObject([{ remaining: 8 }])
  })

  it('accepts both secrets during the grace, shows how many calls use the old one, and can end the grace', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const path = `/api/v1/api-keys/${made.id}`
    // Made before the regeneration, written after it: it does not count as a call since then.
    await call('GET', '/api/v1/me', { key: made.key })
    const fresh = await json<ApiKeyWithSecret>('POST', `${path}/regenerate`, {
      key: org.key,
      body: { graceSeconds: 60 },
    })
    for (const key of [made.key, made.key, fresh.key]) expect(await me(key)).toBe(200)
    await settled()
    const usage = await until(async () => {
      const now = await json<KeyUsage>('GET', `${path}/usage`, org)
      // Both are read at the same time, and the second one may be older.
      return now.total === 4 && now.rotation?.calls && now
    })
    expect(usage.rotation).toMatchObject({ calls: 3, previousCalls: 2, graceEndsAt: expect.any(String) })
    expect(usage).toMatchObject({ total: 4, errors: 0, byEndpoint: [{ endpoint: '/api/v1/me', calls: 4 }] })
    expect(usage.byDay).toHaveLength(30)
    expect((await json<ApiKey>('GET', path, org)).graceEndsAt).toBe(usage.rotation?.graceEndsAt)
    expect((await call('DELETE', `${path}/grace`, org)).status).toBe(200)
    expect((await json<ApiKey>('GET', path, org)).graceEndsAt).toBeNull()
    expect([await me(made.key), await me(fresh.key)]).toEqual([401, 200])
  })

  it('ends an earlier grace: never more than two secrets are valid', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const again = () =>
      json<ApiKeyWithSecret>('POST', `/api/v1/api-keys/${made.id}/regenerate`, {
        key: org.key,
        body: { graceSeconds: 600 },
      })
    const second = await again()
    const third = await again()
    expect([await me(made.key), await me(second.key), await me(third.key)]).toEqual([401, 200, 200])
  })

  it('accepts the old secret until the grace is over, and not after', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    await call('POST', `/api/v1/api-keys/${made.id}/regenerate`, { key: org.key, body: { graceSeconds: 60 } })
    expect(await me(made.key)).toBe(200)
    await env.DB.prepare('UPDATE api_keys SET grace_until = ?, version = version + 1 WHERE id = ?')
      .bind(Date.now() - 1, made.id)
      .run()
    await call('PATCH', `/api/v1/api-keys/${made.id}`, { key: org.key, body: { name: 'Later' } })
    expect(await me(made.key)).toBe(401)
  })

  it.each([
    { graceSeconds: 59 },
    { graceSeconds: 604_801 },
    { graceSeconds: -1 },
    { graceSeconds: '60' },
    { grace: 60 },
  ])('refuses %j', async (body) => {
    const org = await newTestOrg()
    const made = await createKey(org)
    expect((await call('POST', `/api/v1/api-keys/${made.id}/regenerate`, { key: org.key, body })).status).toBe(422)
    expect(await me(made.key)).toBe(200)
  })

  it('is refused to callers with fewer scopes than the key: its secret would give them the rest', async () => {
    const org = await newTestOrg()
    const limitedKey = await createKey(org, { scopes: ['api-keys:*', 'users:read'] })
    const answer = await call('POST', `/api/v1/api-keys/${org.keyId}/regenerate`, limitedKey)
    expect([answer.status, (await answer.json<Problem>()).code]).toEqual([403, 'scope_not_held'])
    expect(await me(org.key)).toBe(200)
  })

  it('with an Idempotency-Key creates one new secret, also for ten requests at once', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const slow = watchedEnv(10)
    const again = () =>
      call('POST', `/api/v1/api-keys/${made.id}/regenerate`, {
        key: org.key,
        headers: { 'idempotency-key': 'rotate-2026-11' },
        env: slow.env,
      })
    const answers = await Promise.all(Array.from({ length: 10 }, again))
    expect(answers.map((one) => one.status)).toEqual(Array(10).fill(200))
    const keys = await Promise.all(answers.map((one) => one.json<ApiKeyWithSecret>()))
    expect(new Set(keys.map((one) => one.key)).size).toBe(1)
    expect(await me(keys[0]?.key ?? '')).toBe(200)
    expect((await (await again()).json<ApiKeyWithSecret>()).key).toBe(keys[0]?.key)
    const entries = (await auditOf(org.organizationId)).filter((one) => one.action === 'api_key.regenerated')
    expect(entries).toHaveLength(1)
  })

  it('sent twice with an Idempotency-Key answers both times only after the old secret is invalid', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 100_000 } })
    // Enough calls for a lease: the old secret is accepted without asking the guard for up to two seconds.
    for (let n = 0; n < 200; n++) await call('GET', '/api/v1/me', { key: made.key })
    const send = () =>
      call('POST', `/api/v1/api-keys/${made.id}/regenerate`, {
        key: org.key,
        headers: { 'idempotency-key': 'rotate-2026-11' },
      })
    const first = send()
    await until(async () => (await auditOf(org.organizationId)).at(-1)?.action === 'api_key.regenerated')
    expect((await send()).status).toBe(200)
    expect(await me(made.key)).toBe(401)
    expect((await first).status).toBe(200)
  })

  it('that its guard did not confirm is not answered as done, however often it is sent', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const send = (bindings: Cloudflare.Env) =>
      call('POST', `/api/v1/api-keys/${made.id}/regenerate`, {
        key: org.key,
        headers: { 'idempotency-key': 'rotate-2026-11' },
        env: bindings,
      })
    const envWithoutReload = { ...env, CREDENTIAL_GUARD: withoutReload(env.CREDENTIAL_GUARD) }
    for (let n = 0; n < 2; n++) {
      const answer = await send(envWithoutReload)
      expect([answer.status, (await answer.json<Problem>()).code]).toEqual([503, 'not_confirmed'])
    }
    const { key } = await (await send(env)).json<ApiKeyWithSecret>()
    expect([await me(made.key), await me(key)]).toEqual([401, 200])
  })

  it('by ten at once leaves one valid secret, that of the last request that was answered as done', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => call('POST', `/api/v1/api-keys/${made.id}/regenerate`, org)),
    )
    const done = await Promise.all(
      answers.filter((one) => one.status === 200).map((one) => one.json<ApiKeyWithSecret>()),
    )
    // No request had If-Match, so none failed a precondition.
    expect(answers.every((one) => [200, 409].includes(one.status))).toBe(true)
    for (const one of answers.filter(({ status }) => status === 409)) {
      expect((await one.json<Problem>()).code).toBe('changed_meanwhile')
    }
    const good = await Promise.all(done.map(async ({ key }) => (await me(key)) === 200))
    expect(good.filter(Boolean)).toHaveLength(1)
    expect(await me(made.key)).toBe(401)
  })
})

describe('a recoverable key', () => {
  it('is shown again to a person with its scopes, audited each time, and sealed in the database', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const made = await createKey(org, { recoverable: true })
    expect(made.recoverable).toBe(true)
    expect(await json('POST', `/api/v1/api-keys/${made.id}/reveal`, { cookie })).toEqual({ key: made.key })
    const fresh = await json<ApiKeyWithSecret>('POST', `/api/v1/api-keys/${made.id}/regenerate`, org)
    expect(await json('POST', `/api/v1/api-keys/${made.id}/reveal`, { cookie })).toEqual({ key: fresh.key })
    const entries = (await auditOf(org.organizationId)).filter((one) => one.action === 'api_key.revealed')
    expect(entries).toHaveLength(2)
    const row = await env.DB.prepare('SELECT hex(sealed_key) AS sealed FROM api_keys WHERE id = ?')
      .bind(made.id)
      .first<{ sealed: string }>()
    expect(row?.sealed).not.toContain(Buffer.from(fresh.key).toString('hex').toUpperCase())
  })

  it('is not shown to a key, to a lower role, after a revocation, or if it was created to be shown once', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const made = await createKey(org, { recoverable: true, scopes: ['*'] })
    const once = await createKey(org)
    const reveal = async (id: string, by: object) => {
      const answer = await call('POST', `/api/v1/api-keys/${id}/reveal`, by)
      return [answer.status, (await answer.json<Problem>()).code]
    }
    expect(await reveal(made.id, org)).toEqual([403, 'session_needed'])
    expect(await reveal(once.id, { cookie })).toEqual([409, 'not_recoverable'])
    await env.DB.prepare("UPDATE members SET role = 'developer' WHERE user_id = ?").bind(org.userId).run()
    expect(await reveal(made.id, { cookie })).toEqual([403, 'scope_not_held'])
    await env.DB.prepare("UPDATE members SET role = 'owner' WHERE user_id = ?").bind(org.userId).run()
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, org)
    expect(await reveal(made.id, { cookie })).toEqual([409, 'key_revoked'])
  })
})

describe('a bulk action', () => {
  it('returns a result for each, and does not change keys of others', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const [one, two, dead, theirs] = [
      await createKey(org),
      await createKey(org),
      await createKey(org),
      await createKey(other),
    ]
    await call('POST', `/api/v1/api-keys/${dead.id}/revoke`, org)
    const result = await json<BulkResult>('POST', '/api/v1/api-keys/bulk', {
      key: org.key,
      body: { ids: [one.id, theirs.id, dead.id, two.id], action: 'disable' },
    })
    expect(result.done).toBe(2)
    expect(result.results.map(({ ok, code }) => [ok, code])).toEqual([
      [true, null],
      [false, 'not_found'],
      [false, 'key_revoked'],
      [true, null],
    ])
    expect((await call('GET', '/api/v1/me', { key: theirs.key })).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: one.key })).status).toBe(401)
  })

  it.each([
    { ids: [], action: 'revoke' },
    { ids: ['key_01kaj3v5e8w2m4q6t8y0z2b4d6'], action: 'explode' },
    { ids: ['nonsense'], action: 'revoke' },
    { action: 'revoke' },
  ])('refuses %j', async (body) => {
    const org = await newTestOrg()
    expect((await call('POST', '/api/v1/api-keys/bulk', { key: org.key, body })).status).toBe(422)
  })
})

describe('a role', () => {
  it.each([
    ['viewer', 200, 403, 403],
    ['developer', 200, 201, 403],
    ['admin', 200, 201, 201],
  ] as const)('%s may read %i, create %i, and create one with full access %i', async (role, read, create, full) => {
    const org = await newTestOrg(role, { withKey: false })
    const cookie = await signIn(org)
    expect((await call('GET', '/api/v1/api-keys', { cookie })).status).toBe(read)
    const make = (scopes: string[]) => call('POST', '/api/v1/api-keys', { cookie, body: { name: 'Key', scopes } })
    expect((await make(['users:read'])).status).toBe(create)
    expect((await make(['*'])).status).toBe(full)
  })

  it('that was removed is missing in the next call', async () => {
    const org = await newTestOrg('admin', { withKey: false })
    const cookie = await signIn(org)
    expect((await call('GET', '/api/v1/api-keys', { cookie })).status).toBe(200)
    await env.DB.prepare('DELETE FROM members WHERE user_id = ?').bind(org.userId).run()
    expect((await call('GET', '/api/v1/api-keys', { cookie })).status).toBe(401)
    await settled()
  })
})
