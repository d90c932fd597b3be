import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import { OAUTH_REQUEST_SECONDS } from '../../../../contract/oauth.data.ts'
import type { OAuthAuthorization, OAuthRedirect, OAuthSettings } from '../../../../contract/oauth.ts'
import {
  type AskingApp,
  authorizePath,
  decide,
  newAskingApp,
  newChallengeOf,
  readWaiting,
  sentTo,
} from '../../../../test/support/authorizations.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import {
  call,
  createKey,
  json,
  newTestOrg,
  ORIGIN,
  settled,
  signIn,
  type TestOrg,
} from '../../../../test/support/kit.ts'
import { configOf } from '../../../platform/env.ts'
import { SEALED_AUTHORIZATION } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { openChallenge, sealChallenge } from './challenge.ts'

const parametersOf = (url: URL) => Object.fromEntries(url.searchParams)

async function problemOf(answer: Response) {
  const { code, errors, restartUrl } = await answer.json<Problem>()
  return { status: answer.status, code, field: errors?.[0]?.path, restartUrl }
}

const open = (challenge: string, what: '' | '/accept' | '/reject', by: object, body: object = {}) =>
  call(what === '' ? 'GET' : 'POST', `/api/v1/oauth-authorizations/${challenge}${what}`, {
    ...by,
    ...(what === '' ? {} : { body }),
  })

/** The rows of the tables that an authorization can write. */
async function rowsOf(organizationId: string): Promise<number[]> {
  const tables = ['oauth_grants', 'oauth_families', 'oauth_tokens', 'audit_logs']
  const counts = await Promise.all(
    tables.map((table) =>
      env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
        .bind(organizationId)
        .first<{ n: number }>(),
    ),
  )
  return counts.map((one) => one?.n ?? -1)
}

/** The same challenge, as if it had been made a while ago. */
async function aged(challenge: string, seconds: number): Promise<string> {
  const config = configOf(env)
  const opened = await openChallenge(config, SEALED_AUTHORIZATION, challenge)
  if (!opened) throw new Error('no challenge')
  const startedAt = opened.startedAt - seconds * 1000
  return sealChallenge(config, SEALED_AUTHORIZATION, { ...opened, startedAt })
}

