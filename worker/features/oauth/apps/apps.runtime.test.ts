import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { OAuthApp, OAuthAppUsage, OAuthAppWithSecret } from '../../../../contract/oauth.ts'
import { PLAN_OBJECTS } from '../../../../contract/plans.data.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import { configOf } from '../../../platform/env.ts'
import { readSecret } from '../format/secrets.ts'

const APPS = '/api/v1/oauth-apps'
const CALLBACK = 'https://app.example.com/callback'
const settings = { name: 'Calendar', redirectUris: [CALLBACK], scopes: ['users:read'] }
const { peppers } = await configOf(env)

type By = { key?: string; cookie?: string }

async function create(by: By, more: object = {}): Promise<OAuthAppWithSecret> {
  const answer = await call('POST', APPS, { ...by, body: { ...settings, ...more } })
  if (answer.status !== 201) throw new Error(await answer.text())
  return answer.json()
}

const problemOf = async (answer: Response) => {
  const { code, errors } = await answer.json<Problem>()
  return [answer.status, code, ...(errors ?? []).map(({ path }) => path)]
}
const post = (by: By, id: string, action: string, body?: object) =>
  call('POST', `${APPS}/${id}/${action}`, { ...by, ...(body && { body }) })
const patch = (by: By, id: string, body: object, headers = {}) =>
  call('PATCH', `${APPS}/${id}`, { ...by, body, headers })
const stored = (id: string) => env.DB.prepare('SELECT * FROM oauth_apps WHERE id = ?').bind(id).first()
const auditOf = async (org: TestOrg, id: string) => {
  const { results } = await env.DB.prepare(
    'SELECT action, before, after, environment FROM audit_logs WHERE organization_id = ? AND target_id = ? ORDER BY time, id',
  )
    .bind(org.organizationId, id)
    .all<{ action: string; before: string; after: string; environment: string }>()
  return results
}

