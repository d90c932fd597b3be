import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ApiKeyWithSecret } from '../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import type { Me } from '../../../contract/identity.ts'
import { authorizePath, newAskingApp, sentTo } from '../../../test/support/authorizations.ts'
import { DocumentHost } from '../../../test/support/documents.ts'
import {
  call,
  createKey,
  json,
  newTestOrg,
  ORIGIN,
  settled,
  signIn,
  type TestOrg,
  watchedEnv,
} from '../../../test/support/kit.ts'
import {
  allowApp,
  errorOf,
  exchange,
  newApp,
  newVerifier,
  protocol,
  type TestApp,
  type Tokens,
  testDeps,
  tokensOf,
} from '../../../test/support/oauth.ts'
import { until } from '../../../test/support/until.ts'
import type { Deps } from '../../platform/deps.ts'
import { configOf } from '../../platform/env.ts'
import { keyedHash } from '../../platform/lib/crypto/keyed-hash.ts'
import { authenticateClient } from './clients/authenticate-client.ts'
import { MAX_TOKEN_SCOPES, readAccessToken } from './format/access-token.ts'
import { allow } from './grants/allow.ts'
import { refreshGrantsOf } from './grants/follow-holder.ts'
import { exchangeCode } from './tokens/exchange-code.ts'
import { refreshTokens } from './tokens/refresh.ts'
import { accessTokenVerifier } from './verification/verifier.ts'

// What an attacker would try, by RFC 9700 and the RFCs that it builds on. docs/oauth-security.md names the test of each clause.

const me = (key: string) => call('GET', '/api/v1/me', { key })
const statusOf = async (key: string) => (await me(key)).status
const codeOf = async (key: string) => (await (await me(key)).json<Problem>()).code
const refresh = (app: TestApp, token: string, more: Record<string, string | string[]> = {}, options = {}) =>
  protocol('token', app, { grant_type: 'refresh_token', refresh_token: token, ...more }, options)
const CREDENTIALS = { grant_type: 'client_credentials' }

/** An app that gets tokens for itself. */
const machine = (org: TestOrg, more: Parameters<typeof newApp>[1] = {}) =>
  newApp(org, { grantTypes: ['client_credentials'], scopes: ['users:read'], ...more })

/** The rows of a table of an organization. */
const countOf = async (table: string, { organizationId }: TestOrg) =>
  (
    await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
      .bind(organizationId)
      .first<{ n: number }>()
  )?.n

describe('the errors of the token endpoint (RFC 6749, section 5.2)', () => {
  it('are answered with the exact code and status, as JSON that nobody caches', async () => {
    const org = await newTestOrg()
    const [web, own, open] = [await newApp(org), await machine(org), await newApp(org, { type: 'public' })]
    const { code, verifier, redirectUri } = await allowApp(org, web)
    const redeem = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri }
    type Case = [app: TestApp | null, Record<string, string | string[] | undefined>, number, string]
    const cases: Case[] = [
      [web, {}, 400, 'invalid_request'],
      [web, { grant_type: ['authorization_code', 'refresh_token'] }, 400, 'invalid_request'],
      [web, { ...redeem, code: undefined }, 400, 'invalid_request'],
      [web, { grant_type: 'refresh_token' }, 400, 'invalid_request'],
      [web, { ...redeem, client_secret: 'two ways at once' }, 400, 'invalid_request'],
      [null, redeem, 401, 'invalid_client'],
      [{ ...web, secret: 'wrong' }, redeem, 401, 'invalid_client'],
      [{ ...web, secret: own.secret }, redeem, 401, 'invalid_client'],
      [{ ...web, secret: '' }, redeem, 401, 'invalid_client'],
      [own, { ...redeem }, 400, 'unauthorized_client'],
      [own, { grant_type: 'refresh_token', refresh_token: 'x' }, 400, 'unauthorized_client'],
      [web, CREDENTIALS, 400, 'unauthorized_client'],
      [open, CREDENTIALS, 400, 'unauthorized_client'],
      [open, redeem, 400, 'invalid_grant'],
      [web, { ...redeem, code_verifier: newVerifier().verifier }, 400, 'invalid_grant'],
      [web, { ...redeem, redirect_uri: `${redirectUri}/` }, 400, 'invalid_grant'],
      [web, { grant_type: 'refresh_token', refresh_token: code }, 400, 'invalid_grant'],
      [web, { grant_type: 'password', username: 'a', password: 'b' }, 400, 'unsupported_grant_type'],
      [web, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }, 400, 'unsupported_grant_type'],
      [web, { ...redeem, scope: 'webhooks:read' }, 400, 'invalid_scope'],
      [own, { ...CREDENTIALS, scope: 'users:read\u0000' }, 400, 'invalid_scope'],
      [web, { ...redeem, resource: 'https://elsewhere.example/' }, 400, 'invalid_target'],
    ]
    for (const [app, parameters, status, error] of cases) {
      const answer = await protocol('token', app, parameters)
      expect(answer.headers.get('cache-control'), JSON.stringify(parameters)).toBe('no-store')
      expect(await errorOf(answer), JSON.stringify(parameters)).toEqual([status, error])
    }
    // Nothing of that has used the code up.
    expect((await protocol('token', web, redeem)).status).toBe(200)
  })

  it('describe it in the characters that an error_description may have, and repeat no secret', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { refresh_token } = await tokensOf(org, app)
    for (const more of [{ scope: `"\\\u{1f600}${refresh_token}` }, { [`"${refresh_token}`]: ['a', 'b'] }]) {
      const { error_description: text } = await (await refresh(app, refresh_token, more)).json<Record<string, string>>()
      expect(text).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
      expect(text).not.toContain(refresh_token)
    }
  })
})

