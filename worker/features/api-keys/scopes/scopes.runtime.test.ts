import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../contract/api-keys.ts'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import { SCOPE_GROUPS } from '../../../../contract/scope-catalog.data.ts'
import { MAX_OWN_SCOPES } from '../../../../contract/scopes.data.ts'
import type { ScopeCatalog, ScopeDetails } from '../../../../contract/scopes.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../../test/support/kit.ts'

const ORDERS = { scope: 'orders:read', label: 'Read orders', description: 'See orders', group: 'Orders' }

const define = (org: { key: string }, body: object = ORDERS) => call('POST', '/api/v1/scopes', { key: org.key, body })

async function catalogOf(by: { key?: string; cookie?: string }) {
  const { groups } = await json<ScopeCatalog>('GET', '/api/v1/scopes', by)
  return groups
}

const find = (groups: ScopeCatalog['groups'], scope: string) =>
  groups.flatMap(({ group, scopes }) => scopes.map((one) => ({ group, ...one }))).find((one) => one.scope === scope)

async function refusalOf(answer: Response) {
  const { code, errors, detail } = await answer.json<Problem>()
  return { status: answer.status, code, field: errors?.[0]?.path, detail }
}

describe('a scope of an organization', () => {
  it('is in its catalog only, in a new group or in one of the built-in groups, before those of Gatehouse', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const made = await define(org)
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"v1"'])
    expect(await made.json()).toMatchObject({ ...ORDERS, custom: true, keys: 0 })
    expect((await define(org, { scope: 'users:export', label: 'Export users', group: 'Users' })).status).toBe(201)
    const groups = await catalogOf(org)
    expect(find(groups, 'orders:read')).toMatchObject({ ...ORDERS, custom: true })
    expect(find(groups, 'users:export')).toMatchObject({ group: 'Users', custom: true, description: '' })
    expect(find(groups, 'webhooks:read')).toMatchObject({ group: 'Integrations', custom: false, keys: null })
    const names = groups.map(({ group }) => group)
    expect(names.indexOf('Orders')).toBe(names.indexOf('Integrations') - 1)
    expect(names).toHaveLength(SCOPE_GROUPS.length + 1)
    expect(find(await catalogOf(other), 'orders:read')).toBeUndefined()
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { body: { label: 'Mine' } } : {}
      expect((await call(method, '/api/v1/scopes/orders:read', { key: other.key, ...body })).status).toBe(404)
    }
  })

  it.each([
    ['a wildcard', { scope: 'orders:*' }, 'scope'],
    ['full access', { scope: '*' }, 'scope'],
    ['no action', { scope: 'orders' }, 'scope'],
    ['capital letters', { scope: 'Orders:read' }, 'scope'],
    ['a resource of Gatehouse', { scope: 'webhooks:purge' }, 'scope'],
    ['a resource of the organization itself', { scope: 'organization:write' }, 'scope'],
    ['a resource of a feature to come', { scope: 'oauth:authorize' }, 'scope'],
    ['no label', { label: '' }, 'label'],
    ['a long label', { label: 'x'.repeat(61) }, 'label'],
    ['a long description', { description: 'x'.repeat(501) }, 'description'],
    ['an empty group', { group: ' ' }, 'group'],
    ['an unknown field', { color: 'red' }, 'color'],
  ])('is refused with %s, naming the field', async (_, change, field) => {
    const org = await newTestOrg()
    expect(await refusalOf(await define(org, { ...ORDERS, ...change }))).toMatchObject({ status: 422, field })
  })

  it('is refused if it exists, built in or defined, and defined only once by two requests at a time', async () => {
    const org = await newTestOrg()
    expect(await refusalOf(await define(org, { scope: 'users:read', label: 'Mine' }))).toMatchObject({
      status: 409,
      code: 'scope_exists',
    })
    const answers = await Promise.all([define(org), define(org)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const repeated = { key: org.key, body: { ...ORDERS, scope: 'orders:write' }, headers: { 'idempotency-key': 'a' } }
    const twice = [await call('POST', '/api/v1/scopes', repeated), await call('POST', '/api/v1/scopes', repeated)]
    expect(twice.map(({ status }) => status)).toEqual([201, 201])
  })

  it('is refused beyond the limit, also if two are defined at the same time', async () => {
    const org = await newTestOrg()
    for (let n = 0; n < MAX_OWN_SCOPES - 1; n += 25) {
      const some = Array.from({ length: Math.min(25, MAX_OWN_SCOPES - 1 - n) }, (_, k) => n + k)
      await Promise.all(some.map((k) => define(org, { scope: `r${k}:read`, label: `R ${k}` })))
    }
    const last = await Promise.all(['a:x', 'b:x'].map((scope) => define(org, { scope, label: 'Last' })))
    const refused = last.find(({ status }) => status !== 201)
    expect(last.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(refused && (await refusalOf(refused))).toMatchObject({ status: 409, code: 'too_many_scopes' })
    expect((await catalogOf(org)).flatMap(({ scopes }) => scopes.filter((one) => one.custom))).toHaveLength(
      MAX_OWN_SCOPES,
    )
  })

  it('changes its texts under If-Match, with an audit entry, and only if something differs', async () => {
    const org = await newTestOrg()
    await define(org)
    const patch = (body: object, match?: string) =>
      call('PATCH', '/api/v1/scopes/orders:read', {
        key: org.key,
        body,
        headers: match === undefined ? {} : { 'if-match': match },
      })
    expect((await patch({ label: 'Read orders' })).headers.get('etag')).toBe('"v1"')
    expect((await patch({ label: 'See orders' }, '"v2"')).status).toBe(412)
    const changed = await patch({ label: 'See orders', group: 'Users' }, '"v1"')
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"v2"'])
    expect(await changed.json()).toMatchObject({ scope: 'orders:read', label: 'See orders', group: 'Users' })
    expect((await patch({ label: 'Again' }, '"v1"')).status).toBe(412)
    expect(await refusalOf(await patch({ scope: 'orders:write' }))).toMatchObject({ status: 422, field: 'scope' })
    const builtIn = await call('PATCH', '/api/v1/scopes/users:read', { key: org.key, body: { label: 'Mine' } })
    expect(await refusalOf(builtIn)).toMatchObject({ status: 409, code: 'scope_built_in' })
    const { data } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs', { key: org.key })
    expect(data.filter(({ action }) => action.startsWith('scope.')).map(({ action }) => action)).toEqual([
      'scope.updated',
      'scope.created',
    ])
    expect(data[0]).toMatchObject({ before: { label: 'Read orders' }, after: { label: 'See orders' } })
  })

  it('counts the keys that hold it, in both environments, without revoked and deleted ones', async () => {
    const org = await newTestOrg()
    await define(org)
    const scopes = ['orders:read']
    const [revoked, deleted] = [await createKey(org, { scopes }), await createKey(org, { scopes })]
    await createKey(org, { scopes: ['orders:*'] })
    await createKey(org, { scopes: ['orders:read', 'users:read'] })
    const test = await createKey(org, { scopes: [...scopes, 'api-keys:read'], environment: 'test' })
    await call('POST', `/api/v1/api-keys/${revoked.id}/revoke`, { key: org.key, body: {} })
    await call('DELETE', `/api/v1/api-keys/${deleted.id}`, { key: org.key })
    const keysFor = async (by: { key?: string; cookie?: string }) => {
      const one = await json<ScopeDetails>('GET', '/api/v1/scopes/orders:read', by)
      expect(find(await catalogOf(by), 'orders:read')?.keys).toBe(one.keys)
      return one.keys
    }
    expect(await keysFor({ cookie: await signIn(org) })).toBe(2)
    expect(await keysFor(org)).toBe(1)
    expect(await keysFor(test)).toBe(1)
    expect(await keysFor(await createKey(org))).toBeNull()
  })

  it('is deleted when no key holds it, or by force: keys keep it and go on working', async () => {
    const org = await newTestOrg()
    await define(org)
    const holder = await createKey(org, { scopes: ['orders:read'] })
    const remove = (query = '', headers: Record<string, string> = {}) =>
      call('DELETE', `/api/v1/scopes/orders:read${query}`, { key: org.key, headers })
    const refused = await refusalOf(await remove())
    expect(refused).toMatchObject({ status: 409, code: 'scope_in_use' })
    expect(refused.detail).toContain('1 API key holds orders:read')
    expect((await remove('?force=maybe')).status).toBe(422)
    expect((await remove('?force=true', { 'if-match': '"v7"' })).status).toBe(412)
    expect((await remove('?force=true')).status).toBe(204)
    expect((await remove('?force=true')).status).toBe(404)
    expect(find(await catalogOf(org), 'orders:read')).toBeUndefined()
    expect(await verify(org, holder.key, ['orders:read'])).toMatchObject({ valid: true, scopes: ['orders:read'] })
    await define(org)
    await call('POST', `/api/v1/api-keys/${holder.id}/revoke`, { key: org.key, body: {} })
    expect((await remove()).status).toBe(204)
  })

  it('is verified like a built-in one, and covered by its wildcard', async () => {
    const org = await newTestOrg()
    await define(org)
    const [exact, wildcard] = [
      await createKey(org, { scopes: ['orders:read'] }),
      await createKey(org, { scopes: ['orders:*'] }),
    ]
    const codes = await Promise.all(
      [exact, wildcard].flatMap(({ key }) =>
        ['orders:read', 'orders:write', 'orders-archive:read'].map(
          async (scope) => (await verify(org, key, [scope])).code,
        ),
      ),
    )
    expect(codes).toEqual(['ok', 'scope_missing', 'scope_missing', 'ok', 'ok', 'scope_missing'])
  })

  it('can be granted by a developer once it is defined, and by no key that does not hold it', async () => {
    const org = await newTestOrg('developer')
    const cookie = await signIn(org)
    const create = (by: { key?: string; cookie?: string }, scope: string) =>
      call('POST', '/api/v1/api-keys', { ...by, body: { name: 'Orders', scopes: [scope] } })
    expect((await create({ cookie }, 'orders:read')).status).toBe(403)
    await define(org)
    expect((await create({ cookie }, 'orders:read')).status).toBe(201)
    expect((await create({ cookie }, 'orders:*')).status).toBe(201)
    expect((await create({ cookie }, 'invoices:read')).status).toBe(403)
    expect((await json<{ scopes: string[] }>('GET', '/api/v1/me', { cookie })).scopes).toContain('orders:*')
    // Only who may change the organization defines scopes.
    const defined = await call('POST', '/api/v1/scopes', { cookie, body: { ...ORDERS, scope: 'orders:write' } })
    expect(await refusalOf(defined)).toMatchObject({ status: 403, code: 'role_insufficient' })
    const minter = await createKey(org, { scopes: ['api-keys:write', 'users:read'] })
    expect(await refusalOf(await create(minter, 'orders:read'))).toMatchObject({ status: 403, code: 'scope_not_held' })
  })
})

const verify = (org: TestOrg, key: string, scopes: string[]) =>
  json<Verdict>('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key, scopes } })
