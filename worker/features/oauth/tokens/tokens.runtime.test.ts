import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import type { Me } from '../../../../contract/identity.ts'
import { call, createKey, json, newTestOrg, settled, watchedEnv } from '../../../../test/support/kit.ts'
import {
  allowApp,
  errorOf,
  exchange,
  newApp,
  newVerifier,
  protocol,
  type Tokens,
  tokensOf,
} from '../../../../test/support/oauth.ts'
import { until } from '../../../../test/support/until.ts'
import { configOf } from '../../../platform/env.ts'
import { issueAccessToken, readAccessToken } from '../format/access-token.ts'

const me = (key: string) => call('GET', '/api/v1/me', { key })
const statusOf = async (key: string) => (await me(key)).status

describe('an authorization code', () => {
  it('becomes an access token that works like a key, and a refresh token', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const answer = await exchange(app, await allowApp(org, app))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const tokens = await answer.json<Tokens>()
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: app.scopes.join(' ') })
    const who = await json<Me>('GET', '/api/v1/me', { key: tokens.access_token })
    expect(who).toMatchObject({
      credential: { type: 'oauth_token', name: 'Chart Companion', environment: 'live' },
      scopes: app.scopes,
      organization: { id: org.organizationId },
    })
    const refused = await call('GET', '/api/v1/webhooks', { key: tokens.access_token })
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([403, 'scope_missing'])
  })

  it('is refused with the error of RFC 6749 for every wrong part, and still works afterwards', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const other = await newApp(org)
    const given = await allowApp(org, app)
    const wrong: [Parameters<typeof exchange>[2], string][] = [
      [{ code: undefined }, 'invalid_request'],
      [{ code: ['a', 'b'] }, 'invalid_request'],
      [{ code: 'oac_live_nonsense' }, 'invalid_grant'],
      [{ code: `${given.code.slice(0, -1)}x` }, 'invalid_grant'],
      [{ redirect_uri: 'https://app.example.com/other' }, 'invalid_grant'],
      [{ redirect_uri: undefined }, 'invalid_grant'],
      [{ code_verifier: undefined }, 'invalid_grant'],
      [{ code_verifier: newVerifier().verifier }, 'invalid_grant'],
      [{ code_verifier: 'short' }, 'invalid_grant'],
      [{ resource: 'https://elsewhere.example' }, 'invalid_target'],
      [{ resource: ['https://gatehouse.test/mcp', 'https://gatehouse.test'] }, 'invalid_target'],
      [{ scope: 'webhooks:read' }, 'invalid_scope'],
      [{ grant_type: undefined }, 'invalid_request'],
      [{ grant_type: 'password' }, 'unsupported_grant_type'],
    ]
    for (const [more, error] of wrong) {
      expect(await errorOf(await exchange(app, given, more)), JSON.stringify(more)).toEqual([400, error])
    }
    expect(await errorOf(await exchange(other, given))).toEqual([400, 'invalid_grant'])
    expect((await exchange(app, given)).status).toBe(200)
  })

  it('without a challenge is refused with a verifier, so that nobody can take the challenge away', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const given = await allowApp(org, app, { pkce: false })
    expect(await errorOf(await exchange(app, given))).toEqual([400, 'invalid_grant'])
    expect((await exchange(app, given, { code_verifier: undefined })).status).toBe(200)
  })

  it('expires after ten minutes', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const given = await allowApp(org, app)
    await env.DB.prepare('UPDATE oauth_families SET code_expires_at = ? WHERE organization_id = ?')
      .bind(Date.now() - 1, org.organizationId)
      .run()
    expect(await errorOf(await exchange(app, given))).toEqual([400, 'invalid_grant'])
  })

  it('is the same for a request that is accepted again', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const first = await allowApp(org, app)
    const again = await Promise.all([1, 2, 3].map(() => allowApp(org, app, { requestId: first.requestId })))
    expect(new Set([first, ...again].map(({ code }) => code)).size).toBe(1)
    const families = await env.DB.prepare('SELECT count(*) AS n FROM oauth_families WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ n: number }>()
    expect(families?.n).toBe(1)
  })

  it('offered 20 times at once succeeds once, and the access is revoked', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const given = await allowApp(org, app)
    const slow = watchedEnv(20)
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(app, given, {}, { env: slow.env })))
    const good = answers.filter(({ status }) => status === 200)
    expect(good).toHaveLength(1)
    for (const one of answers.filter((answer) => answer !== good[0])) {
      expect(await errorOf(one)).toEqual([400, 'invalid_grant'])
    }
    const tokens = await good[0]?.json<Tokens>()
    const refused = await me(tokens?.access_token ?? '')
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([401, 'token_revoked'])
    const grant = await env.DB.prepare('SELECT status FROM oauth_grants WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ status: string }>()
    expect(grant?.status).toBe('revoked')
    const alerts = await json<Page<{ kind: string }>>('GET', '/api/v1/alerts', { key: org.key })
    expect(alerts.data.map(({ kind }) => kind)).toContain('oauth_token_reused')
  })

  it('offered by a stranger ends nothing', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const given = await allowApp(org, app)
    const tokens = await (await exchange(app, given)).json<Tokens>()
    const stranger = await newApp(org)
    expect(await errorOf(await exchange(stranger, given))).toEqual([400, 'invalid_grant'])
    expect(await errorOf(await exchange(app, given, { code_verifier: newVerifier().verifier }))).toEqual([
      400,
      'invalid_grant',
    ])
    expect(await statusOf(tokens.access_token)).toBe(200)
  })
})