describe('the errors of the authorization endpoint (RFC 6749, section 4.1.2.1)', () => {
  it.each<[string, Record<string, string | null>, string]>([
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['a hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['no response type', { response_type: null }, 'invalid_request'],
    ['no PKCE', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without a method, which is plain', { code_challenge_method: null }, 'invalid_request'],
    ['a foreign resource', { resource: 'https://elsewhere.example/api' }, 'invalid_target'],
    ['a scope that the app may not ask for', { scope: 'webhooks:write' }, 'invalid_scope'],
    ['a scope of no form', { scope: 'users:read\u0000' }, 'invalid_scope'],
    ['a request object', { request: 'eyJhbGciOiJub25lIn0..' }, 'invalid_request'],
    ['a fragment', { response_mode: 'fragment' }, 'invalid_request'],
  ])('answer %s at the redirect URI alone, with state and issuer', async (_, change, error) => {
    const app = await newAskingApp(await newTestOrg())
    const url = new URL(await sentTo(authorizePath(app, change)))
    expect(url.href.startsWith('https://app.example/callback?')).toBe(true)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ error, state: 'xyz', iss: ORIGIN })
    expect([url.hash, url.searchParams.get('code')]).toEqual(['', null])
  })

  it.each([
    'https://app.example/callback/',
    'https://app.example/callback?x=1',
    'https://app.example/callback#x',
    'https://app.example/Callback',
    'https://app.example/callback/../callback',
    'https://app.example/%63allback',
    'https://app.example:443/callback',
    'https://app.example.evil.example/callback',
    'https://app.example@evil.example/callback',
    'https://evil.example/https://app.example/callback',
    'http://app.example/callback',
    'https://app.example\\@evil.example/callback',
    '//evil.example/callback',
    'https://app.example/callback\r\nLocation: https://evil.example',
    'https://app.example/callback\u0000',
    'javascript:alert(1)//https://app.example/callback',
  ])('are never sent to %j (RFC 9700, sections 4.1 and 4.11)', async (redirectUri) => {
    const app = await newAskingApp(await newTestOrg())
    for (const change of [{}, { response_type: 'token' }, { prompt: 'none' }]) {
      const answer = await call('GET', authorizePath(app, { ...change, redirect_uri: redirectUri }))
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
    }
  })
})

describe('an app that no organization made', () => {
  it('gets nobody sent to its redirect URI before a person has decided (open redirect, RFC 9700, section 4.11)', async () => {
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', {})
    const agent = {
      id: '',
      clientId,
      scopes: [],
      redirectUri: 'https://agent.example.com/callback',
      organizationId: '',
    }
    const cookie = await signIn(await newTestOrg())
    expect(await sentTo(authorizePath(agent))).toMatch(/^\/authorize\?challenge=/)
    for (const change of [{ prompt: 'none' }, { response_type: 'token' }, { scope: '!' }, { code_challenge: null }]) {
      for (const headers of [{}, { cookie }]) {
        const answer = await call('GET', authorizePath(agent, change), { headers })
        expect([answer.status, answer.headers.get('location')], JSON.stringify(change)).toEqual([400, null])
        expect(await answer.text()).not.toContain('agent.example.com')
      }
    }
  })
})

describe('a code', () => {
  it('of another session is worth nothing to who injects it (RFC 9700, section 4.5)', async () => {
    const org = await newTestOrg()
    const [app, evil] = [await newApp(org), await newApp(org)]
    const [victim, attacker] = [await allowApp(org, app), await allowApp(org, app)]
    // With the verifier of the attacker's own session, and with another client (mix-up, section 4.4).
    expect(await errorOf(await exchange(app, { ...victim, verifier: attacker.verifier }))).toEqual([
      400,
      'invalid_grant',
    ])
    expect(await errorOf(await exchange(evil, victim))).toEqual([400, 'invalid_grant'])
    expect((await exchange(app, victim)).status).toBe(200)
  })

  it('cannot be redeemed without the verifier, or with one where there was no challenge (PKCE downgrade)', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const bound = await allowApp(org, app)
    expect(await errorOf(await exchange(app, bound, { code_verifier: undefined }))).toEqual([400, 'invalid_grant'])
    const free = await allowApp(org, app, { pkce: false })
    expect(await errorOf(await exchange(app, free))).toEqual([400, 'invalid_grant'])
  })

  it.each(['x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(43)} `, `${'x'.repeat(43)}\u0000`, 'ä'.repeat(43)])(
    'is refused with the malformed verifier %j (RFC 7636, section 4.1)',
    async (verifier) => {
      const org = await newTestOrg()
      const app = await newApp(org)
      const given = await allowApp(org, app)
      expect(await errorOf(await exchange(app, { ...given, verifier }))).toEqual([400, 'invalid_grant'])
    },
  )

  it('is redeemed once from several isolates, while the same access is revoked', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const given = await allowApp(org, app)
    const slow = watchedEnv(15)
    const grant = await env.DB.prepare('SELECT id FROM oauth_grants WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ id: string }>()
    const path = `/api/v1/oauth-apps/${app.id}/grants/${grant?.id}`
    const [revoked, ...answers] = await Promise.all([
      call('DELETE', path, { key: org.key, env: slow.env }),
      ...Array.from({ length: 8 }, () => exchange(app, given, {}, { env: slow.env })),
    ])
    expect(revoked?.status).toBeLessThan(300)
    const good = answers.filter(({ status }) => status === 200)
    expect(good.length).toBeLessThanOrEqual(1)
    for (const one of good) expect(await statusOf((await one.json<Tokens>()).access_token)).toBe(401)
    for (const one of answers.filter(({ status }) => status !== 200)) {
      expect(await errorOf(one)).toEqual([400, 'invalid_grant'])
    }
  })
})

