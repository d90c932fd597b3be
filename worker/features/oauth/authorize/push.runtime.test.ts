import { describe, expect, it } from 'vitest'
import {
  authorizePath,
  CODE_CHALLENGE,
  CODE_VERIFIER,
  decide,
  sentTo,
} from '../../../../test/support/authorizations.ts'
import { newTestOrg, ORIGIN, signIn } from '../../../../test/support/kit.ts'
import { errorOf, newApp, protocol, type TestApp } from '../../../../test/support/oauth.ts'

const request = (app: TestApp, more: Record<string, string | string[]> = {}) => ({
  redirect_uri: app.redirectUris[0],
  response_type: 'code',
  state: 'pushed',
  code_challenge: CODE_CHALLENGE,
  code_challenge_method: 'S256',
  ...more,
})

async function pushed(app: TestApp) {
  const answer = await protocol('par', app, request(app))
  expect(answer.status).toBe(201)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return answer.json<{ request_uri: string; expires_in: number }>()
}

const pathOf = (clientId: string, requestUri: string, more = {}) =>
  `/oauth/authorize?${new URLSearchParams({ client_id: clientId, request_uri: requestUri, ...more })}`

describe('POST /oauth/par', () => {
  it('gives a request a name, with which the browser continues', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { request_uri: name, expires_in } = await pushed(app)
    expect(name).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]+$/)
    expect(expires_in).toBe(600)
    // What stands beside the name is ignored (RFC 9126, section 4).
    const location = await sentTo(pathOf(app.clientId, name, { state: 'other', redirect_uri: 'https://evil.example' }))
    const challenge = new URL(location, ORIGIN).searchParams.get('challenge') ?? ''
    const url = await decide(challenge, 'accept', { cookie: await signIn(org) })
    expect(url.href).toMatch(/^https:\/\/app\.example\.com\/callback\?code=oac_live_\w+&state=pushed&iss=/)
    const tokens = await protocol('token', app, {
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      redirect_uri: app.redirectUris[0],
      code_verifier: CODE_VERIFIER,
    })
    expect([tokens.status, await tokens.json()]).toMatchObject([200, { scope: app.scopes.join(' ') }])
  })

  it('is for the app that has pushed it', async () => {
    const org = await newTestOrg()
    const [app, other] = [await newApp(org), await newApp(org)]
    const { request_uri: name } = await pushed(app)
    for (const path of [pathOf(other.clientId, name), pathOf(app.clientId, `${name}x`)]) {
      await expect(sentTo(path)).rejects.toThrow('Access cannot be allowed')
    }
  })

  it('refuses what the authorization endpoint refuses, as JSON', async () => {
    const app = await newApp(await newTestOrg())
    const refusals: [Record<string, string>, string][] = [
      [{ response_type: 'token' }, 'invalid_request'],
      [{ redirect_uri: 'https://evil.example/' }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ scope: 'payments:process' }, 'invalid_scope'],
      [{ resource: 'https://other.example' }, 'invalid_target'],
      [{ request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'invalid_request'],
    ]
    for (const [more, code] of refusals) {
      expect(await errorOf(await protocol('par', app, request(app, more))), code).toEqual([400, code])
    }
    const wrong = await protocol('par', { ...app, secret: `${app.secret.slice(0, -1)}x` }, request(app))
    expect(await errorOf(wrong)).toEqual([401, 'invalid_client'])
  })

  it('is not needed: plain parameters do too', async () => {
    const app = await newApp(await newTestOrg())
    const [redirectUri = ''] = app.redirectUris
    expect(await sentTo(authorizePath({ ...app, redirectUri }))).toContain('/authorize?challenge=')
  })
})
