import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import type { OAuthApp, OAuthAppUsage, OAuthGrant, OAuthToken } from '../../../../contract/oauth.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { allowApp, newApp, protocol, type TestApp, type Tokens, tokensOf } from '../../../../test/support/oauth.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { countNeeded } from '../../../platform/secrets/secret-store.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import { purgeUsage } from '../../maintenance/purge-usage.ts'
import { sweep } from '../../maintenance/sweep.ts'

const DAY = 86_400_000
const statusOf = async (token: string) => (await call('GET', '/api/v1/me', { key: token })).status
const codeOf = async (answer: Response) => [answer.status, (await answer.json<Problem>()).code]
const at = (app: { id: string }, path = '') => `/api/v1/oauth-apps/${app.id}${path}`
const user = (name: string) => ({ type: 'external' as const, id: `u-${name.toLowerCase()}`, name })
const grantsOf = async (org: TestOrg, app: TestApp, query = '') =>
  (await json<Page<OAuthGrant>>('GET', at(app, `/grants?${query}`), org)).data
const tokensIn = async (org: TestOrg, app: TestApp, query = '') =>
  (await json<Page<OAuthToken>>('GET', at(app, `/tokens?${query}`), org)).data
const refresh = (app: TestApp, { refresh_token }: Tokens) =>
  protocol('token', app, { grant_type: 'refresh_token', refresh_token })

describe('the grants of an app', () => {
  it('say who allowed what, since when, and when a token was last issued, newest first', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    await tokensOf(org, app, { subject: user('Ada'), scopes: ['users:read'] })
    await tokensOf(org, app, { subject: user('Grace'), scopes: ['users:read', 'posts:read'] })
    const [grace, ada] = await grantsOf(org, app)
    expect([grace?.subject, ada?.subject]).toEqual([user('Grace'), user('Ada')])
    expect(ada).toMatchObject({
      appId: app.id,
      app: { name: 'Chart Companion', clientId: app.clientId, verified: false },
      status: 'active',
      environment: 'live',
      scopes: ['users:read'],
      revokedAt: null,
    })
    expect(Date.parse(ada?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(ada?.createdAt ?? ''))
    const names = async (query: string) => (await grantsOf(org, app, query)).map(({ subject }) => subject.name)
    expect(await names('subject=u-ada')).toEqual(['Ada'])
    expect(await names('subject=GRA')).toEqual(['Grace'])
    expect(await names('scope=posts:read')).toEqual(['Grace'])
    expect(await names('status=revoked')).toEqual([])
    const page = await json<Page<OAuthGrant>>('GET', at(app, '/grants?limit=1'), org)
    expect(await names(`limit=1&cursor=${page.nextCursor}`)).toEqual(['Ada'])
    expect((await json<OAuthApp>('GET', at(app), org)).activeGrants).toBe(2)
  })

  it('are revoked one by one: the tokens of that user end, those of others do not, and a repeat is confirmed', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const ada = await tokensOf(org, app, { subject: user('Ada') })
    const grace = await tokensOf(org, app, { subject: user('Grace') })
    expect(await statusOf(ada.access_token)).toBe(200)
    const [grant] = await grantsOf(org, app, 'subject=u-ada')
    const revoke = () => call('DELETE', at(app, `/grants/${grant?.id}`), org)
    expect((await revoke()).status).toBe(204)
    expect([await statusOf(ada.access_token), await statusOf(grace.access_token)]).toEqual([401, 200])
    expect((await refresh(app, ada)).status).toBe(400)
    expect((await revoke()).status).toBe(204)
    expect(await grantsOf(org, app, 'status=revoked')).toMatchObject([
      { subject: user('Ada'), revokedBy: 'Everything' },
    ])
    const audit = await json<Page<{ action: string; target: { id: string } }>>('GET', '/api/v1/audit-logs', org)
    expect(audit.data.filter(({ action }) => action === 'oauth_grant.revoked')).toMatchObject([
      { target: { id: app.id } },
    ])
  })
})