describe('a revocation', () => {
  it('leaves no token alive that a refresh at the same time gets (RFC 7009, section 2.1)', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    for (let round = 0; round < 6; round++) {
      const { access_token, refresh_token } = await tokensOf(org, app)
      const slow = watchedEnv(10)
      const [revoked, ...refreshed] = await Promise.all([
        protocol('revoke', app, { token: refresh_token }, { env: slow.env }),
        ...Array.from({ length: 4 }, (_, n) =>
          refresh(app, refresh_token, n % 2 ? { scope: 'users:read' } : {}, { env: slow.env }),
        ),
      ])
      expect(revoked?.status).toBe(200)
      const dead = [access_token]
      for (const answer of refreshed) {
        if (answer.status !== 200) continue
        const tokens = await answer.json<Tokens>()
        dead.push(tokens.access_token)
        expect(await errorOf(await refresh(app, tokens.refresh_token))).toEqual([400, 'invalid_grant'])
      }
      expect(new Set(await Promise.all(dead.map(statusOf)))).toEqual(new Set([401]))
    }
  })

  it('that comes twice is answered twice only when no isolate admits the token any more', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { access_token, refresh_token } = await tokensOf(org, app)
    // So many calls that this isolate gets a lease.
    const calls = async () => {
      for (let n = 0; n < 40; n++) await statusOf(access_token)
    }
    await calls()
    const first = protocol('revoke', app, { token: refresh_token })
    await until(async () =>
      env.DB.prepare('SELECT 1 FROM oauth_families WHERE organization_id = ? AND ended_at IS NOT NULL')
        .bind(org.organizationId)
        .first(),
    )
    const second = await protocol('revoke', app, { token: refresh_token })
    expect([second.status, await statusOf(access_token)]).toEqual([200, 401])
    expect((await first).status).toBe(200)
  })

  it('that cannot be confirmed says so in the words of OAuth, and can be repeated', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { access_token, refresh_token } = await tokensOf(org, app)
    const CREDENTIAL_GUARD = new Proxy(env.CREDENTIAL_GUARD, {
      get: (target, property) =>
        property === 'get'
          ? () => ({ reload: () => Promise.reject(new Error('no guard')) })
          : Reflect.get(target, property, target).bind(target),
    })
    const answer = await protocol('revoke', app, { token: refresh_token }, { env: { ...env, CREDENTIAL_GUARD } })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await errorOf(answer)).toEqual([503, 'temporarily_unavailable'])
    expect((await protocol('revoke', app, { token: refresh_token })).status).toBe(200)
    expect(await statusOf(access_token)).toBe(401)
  })

  it('says which error it is, and knows no token of others (RFC 7009, section 2.2.1)', async () => {
    const org = await newTestOrg()
    const [app, other] = [await newApp(org), await newApp(org)]
    const { access_token, refresh_token } = await tokensOf(org, app)
    expect(await errorOf(await protocol('revoke', app, {}))).toEqual([400, 'invalid_request'])
    expect(await errorOf(await protocol('revoke', null, { token: refresh_token }))).toEqual([401, 'invalid_client'])
    for (const token of [access_token, refresh_token]) {
      expect(await errorOf(await protocol('revoke', other, { token }))).toEqual([400, 'unauthorized_client'])
    }
    expect(await statusOf(access_token)).toBe(200)
    for (const token of ['nonsense', 'oat_live_x', '\u0000']) {
      expect((await protocol('revoke', app, { token })).status, token).toBe(200)
    }
  })

  it('of an app ends what its token endpoint gives at the same time', async () => {
    const org = await newTestOrg()
    const app = await machine(org)
    const slow = watchedEnv(10)
    const [disabled, ...answers] = await Promise.all([
      call('POST', `/api/v1/oauth-apps/${app.id}/disable`, { key: org.key, body: {}, env: slow.env }),
      ...Array.from({ length: 6 }, () => protocol('token', app, CREDENTIALS, { env: slow.env })),
    ])
    expect(disabled?.status).toBe(200)
    for (const answer of answers) {
      if (answer.status === 200) expect(await codeOf((await answer.json<Tokens>()).access_token)).toBe('app_disabled')
      else expect(await errorOf(answer)).toEqual([400, 'unauthorized_client'])
    }
    expect(await errorOf(await protocol('token', app, CREDENTIALS))).toEqual([400, 'unauthorized_client'])
  })

  it('at the same time as new consent leaves no token of the old grant, and the new code works or is refused cleanly', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    for (let round = 0; round < 4; round++) {
      const old = await tokensOf(org, app)
      const [revoked, given] = await Promise.allSettled([
        call('DELETE', `/api/v1/oauth-apps/${app.id}/tokens`, { key: org.key, env: watchedEnv(8).env }),
        allowApp(org, app),
      ])
      expect(revoked.status).toBe('fulfilled')
      expect(await statusOf(old.access_token)).toBe(401)
      if (given.status === 'rejected') expect(String(given.reason)).toContain('changed_meanwhile')
      else {
        const answer = await exchange(app, given.value)
        if (answer.status === 200) expect(await statusOf((await answer.json<Tokens>()).access_token)).toBe(200)
        else expect(await errorOf(answer)).toEqual([400, 'invalid_grant'])
      }
    }
  })
})