describe('GET /oauth/authorize', () => {
  it('sends the browser to the page that asks, and neither stores nor reveals anything', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const before = await rowsOf(org.organizationId)
    const { bill, db } = billedDatabase()
    const answer = await call('GET', authorizePath(app), { env: { ...env, DB: db } })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/authorize\?challenge=[A-Za-z0-9_-]{200,}$/)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    expect(bill.written).toBe(0)
    expect(bill.read).toBeLessThanOrEqual(3)
    expect(await rowsOf(org.organizationId)).toEqual(before)
  })

  it('takes the parameters as a form too, and refuses those that are there twice', async () => {
    const app = await newAskingApp(await newTestOrg())
    const [, query = ''] = authorizePath(app).split('?')
    const post = (path: string, raw: string) =>
      call('POST', path, { raw, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    const answer = await post('/oauth/authorize', query)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('?challenge=')])
    const twice = await post('/oauth/authorize?state=other', query)
    expect(twice.headers.get('location')).toContain('error=invalid_request')
    expect((await post('/oauth/authorize', `${query}&x=${'x'.repeat(70_000)}`)).status).toBe(413)
    const put = await call('PUT', '/oauth/authorize')
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  it.each([
    ['client_id', { client_id: 'nobody' }],
    ['no client_id', { client_id: null }],
    ['redirect_uri', { redirect_uri: 'https://evil.example/' }],
    ['redirect_uri that runs code', { redirect_uri: 'javascript:alert(1)' }],
    ['request_uri', { request_uri: 'urn:ietf:params:oauth:request_uri:abc' }],
    ['request_uri of another form', { request_uri: 'https://evil.example/request' }],
  ])('shows a page for a wrong %s, and sends the browser nowhere', async (_, change) => {
    const app = await newAskingApp(await newTestOrg())
    const answer = await call('GET', authorizePath(app, change))
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(text).toContain('Access cannot be allowed')
    expect(text).not.toContain('evil.example')
    expect(text).not.toContain('<script')
  })

  it('passes the hint who should sign in on to our page alone', async () => {
    const org = await newTestOrg()
    const path = authorizePath(await newAskingApp(org), { login_hint: 'tess@example.com' })
    expect(await sentTo(path)).toMatch(/&login_hint=tess%40example\.com$/)
    await json('PATCH', '/api/v1/oauth-settings', { key: org.key, body: { loginUrl: 'https://host.example/in' } })
    expect(await sentTo(path)).not.toContain('login_hint')
  })

  it('tells the app what is wrong, with state and issuer', async () => {
    const app = await newAskingApp(await newTestOrg())
    const url = new URL(await sentTo(authorizePath(app, { response_type: 'token' })))
    expect(url.origin + url.pathname).toBe(app.redirectUri)
    expect(parametersOf(url)).toEqual({
      error: 'unsupported_response_type',
      error_description: expect.any(String),
      state: 'xyz',
      iss: ORIGIN,
    })
  })

  it('answers whatever it is sent, and sends the browser to the app or to our page alone', async () => {
    const app = await newAskingApp(await newTestOrg())
    const good = [...new URL(authorizePath(app), ORIGIN).searchParams]
    const name = fc.constantFrom(
      ...good.map(([one]) => one),
      'prompt',
      'resource',
      'request_uri',
      'scope',
      'login_hint',
    )
    const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('none', '', ORIGIN, 'a:b'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), fc.boolean(), async (more, replaces) => {
        const changed = new Set(replaces ? more.map(([one]) => one) : [])
        const all = [...good.filter(([one]) => !changed.has(one)), ...more]
        const answer = await call('GET', `/oauth/authorize?${new URLSearchParams(all)}`)
        expect([303, 400]).toContain(answer.status)
        const location = answer.headers.get('location')
        expect(location ?? app.redirectUri).toMatch(/^(\/authorize\?challenge=|https:\/\/app\.example\/callback(\?|$))/)
      }),
      { numRuns: 200 },
    )
  })

  it('tells the app of a failure of ours', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const failing = (message: string) =>
      new Proxy(env.DB, {
        get(target, property) {
          if (property === 'prepare') {
            return (text: string) => {
              if (text.includes('oauth_settings')) throw new Error(message)
              return target.prepare(text)
            }
          }
          const value = Reflect.get(target, property, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    const answer = await call('GET', authorizePath(app), { env: { ...env, DB: failing('D1 is down') } })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('?error=server_error&'),
    ])
    expect(answer.headers.get('location')).not.toContain('D1')
  })

  it('sends the browser to the page of the host product, where the organization has one', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    await json('PATCH', '/api/v1/oauth-settings', { key: org.key, body: { loginUrl: 'https://host.example/in?a=1' } })
    expect(await sentTo(authorizePath(app))).toMatch(/^https:\/\/host\.example\/in\?a=1&challenge=[\w-]+$/)
    await json('PATCH', '/api/v1/oauth-settings', { key: org.key, body: { loginUrl: 'https://主.example/入口' } })
    expect(await sentTo(authorizePath(app))).toMatch(/^https:\/\/xn--\w+\.example\/%E5%85%A5%E5%8F%A3\?challenge=/)
    const silent = new URL(await sentTo(authorizePath(app, { prompt: 'none' })))
    expect(silent.searchParams.get('error')).toBe('interaction_required')
  })
})