describe('the tokens of an app', () => {
  it('are its refresh tokens and its access tokens that are valid now', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const ada = await tokensOf(org, app, { subject: user('Ada'), resource: 'https://gatehouse.test/mcp' })
    const again: Tokens = await (await refresh(app, ada)).json()
    await tokensOf(org, app, { subject: user('Grace') })
    const all = await tokensIn(org, app)
    expect(all.map(({ kind, subject }) => `${subject.name} ${kind}`)).toEqual([
      'Grace access',
      'Grace refresh',
      'Ada access',
      'Ada access',
      'Ada refresh',
    ])
    const [refreshToken] = await tokensIn(org, app, 'subject=u-ada').then((some) =>
      some.filter(({ kind }) => kind === 'refresh'),
    )
    expect(refreshToken).toMatchObject({ resource: 'https://gatehouse.test/mcp', scopes: app.scopes })
    expect(refreshToken?.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(all)).not.toContain(again.refresh_token.slice(-20))
    const first = await json<Page<OAuthToken>>('GET', at(app, '/tokens?limit=3'), org)
    const rest = await tokensIn(org, app, `limit=3&cursor=${first.nextCursor}`)
    expect([...first.data, ...rest].map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    await env.DB.prepare('UPDATE oauth_tokens SET expires_at = ? WHERE organization_id = ?')
      .bind(Date.now() - 1, org.organizationId)
      .run()
    expect((await tokensIn(org, app)).map(({ kind }) => kind)).toEqual(['refresh', 'refresh'])
  })

  it('are revoked one by one: an access token alone, a refresh token with all that came from it', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const [phone, laptop] = [await tokensOf(org, app), await tokensOf(org, app)]
    const again: Tokens = await (await refresh(app, laptop)).json()
    const revoke = (id: string | undefined) => call('DELETE', at(app, `/tokens/${id}`), org)
    const [newest] = await tokensIn(org, app)
    expect((await revoke(newest?.id)).status).toBe(204)
    expect(await statusOf(again.access_token)).toBe(401)
    expect(await statusOf(laptop.access_token)).toBe(200)
    const [family] = (await tokensIn(org, app)).filter(({ kind }) => kind === 'refresh')
    expect((await revoke(family?.id)).status).toBe(204)
    expect((await revoke(family?.id)).status).toBe(204)
    expect(await statusOf(laptop.access_token)).toBe(401)
    expect((await refresh(app, again)).status).toBe(400)
    expect(await statusOf(phone.access_token)).toBe(200)
    expect((await refresh(app, phone)).status).toBe(200)
    expect((await tokensIn(org, app)).filter(({ kind }) => kind === 'refresh')).toHaveLength(1)
    expect((await revoke('tok_01kaj3v5e8w2m4q6t8y0z2b4d6')).status).toBe(404)
    const { results } = await env.DB.prepare(
      "SELECT before FROM audit_logs WHERE organization_id = ? AND action = 'oauth_token.revoked' ORDER BY id",
    )
      .bind(org.organizationId)
      .all<{ before: string }>()
    expect(results.map(({ before }) => JSON.parse(before).kind)).toEqual(['access', 'refresh'])
  })

  it('end together for one user, or for everybody, and a repeat says that nothing was left', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const of = (name: string) => tokensOf(org, app, { subject: user(name) })
    const [ada, grace, mary] = [await of('Ada'), await of('Grace'), await of('Mary')]
    const statuses = () => Promise.all([ada, grace, mary].map(({ access_token }) => statusOf(access_token)))
    expect(await statuses()).toEqual([200, 200, 200])
    expect(await json('DELETE', at(app, '/tokens?subject=u-ada'), org)).toEqual({ revoked: 1 })
    expect(await statuses()).toEqual([401, 200, 200])
    expect(await json('DELETE', at(app, '/tokens'), org)).toEqual({ revoked: 2 })
    expect(await statuses()).toEqual([401, 401, 401])
    expect(await json('DELETE', at(app, '/tokens'), org)).toEqual({ revoked: 0 })
    expect(await tokensIn(org, app)).toEqual([])
  })

  it('end with the app: disabled, narrowed or deleted, none is admitted once that is answered', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { scopes: ['users:read', 'webhooks:read'] })
    const { access_token: token } = await tokensOf(org, app)
    const hooks = async () => (await call('GET', '/api/v1/webhooks', { key: token })).status
    expect(await hooks()).toBe(200)
    await call('PATCH', at(app), { key: org.key, body: { scopes: ['users:read'] } })
    expect([await hooks(), await statusOf(token)]).toEqual([403, 200])
    await call('POST', at(app, '/disable'), org)
    expect(await codeOf(await call('GET', '/api/v1/me', { key: token }))).toEqual([401, 'app_disabled'])
    await call('POST', at(app, '/enable'), org)
    expect(await statusOf(token)).toBe(200)
    await call('DELETE', at(app), org)
    expect(await statusOf(token)).toBe(401)
  })
})

