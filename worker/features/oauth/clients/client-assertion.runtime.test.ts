import { env } from 'cloudflare:workers'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { decide, newChallengeOf } from '../../../../test/support/authorizations.ts'
import { DocumentHost } from '../../../../test/support/documents.ts'
import { call, newTestOrg, ORIGIN, signIn } from '../../../../test/support/kit.ts'
import { errorOf, newApp, newVerifier, protocol, type TestApp, type Tokens } from '../../../../test/support/oauth.ts'

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const REDIRECT = 'https://agent.example.com/callback'

type Key = { alg: string; kid: string | undefined; privateKey: CryptoKey; jwk: JWK & { kty: string } }

/** A key pair. `kid` undefined: it has no name. */
async function newKey(kid: string | undefined, alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const { kty = '', ...rest } = await exportJWK(publicKey)
  return { alg, kid, privateKey, jwk: { kty, ...rest, ...(kid !== undefined && { kid }) } }
}

const seconds = () => Math.floor(Date.now() / 1000)

/** The claims of a good assertion of a client. */
const claimsOf = (clientId: string, more: { [name: string]: unknown } = {}): JWTPayload => ({
  iss: clientId,
  sub: clientId,
  aud: ORIGIN,
  jti: crypto.randomUUID(),
  iat: seconds(),
  exp: seconds() + 60,
  ...more,
})

const sign = ({ alg, kid, privateKey }: Pick<Key, 'alg' | 'kid' | 'privateKey'>, claims: JWTPayload) =>
  new SignJWT(claims).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(privateKey)

/** A token request with an assertion. */
const ask = (assertion: string, more: Record<string, string> = {}) =>
  protocol('token', null, {
    grant_type: 'client_credentials',
    client_assertion_type: JWT_BEARER,
    client_assertion: assertion,
    ...more,
  })

/** An app of an organization with public keys. */
const appWith = async (...keys: Key[]): Promise<TestApp> =>
  newApp(await newTestOrg(), {
    grantTypes: ['client_credentials'],
    scopes: ['users:read'],
    publicKeys: keys.map(({ jwk }) => jwk),
  })