describe('prompt=none', () => {
  const silently = async (app: AskingApp, cookie?: string) => {
    const path = authorizePath(app, { prompt: 'none' })
    return parametersOf(new URL(await sentTo(path, cookie === undefined ? {} : { cookie })))
  }

  it('gives a code for what was allowed before, and says why not otherwise', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    expect(await silently(app)).toMatchObject({ error: 'login_required', state: 'xyz', iss: ORIGIN })
    const cookie = await signIn(org)
    expect(await silently(app, cookie)).toMatchObject({ error: 'consent_required' })
    await decide(await newChallengeOf(app), 'accept', { cookie })
    expect(await silently(app, cookie)).toEqual({
      code: expect.stringMatching(/^oac_live_/),
      state: 'xyz',
      iss: ORIGIN,
    })
    const stranger = await signIn(await newTestOrg())
    expect(await silently(app, stranger)).toMatchObject({ error: 'login_required' })
  })

  it('tells the app to try again while a grant cannot be put into effect', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const cookie = await signIn(org)
    await decide(await newChallengeOf(app), 'accept', { cookie })
    const CREDENTIAL_GUARD = new Proxy(env.CREDENTIAL_GUARD, {
      get(target, property) {
        if (property === 'get' || property === 'getByName') {
          return () => new Proxy({}, { get: () => () => Promise.reject(new Error('unreachable')) })
        }
        const value = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const path = authorizePath(app, { prompt: 'none' })
    const answer = await call('GET', path, { headers: { cookie }, env: { ...env, CREDENTIAL_GUARD } })
    const url = new URL(answer.headers.get('location') ?? '')
    expect(parametersOf(url)).toMatchObject({ error: 'temporarily_unavailable', state: 'xyz', iss: ORIGIN })
  })

  it('never gives a public app with a redirect to the device a code', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org, { type: 'public', verified: true, redirectUris: ['http://localhost/cb'] })
    const cookie = await signIn(org)
    await decide(await newChallengeOf(app), 'accept', { cookie })
    expect(await silently(app, cookie)).toMatchObject({ error: 'consent_required' })
  })
})