describe('an OAuth app', () => {
  it('is created with a client ID and a secret that is shown once and stored as a hash', async () => {
    const org = await newTestOrg()
    const app = await create(org, { description: 'Shows shifts', logoUrl: 'https://app.example.com/logo.png' })
    expect(app).toMatchObject({
      ...settings,
      type: 'confidential',
      source: 'organization',
      environment: 'live',
      status: 'active',
      grantTypes: ['authorization_code'],
      requirePkce: true,
      verified: false,
      maxDays: 365,
      activeGrants: 0,
      lastUsedAt: null,
    })
    expect(app.clientId).toMatch(/^gh_[0-9A-Za-z]{24}$/)
    const read = readSecret('clientSecret', app.secret ?? '', peppers)
    const row = await stored(app.id)
    expect(new Uint8Array(row?.secret_hash as ArrayBuffer)).toEqual(read?.hash)
    expect(row).toMatchObject({ holder_type: 'key', holder_id: org.keyId })
    const shown = await call('GET', `${APPS}/${app.id}`, org)
    expect(shown.headers.get('etag')).toBe('"v1"')
    const text = await shown.text()
    expect(JSON.parse(text).secret).toEqual({
      masked: `ocs_live_...${app.secret?.slice(-3)}`,
      rotatedAt: null,
      previousUntil: null,
    })
    expect(text).not.toContain(app.secret)
    const [entry] = await auditOf(org, app.id)
    expect(entry).toMatchObject({ action: 'oauth_app.created', environment: 'live' })
    expect(entry?.after).not.toContain(app.secret)
  })

  it('that is public has no secret and cannot get one', async () => {
    const org = await newTestOrg()
    const app = await create(org, { type: 'public', redirectUris: ['cursor://callback', 'http://localhost/callback'] })
    expect(app.secret).toBeNull()
    expect((await json<OAuthApp>('GET', `${APPS}/${app.id}`, org)).secret).toBeNull()
    expect(await problemOf(await post(org, app.id, 'rotate-secret'))).toEqual([409, 'app_public'])
  })

  it('is the same one for the same Idempotency-Key', async () => {
    const org = await newTestOrg()
    const send = (body: object) => call('POST', APPS, { key: org.key, body, headers: { 'idempotency-key': 'once' } })
    const [first, second] = [await (await send(settings)).text(), await (await send(settings)).text()]
    expect(second).toBe(first)
    expect((await send({ ...settings, name: 'Other' })).status).toBe(422)
  })

  it.each<[what: string, body: object, path: string]>([
    ['an empty name', { name: ' ' }, 'name'],
    ['a control character in the name', { name: 'a\u202eb' }, 'name'],
    ['a long description', { description: 'x'.repeat(2000) }, 'description'],
    ['no redirect URI', { redirectUris: [] }, 'redirectUris'],
    ['a redirect URI twice', { redirectUris: [CALLBACK, CALLBACK] }, 'redirectUris'],
    ...['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:https://a.example/1', 'file:///etc/passwd'].map(
      (uri): [string, object, string] => [uri, { redirectUris: [CALLBACK, uri] }, 'redirectUris.1'],
    ),
    ['http', { redirectUris: ['http://app.example.com/callback'] }, 'redirectUris.0'],
    ['a fragment', { redirectUris: [`${CALLBACK}#x`] }, 'redirectUris.0'],
    ['a wildcard', { redirectUris: ['https://*.example.com/'] }, 'redirectUris.0'],
    ['a user name', { redirectUris: ['https://a@app.example.com/'] }, 'redirectUris.0'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['a malformed scope', { scopes: ['Users Read'] }, 'scopes.0'],
    ['a script as website', { websiteUrl: 'javascript:alert(1)' }, 'websiteUrl'],
    ['a script as privacy policy', { privacyPolicyUrl: 'javascript:alert(1)' }, 'privacyPolicyUrl'],
    ['data as logo', { logoUrl: 'data:image/png;base64,AA' }, 'logoUrl'],
    ['no grant type', { grantTypes: [] }, 'grantTypes'],
    ['the implicit flow', { grantTypes: ['implicit'] }, 'grantTypes.0'],
    ['client credentials of a public app', { type: 'public', grantTypes: ['client_credentials'] }, 'grantTypes'],
    ['a public app without PKCE', { type: 'public', requirePkce: false }, 'requirePkce'],
    ['no days', { maxDays: 0 }, 'maxDays'],
    ['too many days', { maxDays: 5000 }, 'maxDays'],
    ['half a limit', { rateLimit: { perMinute: 0.5 } }, 'rateLimit.perMinute'],
    ['a private key', { publicKeys: [{ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'secret' }] }, 'publicKeys.0'],
    ['a symmetric key', { publicKeys: [{ kty: 'oct', k: 'secret' }] }, 'publicKeys.0.kty'],
    ['half a key', { publicKeys: [{ kty: 'EC', crv: 'P-256', x: 'x' }] }, 'publicKeys.0'],
    ['a huge key', { publicKeys: [{ kty: 'RSA', n: 'n', e: 'e', more: 'x'.repeat(3000) }] }, 'publicKeys.0'],
    ['an unknown type', { type: 'native' }, 'type'],
    ['an unknown environment', { environment: 'staging' }, 'environment'],
    ['an unknown field', { secret: 'mine' }, 'secret'],
  ])('is refused with %s, created or changed', async (_, body, path) => {
    const org = await newTestOrg()
    const [status, , ...paths] = await problemOf(
      await call('POST', APPS, { key: org.key, body: { ...settings, ...body } }),
    )
    expect([status, ...paths]).toEqual([422, path])
    const app = await create(org, 'type' in body && body.type === 'public' ? { type: 'public' } : {})
    const { type: _type, ...change } = body as { type?: string }
    const changed = await patch(org, app.id, Object.keys(change).length > 0 ? change : body)
    expect((await problemOf(changed))[0]).toBe(422)
    expect((await json<OAuthApp>('GET', `${APPS}/${app.id}`, org)).name).toBe(settings.name)
  })

  it('has only scopes that its creator holds, and * only from one who holds it', async () => {
    const org = await newTestOrg()
    const small = await createKey(org, { scopes: ['oauth-apps:write', 'oauth-apps:read', 'users:read'] })
    const send = (scopes: string[]) => call('POST', APPS, { key: small.key, body: { ...settings, scopes } })
    const refused = await send(['users:read', 'users:write'])
    const problem = await refused.json<Problem>()
    expect([refused.status, problem.code, problem.detail]).toEqual([
      403,
      'scope_not_held',
      expect.stringContaining('users:write'),
    ])
    expect(await problemOf(await send(['*']))).toEqual([403, 'scope_not_held'])
    expect((await send(['users:read'])).status).toBe(201)
    const wide = await create(org, { scopes: ['*'] })
    for (const answer of [
      await patch(small, wide.id, { name: 'Renamed' }),
      await post(small, wide.id, 'rotate-secret'),
      await post(small, wide.id, 'enable'),
    ]) {
      expect(await problemOf(answer)).toEqual([403, 'scope_not_held'])
    }
    expect((await post(small, wide.id, 'disable')).status).toBe(200)
  })

  it('is answered for by whoever changed its scopes last, and by nobody who cannot', async () => {
    const org = await newTestOrg()
    const app = await create(org)
    await patch({ cookie: await signIn(org) }, app.id, { name: 'Renamed' })
    expect(await stored(app.id)).toMatchObject({ holder_type: 'key', holder_id: org.keyId })
    await patch({ cookie: await signIn(org) }, app.id, { scopes: ['users:read', 'posts:read'] })
    expect(await stored(app.id)).toMatchObject({ holder_type: 'person', holder_id: org.userId })
    const child = await json<{ key: string }>('POST', `/api/v1/api-keys/${org.keyId}/children`, {
      key: org.key,
      body: { name: 'Child', scopes: ['*'] },
    })
    expect(await problemOf(await call('POST', APPS, { key: child.key, body: settings }))).toEqual([403, 'child_key'])
    expect(await problemOf(await patch(child, app.id, { scopes: ['posts:read'] }))).toEqual([403, 'child_key'])
    expect(await problemOf(await post(child, app.id, 'rotate-secret'))).toEqual([403, 'child_key'])
  })

  it('is marked as verified by a person alone', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const refused = await call('POST', APPS, { key: org.key, body: { ...settings, verified: true } })
    expect(await problemOf(refused)).toEqual([403, 'session_needed'])
    const app = await create(org)
    expect(await problemOf(await patch(org, app.id, { verified: true }))).toEqual([403, 'session_needed'])
    expect(await (await patch({ cookie }, app.id, { verified: true })).json()).toMatchObject({ verified: true })
    expect((await patch(org, app.id, { verified: true, name: 'Renamed' })).status).toBe(200)
    expect(await (await patch(org, app.id, { verified: false })).json()).toMatchObject({ verified: false })
  })

  it('is changed under its ETag, merged with what it has, and with an entry of what changed', async () => {
    const org = await newTestOrg()
    const app = await create(org)
    const stale = await patch(org, app.id, { name: 'A' }, { 'if-match': '"v7"' })
    expect(await problemOf(stale)).toEqual([412, 'precondition_failed'])
    const changed = await patch(org, app.id, { rateLimit: { perMinute: 10 }, logoUrl: null }, { 'if-match': '"v1"' })
    expect(changed.headers.get('etag')).toBe('"v2"')
    expect(await changed.json()).toMatchObject({ name: 'Calendar', rateLimit: { perMinute: 10, perHour: null } })
    const put = await call('PUT', `${APPS}/${app.id}`, { key: org.key, body: { grantTypes: ['client_credentials'] } })
    expect(put.status).toBe(200)
    expect((await patch(org, app.id, { redirectUris: [] })).status).toBe(200)
    const without = await patch(org, app.id, { grantTypes: ['authorization_code'] })
    expect(await problemOf(without)).toEqual([422, 'invalid', 'redirectUris'])
    const entries = await auditOf(org, app.id)
    expect(entries.map(({ action, after }) => [action, JSON.parse(after)]).slice(1)).toEqual([
      ['oauth_app.updated', { perMinute: 10 }],
      ['oauth_app.updated', { grantTypes: ['client_credentials'] }],
      ['oauth_app.updated', { redirectUris: [] }],
    ])
  })

  it('keeps its secret for the overlap of a rotation, and then only the newest two', async () => {
    const org = await newTestOrg()
    const app = await create(org)
    const rotate = async (overlapSeconds?: number) =>
      (
        await post(org, app.id, 'rotate-secret', overlapSeconds === undefined ? undefined : { overlapSeconds })
      ).json<OAuthAppWithSecret>()
    const before = await stored(app.id)
    const second = await rotate()
    expect(second.secret).not.toBe(app.secret)
    const row = await stored(app.id)
    expect(row?.previous_hash).toEqual(before?.secret_hash)
    expect(Number(row?.previous_until) - Number(row?.rotated_at)).toBe(86_400_000)
    const shown = await json<OAuthApp>('GET', `${APPS}/${app.id}`, org)
    expect(shown.secret?.previousUntil).toBe(new Date(Number(row?.previous_until)).toISOString())
    await rotate(60)
    expect((await stored(app.id))?.previous_hash).toEqual(row?.secret_hash)
    await rotate(0)
    expect(await stored(app.id)).toMatchObject({ previous_hash: null, previous_until: null })
    expect(await problemOf(await post(org, app.id, 'rotate-secret', { overlapSeconds: 1e9 }))).toEqual([
      422,
      'invalid',
      'overlapSeconds',
    ])
    expect(await problemOf(await post(org, app.id, 'rotate-secret', { overlapSeconds: -1 }))).toEqual([
      422,
      'invalid',
      'overlapSeconds',
    ])
  })

  it('that says itself what it is keeps its facts, and takes the rules of the organization', async () => {
    const org = await newTestOrg()
    const app = await create(org, { type: 'public' })
    await env.DB.prepare("UPDATE oauth_apps SET source = 'document' WHERE id = ?").bind(app.id).run()
    const refused = await patch(org, app.id, { name: 'Mine', redirectUris: ['https://evil.example/'] })
    expect(await problemOf(refused)).toEqual([422, 'invalid', 'name', 'redirectUris'])
    expect((await patch(org, app.id, { scopes: ['posts:read'], maxDays: 7 })).status).toBe(200)
    expect(await problemOf(await post(org, app.id, 'rotate-secret'))).toEqual([409, 'app_not_own'])
  })

  it('is disabled and enabled, and is unknown once deleted, with nothing left of its secret', async () => {
    const org = await newTestOrg()
    const app = await create(org)
    await post(org, app.id, 'rotate-secret')
    expect(await (await post(org, app.id, 'disable')).json()).toMatchObject({ status: 'disabled' })
    expect((await post(org, app.id, 'disable')).status).toBe(200)
    expect(await (await post(org, app.id, 'enable')).json()).toMatchObject({ status: 'active' })
    expect((await call('DELETE', `${APPS}/${app.id}`, { key: org.key, headers: { 'if-match': '"v1"' } })).status).toBe(
      412,
    )
    expect((await call('DELETE', `${APPS}/${app.id}`, org)).status).toBe(204)
    expect((await call('DELETE', `${APPS}/${app.id}`, org)).status).toBe(404)
    expect((await call('GET', `${APPS}/${app.id}`, org)).status).toBe(404)
    expect((await json<Page<OAuthApp>>('GET', APPS, org)).data).toEqual([])
    expect(await stored(app.id)).toMatchObject({ client_id: app.clientId, secret_hash: null, previous_hash: null })
    expect((await auditOf(org, app.id)).map(({ action }) => action)).toEqual([
      'oauth_app.created',
      'oauth_app.secret_rotated',
      'oauth_app.disabled',
      'oauth_app.enabled',
      'oauth_app.deleted',
    ])
  })

  it('is one of as many as the plan allows, and apps from elsewhere do not count', async () => {
    const org = await newTestOrg()
    await env.DB.prepare("UPDATE organizations SET plan = 'free' WHERE id = ?").bind(org.organizationId).run()
    const made = []
    for (let count = 0; count < PLAN_OBJECTS.free.apps; count++) made.push(await create(org))
    const refused = await call('POST', APPS, { key: org.key, body: settings })
    expect(await problemOf(refused)).toEqual([409, 'plan_limit_reached'])
    await env.DB.prepare("UPDATE oauth_apps SET source = 'document' WHERE id = ?").bind(made[0]?.id).run()
    await create(org)
    await call('DELETE', `${APPS}/${made[1]?.id}`, org)
    await create(org)
  })

  it('is found in lists by page, status, type, source and text', async () => {
    const org = await newTestOrg()
    const one = await create(org, { name: 'Übersicht' })
    const two = await create(org, { name: 'Shifts', type: 'public' })
    const three = await create(org, { name: 'Payroll', environment: 'test' })
    await post(org, two.id, 'disable')
    const ids = async (query: string) =>
      (await json<Page<OAuthApp>>('GET', `${APPS}?${query}`, { cookie })).data.map(({ id }) => id)
    const cookie = await signIn(org)
    expect(await ids('')).toEqual([three.id, two.id, one.id])
    expect(await ids('environment=test')).toEqual([three.id])
    expect(await ids('status=disabled')).toEqual([two.id])
    expect(await ids('type=public')).toEqual([two.id])
    expect(await ids('source=document')).toEqual([])
    expect(await ids('search=Übers')).toEqual([one.id])
    expect(await ids(`search=${two.clientId.slice(3, 15).toLowerCase()}`)).toEqual([two.id])
    const page = await json<Page<OAuthApp>>('GET', `${APPS}?limit=2`, { cookie })
    expect(page.data.map(({ activeGrants }) => activeGrants)).toEqual([null, null])
    expect(await ids(`limit=2&cursor=${page.nextCursor}`)).toEqual([one.id])
    expect((await call('GET', `${APPS}?cursor=nonsense`, { cookie })).status).toBe(422)
    expect((await call('GET', `${APPS}?limit=1000`, { cookie })).status).toBe(422)
  })

  it('is not known to another organization, and needs the scopes', async () => {
    const [org, other] = await Promise.all([newTestOrg(), newTestOrg()])
    const app = await create(org)
    const reader = await createKey(org, { scopes: ['oauth-apps:read', 'users:read'] })
    const bare = await createKey(org, { scopes: ['users:read'] })
    const routes: [method: string, path: string, body?: object][] = [
      ['GET', ''],
      ['GET', '/usage'],
      ['PATCH', '', { name: 'Mine' }],
      ['PUT', '', { name: 'Mine' }],
      ['POST', '/rotate-secret'],
      ['POST', '/disable'],
      ['POST', '/enable'],
      ['DELETE', ''],
    ]
    for (const [method, path, body] of routes) {
      const send = (key: string) => call(method, `${APPS}/${app.id}${path}`, { key, ...(body && { body }) })
      expect((await send(other.key)).status, `${method} ${path} by another organization`).toBe(404)
      expect(await problemOf(await send(bare.key)), `${method} ${path} without scope`).toEqual([403, 'scope_missing'])
      const isRead = method === 'GET'
      expect((await send(reader.key)).status, `${method} ${path} with the scope to read`).toBe(isRead ? 200 : 403)
    }
    expect(await json<OAuthApp>('GET', `${APPS}/${app.id}`, org)).toMatchObject({ name: 'Calendar', status: 'active' })
  })

  it('that was not used yet has empty figures', async () => {
    const org = await newTestOrg()
    const app = await create(org)
    const usage = await json<OAuthAppUsage>('GET', `${APPS}/${app.id}/usage?days=7`, org)
    expect(usage).toMatchObject({ days: 7, total: 0, errors: 0, averageMs: null })
    expect(usage.byDay).toHaveLength(7)
  })
})
