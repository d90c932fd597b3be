import { generateKeyPairSync } from 'node:crypto'
import { auth } from '@modelcontextprotocol/client'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent, allowAsMember, CALLBACK, signInOf } from '../support/agent.ts'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'

const SCOPES = ['users:read', 'posts:read']

type App = { id: string; clientId: string; secret: string }

let org: Instance
let cookie = ''

beforeAll(async () => {
  org = await startInstance()
  cookie = await signInOf(org)
})
afterAll(() => org?.stop())

const createApp = (more: object = {}): Promise<App> =>
  callApi(org, 'POST', '/oauth-apps', {
    name: 'Journey',
    redirectUris: [CALLBACK],
    scopes: SCOPES,
    grantTypes: ['authorization_code', 'client_credentials'],
    ...more,
  })

const allowInBrowser = (url: URL) => allowAsMember(org, cookie, url)

const scopesOf = async (token: string): Promise<string[] | number> => {
  const answer = await fetch(`${org.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  return answer.ok ? ((await answer.json()) as { scopes: string[] }).scopes : answer.status
}

// Only because the test has no TLS. There is no other special case for this server below.
const local = { [oauth.allowInsecureRequests]: true }

test('oauth4webapi goes through discovery, code with PKCE, refresh, client credentials, introspection and revocation', async () => {
  const app = await createApp()
  const issuer = new URL(org.url)
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...local }),
  )
  const client: oauth.Client = { client_id: app.clientId }
  const auth = oauth.ClientSecretBasic(app.secret)
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const url = new URL(as.authorization_endpoint ?? '')
  url.searchParams.set('client_id', app.clientId)
  url.searchParams.set('redirect_uri', CALLBACK)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('scope', SCOPES.join(' '))
  url.searchParams.set('state', state)
  url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier))
  url.searchParams.set('code_challenge_method', 'S256')
  const parameters = oauth.validateAuthResponse(as, client, await allowInBrowser(url), state)
  const tokens = await oauth.processAuthorizationCodeResponse(
    as,
    client,
    await oauth.authorizationCodeGrantRequest(as, client, auth, parameters, CALLBACK, verifier, local),
  )
  expect(await scopesOf(tokens.access_token)).toEqual(SCOPES)
  const refreshed = await oauth.processRefreshTokenResponse(
    as,
    client,
    await oauth.refreshTokenGrantRequest(as, client, auth, tokens.refresh_token ?? '', local),
  )
  expect(await scopesOf(refreshed.access_token)).toEqual(SCOPES)
  const own = await oauth.processClientCredentialsResponse(
    as,
    client,
    await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'users:read' }, local),
  )
  expect(await scopesOf(own.access_token)).toEqual(['users:read'])
  const introspect = async (token: string) =>
    oauth.processIntrospectionResponse(as, client, await oauth.introspectionRequest(as, client, auth, token, local))
  expect(await introspect(refreshed.access_token)).toMatchObject({ active: true, client_id: app.clientId })
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(as, client, auth, refreshed.refresh_token ?? '', local),
  )
  expect(await introspect(refreshed.access_token)).toMatchObject({ active: false })
  expect([await scopesOf(tokens.access_token), await scopesOf(refreshed.access_token)]).toEqual([401, 401])
})

describe('openid-client', () => {
  const insecure = { execute: [openid.allowInsecureRequests] }

  async function authorized(config: openid.Configuration, pushed = false) {
    const verifier = openid.randomPKCECodeVerifier()
    const state = openid.randomState()
    const parameters = {
      redirect_uri: CALLBACK,
      scope: SCOPES.join(' '),
      state,
      resource: `${org.url}/api/v1`,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }
    const url = pushed
      ? await openid.buildAuthorizationUrlWithPAR(config, parameters)
      : openid.buildAuthorizationUrl(config, parameters)
    return openid.authorizationCodeGrant(config, await allowInBrowser(url), {
      pkceCodeVerifier: verifier,
      expectedState: state,
    })
  }

  test('goes through the same as a confidential app, with pushed requests too', async () => {
    const app = await createApp()
    const config = await openid.discovery(
      new URL(org.url),
      app.clientId,
      undefined,
      openid.ClientSecretPost(app.secret),
      { algorithm: 'oauth2', ...insecure },
    )
    for (const pushed of [false, true]) {
      const tokens = await authorized(config, pushed)
      expect(await scopesOf(tokens.access_token)).toEqual(SCOPES)
      const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '')
      expect(await openid.tokenIntrospection(config, refreshed.access_token)).toMatchObject({ active: true })
      await openid.tokenRevocation(config, refreshed.access_token)
      expect(await openid.tokenIntrospection(config, refreshed.access_token)).toMatchObject({ active: false })
      expect([await scopesOf(tokens.access_token), await scopesOf(refreshed.access_token)]).toEqual([SCOPES, 401])
    }
    const own = await openid.clientCredentialsGrant(config, { scope: 'posts:read' })
    expect(await scopesOf(own.access_token)).toEqual(['posts:read'])
  })

  test('goes through the same as a public app', async () => {
    const app = await createApp({ type: 'public', grantTypes: ['authorization_code'] })
    const config = await openid.discovery(new URL(org.url), app.clientId, undefined, openid.None(), {
      algorithm: 'oauth2',
      ...insecure,
    })
    const tokens = await authorized(config)
    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(await scopesOf(refreshed.access_token)).toEqual(SCOPES)
    await openid.tokenRevocation(config, refreshed.refresh_token ?? '')
    expect(await scopesOf(refreshed.access_token)).toBe(401)
  })

  test('proves who it is with a signature', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const app = await createApp({ publicKeys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] })
    const key = await crypto.subtle.importKey(
      'pkcs8',
      privateKey.export({ format: 'der', type: 'pkcs8' }),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    )
    const config = await openid.discovery(
      new URL(org.url),
      app.clientId,
      undefined,
      openid.PrivateKeyJwt({ key, kid: 'one' }),
      { algorithm: 'oauth2', ...insecure },
    )
    const own = await openid.clientCredentialsGrant(config, { scope: 'users:read' })
    expect(await scopesOf(own.access_token)).toEqual(['users:read'])
    expect(await scopesOf((await authorized(config)).access_token)).toEqual(SCOPES)
  })
})

describe('the MCP client', () => {
  const serverUrl = () => `${org.url}/mcp`

  async function authorize(agent: Agent): Promise<void> {
    expect(await auth(agent, { serverUrl: serverUrl() })).toBe('REDIRECT')
    if (!agent.page) throw new Error('the client opens no page')
    expect(agent.page.searchParams.get('resource')).toBe(serverUrl())
    const back = await allowInBrowser(agent.page)
    const [code, iss] = [back.searchParams.get('code') ?? '', back.searchParams.get('iss') ?? '']
    expect(await auth(agent, { serverUrl: serverUrl(), authorizationCode: code, iss })).toBe('AUTHORIZED')
  }

  test('finds out where to get a token, gets one for the MCP endpoint alone, and refreshes it', async () => {
    const app = await createApp({ type: 'public', grantTypes: ['authorization_code'] })
    const agent = new Agent({ client_id: app.clientId }, SCOPES)
    await authorize(agent)
    const first = agent.stored
    // It is for /mcp, so the rest of the API does not take it.
    expect(await scopesOf(first?.access_token ?? '')).toBe(401)
    expect(await auth(agent, { serverUrl: serverUrl() })).toBe('AUTHORIZED')
    expect(agent.stored?.refresh_token).not.toBe(first?.refresh_token)
  })

  test('registers itself where the organization lets apps do so', async () => {
    await callApi(org, 'PATCH', '/oauth-settings', { registration: true })
    const agent = new Agent(undefined, SCOPES)
    await authorize(agent)
    expect(agent.known?.client_id).toMatch(/^gh_dyn_/)
    expect(await auth(agent, { serverUrl: serverUrl() })).toBe('AUTHORIZED')
    const { data } = await callApi<{ data: { source: string }[] }>(org, 'GET', '/oauth-apps?source=registration')
    expect(data).toHaveLength(1)
  })
})