describe('a member', () => {
  it('sees what an app asks for, in words', async () => {
    const org = await newTestOrg('developer', { withKey: false })
    const app = await newAskingApp(org, { scopes: ['users:read', 'posts:*', 'logs:read', 'oauth:authorize'] })
    const challenge = await newChallengeOf(app, { login_hint: 'tess@example.com', resource: `${ORIGIN}/mcp` })
    const seen = await readWaiting(challenge, { cookie: await signIn(org) })
    expect(seen).toMatchObject({
      app: { id: app.id, clientId: app.clientId, name: 'Chart Companion', verified: false, createdBy: 'Tess Tester' },
      organization: { id: org.organizationId, name: 'Test organization' },
      subject: { type: 'person', name: 'Tess Tester', email: org.email },
      resource: `${ORIGIN}/mcp`,
      returnsTo: 'app.example',
      lastsDays: 90,
      mustAsk: true,
      mustSignIn: false,
      loginHint: 'tess@example.com',
    })
    expect(seen.scopes.map(({ scope, label, held }) => [scope, label, held])).toEqual([
      ['users:read', 'Read Users', true],
      ['posts:*', 'Everything about posts', true],
      ['logs:read', 'Read event logs', true],
      ['oauth:authorize', 'Let users allow apps', false],
    ])
    expect(Date.parse(seen.expiresAt) - Date.now()).toBeGreaterThan((OAUTH_REQUEST_SECONDS - 60) * 1000)
  })

  it('reads scopes that the organization defined as it named them', async () => {
    const org = await newTestOrg()
    await json('POST', '/api/v1/scopes', { key: org.key, body: { scope: 'orders:read', label: 'See your orders' } })
    const app = await newAskingApp(org, { scopes: ['orders:read', 'gone:read'] })
    const { scopes } = await readWaiting(await newChallengeOf(app), { cookie: await signIn(org) })
    expect(scopes.map(({ label }) => label)).toEqual(['See your orders', 'gone:read'])
  })

  it('allows it for themselves: the same code however often, and the browser goes back with state and issuer', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org, { redirectUris: ['https://app.example/cb?foo=1'] })
    const cookie = await signIn(org)
    const challenge = await newChallengeOf(app)
    const [first, second] = await Promise.all([
      decide(challenge, 'accept', { cookie }),
      decide(challenge, 'accept', { cookie }),
    ])
    const again = await decide(challenge, 'accept', { cookie })
    expect(first.href).toMatch(/^https:\/\/app\.example\/cb\?foo=1&code=oac_live_\w+&state=xyz&iss=/)
    expect([second.href, again.href]).toEqual([first.href, first.href])
    expect((await rowsOf(org.organizationId)).slice(0, 3)).toEqual([1, 1, 0])
    for (const field of ['subject', 'subjectName']) {
      const refused = await open(challenge, '/accept', { cookie }, { [field]: 'somebody' })
      expect(await problemOf(refused)).toMatchObject({ status: 422, field })
    }
  })

  it('gets back into an app of the device as the app named itself', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    for (const uri of ['slack://test', 'com.example.app:/oauth2redirect', 'http://127.0.0.1:51234/cb']) {
      const registered = uri.replace(':51234', '')
      const app = await newAskingApp(org, { type: 'public', redirectUris: [registered, 'https://app.example/cb'] })
      const challenge = await newChallengeOf(app, { redirect_uri: uri })
      expect((await decide(challenge, 'accept', { cookie })).href.startsWith(`${uri}?code=oac_live_`), uri).toBe(true)
      expect((await decide(challenge, 'reject', { cookie })).href.startsWith(`${uri}?error=access_denied&`), uri).toBe(
        true,
      )
    }
  })

  it('has one app open in two tabs, and finishes them in either order', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const cookie = await signIn(org)
    const [one, two] = [await newChallengeOf(app, { state: 'one' }), await newChallengeOf(app, { state: 'two' })]
    const second = await decide(two, 'accept', { cookie })
    const first = await decide(one, 'accept', { cookie })
    expect([first.searchParams.get('state'), second.searchParams.get('state')]).toEqual(['one', 'two'])
    expect(first.searchParams.get('code')).not.toBe(second.searchParams.get('code'))
  })

  it('allows fewer scopes, never one that was not asked for or that they do not hold', async () => {
    const org = await newTestOrg('viewer', { withKey: false })
    const app = await newAskingApp(org, { scopes: ['users:read', 'posts:read', 'posts:write'] })
    const cookie = await signIn(org)
    const challenge = await newChallengeOf(app)
    for (const [scopes, field] of [
      [['users:read', 'logs:read'], 'scopes.1'],
      [['posts:write'], 'scopes.0'],
      [['*'], 'scopes.0'],
    ] as const) {
      expect(await problemOf(await open(challenge, '/accept', { cookie }, { scopes }))).toMatchObject({
        status: 422,
        field,
      })
    }
    await decide(challenge, 'accept', { cookie }, { scopes: ['posts:read'] })
    const grant = await env.DB.prepare('SELECT scopes FROM oauth_grants WHERE app_id = ?').bind(app.id).first()
    expect(grant).toEqual({ scopes: '["posts:read"]' })
  })

  it('who holds none of the scopes can only say no', async () => {
    const org = await newTestOrg('viewer', { withKey: false })
    const app = await newAskingApp(org, { scopes: ['posts:write', '*'] })
    const cookie = await signIn(org)
    const challenge = await newChallengeOf(app)
    expect((await readWaiting(challenge, { cookie })).scopes.map(({ held }) => held)).toEqual([false, false])
    expect(parametersOf(await decide(challenge, 'accept', { cookie }))).toMatchObject({
      error: 'access_denied',
      state: 'xyz',
      iss: ORIGIN,
    })
    expect((await rowsOf(org.organizationId))[0]).toBe(0)
  })

  it('refuses it, with a reason in plain characters', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const url = await decide(await newChallengeOf(app), 'reject', { cookie: await signIn(org) }, { reason: 'Não "so"' })
    expect(parametersOf(url)).toEqual({
      error: 'access_denied',
      error_description: 'N?o ?so?',
      state: 'xyz',
      iss: ORIGIN,
    })
  })

  it('is asked again by the session of a page of ours alone', async () => {
    const org = await newTestOrg()
    const challenge = await newChallengeOf(await newAskingApp(org))
    const cookie = await signIn(org)
    const crossSite = await open(challenge, '/accept', { cookie, headers: { origin: 'https://evil.example' } })
    expect(await problemOf(crossSite)).toMatchObject({ status: 403, code: 'origin_mismatch' })
    expect(await problemOf(await open(challenge, '', {}))).toMatchObject({ status: 401, code: 'credential_missing' })
  })

  it.each<[string, object, Record<string, string>, boolean]>([
    ['a confidential app', {}, {}, false],
    ['a confidential app that wants to ask', {}, { prompt: 'consent' }, true],
    ['a confidential app that asks for less', {}, { scope: 'users:read' }, false],
    ['a public app', { type: 'public' }, {}, true],
    ['a public app that is verified', { type: 'public', verified: true }, {}, false],
    [
      'a verified app of the device',
      { type: 'public', verified: true, redirectUris: ['http://localhost/cb'] },
      {},
      true,
    ],
    ['a verified app with a scheme', { type: 'public', verified: true, redirectUris: ['my.app://cb'] }, {}, true],
    [
      'a verified app with a scheme beside a page',
      { type: 'public', verified: true, redirectUris: ['https://app.example/cb', 'my.app://cb'] },
      {},
      true,
    ],
  ])('who allowed %s before is asked again only where that is needed', async (_, app, change, isAsked) => {
    const org = await newTestOrg()
    const made = await newAskingApp(org, app)
    const cookie = await signIn(org)
    expect((await readWaiting(await newChallengeOf(made), { cookie })).mustAsk).toBe(true)
    await decide(await newChallengeOf(made), 'accept', { cookie })
    expect((await readWaiting(await newChallengeOf(made, change), { cookie })).mustAsk).toBe(isAsked)
  })

  it('is asked again for more scopes', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const cookie = await signIn(org)
    await decide(await newChallengeOf(app), 'accept', { cookie }, { scopes: ['users:read'] })
    expect((await readWaiting(await newChallengeOf(app), { cookie })).mustAsk).toBe(true)
    expect((await readWaiting(await newChallengeOf(app, { scope: 'users:read' }), { cookie })).mustAsk).toBe(false)
  })

  it('signs in again where the app wants that', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const before = await signIn(org)
    await env.DB.prepare('UPDATE sessions SET created_at = created_at - 60000 WHERE user_id = ?').bind(org.userId).run()
    const challenge = await newChallengeOf(app, { prompt: 'login' })
    expect((await readWaiting(challenge, { cookie: before })).mustSignIn).toBe(true)
    const refused = await open(challenge, '/accept', { cookie: before })
    expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'sign_in_again' })
    const after = await signIn(org)
    expect((await readWaiting(challenge, { cookie: after })).mustSignIn).toBe(false)
    expect((await decide(challenge, 'accept', { cookie: after })).searchParams.get('code')).toMatch(/^oac_live_/)
  })
})