describe('a member who was removed', () => {
  it('leaves nothing behind: no call, no refresh, no code, no introspection', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { access_token, refresh_token } = await tokensOf(org, app)
    const waiting = await allowApp(org, app)
    expect(await statusOf(access_token)).toBe(200)
    await env.DB.prepare('DELETE FROM members WHERE organization_id = ?').bind(org.organizationId).run()
    await refreshGrantsOf(await testDeps(), { organizationId: org.organizationId, type: 'person', id: org.userId })
    expect([await statusOf(access_token), await codeOf(access_token)]).toEqual([401, 'token_revoked'])
    expect(await errorOf(await refresh(app, refresh_token))).toEqual([400, 'invalid_grant'])
    expect(await errorOf(await exchange(app, waiting))).toEqual([400, 'invalid_grant'])
    for (const token of [access_token, refresh_token]) {
      const about = await protocol('introspect', app, { token })
      expect(await about.json()).toEqual({ active: false })
    }
  })

  it('ends what their apps do for themselves too', async () => {
    const org = await newTestOrg()
    const app = await machine(org)
    const { access_token } = await (await protocol('token', app, CREDENTIALS)).json<Tokens>()
    expect((await json<Me>('GET', '/api/v1/me', { key: access_token })).scopes).toEqual(['users:read'])
    await env.DB.prepare('DELETE FROM members WHERE organization_id = ?').bind(org.organizationId).run()
    await refreshGrantsOf(await testDeps(), { organizationId: org.organizationId, type: 'person', id: org.userId })
    expect((await json<Me>('GET', '/api/v1/me', { key: access_token })).scopes).toEqual([])
    expect(await errorOf(await protocol('token', app, CREDENTIALS))).toEqual([400, 'invalid_scope'])
  })
})

describe('the key that answers for an app', () => {
  const ENDINGS: [string, (org: TestOrg, key: ApiKeyWithSecret) => Promise<Response>, readonly string[]][] = [
    ['revoked', (org, { id }) => call('POST', `/api/v1/api-keys/${id}/revoke`, { key: org.key }), []],
    ['disabled', (org, { id }) => call('POST', `/api/v1/api-keys/${id}/disable`, { key: org.key }), []],
    ['deleted', (org, { id }) => call('DELETE', `/api/v1/api-keys/${id}`, { key: org.key }), []],
    [
      'narrowed',
      (org, { id }) =>
        call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { scopes: ['posts:read', 'users:read'] } }),
      ['users:read'],
    ],
  ]
  it.each(ENDINGS)('and is %s, takes its scopes from the app with that answer', async (_, end, left) => {
    const org = await newTestOrg()
    const key = await createKey(org, { scopes: ['users:*'] })
    const scopes = ['users:read', 'users:write']
    const app = await machine(org, { scopes, holder: { type: 'key', id: key.id } })
    const { access_token } = await (await protocol('token', app, CREDENTIALS)).json<Tokens>()
    const held = async () => (await json<Me>('GET', '/api/v1/me', { key: access_token })).scopes
    expect(await held()).toEqual(scopes)
    expect((await end(org, key)).status).toBeLessThan(300)
    expect(await held()).toEqual(left)
    const again = await protocol('token', app, CREDENTIALS)
    if (left.length === 0) expect(await errorOf(again)).toEqual([400, 'invalid_scope'])
    else expect((await again.json<Tokens>()).scope).toBe(left.join(' '))
  })

  it('and expires, ends the tokens of the app', async () => {
    const org = await newTestOrg()
    const key = await createKey(org, { scopes: ['users:read'] })
    const app = await machine(org, { holder: { type: 'key', id: key.id } })
    await env.DB.prepare('UPDATE api_keys SET expires_at = ? WHERE organization_id = ? AND id = ?')
      .bind(Date.now() + 1500, org.organizationId, key.id)
      .run()
    const { access_token } = await (await protocol('token', app, CREDENTIALS)).json<Tokens>()
    expect(await statusOf(access_token)).toBe(200)
    await until(async () => (await statusOf(access_token)) === 401)
    expect(await codeOf(access_token)).toBe('token_expired')
    expect(await errorOf(await protocol('token', app, CREDENTIALS))).toEqual([400, 'invalid_grant'])
  })
})