describe('a refresh token', () => {
  const refresh = (app: Parameters<typeof protocol>[1], token: string, more = {}, options = {}) =>
    protocol('token', app, { grant_type: 'refresh_token', refresh_token: token, ...more }, options)

  it('is replaced, and the access tokens before stay valid', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const first = await tokensOf(org, app)
    const second = await (await refresh(app, first.refresh_token)).json<Tokens>()
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(await Promise.all([first, second].map((one) => statusOf(one.access_token)))).toEqual([200, 200])
  })

  it('offered 20 times at once gets 20 equal answers and one successor', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { refresh_token } = await tokensOf(org, app)
    const slow = watchedEnv(20)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refresh(app, refresh_token, {}, { env: slow.env })),
    )
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())))
    expect([answers.every(({ status }) => status === 200), bodies.size]).toEqual([true, 1])
    const [body = '{}'] = bodies
    const { access_token, refresh_token: successor }: Tokens = JSON.parse(body)
    expect(await statusOf(access_token)).toBe(200)
    // Also after the successor was used, and its successor too.
    const third = await (await refresh(app, successor)).json<Tokens>()
    expect((await refresh(app, third.refresh_token)).status).toBe(200)
    expect(await (await refresh(app, refresh_token)).text()).toBe(body)
    const rows = await env.DB.prepare('SELECT count(*) AS n FROM oauth_tokens WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ n: number }>()
    expect(rows?.n).toBe(4)
  })

  it('that was replaced more than a minute ago ends its family, and tells', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const first = await tokensOf(org, app)
    const second = await (await refresh(app, first.refresh_token)).json<Tokens>()
    await env.DB.prepare(
      `UPDATE oauth_families SET recent = (
         SELECT json_group_array(json_set(value, '$.at', value ->> 'at' - 61000)) FROM json_each(recent))
       WHERE organization_id = ?`,
    )
      .bind(org.organizationId)
      .run()
    expect(await errorOf(await refresh(app, first.refresh_token))).toEqual([400, 'invalid_grant'])
    expect(await errorOf(await refresh(app, second.refresh_token))).toEqual([400, 'invalid_grant'])
    expect(await Promise.all([first, second].map((one) => statusOf(one.access_token)))).toEqual([401, 401])
    const alerts = await json<Page<{ kind: string }>>('GET', '/api/v1/alerts', { key: org.key })
    expect(alerts.data.map(({ kind }) => kind)).toContain('oauth_token_reused')
  })

  it('gives narrower access tokens and keeps the whole grant; too much is refused and costs nothing', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const first = await tokensOf(org, app)
    expect(await errorOf(await refresh(app, first.refresh_token, { scope: 'users:read webhooks:read' }))).toEqual([
      400,
      'invalid_scope',
    ])
    const narrow = await (await refresh(app, first.refresh_token, { scope: 'users:read' })).json<Tokens>()
    expect(narrow.scope).toBe('users:read')
    expect((await json<Me>('GET', '/api/v1/me', { key: narrow.access_token })).scopes).toEqual(['users:read'])
    expect((await json<Me>('GET', '/api/v1/me', { key: first.access_token })).scopes).toEqual(app.scopes)
    const whole = await (await refresh(app, narrow.refresh_token)).json<Tokens>()
    expect(whole.scope).toBe(app.scopes.join(' '))
  })

  it('can ask for a part of a scope', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { scopes: ['records:*'] })
    const first = await tokensOf(org, app)
    const narrow = await (await refresh(app, first.refresh_token, { scope: 'records:read' })).json<Tokens>()
    expect((await json<Me>('GET', '/api/v1/me', { key: narrow.access_token })).scopes).toEqual(['records:read'])
  })

  it('ends after thirty days, and at the absolute end', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    for (const column of ['refresh_expires_at', 'absolute_until']) {
      const { refresh_token } = await tokensOf(org, app)
      await env.DB.prepare(`UPDATE oauth_families SET ${column} = ? WHERE organization_id = ?`)
        .bind(Date.now() - 1, org.organizationId)
        .run()
      expect(await errorOf(await refresh(app, refresh_token))).toEqual([400, 'invalid_grant'])
    }
  })

  it('of another client is refused, and ends nothing', async () => {
    const org = await newTestOrg()
    const [app, other] = [await newApp(org), await newApp(org)]
    const { refresh_token } = await tokensOf(org, app)
    expect(await errorOf(await refresh(other, refresh_token))).toEqual([400, 'invalid_grant'])
    expect((await refresh(app, refresh_token)).status).toBe(200)
  })
})