describe('a challenge', () => {
  it('that is unknown, of another organization or changed is not found', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const challenge = await newChallengeOf(await newAskingApp(org))
    const cookie = await signIn(other)
    for (const [text, by] of [
      [challenge, { cookie }],
      [challenge, { key: other.key }],
      [`${challenge.slice(0, -2)}AA`, { key: org.key }],
      ['x', { key: org.key }],
      ['x'.repeat(30_000), { key: org.key }],
    ] as const) {
      for (const what of ['', '/accept', '/reject'] as const) {
        const body = what === '/accept' && 'key' in by ? { subject: 'user_1' } : {}
        expect((await open(text, what, by, body)).status, what).toBe(404)
      }
    }
  })

  it('that waited for too long is gone, and says how to start again', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const challenge = await newChallengeOf(app)
    const cookie = await signIn(org)
    const fresh = await aged(challenge, OAUTH_REQUEST_SECONDS - 60)
    expect((await open(fresh, '', { cookie })).status).toBe(200)
    const old = await aged(challenge, OAUTH_REQUEST_SECONDS)
    for (const what of ['', '/accept', '/reject'] as const) {
      const { status, code, restartUrl } = await problemOf(await open(old, what, { cookie }))
      expect([status, code], what).toEqual([410, 'authorization_over'])
      const { origin, pathname, search } = new URL(restartUrl ?? '')
      expect(origin).toBe(ORIGIN)
      expect(await sentTo(pathname + search)).toContain('/authorize?challenge=')
    }
  })

  it('is gone once its app is disabled, deleted, or has another redirect or fewer scopes', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    for (const change of [
      "status = 'disabled'",
      'deleted_at = 1',
      `redirect_uris = '["https://app.example/other"]'`,
      `scopes = '["users:read"]'`,
    ]) {
      const app = await newAskingApp(org)
      const challenge = await newChallengeOf(app, { scope: 'posts:write' })
      await env.DB.prepare(`UPDATE oauth_apps SET ${change} WHERE id = ?`).bind(app.id).run()
      const refused = await open(challenge, '/accept', { cookie })
      expect(await problemOf(refused), change).toMatchObject({ status: 410, code: 'authorization_over' })
    }
  })

  it('whose code was used or has expired is gone, so that nobody offers the code twice', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    for (const change of ['code_used_at = 1', 'code_expires_at = 1']) {
      const app = await newAskingApp(org)
      const challenge = await newChallengeOf(app)
      await decide(challenge, 'accept', { cookie })
      await env.DB.prepare(`UPDATE oauth_families SET ${change} WHERE app_id = ?`).bind(app.id).run()
      expect(await problemOf(await open(challenge, '/accept', { cookie })), change).toMatchObject({
        status: 410,
        restartUrl: expect.stringContaining('/oauth/authorize?client_id='),
      })
    }
  })

  it('gives each member a code of their own', async () => {
    const org = await newTestOrg()
    const app = await newAskingApp(org)
    const challenge = await newChallengeOf(app)
    const first = await decide(challenge, 'accept', { cookie: await signIn(org) })
    const colleague = await newTestOrg('owner', { withKey: false })
    await env.DB.prepare('UPDATE members SET organization_id = ? WHERE user_id = ?')
      .bind(org.organizationId, colleague.userId)
      .run()
    const second = await decide(challenge, 'accept', { cookie: await signIn(colleague) })
    expect(first.searchParams.get('code')).not.toBe(second.searchParams.get('code'))
    expect((await rowsOf(org.organizationId)).slice(0, 2)).toEqual([2, 2])
  })
})