describe('scopes', () => {
  it('of a token are never wider than they were asked for, also after others were added to its grant', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { scopes: ['records:*', 'users:read', 'users:write', 'posts:read'] })
    const held = async (key: string) => (await json<Me>('GET', '/api/v1/me', { key })).scopes
    const first = await tokensOf(org, app, { scopes: ['users:read'] })
    const second = await tokensOf(org, app, { scopes: ['posts:read', 'records:*', 'users:write'] })
    // Names of parts are appended, and the places of those before stay the same.
    const parts = ['records.contacts:read', 'records.deals:*', 'records:write']
    for (const scope of parts) {
      const narrow = await (await refresh(app, second.refresh_token, { scope })).json<Tokens>()
      expect([narrow.scope, await held(narrow.access_token)]).toEqual([scope, [scope]])
    }
    expect(await held(first.access_token)).toEqual(['users:read'])
    expect(await held(second.access_token)).toEqual(['posts:read', 'records:*', 'users:write'])
    const twice = await (await refresh(app, first.refresh_token, { scope: 'users:read users:read' })).json<Tokens>()
    expect(twice.scope).toBe('users:read')
    for (const scope of ['*', 'users:*', 'users:write', 'records:read', 'users:read posts:read', 'users.x:write']) {
      expect(await errorOf(await refresh(app, twice.refresh_token, { scope })), scope).toEqual([400, 'invalid_scope'])
    }
  })

  it.each(['anything', 'users:read"', 'a b\u0000', 'users:READ', '*:*', 'users::read', '💥', `x:${'y'.repeat(5000)}`])(
    'of no form are refused, whatever was granted: %j',
    async (scope) => {
      const org = await newTestOrg()
      const app = await newApp(org, { scopes: ['*'] })
      const { refresh_token } = await tokensOf(org, app)
      expect(await errorOf(await refresh(app, refresh_token, { scope }))).toEqual([400, 'invalid_scope'])
      const { scopes = '' } =
        (await env.DB.prepare('SELECT scopes FROM oauth_grants WHERE organization_id = ?')
          .bind(org.organizationId)
          .first<{ scopes: string }>()) ?? {}
      expect(scopes).toBe('["*"]')
    },
  )

  it('that tokens of a grant name are bounded, and every token that is given works', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { scopes: ['*'] })
    let { refresh_token } = await tokensOf(org, app)
    const batch = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => `made-up-${from + n}:read`).join(' ')
    const before = await refresh(app, refresh_token, { scope: batch(0, 50) })
    refresh_token = (await before.json<Tokens>()).refresh_token
    const full = await refresh(app, refresh_token, { scope: batch(50, MAX_TOKEN_SCOPES - 1) })
    const tokens = await full.json<Tokens>()
    expect(await statusOf(tokens.access_token)).toBe(200)
    expect(await errorOf(await refresh(app, tokens.refresh_token, { scope: 'one-more:read' }))).toEqual([
      400,
      'invalid_scope',
    ])
    expect(await errorOf(await refresh(app, tokens.refresh_token, { scope: batch(200, 261) }))).toEqual([
      400,
      'invalid_scope',
    ])
    const whole = await (await refresh(app, tokens.refresh_token)).json<Tokens>()
    expect((await json<Me>('GET', '/api/v1/me', { key: whole.access_token })).scopes).toEqual(['*'])
    // A consent that would make tokens unreadable is refused, and changes nothing.
    await expect(allowApp(org, app, { scopes: ['other:read'] })).rejects.toMatchObject({
      error: { kind: 'conflict', code: 'too_many_scopes' },
    })
    expect(await countOf('oauth_families', org)).toBe(1)
  })
})

describe('the audience of a token (RFC 8707)', () => {
  it.each<[string, string | null]>([
    ['https://gatehouse.test', null],
    ['https://gatehouse.test/', null],
    ['HTTPS://GATEHOUSE.TEST:443/mcp', null],
    ['https://gatehouse.test/mcp/', null],
    ['https://gatehouse.test/gateway/Orders', null],
    ['http://gatehouse.test/mcp', 'invalid_target'],
    ['https://gatehouse.test:8443/mcp', 'invalid_target'],
    ['https://gatehouse.test.evil.example/mcp', 'invalid_target'],
    ['https://user@gatehouse.test/mcp', 'invalid_target'],
    ['https://gatehouse.test/mcp?x=1', 'invalid_target'],
    ['https://gatehouse.test/mcp#x', 'invalid_target'],
    ['https://gatehouse.test/MCP', 'invalid_target'],
    ['https://gatehouse.test//mcp', 'invalid_target'],
    ['https://gatehouse.test/api/v1/../../mcp/x', 'invalid_target'],
    ['https://gatehouse.test/api%2fv1', 'invalid_target'],
    ['https://gatehouse.test/mcp\u0000', 'invalid_target'],
    ['/mcp', 'invalid_target'],
    ['mcp', 'invalid_target'],
    ['urn:x', 'invalid_target'],
    [`https://gatehouse.test/gateway/${'x'.repeat(400)}`, 'invalid_target'],
  ])('can be %s: %s', async (resource, error) => {
    const org = await newTestOrg()
    const app = await machine(org)
    const answer = await protocol('token', app, { ...CREDENTIALS, resource })
    if (error === null) expect(answer.status).toBe(200)
    else expect(await errorOf(answer)).toEqual([400, error])
  })

  it('is not widened by how a URL is written', async () => {
    const org = await newTestOrg()
    const app = await machine(org)
    const get = async (resource: string) =>
      (await (await protocol('token', app, { ...CREDENTIALS, resource })).json<Tokens>()).access_token
    const [mcp, api] = [await get('https://gatehouse.test/mcp'), await get('https://gatehouse.test/api/v1')]
    for (const path of [
      '/mcp/../api/v1/me',
      '/mcp/%2e%2e/api/v1/me',
      '/mcp%2f..%2fapi/v1/me',
      '/mcp//api/v1/me',
      '/mcp/;/../api/v1/me',
      '/api/v1/me?resource=https://gatehouse.test/mcp',
      '//api/v1/me',
    ]) {
      expect((await call('GET', path, { key: mcp })).status, path).not.toBe(200)
    }
    expect((await call('GET', '/api/v1/me', { key: mcp })).status).toBe(401)
    expect((await call('GET', '/api/v1/me', { key: api })).status).toBe(200)
  })
})

