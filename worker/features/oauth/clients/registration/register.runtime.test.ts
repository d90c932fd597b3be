import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { billedDatabase } from '../../../../../test/support/billed.ts'
import { call, newTestOrg, type TestOrg } from '../../../../../test/support/kit.ts'
import { errorOf, protocol, testDeps } from '../../../../../test/support/oauth.ts'
import { NEEDED_SQL } from '../../../../platform/lib/crypto/secret-versions.ts'
import { findClient } from '../find-client.ts'
import type { Registration } from './register.ts'

const DAY = 86_400_000
const REDIRECT = 'https://agent.example.com/callback'

/** Lets apps register themselves with an organization, or no longer. */
async function setRegistration({ organizationId }: TestOrg, on: boolean): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO oauth_settings (organization_id, consent, registration) VALUES (?, 'gatehouse', ?)
     ON CONFLICT (organization_id) DO UPDATE SET registration = excluded.registration`,
  )
    .bind(organizationId, Number(on))
    .run()
}

/** Calls come from a network of their own, since each may register a few apps only. */
const address = () =>
  `2001:db8:${crypto
    .getRandomValues(new Uint16Array(2))
    .join(':')
    .replace(/\d+/g, (n) => Number(n).toString(16))}::1`

const register = (body: unknown, headers: Record<string, string> = {}) =>
  call('POST', '/oauth/register', { body, headers: { 'cf-connecting-ip': address(), ...headers } })

describe('POST /oauth/register', () => {
  it('registers nothing unless an organization allows it', async () => {
    const org = await newTestOrg()
    await env.DB.prepare('DELETE FROM oauth_settings').run()
    expect(await errorOf(await register({ redirect_uris: [REDIRECT] }))).toEqual([400, 'unauthorized_client'])
    await setRegistration(org, false)
    expect(await errorOf(await register({ redirect_uris: [REDIRECT] }))).toEqual([400, 'unauthorized_client'])
    await setRegistration(org, true)
    expect((await register({ redirect_uris: [REDIRECT] })).status).toBe(201)
  })

  it('answers what was registered with the defaults, and leaves out what is not set', async () => {
    await setRegistration(await newTestOrg(), true)
    const answer = await register({
      redirect_uris: [REDIRECT],
      client_name: '',
      client_uri: null,
      scope: 'users:read',
      application_type: 'native',
      software_id: 'x',
    })
    expect([
      answer.status,
      answer.headers.get('cache-control'),
      answer.headers.get('access-control-allow-origin'),
    ]).toEqual([201, 'no-store', '*'])
    const registered = await answer.json<Registration>()
    expect(registered).toEqual({
      client_id: expect.stringMatching(/^gh_dyn_[0-9A-Za-z]{24}$/),
      client_id_issued_at: expect.closeTo(Date.now() / 1000, -2),
      redirect_uris: [REDIRECT],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })
    expect(await findClient(await testDeps(), registered.client_id)).toMatchObject({
      source: 'registration',
      type: 'public',
      name: 'agent.example.com',
      organizationId: null,
      scopes: null,
      requirePkce: true,
    })
  })

  it('repeats all that is set, and gives a secret to who asks for one', async () => {
    await setRegistration(await newTestOrg(), true)
    const facts = {
      redirect_uris: [REDIRECT, 'http://localhost:3000/callback', 'cursor://done'],
      client_name: 'Agent',
      client_uri: 'https://agent.example.com',
      logo_uri: 'https://agent.example.com/logo.png',
      policy_uri: 'https://agent.example.com/privacy',
    }
    for (const method of ['client_secret_basic', 'client_secret_post']) {
      const answer = await register({ ...facts, token_endpoint_auth_method: method })
      const registered = await answer.json<Registration>()
      expect(registered).toMatchObject({
        ...facts,
        token_endpoint_auth_method: method,
        client_secret: expect.stringMatching(/^ocs_live_/),
        client_secret_expires_at: 0,
      })
      const { client_id: clientId, client_secret: secret = '' } = registered
      const tries: [string, [number, string]][] = [
        [secret, [200, '']],
        [`${secret.slice(0, -1)}!`, [401, 'invalid_client']],
        ['', [401, 'invalid_client']],
      ]
      for (const [used, expected] of tries) {
        const asked = await protocol('introspect', { clientId, secret: used }, { token: 'anything' })
        const { error = '' } = await asked.json<{ error?: string }>()
        expect([asked.status, error]).toEqual(expected)
      }
      const stored = await env.DB.prepare('SELECT * FROM oauth_clients WHERE client_id = ?').bind(clientId).first()
      expect(JSON.stringify(stored)).not.toContain(secret)
    }
  })

  it('takes public keys', async () => {
    await setRegistration(await newTestOrg(), true)
    const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', kid: 'one' }
    const answer = await register({
      redirect_uris: [REDIRECT],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ ...key, x5c: ['a long certificate'] }] },
    })
    expect(await answer.json()).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key] } })
  })

  it('refuses what is wrong with the error of RFC 7591', async () => {
    const org = await newTestOrg()
    await setRegistration(org, true)
    const good = { redirect_uris: [REDIRECT] }
    const wrong: [unknown, string][] = [
      [{}, 'invalid_redirect_uri'],
      [{ redirect_uris: [] }, 'invalid_redirect_uri'],
      [{ redirect_uris: REDIRECT }, 'invalid_redirect_uri'],
      [{ redirect_uris: [null] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['http://agent.example.com/callback'] }, 'invalid_redirect_uri'],
      ...['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:x', 'file:///x'].map(
        (uri): [unknown, string] => [{ redirect_uris: [REDIRECT, uri] }, 'invalid_redirect_uri'],
      ),
      [{ redirect_uris: [REDIRECT, REDIRECT] }, 'invalid_redirect_uri'],
      [{ redirect_uris: [`${REDIRECT}/${'x'.repeat(1000)}`] }, 'invalid_redirect_uri'],
      [{ ...good, token_endpoint_auth_method: 'client_secret_jwt' }, 'invalid_client_metadata'],
      [{ ...good, token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
      [{ ...good, jwks_uri: 'https://agent.example.com/keys' }, 'invalid_client_metadata'],
      [{ ...good, jwks: { keys: [{ kty: 'oct', k: 'x' }] } }, 'invalid_client_metadata'],
      [{ ...good, grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
      [{ ...good, grant_types: 'authorization_code' }, 'invalid_client_metadata'],
      [{ ...good, response_types: ['token'] }, 'invalid_client_metadata'],
      [{ ...good, client_name: 'x'.repeat(101) }, 'invalid_client_metadata'],
      [{ ...good, client_name: 7 }, 'invalid_client_metadata'],
      [{ ...good, client_name: `Agent ${org.key}` }, 'invalid_client_metadata'],
      [{ ...good, logo_uri: 'javascript:alert(1)' }, 'invalid_client_metadata'],
      [[], 'invalid_client_metadata'],
      ['text', 'invalid_client_metadata'],
      [null, 'invalid_client_metadata'],
    ]
    const { bill, db } = billedDatabase()
    for (const [body, error] of wrong) {
      const answer = await call('POST', '/oauth/register', {
        body,
        headers: { 'cf-connecting-ip': address() },
        env: { ...env, DB: db },
      })
      expect(await errorOf(answer), JSON.stringify(body)).toEqual([400, error])
    }
    expect(bill.written).toBe(0)
    const raw = (text: string, type: string) =>
      call('POST', '/oauth/register', {
        raw: text,
        headers: { 'content-type': type, 'cf-connecting-ip': address() },
      })
    const text = JSON.stringify(good)
    expect(await errorOf(await raw('{"redirect_uris":', 'application/json'))).toEqual([400, 'invalid_client_metadata'])
    expect(await errorOf(await raw(text, 'text/plain'))).toEqual([400, 'invalid_client_metadata'])
    expect(await errorOf(await raw(text.padEnd(40_000), 'application/json'))).toEqual([400, 'invalid_request'])
    expect((await raw(text, 'Application/JSON; charset=utf-8')).status).toBe(201)
  })

  it('answers pages of any origin, and does not take an Authorization header for a credential of ours', async () => {
    await setRegistration(await newTestOrg(), true)
    const preflight = await call('OPTIONS', '/oauth/register', {
      headers: {
        origin: 'https://page.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
    const answer = await register({ redirect_uris: [REDIRECT] }, { authorization: 'Bearer sk_live_made_up' })
    expect(answer.status).toBe(201)
    expect((await call('GET', '/oauth/register')).status).toBe(405)
  })

  it('is possible ten times a minute from one network', async () => {
    await setRegistration(await newTestOrg(), true)
    const ip = address()
    for (let n = 0; n < 10; n++) {
      expect((await register({ redirect_uris: [REDIRECT] }, { 'cf-connecting-ip': ip })).status).toBe(201)
    }
    const refused = await register({ redirect_uris: [REDIRECT] }, { 'cf-connecting-ip': ip })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await errorOf(refused)).toEqual([429, 'temporarily_unavailable'])
  })

  it('writes one row', async () => {
    await setRegistration(await newTestOrg(), true)
    const { bill, db } = billedDatabase()
    const answer = await call('POST', '/oauth/register', {
      body: { redirect_uris: [REDIRECT] },
      headers: { 'cf-connecting-ip': address() },
      env: { ...env, DB: db },
    })
    expect([answer.status, bill.written]).toEqual([201, 1])
  })
})

describe('a registration', () => {
  it('with a secret keeps the pepper of it needed, so that nobody removes it', async () => {
    await setRegistration(await newTestOrg(), true)
    const needed = async () => {
      const { results } = await env.DB.prepare(NEEDED_SQL).all<{ name: string; version: number; rows: number }>()
      const ofPepper = results.filter(({ name, version }) => name === 'KEY_PEPPERS' && version === 2)
      return ofPepper.reduce((sum, { rows }) => sum + rows, 0)
    }
    const before = await needed()
    await register({ redirect_uris: [REDIRECT] })
    expect(await needed()).toBe(before)
    await register({ redirect_uris: [REDIRECT], token_endpoint_auth_method: 'client_secret_post' })
    expect(await needed()).toBe(before + 1)
  })

  it('ends after 30 days, and the token endpoint says that the client is unknown', async () => {
    await setRegistration(await newTestOrg(), true)
    const { client_id: clientId } = await (await register({ redirect_uris: [REDIRECT] })).json<Registration>()
    const deps = await testDeps()
    expect(await findClient({ ...deps, now: deps.now + 29 * DAY }, clientId)).not.toBeNull()
    expect(await findClient({ ...deps, now: deps.now + 30 * DAY + 1000 }, clientId)).toBeNull()
    await env.DB.prepare('UPDATE oauth_clients SET fresh_until = ? WHERE client_id = ?')
      .bind(Date.now() - 1, clientId)
      .run()
    expect(
      await errorOf(
        await protocol('token', { clientId, secret: '' }, { grant_type: 'refresh_token', refresh_token: 'x' }),
      ),
    ).toEqual([401, 'invalid_client'])
  })
})