describe('a key of the host product', () => {
  async function newHost(more: { consent?: 'host' | 'gatehouse'; scopes?: string[] } = {}) {
    const org = await newTestOrg()
    const { consent = 'host', scopes = ['oauth:authorize', 'users:read'] } = more
    const body = { loginUrl: 'https://host.example/in', consent }
    await json('PATCH', '/api/v1/oauth-settings', { key: org.key, body })
    const { key } = await createKey(org, { scopes })
    const app = await newAskingApp(org)
    return { org, app, key, cookie: '' }
  }
  const accepted = { subject: 'user_17', subjectName: 'Marta Ionescu' }

  it('allows an app for one of its users, as far as it holds the scopes itself', async () => {
    const { app, key, org } = await newHost()
    const challenge = await newChallengeOf(app)
    const seen = await readWaiting(challenge, { key })
    expect(seen.subject).toBeNull()
    expect(seen.scopes.map(({ held }) => held)).toEqual([true, false])
    const [one, two] = [
      await decide(challenge, 'accept', { key }, accepted),
      await decide(challenge, 'accept', { key }, accepted),
    ]
    expect(one.searchParams.get('code')).toMatch(/^oac_live_/)
    expect(two.href).toBe(one.href)
    const grant = await env.DB.prepare(
      'SELECT subject_type, subject, subject_name, scopes FROM oauth_grants WHERE organization_id = ?',
    )
      .bind(org.organizationId)
      .first()
    expect(grant).toEqual({
      subject_type: 'external',
      subject: 'user_17',
      subject_name: 'Marta Ionescu',
      scopes: '["users:read"]',
    })
  })

  it('costs a fixed number of rows, as docs/cost.md says', async () => {
    const { app, key } = await newHost()
    const bill = async (path: string, by: object) => {
      const { bill, db } = billedDatabase()
      const method = path.endsWith('/accept') ? 'POST' : 'GET'
      const { status } = await call(method, path, { ...by, env: { ...env, DB: db } })
      expect(status).toBeLessThan(400)
      return bill.written
    }
    const [first, second] = [await newChallengeOf(app), await newChallengeOf(app)]
    const accept = { key, body: accepted }
    expect(await bill(authorizePath(app), {})).toBe(0)
    expect(await bill(`/api/v1/oauth-authorizations/${first}`, { key })).toBe(0)
    expect(await bill(`/api/v1/oauth-authorizations/${first}/accept`, accept)).toBe(9)
    // The grant is there already; accepting the same again writes nothing.
    expect(await bill(`/api/v1/oauth-authorizations/${second}/accept`, accept)).toBe(7)
    expect(await bill(`/api/v1/oauth-authorizations/${second}/accept`, accept)).toBe(0)
  })

  it('needs the scope, names its user, and reaches its own environment', async () => {
    const { org, app, key } = await newHost()
    const challenge = await newChallengeOf(app)
    const bare = await createKey(org, { scopes: ['users:read'] })
    for (const what of ['', '/accept', '/reject'] as const) {
      const refused = await open(challenge, what, { key: bare.key }, what === '/accept' ? accepted : {})
      expect(await problemOf(refused), what).toMatchObject({ status: 403, code: 'scope_missing' })
    }
    expect(await problemOf(await open(challenge, '/accept', { key }))).toMatchObject({ status: 422, field: 'subject' })
    const test = await createKey(org, { scopes: ['*'], environment: 'test' })
    expect((await open(challenge, '', { key: test.key })).status).toBe(404)
    const testApp = await newAskingApp(org, { environment: 'test' })
    const ofTest = await newChallengeOf(testApp)
    expect((await open(ofTest, '', { key: org.key })).status).toBe(404)
    expect(
      (await call('GET', `/api/v1/oauth-authorizations/${ofTest}?environment=test`, { key: org.key })).status,
    ).toBe(200)
    const { href } = await decide(ofTest, 'accept', { key: test.key }, accepted)
    expect(href).toContain('code=oac_test_')
  })

  it('refuses an app', async () => {
    const { app, key } = await newHost()
    const url = await decide(await newChallengeOf(app), 'reject', { key }, { reason: 'Not signed in.' })
    expect(parametersOf(url)).toMatchObject({ error: 'access_denied', error_description: 'Not signed in.' })
  })

  it('leaves the question to us: our page asks its user, who may allow less', async () => {
    const { org, app, key } = await newHost({ consent: 'gatehouse', scopes: ['*'] })
    const challenge = await newChallengeOf(app)
    const page = await decide(challenge, 'accept', { key }, accepted)
    expect(page.origin + page.pathname).toBe(`${ORIGIN}/authorize`)
    expect((await rowsOf(org.organizationId))[0]).toBe(0)
    const consent = page.searchParams.get('consent') ?? ''
    const path = `/api/v1/oauth-consents/${consent}`
    expect(await json<OAuthAuthorization>('GET', path)).toMatchObject({
      app: { name: 'Chart Companion' },
      organization: { name: 'Test organization' },
      subject: { type: 'external', name: 'Marta Ionescu', email: null },
      mustAsk: true,
    })
    const more = await call('POST', `${path}/accept`, { body: { scopes: ['payments:process'] } })
    expect(await problemOf(more)).toMatchObject({ status: 422, field: 'scopes.0' })
    const other = await call('POST', `${path}/accept`, { body: { subject: 'user_18' } })
    expect(await problemOf(other)).toMatchObject({ status: 422, field: 'subject' })
    const refused = await json<OAuthRedirect>('POST', `${path}/reject`)
    expect(refused.redirectTo).toContain('error=access_denied')
    const answers = await Promise.all(
      [1, 2].map(() => json<OAuthRedirect>('POST', `${path}/accept`, { body: { scopes: ['users:read'] } })),
    )
    expect(answers[0]?.redirectTo).toMatch(/^https:\/\/app\.example\/callback\?code=oac_live_/)
    expect(answers[1]).toEqual(answers[0])
    const grant = await env.DB.prepare('SELECT subject, scopes FROM oauth_grants WHERE organization_id = ?')
      .bind(org.organizationId)
      .first()
    expect(grant).toEqual({ subject: 'user_17', scopes: '["users:read"]' })
    // The next time, the same user is not asked for the same.
    const again = await newChallengeOf(app, { scope: 'users:read' })
    expect((await decide(again, 'accept', { key }, accepted)).searchParams.get('code')).toMatch(/^oac_live_/)
    const asOther = await decide(again, 'accept', { key }, { subject: 'user_18' })
    expect(asOther.pathname).toBe('/authorize')
  })

  it('leaves no challenge in the log', async () => {
    const { app, key } = await newHost()
    const sent: unknown[] = []
    const REQUEST_LOGS = { ...env.REQUEST_LOGS, send: async (message: unknown) => void sent.push(message) } as never
    const challenge = await newChallengeOf(app)
    // Entries of earlier calls are sent by those.
    await settled()
    await open(challenge, '', { key, env: { ...env, REQUEST_LOGS } })
    await open(challenge, '/accept', { key, env: { ...env, REQUEST_LOGS } }, accepted)
    await settled()
    const logged = JSON.stringify(sent)
    expect(logged).toContain('/api/v1/oauth-authorizations/...')
    expect(logged).not.toContain(challenge.slice(0, 20))
  })

  it('cannot use the two challenges for each other', async () => {
    const { app, key } = await newHost({ consent: 'gatehouse' })
    const challenge = await newChallengeOf(app)
    const page = await decide(challenge, 'accept', { key }, accepted)
    const consent = page.searchParams.get('consent') ?? ''
    expect((await call('GET', `/api/v1/oauth-consents/${challenge}`)).status).toBe(404)
    expect((await open(consent, '', { key })).status).toBe(404)
  })
})