describe('tenancy', () => {
  it('lets a client of one organization do nothing with what belongs to another', async () => {
    const [one, other] = [await newTestOrg(), await newTestOrg()]
    const [app, foreign] = [await newApp(one), await newApp(other)]
    const tokens = await tokensOf(one, app)
    expect(await errorOf(await exchange(foreign, await allowApp(one, app)))).toEqual([400, 'invalid_grant'])
    expect(await errorOf(await refresh(foreign, tokens.refresh_token))).toEqual([400, 'invalid_grant'])
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      expect(await errorOf(await protocol('revoke', foreign, { token }))).toEqual([400, 'unauthorized_client'])
      expect(await (await protocol('introspect', foreign, { token })).json()).toEqual({ active: false })
    }
    expect((await call('GET', `/api/v1/oauth-apps/${app.id}`, { key: other.key })).status).toBe(404)
    expect(await statusOf(tokens.access_token)).toBe(200)
  })

  it('keeps tokens in the environment of their app', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { environment: 'test', scopes: ['webhooks:read'] })
    const { access_token } = await tokensOf(org, app)
    expect((await call('GET', '/api/v1/webhooks', { key: access_token })).status).toBe(200)
    expect((await call('GET', '/api/v1/webhooks?environment=live', { key: access_token })).status).toBe(422)
    expect(await codeOf(access_token.replace('oat_test_', 'oat_live_'))).toBe('credential_malformed')
  })
})

describe('input of any kind', () => {
  const ODD = [
    '\u0000',
    '\u{1f600}',
    '%',
    '%00',
    '\ud83d',
    '"\\\n',
    'x'.repeat(30_000),
    '../..',
    "' OR 1=1 --",
    '[object Object]',
  ]

  it('is answered with a clear 4xx by each endpoint, in each parameter', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { refresh_token, access_token } = await tokensOf(org, app)
    const given = await allowApp(org, app)
    const forms: ['token' | 'revoke' | 'introspect' | 'par', Record<string, string>][] = [
      ['token', { grant_type: 'authorization_code', code: given.code, code_verifier: 'x', redirect_uri: 'x' }],
      ['token', { grant_type: 'refresh_token', refresh_token, scope: 'x:y', resource: 'x' }],
      ['token', { ...CREDENTIALS, client_assertion: 'x', client_assertion_type: 'x' }],
      ['revoke', { token: refresh_token, token_type_hint: 'x' }],
      ['introspect', { token: access_token, token_type_hint: 'x' }],
      ['par', { response_type: 'code', redirect_uri: 'x', state: 'x', scope: 'x', code_challenge: 'x', prompt: 'x' }],
    ]
    for (const [path, form] of forms) {
      for (const name of [...Object.keys(form), 'client_id', 'client_secret']) {
        for (const odd of ODD) {
          const answer = await protocol(path, app, { ...form, [name]: odd })
          const isHint = name === 'token_type_hint' || name === 'token'
          expect(answer.status, `${path} ${name}=${odd.slice(0, 9)}`).toBeGreaterThanOrEqual(isHint ? 200 : 400)
          expect(answer.status, `${path} ${name}=${odd.slice(0, 9)}`).toBeLessThan(500)
          await answer.body?.cancel()
        }
      }
    }
  })

  it('of an Authorization header is a 401, or nothing (RFC 6749, section 2.3.1)', async () => {
    const { clientId, secret } = await machine(await newTestOrg())
    const basic = (text: string) => `Basic ${btoa(text)}`
    for (const authorization of [
      'Basic',
      'Basic ',
      'Basic =',
      'Basic %%%',
      `Basic ${btoa('\xff\xfe:\xff')}`,
      basic(':'),
      basic(`:${secret}`),
      basic(`${clientId}:`),
      basic(`${clientId}`),
      basic(`${clientId}:${secret} `),
      basic(`${clientId}:${secret}\u0000`),
      basic(`${clientId}:${secret}:`),
      basic(`%:${secret}`),
      basic(`${clientId}%00:${secret}`),
      basic(`${'x'.repeat(20_000)}:y`),
    ]) {
      const answer = await protocol('token', null, CREDENTIALS, { headers: { authorization } })
      expect(await errorOf(answer), authorization.slice(0, 60)).toEqual([401, 'invalid_client'])
      expect(answer.headers.get('www-authenticate')).toContain('Basic')
      expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('www-authenticate')
    }
    const encoded = basic(`${encodeURIComponent(clientId).replaceAll('_', '%5F')}:${secret.replaceAll('_', '%5f')}`)
    for (const authorization of [encoded, basic(`${clientId}:${secret}`).replace('Basic ', 'bAsIc   ')]) {
      expect((await protocol('token', null, CREDENTIALS, { headers: { authorization } })).status).toBe(200)
    }
  })

  it('is a form in the body alone: nothing counts in the URL, as JSON, or with another method', async () => {
    const app = await machine(await newTestOrg())
    const authorization = `Basic ${btoa(`${app.clientId}:${app.secret}`)}`
    const query = await call('POST', '/oauth/token?grant_type=client_credentials', {
      raw: '',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(await errorOf(query)).toEqual([400, 'invalid_request'])
    const body = await call('POST', '/oauth/token', { body: CREDENTIALS, headers: { authorization } })
    expect(await errorOf(body)).toEqual([400, 'invalid_request'])
    for (const path of ['token', 'revoke', 'introspect', 'par']) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const answer = await call(method, `/oauth/${path}`, { headers: { authorization } })
        expect([answer.status, answer.headers.get('allow')], `${method} ${path}`).toEqual([405, 'POST'])
      }
    }
  })
})