describe('connected apps of a person', () => {
  it('are seen and revoked by that person alone, whatever the role, and not with a key', async () => {
    const org = await newTestOrg('viewer')
    const [app, other] = [await newApp(org), await newApp(org)]
    const mine = await tokensOf(org, app)
    const rest = await tokensOf(org, other)
    await allowApp(org, app, { subject: { type: 'person', id: 'usr_other', name: 'Other' } })
    const cookie = await signIn(org)
    const own = async () => (await json<Page<OAuthGrant>>('GET', '/api/v1/me/grants', { cookie })).data
    const [second, first] = await own()
    expect([first?.appId, second?.appId]).toEqual([app.id, other.id])
    expect(await codeOf(await call('GET', '/api/v1/me/grants', org))).toEqual([403, 'session_needed'])
    expect(await codeOf(await call('DELETE', '/api/v1/me/grants', org))).toEqual([403, 'session_needed'])
    const [foreign] = await grantsOf(org, app, 'subject=usr_other')
    expect((await call('DELETE', `/api/v1/me/grants/${foreign?.id}`, { cookie })).status).toBe(404)
    expect((await call('DELETE', `/api/v1/me/grants/${first?.id}`, { cookie })).status).toBe(204)
    expect(await statusOf(mine.access_token)).toBe(401)
    expect(await statusOf(rest.access_token)).toBe(200)
    expect(await json('DELETE', '/api/v1/me/grants', { cookie })).toEqual({ revoked: 1 })
    expect(await statusOf(rest.access_token)).toBe(401)
    expect(await own()).toEqual([])
    expect(await env.DB.prepare('SELECT status FROM oauth_grants WHERE id = ?').bind(foreign?.id).first()).toEqual({
      status: 'active',
    })
  })

  it('of one environment are those that the call names', async () => {
    const org = await newTestOrg()
    const [live, test] = [await newApp(org), await newApp(org, { environment: 'test' })]
    await tokensOf(org, live)
    await tokensOf(org, test)
    const cookie = await signIn(org)
    const apps = async (query: string) =>
      (await json<Page<OAuthGrant>>('GET', `/api/v1/me/grants${query}`, { cookie })).data.map(({ appId }) => appId)
    expect(await apps('')).toEqual([test.id, live.id])
    expect(await apps('?environment=test')).toEqual([test.id])
    expect(await json('DELETE', '/api/v1/me/grants?environment=test', { cookie })).toEqual({ revoked: 1 })
    expect(await apps('')).toEqual([live.id])
  })
})

describe('the routes of grants and tokens', () => {
  it('know nothing of another organization or environment, and need the scopes', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const app = await newApp(org)
    await tokensOf(org, app)
    const [grant] = await grantsOf(org, app)
    const [token] = await tokensIn(org, app)
    const elsewhere = await newApp(org)
    const reader = await createKey(org, { scopes: ['oauth-apps:read', 'users:read'] })
    const bare = await createKey(org, { scopes: ['users:read'] })
    const test = await createKey(org, { environment: 'test', scopes: ['*'] })
    const routes = [
      ['GET', '/grants'],
      ['GET', '/tokens'],
      ['DELETE', '/tokens'],
      ['DELETE', `/grants/${grant?.id}`],
      ['DELETE', `/tokens/${token?.id}`],
    ] as const
    for (const [method, path] of routes) {
      for (const key of [other.key, test.key]) {
        expect((await call(method, at(app, path), { key })).status, `${method} ${path}`).toBe(404)
      }
      expect(await codeOf(await call(method, at(app, path), bare)), `${method} ${path}`).toEqual([403, 'scope_missing'])
      expect((await call(method, at(app, path), reader)).status).toBe(method === 'GET' ? 200 : 403)
      if (path.includes('_')) expect((await call(method, at(elsewhere, path), org)).status).toBe(404)
    }
    for (const query of [
      'grants?limit=0',
      'grants?status=ended',
      'grants?scope=A%20B',
      'grants?cursor=x',
      'tokens?cursor=x',
    ]) {
      expect((await call('GET', at(app, `/${query}`), org)).status, query).toBe(422)
    }
    expect((await call('GET', at(app, '/tokens?grantId=1'), org)).status).toBe(422)
    expect((await tokensIn(org, app)).length).toBe(2)
  })
})