describe('a client', () => {
  const codes = { grant_type: 'client_credentials' }
  const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` })

  it('proves who it is by Basic or by parameters, and in one way only', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { grantTypes: ['client_credentials'], scopes: ['users:read'] })
    const { clientId, secret } = app
    expect((await protocol('token', app, codes)).status).toBe(200)
    expect((await protocol('token', null, { ...codes, client_id: clientId, client_secret: secret })).status).toBe(200)
    const both = await protocol('token', app, { ...codes, client_id: clientId, client_secret: secret })
    expect(await errorOf(both)).toEqual([400, 'invalid_request'])
    for (const headers of [
      basic(`${clientId}:wrong`),
      basic(`${clientId}:${secret.slice(0, -1)}`),
      basic('unknown:secret'),
      basic('%:secret'),
      basic('no colon'),
      { authorization: 'Basic %%%' },
      basic(`${encodeURIComponent('https://agent.example/meta.json')}:x+y%20z`),
    ]) {
      const answer = await protocol('token', null, codes, { headers })
      expect(answer.headers.get('www-authenticate')).toContain('Basic')
      expect(await errorOf(answer), headers.authorization).toEqual([401, 'invalid_client'])
    }
    for (const parameters of [
      codes,
      { ...codes, client_id: clientId },
      { ...codes, client_id: clientId, client_secret: 'wrong' },
      { ...codes, client_id: 'gone' },
    ]) {
      expect(await errorOf(await protocol('token', null, parameters))).toEqual([401, 'invalid_client'])
    }
  })

  it('that is public has no secret and gets no tokens for itself', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { type: 'public' })
    expect((await exchange(app, await allowApp(org, app))).status).toBe(200)
    expect(await errorOf(await protocol('token', app, codes))).toEqual([400, 'unauthorized_client'])
    const withSecret = await protocol('token', null, { ...codes, client_id: app.clientId, client_secret: 'any' })
    expect(await errorOf(withSecret)).toEqual([401, 'invalid_client'])
  })

  it('gets tokens for itself, with scopes that its creator holds', async () => {
    const org = await newTestOrg('developer')
    const app = await newApp(org, { grantTypes: ['client_credentials'], scopes: ['users:read', 'members:write'] })
    const answer = await protocol('token', app, codes)
    const tokens = await answer.json<Tokens>()
    expect(tokens).toMatchObject({ scope: 'users:read' })
    expect(tokens.refresh_token).toBeUndefined()
    expect((await json<Me>('GET', '/api/v1/me', { key: tokens.access_token })).scopes).toEqual(['users:read'])
    expect(await errorOf(await protocol('token', app, { ...codes, scope: 'members:write' }))).toEqual([
      400,
      'invalid_scope',
    ])
    expect(await errorOf(await protocol('token', app, { ...codes, scope: 'posts:read' }))).toEqual([
      400,
      'invalid_scope',
    ])
  })

  it('must send a form', async () => {
    const answer = await call('POST', '/oauth/token', { body: { grant_type: 'client_credentials' } })
    expect(await errorOf(answer)).toEqual([400, 'invalid_request'])
    const large = await protocol('token', null, { ...codes, client_id: 'x'.repeat(40_000) })
    expect(await errorOf(large)).toEqual([400, 'invalid_request'])
  })
})

describe('an access token', () => {
  it('that is made up or damaged costs no query and no object call', async () => {
    const org = await newTestOrg()
    const { access_token } = await tokensOf(org, await newApp(org))
    await statusOf(access_token)
    const watched = watchedEnv()
    for (const text of [
      `${access_token.slice(0, -1)}${access_token.endsWith('x') ? 'y' : 'x'}`,
      access_token.slice(0, -1),
      `${access_token}x`,
      access_token.replace('oat_live', 'oat_test'),
      'oat_live_',
      `oat_live_${'A'.repeat(60)}`,
      `oat_live_${'A'.repeat(5000)}`,
    ]) {
      const answer = await call('GET', '/api/v1/me', { key: text, env: watched.env })
      expect([answer.status, (await answer.json<Problem>()).code], text).toEqual([401, 'credential_malformed'])
    }
    expect([watched.counts.queries, watched.counts.objectCalls]).toEqual([0, 0])
  })

  it('is valid for an hour', async () => {
    const org = await newTestOrg()
    const { access_token } = await tokensOf(org, await newApp(org))
    const { peppers } = configOf(env)
    const read = readAccessToken(access_token, peppers)
    if (!read) throw new Error('not a token')
    const issued = (secondsAgo: number) =>
      issueAccessToken(peppers, { ...read.token, issuedAt: Date.now() - secondsAgo * 1000, resource: null })
    expect(await statusOf(issued(3590))).toBe(200)
    const expired = await me(issued(3600))
    expect([expired.status, (await expired.json<Problem>()).code]).toEqual([401, 'token_expired'])
  })

  it('for one resource works there alone', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const statuses: [string | null, number][] = [
      [null, 200],
      ['https://gatehouse.test', 200],
      ['https://gatehouse.test/api/v1', 200],
      ['https://gatehouse.test/mcp', 401],
      ['https://gatehouse.test/api/v1/', 200],
    ]
    for (const [resource, status] of statuses) {
      const { access_token } = await tokensOf(org, app, { resource })
      expect(await statusOf(access_token), String(resource)).toBe(status)
    }
    const given = await allowApp(org, app)
    const narrowed = await exchange(app, given, { resource: 'https://gatehouse.test/mcp' })
    const { access_token } = await narrowed.json<Tokens>()
    const refused = await me(access_token)
    expect((await refused.json<Problem>()).code).toBe('audience_wrong')
  })

  it('is limited by the limit of its app, which each grant has for itself', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { perMinute: 5 })
    const first = await tokensOf(org, app)
    const second = await tokensOf(org, app, { subject: { type: 'external', id: 'u2', name: 'User 2' } })
    const calls = async ({ access_token }: Tokens) => {
      const statuses = await Promise.all(Array.from({ length: 12 }, () => statusOf(access_token)))
      return statuses.filter((status) => status === 200).length
    }
    expect([await calls(first), await calls(second)]).toEqual([5, 5])
  })
})

describe('an access token that was presented to a backend', () => {
  it('is verified like a key: with its scopes, charged to its limits, and logged for its app', async () => {
    const [org, stranger] = [await newTestOrg(), await newTestOrg()]
    const app = await newApp(org, { perMinute: 3 })
    const tokens = await tokensOf(org, app)
    const verify = (by: { key: string }, more: object = {}) =>
      json<Verdict>('POST', '/api/v1/api-keys/verify', {
        key: by.key,
        body: { key: tokens.access_token, endpoint: '/v1/orders/42', method: 'GET', ...more },
      })
    expect(await verify(org, { scopes: ['users:read'], explain: true })).toMatchObject({
      valid: true,
      code: 'ok',
      oauth: { appId: app.id, subject: { type: 'person', id: org.userId } },
      scopes: app.scopes,
      limits: [{ window: 'minute', limit: 3, remaining: 2 }],
    })
    expect(await verify(org, { scopes: ['webhooks:read'] })).toMatchObject({ valid: false, code: 'scope_missing' })
    expect(await verify(stranger)).toEqual({ valid: false, code: 'unknown' })
    expect(await verify(await createKey(org, { scopes: ['api-keys:verify'], environment: 'test' }))).toEqual({
      valid: false,
      code: 'unknown',
    })
    await verify(org, { cost: 2 })
    expect(await verify(org)).toMatchObject({ valid: false, code: 'rate_limited' })
    const bound = await tokensOf(org, app, { resource: 'https://gatehouse.test' })
    expect(await verify(org, { key: bound.access_token })).toEqual({ valid: false, code: 'malformed' })
    await protocol('revoke', app, { token: tokens.refresh_token })
    expect(await verify(org)).toMatchObject({ valid: false, code: 'revoked' })
    await settled()
    const entries = await until(async () => {
      const path = `/api/v1/event-logs?appId=${app.id}&path=/v1/orders`
      const page = await json<Page<LogEntry>>('GET', path, { key: org.key })
      return page.data.length >= 5 && page
    })
    expect(entries.data.map(({ outcome, keyId }) => [outcome, keyId])).toContainEqual(['ok', null])
    expect(entries.data.map(({ outcome }) => outcome)).toContain('scope_missing')
  })
})

describe('introspection and revocation', () => {
  it('say what a token is worth, to its own client alone', async () => {
    const org = await newTestOrg()
    const [app, other] = [await newApp(org), await newApp(org)]
    const tokens = await tokensOf(org, app, { resource: 'https://gatehouse.test/api/v1' })
    const about = async (by: typeof app, token: string) => (await protocol('introspect', by, { token })).json<object>()
    expect(await about(app, tokens.access_token)).toMatchObject({
      active: true,
      scope: app.scopes.join(' '),
      client_id: app.clientId,
      token_type: 'Bearer',
      sub: org.userId,
      username: 'Tess Tester',
      aud: 'https://gatehouse.test/api/v1',
      iss: 'https://gatehouse.test',
    })
    expect(await about(app, tokens.refresh_token)).toMatchObject({ active: true, sub: org.userId })
    expect(await about(other, tokens.access_token)).toEqual({ active: false })
    expect(await about(other, tokens.refresh_token)).toEqual({ active: false })
    expect(await about(app, 'nonsense')).toEqual({ active: false })
    expect(await errorOf(await protocol('introspect', app, {}))).toEqual([400, 'invalid_request'])
    expect(await errorOf(await protocol('introspect', null, { token: 'x' }))).toEqual([401, 'invalid_client'])
    await protocol('revoke', app, { token: tokens.access_token })
    expect(await about(app, tokens.access_token)).toEqual({ active: false })
  })

  it('tell the API that tokens are for, by a key, about all apps of its organization', async () => {
    const [org, stranger] = [await newTestOrg(), await newTestOrg()]
    const tokens = await tokensOf(org, await newApp(org))
    const about = async (key: string, token: string) => {
      const headers = { authorization: `Bearer ${key}` }
      const answer = await protocol('introspect', null, { token }, { headers })
      return { status: answer.status, ...(await answer.json<{ active?: boolean; code?: string }>()) }
    }
    const verifying = await createKey(org, { scopes: ['api-keys:verify'] })
    const [other, test] = [
      await createKey(org, { scopes: ['users:read'] }),
      await createKey(org, { scopes: ['api-keys:verify'], environment: 'test' }),
    ]
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      expect(await about(verifying.key, token)).toMatchObject({ status: 200, active: true, sub: org.userId })
      expect(await about(stranger.key, token)).toEqual({ status: 200, active: false })
      expect(await about(test.key, token)).toEqual({ status: 200, active: false })
    }
    expect(await about(other.key, tokens.access_token)).toMatchObject({ status: 403, code: 'scope_missing' })
    expect(await about(verifying.key, 'unknown')).toEqual({ status: 200, active: false })
    expect(await about('sk_live_wrong', tokens.access_token)).toMatchObject({ status: 401 })
  })

  it('end an access token alone, and with a refresh token everything of the same code', async () => {
    const org = await newTestOrg()
    const [app, other] = [await newApp(org), await newApp(org)]
    const [first, second] = [await tokensOf(org, app), await tokensOf(org, app)]
    const refreshed = await protocol('token', app, {
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token,
    })
    const third = await refreshed.json<Tokens>()
    expect((await protocol('revoke', app, { token: first.access_token })).status).toBe(200)
    const alive = () => Promise.all([first, second, third].map((one) => statusOf(one.access_token)))
    expect(await alive()).toEqual([401, 200, 200])
    expect(await errorOf(await protocol('revoke', other, { token: third.refresh_token }))).toEqual([
      400,
      'unauthorized_client',
    ])
    expect((await protocol('revoke', app, { token: 'unknown' })).status).toBe(200)
    expect(await errorOf(await protocol('revoke', app, {}))).toEqual([400, 'invalid_request'])
    expect(
      (await protocol('revoke', app, { token: third.refresh_token, token_type_hint: 'access_token' })).status,
    ).toBe(200)
    expect(await alive()).toEqual([401, 200, 401])
  })
})