describe('peppers', () => {
  const NEW = { version: 900, hash: keyedHash(new Uint8Array(32).fill(9)) }
  const form = (parameters: Record<string, string>) => new URLSearchParams(parameters)

  it('can be rotated: everything made under the old one works, and ends cleanly once it is removed', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const deps = await testDeps()
    const { peppers } = configOf(env)
    const under = (list: typeof peppers): Deps => ({ ...deps, config: { ...deps.config, peppers: list } })
    const [both, without] = [under([NEW, ...peppers]), under([NEW])]
    const tokens = await tokensOf(org, app)
    const given = await allowApp(org, app)
    const request = new Request(`${ORIGIN}/oauth/token`, { method: 'POST' })
    const login = form({ client_id: app.clientId, client_secret: app.secret })
    const verify = async (by: Deps, text: string) => {
      const found = await accessTokenVerifier.verify(
        by,
        { text, from: 'header', whole: text },
        { scopes: [], ip: null, requestId: 'r', url: `${ORIGIN}/api/v1/me`, cost: 1, organizationId: null },
      )
      return found?.refusal === null ? 'ok' : found?.refusal
    }
    const redeem = form({ code: given.code, code_verifier: given.verifier, redirect_uri: given.redirectUri })

    await expect(authenticateClient(without, request, login)).rejects.toMatchObject({ code: 'invalid_client' })
    const client = await authenticateClient(both, request, login)
    expect(await verify(without, tokens.access_token)).toMatchObject({ code: 'credential_malformed' })
    expect(await verify(both, tokens.access_token)).toBe('ok')
    await expect(exchangeCode(without, client, redeem)).rejects.toMatchObject({ code: 'invalid_grant' })
    const old = form({ refresh_token: tokens.refresh_token })
    await expect(refreshTokens(without, client, old)).rejects.toMatchObject({ code: 'invalid_grant' })

    const second = await exchangeCode(both, client, redeem)
    const third = await refreshTokens(both, client, old)
    // New ones are made under the new pepper, and the old refresh token still gets the same answer.
    expect(await refreshTokens(both, client, old)).toEqual(third)
    for (const { access_token, refresh_token = '' } of [second, third]) {
      expect(readAccessToken(access_token, [NEW])).not.toBeNull()
      expect(await verify(without, access_token)).toBe('ok')
      await refreshTokens(without, client, form({ refresh_token }))
    }
  })

  it('that were removed make a request that was accepted before start again', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { requestId } = await allowApp(org, app)
    const deps = await testDeps()
    const again = allow(
      { ...deps, config: { ...deps.config, peppers: [NEW] } },
      {
        organizationId: org.organizationId,
        app: { ...app, name: 'App', maxDays: 1 },
        subject: { type: 'person', id: org.userId, name: 'Tess' },
        scopes: app.scopes,
        resource: null,
        redirectUri: '',
        redirectNamed: true,
        codeChallenge: null,
        requestId,
        actor: { type: 'system' } as never,
      },
    )
    await expect(again).rejects.toMatchObject({ error: { kind: 'conflict' } })
  })
})

describe('a clock that goes backward', () => {
  it('neither signs out nor revives anything', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { refresh_token, access_token } = await tokensOf(org, app)
    const deps = await testDeps()
    const client = await authenticateClient(
      deps,
      new Request(`${ORIGIN}/oauth/token`),
      new URLSearchParams({ client_id: app.clientId, client_secret: app.secret }),
    )
    const old = new URLSearchParams({ refresh_token })
    const first = await refreshTokens(deps, client, old)
    const before = { ...deps, now: deps.now - 3_600_000 }
    expect(await refreshTokens(before, client, old)).toEqual(first)
    const next = await refreshTokens(before, client, new URLSearchParams({ refresh_token: first.refresh_token ?? '' }))
    expect(next.refresh_token).not.toBe(first.refresh_token)
    await protocol('revoke', app, { token: next.refresh_token ?? '' })
    expect(await errorOf(await refresh(app, refresh_token))).toEqual([400, 'invalid_grant'])
    expect(await statusOf(access_token)).toBe(401)
  })
})