describe('an assertion that a client has signed', () => {
  it('proves who it is once, however often it is sent', async () => {
    const key = await newKey('one')
    const { clientId } = await appWith(key)
    const assertion = await sign(key, claimsOf(clientId))
    const first = await ask(assertion)
    expect([first.status, (await first.json<Tokens>()).scope]).toEqual([200, 'users:read'])
    expect(await errorOf(await ask(assertion))).toEqual([401, 'invalid_client'])
    const another = await sign(key, claimsOf(clientId))
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(another)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(401)])
  })

  it('is accepted at each endpoint, with client_id or without, beside a secret that stays valid', async () => {
    const key = await newKey('one')
    const app = await appWith(key)
    const fresh = () => sign(key, claimsOf(app.clientId))
    expect((await ask(await fresh(), { client_id: app.clientId })).status).toBe(200)
    for (const path of ['introspect', 'revoke'] as const) {
      const answer = await protocol(path, null, {
        token: 'anything',
        client_assertion_type: JWT_BEARER,
        client_assertion: await fresh(),
      })
      expect(answer.status, path).toBe(200)
    }
    expect((await protocol('token', app, { grant_type: 'client_credentials' })).status).toBe(200)
    expect(
      await errorOf(await protocol('token', { ...app, secret: '' }, { grant_type: 'client_credentials' })),
    ).toEqual([401, 'invalid_client'])
  })

  it('is for us: the issuer, or the endpoint at which it may be sent', async () => {
    const key = await newKey('one')
    const { clientId } = await appWith(key)
    const audiences: [string | string[] | undefined, number][] = [
      [ORIGIN, 200],
      [`${ORIGIN}/oauth/token`, 200],
      [`${ORIGIN}/oauth/par`, 200],
      [['https://elsewhere.example', ORIGIN], 200],
      [`${ORIGIN}/`, 401],
      [`${ORIGIN}.evil.example`, 401],
      ['https://elsewhere.example', 401],
      [[], 401],
      [undefined, 401],
    ]
    for (const [aud, status] of audiences) {
      const { aud: _, ...claims } = claimsOf(clientId)
      const answer = await ask(await sign(key, aud === undefined ? claims : { ...claims, aud }))
      expect(answer.status, String(aud)).toBe(status)
    }
  })

  it('is refused if it is expired, lives too long, or does not say what it must', async () => {
    const key = await newKey('one')
    const { clientId } = await appWith(key)
    const wrong: { [name: string]: unknown }[] = [
      { exp: seconds() - 31 },
      { exp: seconds() + 700 },
      { exp: undefined },
      { nbf: seconds() + 120 },
      { jti: undefined },
      { jti: '' },
      { jti: 'x'.repeat(201) },
      { iss: undefined },
      { iss: 'https://elsewhere.example' },
      { sub: undefined },
      { sub: 'gh_another' },
    ]
    for (const more of wrong) {
      const claims = Object.entries(claimsOf(clientId, more)).filter(([, value]) => value !== undefined)
      const answer = await ask(await sign(key, Object.fromEntries(claims)))
      expect(await errorOf(answer), JSON.stringify(more)).toEqual([401, 'invalid_client'])
    }
    expect((await ask(await sign(key, claimsOf(clientId, { exp: seconds() - 20 })))).status).toBe(200)
  })

  it('is refused without a signature of a key of the client', async () => {
    const key = await newKey('one')
    const app = await appWith(key)
    const { clientId } = app
    const claims = () => claimsOf(clientId)
    const hmac = (secret: string, kid?: string) =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', ...(kid !== undefined && { kid }) })
        .sign(new TextEncoder().encode(secret))
    const [header, payload, signature] = (await sign(key, claims())).split('.')
    const altered = btoa(JSON.stringify(claimsOf(clientId, { exp: seconds() + 120 }))).replace(/=+$/, '')
    const stranger = await newKey('one')
    const assertions = [
      new UnsecuredJWT(claims()).encode(),
      await hmac(app.secret),
      await hmac(JSON.stringify(key.jwk), 'one'),
      await sign(stranger, claims()),
      await sign({ ...key, kid: 'unknown' }, claims()),
      `${header}.${payload}.`,
      `${header}.${altered}.${signature}`,
      `${header}.${payload}.${signature?.slice(0, -4)}AAAA`,
      'a.b.c',
      'nonsense',
      `${header}.${payload}.${signature}`.padEnd(9000, 'x'),
    ]
    for (const assertion of assertions) {
      expect(await errorOf(await ask(assertion)), assertion.slice(0, 40)).toEqual([401, 'invalid_client'])
    }
    const withoutKeys = await newApp(await newTestOrg(), { grantTypes: ['client_credentials'] })
    expect(await errorOf(await ask(await sign(key, claimsOf(withoutKeys.clientId))))).toEqual([401, 'invalid_client'])
    expect(await errorOf(await ask(await sign(key, claimsOf('gh_unknown'))))).toEqual([401, 'invalid_client'])
  })

  it('stands alone, and has the type of RFC 7523', async () => {
    const key = await newKey('one')
    const app = await appWith(key)
    const fresh = () => sign(key, claimsOf(app.clientId))
    expect(await errorOf(await ask(await fresh(), { client_assertion_type: '' }))).toEqual([400, 'invalid_request'])
    expect(await errorOf(await ask(await fresh(), { client_assertion_type: 'saml' }))).toEqual([400, 'invalid_request'])
    expect(await errorOf(await ask(await fresh(), { client_secret: app.secret }))).toEqual([400, 'invalid_request'])
    expect(await errorOf(await ask(await fresh(), { client_id: 'gh_another' }))).toEqual([401, 'invalid_client'])
    const basic = { authorization: `Basic ${btoa(`${app.clientId}:${app.secret}`)}` }
    const both = await protocol(
      'token',
      null,
      { grant_type: 'client_credentials', client_assertion_type: JWT_BEARER, client_assertion: await fresh() },
      { headers: basic },
    )
    expect(await errorOf(both)).toEqual([400, 'invalid_request'])
  })

  it('can have any of the signatures that the metadata names', async () => {
    const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']
    const metadata = await (await call('GET', '/.well-known/oauth-authorization-server')).json<
      Record<string, string[]>
    >()
    expect(metadata.token_endpoint_auth_signing_alg_values_supported).toEqual(algorithms)
    const keys = await Promise.all(algorithms.map((alg) => newKey(alg, alg)))
    const { clientId } = await appWith(...keys)
    for (const key of keys) expect((await ask(await sign(key, claimsOf(clientId)))).status, key.alg).toBe(200)
  })

  it('need not name its key, also if the client has several', async () => {
    const keys = await Promise.all([newKey(undefined), newKey(undefined), newKey(undefined, 'RS256')])
    const { clientId } = await appWith(...keys)
    for (const key of keys) expect((await ask(await sign(key, claimsOf(clientId)))).status).toBe(200)
    const stranger = await newKey(undefined)
    expect(await errorOf(await ask(await sign(stranger, claimsOf(clientId))))).toEqual([401, 'invalid_client'])
  })

  it('writes one row, which keeps it from being used again until it has expired', async () => {
    const key = await newKey('one')
    const { clientId } = await appWith(key)
    const claims = claimsOf(clientId)
    await ask(await sign(key, claims))
    const { results } = await env.DB.prepare('SELECT * FROM oauth_assertions WHERE client_id = ?').bind(clientId).all()
    expect(results).toEqual([{ client_id: clientId, jti: claims.jti, expires_at: ((claims.exp ?? 0) + 30) * 1000 }])
    // Another client may use the same name.
    const other = await appWith(key)
    expect((await ask(await sign(key, claimsOf(other.clientId, { jti: claims.jti })))).status).toBe(200)
  })
})