describe('the settings', () => {
  const write = (org: TestOrg, body: object, headers = {}) =>
    call('PATCH', '/api/v1/oauth-settings', { key: org.key, body, headers })

  it('are read, changed, and recorded', async () => {
    const org = await newTestOrg()
    const first = await call('GET', '/api/v1/oauth-settings', { key: org.key })
    expect([first.headers.get('etag'), await first.json()]).toEqual([
      '"v0"',
      { loginUrl: null, consent: 'gatehouse', registration: false },
    ])
    const changed = await write(org, { loginUrl: 'https://host.example/in' }, { 'if-match': '"v0"' })
    expect([changed.headers.get('etag'), (await changed.json<OAuthSettings>()).loginUrl]).toEqual([
      '"v1"',
      'https://host.example/in',
    ])
    expect((await write(org, { consent: 'host' }, { 'if-match': '"v0"' })).status).toBe(412)
    expect((await write(org, { registration: true })).status).toBe(200)
    expect((await write(org, { registration: true })).headers.get('etag')).toBe('"v2"')
    const { data } = await json<{ data: { action: string; after: unknown }[] }>('GET', '/api/v1/audit-logs', org)
    expect(data.filter(({ action }) => action === 'oauth_settings.updated')).toHaveLength(2)
  })

  it('lose no change when two are made at once', async () => {
    const org = await newTestOrg()
    const answers = await Promise.all([write(org, { consent: 'host' }), write(org, { registration: true })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await json('GET', '/api/v1/oauth-settings', { key: org.key })).toEqual({
      loginUrl: null,
      consent: 'host',
      registration: true,
    })
  })

  it.each([
    'http://host.example/in',
    'https://user@host.example/in',
    'https://host.example/in#x',
    'javascript:alert(1)',
    'host',
  ])('refuse %s as the page of the host', async (loginUrl) => {
    expect(await problemOf(await write(await newTestOrg(), { loginUrl }))).toMatchObject({
      status: 422,
      field: 'loginUrl',
    })
  })

  it('allow a page on the same machine in local development', async () => {
    expect((await write(await newTestOrg(), { loginUrl: 'http://localhost:3000/in' })).status).toBe(200)
  })
})