describe('the secrets of OAuth', () => {
  it('are refused in every other body, and by the import of keys, which names the field', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { access_token, refresh_token } = await tokensOf(org, app)
    const { code } = await allowApp(org, app)
    for (const secret of [access_token, refresh_token, code, app.secret]) {
      const answer = await call('POST', '/api/v1/events', {
        key: org.key,
        body: { type: 'user.created', data: { note: `see ${encodeURIComponent(secret)}.` } },
      })
      const { code: problem, errors } = await answer.json<Problem>()
      expect([answer.status, problem, errors?.[0]?.path]).toEqual([422, 'invalid', 'data.note'])
      expect(JSON.stringify(errors)).not.toContain(secret)
    }
  })

  it('stand neither in the log nor in its export, the audit log, alerts or captured bodies', async () => {
    const org = await newTestOrg()
    await env.DB.prepare('UPDATE organizations SET capture_bodies = 1, version = version + 1 WHERE id = ?')
      .bind(org.organizationId)
      .run()
    const app = await newApp(org, { scopes: ['events:write', 'users:read'] })
    const { access_token, refresh_token } = await tokensOf(org, app)
    const given = await allowApp(org, app)
    const secrets = [access_token, refresh_token, given.code, app.secret, given.verifier]
    await exchange(app, given)
    await exchange(app, given)
    await refresh(app, refresh_token)
    const data = Object.fromEntries(secrets.slice(0, 4).map((one, n) => [`note${n}`, `see ${one}`]))
    const note = { type: 'user.created', data: { ...data, code_verifier: given.verifier } }
    const headers = { referer: `https://app.example/callback?code=${given.code}`, 'user-agent': `x ${access_token}` }
    await call('POST', `/api/v1/events?code=${given.code}&access_token=${access_token}`, {
      key: access_token,
      body: note,
      headers,
    })
    await call('GET', `/api/v1/events/${refresh_token}`, { key: org.key, headers })
    await call('GET', `/api/v1/${given.code}/${app.secret}`, { key: org.key, headers })
    await call('GET', '/api/v1/me', { key: refresh_token, headers })
    await call('POST', `/oauth/token?client_secret=${app.secret}`, { raw: secrets.join('&'), headers })
    await settled()
    const logs = await until(async () => {
      const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?limit=100', { key: org.key })
      return data.length >= 6 && data
    })
    const details = await Promise.all(
      logs.map(async ({ id }) => (await call('GET', `/api/v1/event-logs/${id}`, { key: org.key })).text()),
    )
    const stored = await Promise.all(
      ['/api/v1/event-logs/export?format=jsonl', '/api/v1/audit-logs?limit=100', '/api/v1/alerts?limit=100'].map(
        async (path) => (await call('GET', path, { key: org.key })).text(),
      ),
    )
    const results = await until(async () => {
      const rows = await env.DB.prepare('SELECT request, response FROM event_log_bodies WHERE organization_id = ?')
        .bind(org.organizationId)
        .all()
      return rows.results.length > 0 && rows.results
    })
    const text = JSON.stringify([logs, details, stored, results])
    for (const secret of secrets) {
      expect(text).not.toContain(secret)
      // Of one that is shown as a part, the secret half is not there.
      expect(text).not.toContain(secret.slice(-24))
    }
  })

  it('are not accepted in a URL (RFC 9700, section 4.3.2)', async () => {
    const org = await newTestOrg()
    const { access_token } = await tokensOf(org, await newApp(org))
    const inQuery = await call('GET', `/api/v1/me?api_key=${access_token}`)
    expect([inQuery.status, (await inQuery.json<Problem>()).code]).toEqual([401, 'query_key_not_allowed'])
    expect((await call('GET', `/api/v1/me?access_token=${access_token}`)).status).toBe(401)
  })
})

describe('the log', () => {
  it('has each call that names one of our credentials once, under its app, with its outcome', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const [app, foreign, open] = [await newApp(org), await newApp(other), await newApp(org, { type: 'public' })]
    const given = await allowApp(org, app)
    const tokens = await (await exchange(app, given)).json<Tokens>() // 1: 200 ok
    await exchange(app, { ...given, verifier: newVerifier().verifier }) // 2
    await protocol('token', { ...app, secret: foreign.secret }, CREDENTIALS) // 3: another app's secret
    await protocol('token', app, CREDENTIALS) // 4
    await refresh(app, tokens.refresh_token, { scope: 'webhooks:read' }) // 5
    await protocol('introspect', app, { token: tokens.access_token }) // 6
    await protocol('revoke', app, { token: 'unknown' }) // 7
    await me(tokens.access_token) // 8
    await call('GET', '/api/v1/webhooks', { key: tokens.access_token }) // 9
    await me(tokens.refresh_token) // 10
    await protocol('token', null, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }) // 11
    await protocol('revoke', app, { token: tokens.access_token }) // 12
    await me(tokens.access_token) // 13
    const mine = await tokensOf(org, open) // logged under the public app
    // A stranger who knows a client ID cannot fill the log of its app.
    await protocol('token', { ...app, secret: 'guess' }, CREDENTIALS)
    await protocol('token', open, { grant_type: 'refresh_token', refresh_token: 'guess' })
    await protocol('revoke', open, { token: 'guess' })
    // A token of another organization, presented by a client of ours: the call is ours.
    await refresh(foreign, mine.refresh_token)
    await settled()
    const logsOf = async (key: string, appId: string, count: number) =>
      until(async () => {
        const { data } = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?appId=${appId}&limit=100`, { key })
        return data.length >= count && data
      })
    const found = await logsOf(org.key, app.id, 13)
    const seen = found.map(({ type, status, outcome, endpoint }) => `${type} ${endpoint} ${status} ${outcome}`)
    expect(seen.sort()).toEqual(
      [
        'auth /oauth/token 200 ok',
        'auth /oauth/token 400 oauth_invalid_grant',
        'auth /oauth/token 401 oauth_invalid_client',
        'auth /oauth/token 400 oauth_unauthorized_client',
        'auth /oauth/token 400 oauth_invalid_scope',
        'auth /oauth/introspect 200 ok',
        'auth /oauth/revoke 200 ok',
        'api_call /api/v1/me 200 ok',
        'api_call /api/v1/webhooks 403 scope_missing',
        'auth /api/v1/me 401 credential_malformed',
        'auth /oauth/token 401 oauth_invalid_client',
        'auth /oauth/revoke 200 ok',
        'auth /api/v1/me 401 token_revoked',
      ].sort(),
    )
    expect(found.find(({ outcome }) => outcome === 'scope_missing')?.reason).toEqual({
      missingScopes: ['webhooks:read'],
    })
    const ofOpen = await logsOf(org.key, open.id, 1)
    expect(ofOpen.map(({ status }) => status)).toEqual([200])
    const ofForeign = await logsOf(other.key, foreign.id, 1)
    expect(ofForeign.map(({ outcome }) => outcome)).toEqual(['oauth_invalid_grant'])
  })
})