describe('the calls of an app', () => {
  const write = (entries: LogRecord[]) =>
    writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])

  it('are counted like those of a key, under its own id, and found by it in the log with its name', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const entry = (more: Partial<LogRecord>) => logEntry(org.organizationId, { keyId: null, appId: app.id, ...more })
    const now = Date.now()
    await write([entry({ time: now - 2 * DAY }), entry({ status: 503 }), entry({}), logEntry(org.organizationId, {})])
    const usage = await json<OAuthAppUsage>('GET', at(app, '/usage?days=7'), org)
    expect(usage).toMatchObject({ total: 3, errors: 1, byEndpoint: [{ calls: 3 }] })
    const page = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?appId=${app.id}`, org)
    expect(page.data.map(({ appId, appName, keyId }) => [appId, appName, keyId])).toEqual(
      Array.from({ length: 3 }, () => [app.id, 'Chart Companion', null]),
    )
    const histogram = await json<{ total: number }>(
      'GET',
      `/api/v1/event-logs/histogram?appId=${app.id}&range=30d`,
      org,
    )
    expect(histogram.total).toBe(3)
    const { lastUsedAt } = await json<OAuthApp>('GET', at(app), org)
    expect(Date.parse(lastUsedAt ?? '')).toBeGreaterThanOrEqual(now - 1000)
    // Reports about keys do not show apps.
    const stats = await json<{ mostUsedKey: unknown }>('GET', '/api/v1/stats', { cookie: await signIn(org) })
    expect(JSON.stringify(stats.mostUsedKey)).not.toContain(app.id)
  })

  it('write no row themselves: their entries are batched like those of keys', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { bill, db } = billedDatabase()
    const { access_token: token } = await tokensOf(org, app)
    for (let calls = 0; calls < 5; calls++) {
      expect((await call('GET', '/api/v1/me', { key: token, env: { ...env, DB: db } })).status).toBe(200)
    }
    expect(bill.written).toBe(0)
  })
})

describe('the peppers that are needed', () => {
  it('include those of client secrets, codes that can be redeemed, and refresh tokens', async () => {
    const org = await newTestOrg()
    const needed = async () =>
      (await countNeeded(databaseOf(env.DB)))
        .filter(({ name }) => name === 'KEY_PEPPERS')
        .reduce((sum, { rows }) => sum + rows, 0)
    const before = await needed()
    const app = await newApp(org)
    expect((await needed()) - before).toBe(1)
    await call('POST', at(app, '/rotate-secret'), { key: org.key, body: { overlapSeconds: 60 } })
    expect((await needed()) - before).toBe(2)
    await allowApp(org, app, { subject: user('Ada') })
    expect((await needed()) - before).toBe(3)
    // The query counts in whole seconds.
    await env.DB.prepare('UPDATE oauth_families SET code_expires_at = ? WHERE organization_id = ?')
      .bind(Date.now() - 2000, org.organizationId)
      .run()
    expect((await needed()) - before).toBe(2)
    await call('POST', at(app, '/rotate-secret'), { key: org.key, body: { overlapSeconds: 0 } })
    expect((await needed()) - before).toBe(1)
    await call('DELETE', at(app), org)
    expect((await needed()) - before).toBe(0)
  })
})

describe('the cost of administration', () => {
  it('is as docs/cost.md says', async () => {
    const org = await newTestOrg()
    const { bill, db } = billedDatabase()
    const written = async (method: string, path: string, body?: object) => {
      const before = bill.written
      const answer = await call(method, path, { key: org.key, env: { ...env, DB: db }, ...(body && { body }) })
      expect(answer.status, `${method} ${path}`).toBeLessThan(300)
      return bill.written - before
    }
    const settings = { name: 'A', redirectUris: ['https://app.example.com/callback'], scopes: ['users:read'] }
    const created = await written('POST', '/api/v1/oauth-apps', settings)
    const app = await newApp(org)
    for (const name of ['Ada', 'Grace', 'Mary']) await tokensOf(org, app, { subject: user(name) })
    const [first] = await grantsOf(org, app, 'subject=u-ada')
    const [token, family] = await tokensIn(org, app, 'subject=u-grace')
    const rows = {
      created,
      changed: await written('PATCH', at(app), { name: 'Renamed' }),
      rotated: await written('POST', at(app, '/rotate-secret')),
      disabled: await written('POST', at(app, '/disable')),
      enabled: await written('POST', at(app, '/enable')),
      listed: (await written('GET', at(app, '/grants'))) + (await written('GET', at(app, '/tokens'))),
      grantRevoked: await written('DELETE', at(app, `/grants/${first?.id}`)),
      accessTokenRevoked: await written('DELETE', at(app, `/tokens/${token?.id}`)),
      refreshTokenRevoked: await written('DELETE', at(app, `/tokens/${family?.id}`)),
      twoGrantsRevoked: await written('DELETE', at(app, '/tokens')),
      deleted: await written('DELETE', at(app)),
    }
    expect(rows).toEqual({
      created: 4,
      changed: 3,
      rotated: 3,
      disabled: 3,
      enabled: 3,
      listed: 0,
      grantRevoked: 3,
      accessTokenRevoked: 4,
      refreshTokenRevoked: 4,
      twoGrantsRevoked: 4,
      deleted: 3,
    })
  })
})

describe('what is over', () => {
  it('is removed after a day, in chunks, with the app last', async () => {
    const org = await newTestOrg()
    const [app, kept] = [await newApp(org), await newApp(org)]
    await tokensOf(org, app, { subject: user('Ada') })
    await tokensOf(org, app, { subject: user('Grace') })
    await tokensOf(org, kept)
    const counts = async () => {
      const rows = await env.DB.batch<{ n: number }>(
        ['oauth_tokens', 'oauth_families', 'oauth_grants', 'oauth_apps'].map((table) =>
          env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`).bind(org.organizationId),
        ),
      )
      return rows.map(({ results }) => results[0]?.n)
    }
    const later = async (days: number) => sweep.run(await jobDeps(Date.now() + days * DAY), null)
    await later(0.5)
    expect(await counts()).toEqual([3, 3, 3, 2])
    const [grant] = await grantsOf(org, app, 'subject=u-ada')
    await call('DELETE', at(app, `/grants/${grant?.id}`), org)
    // The access tokens are over; a revoked grant is listed for as long as the log is kept.
    await later(1.5)
    expect(await counts()).toEqual([0, 2, 3, 2])
    await call('DELETE', at(app), org)
    await later(1.5)
    expect(await counts()).toEqual([0, 1, 1, 2])
    await later(33)
    expect(await counts()).toEqual([0, 0, 1, 2])
    await purgeUsage.run(await jobDeps(Date.now() + 93 * DAY), null)
    expect(await counts()).toEqual([0, 0, 1, 1])
  })

  // Copies of documents, and registrations: clients/sweep-clients.runtime.test.ts.
  it('includes used client assertions', async () => {
    const now = Date.now()
    const clientId = `gh_${crypto.randomUUID()}`
    await env.DB.prepare("INSERT INTO oauth_assertions (client_id, jti, expires_at) VALUES (?, 'one', ?)")
      .bind(clientId, now)
      .run()
    await sweep.run(await jobDeps(now + 2 * DAY), null)
    const left = await env.DB.prepare('SELECT count(*) AS n FROM oauth_assertions WHERE client_id = ?')
      .bind(clientId)
      .first()
    expect(left).toEqual({ n: 0 })
  })
})