describe('a client with a metadata document and keys', () => {
  it('gets tokens and refreshes them by what it signs, and never without', async () => {
    const org = await newTestOrg()
    const host = await DocumentHost.open()
    const [old, next] = [await newKey('old'), await newKey('next')]
    const serveKeys = (...keys: Key[]) =>
      host.serve('/keys', { body: JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }) })
    const clientId = await host.serveClient('/agent.json', {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: await serveKeys(old),
    })
    const agent = { id: '', clientId, scopes: [], redirectUri: REDIRECT, organizationId: '' }
    const { verifier, challenge } = newVerifier()
    const waiting = await newChallengeOf(agent, { code_challenge: challenge, scope: 'users:read' })
    const back = await decide(waiting, 'accept', { cookie: await signIn(org) })
    const code = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: REDIRECT,
    }
    expect(await errorOf(await protocol('token', { clientId, secret: '' }, code))).toEqual([401, 'invalid_client'])
    const assertion = async (key: Key) => ({
      client_assertion_type: JWT_BEARER,
      client_assertion: await sign(key, claimsOf(clientId)),
    })
    const answer = await protocol('token', null, { ...code, ...(await assertion(old)) })
    expect(answer.status).toBe(200)
    const tokens = await answer.json<Tokens>()
    expect((await call('GET', '/api/v1/me', { key: tokens.access_token })).status).toBe(200)
    const refresh = async (by: Record<string, string>) =>
      protocol('token', null, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, ...by })
    expect(await errorOf(await refresh({ client_id: clientId }))).toEqual([401, 'invalid_client'])
    // The vendor replaces its key. Our copy is a minute old, and does not have it.
    await serveKeys(next)
    expect(await errorOf(await refresh(await assertion(next)))).toEqual([401, 'invalid_client'])
    await env.DB.prepare('UPDATE oauth_clients SET created_at = created_at - 61000, used_at = used_at - 61000').run()
    expect((await refresh(await assertion(next))).status).toBe(200)
    expect(await errorOf(await refresh(await assertion(old)))).toEqual([401, 'invalid_client'])
    expect([await host.requests('/agent.json'), await host.requests('/keys')].map(({ length }) => length)).toEqual([
      2, 2,
    ])
  })

  it('has its keys at its own origin, reachable and public', async () => {
    const { testDeps } = await import('../../../../test/support/oauth.ts')
    const { findClient } = await import('./find-client.ts')
    const deps = await testDeps()
    const { jwk } = await newKey('one')
    const [host, other] = [await DocumentHost.open(), await DocumentHost.open()]
    const find = async (path: string, jwksUri: string) =>
      findClient(
        deps,
        await host.serveClient(path, { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: jwksUri }),
      ).then(
        (client) => client?.publicKeys.length ?? 'none',
        ({ error }) => error.kind,
      )
    const good = JSON.stringify({ keys: [jwk, { ...jwk, kid: 'two', use: 'enc' }] })
    expect(await find('/good.json', await host.serve('/good', { body: good }))).toBe(1)
    expect(await find('/elsewhere.json', await other.serve('/good', { body: good }))).toBe('none')
    expect(await find('/relative.json', '/good')).toBe('none')
    expect(await find('/gone.json', `${host.url}/gone`)).toBe('none')
    expect(await find('/empty.json', await host.serve('/empty', { body: '{"keys":[]}' }))).toBe('none')
    expect(await find('/list.json', await host.serve('/list', { body: '[]' }))).toBe('none')
    expect(await find('/down.json', await host.serve('/down', { status: 500, body: '' }))).toBe('unavailable')
    const secret = JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] })
    expect(await find('/secret.json', await host.serve('/secret', { body: secret }))).toBe('none')
    const many = JSON.stringify({ keys: Array.from({ length: 11 }, () => jwk) })
    expect(await find('/many.json', await host.serve('/many', { body: many }))).toBe('none')
    expect(await find('/long.json', await host.serve('/long', { body: good.padEnd(20_481) }))).toBe('none')
    expect(await other.requests('/good')).toEqual([])
  })
})
