import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CheckedRequest,
  checkRequest,
  codeRedirect,
  errorRedirect,
  type RequestingClient,
  readParameters,
} from './request.ts'

const ORIGIN = 'https://gate.example'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const APP: RequestingClient = {
  type: 'confidential',
  status: 'active',
  redirectUris: ['https://app.example/callback'],
  scopes: ['users:read', 'posts:*'],
  grantTypes: ['authorization_code'],
  requirePkce: true,
}
const GOOD = {
  client_id: 'app_1',
  redirect_uri: 'https://app.example/callback',
  response_type: 'code',
  scope: 'users:read',
  state: 'xyz',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
}

type Change = Record<string, string | readonly string[] | null>

/** Checks the good request with changes; null leaves a parameter out, and a list repeats it. */
function check(change: Change = {}, client: Partial<RequestingClient> | null = {}): CheckedRequest {
  const entries = Object.entries<Change[string]>({ ...GOOD, ...change }).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one): [string, string] => [name, one]),
  )
  return checkRequest(readParameters(entries), client && { ...APP, ...client }, ORIGIN)
}

const errorOf = (change: Change, client: Partial<RequestingClient> = {}) => {
  const checked = check(change, client)
  return checked.kind === 'error' ? checked.error : checked.kind
}

function valid(change: Change = {}, client: Partial<RequestingClient> = {}) {
  const checked = check(change, client)
  if (checked.kind !== 'valid') throw new Error(JSON.stringify(checked))
  return checked.request
}

describe('an authorization request', () => {
  it('is taken as it is', () => {
    expect(valid()).toEqual({
      returns: { redirectUri: 'https://app.example/callback', state: 'xyz', issuer: ORIGIN },
      redirectNamed: true,
      scopes: ['users:read'],
      codeChallenge: CHALLENGE,
      resource: null,
      prompt: { none: false, login: false, consent: false },
      loginHint: null,
    })
  })

  it('may leave the redirect URI out if the app has exactly one', () => {
    expect(valid({ redirect_uri: null })).toMatchObject({
      returns: { redirectUri: 'https://app.example/callback' },
      redirectNamed: false,
    })
    const two = { redirectUris: ['https://app.example/a', 'https://app.example/b'] }
    expect(check({ redirect_uri: null }, two)).toEqual({ kind: 'page', problem: 'redirect_missing' })
    expect(check({ redirect_uri: '' }, two)).toEqual({ kind: 'page', problem: 'redirect_missing' })
  })

  it('ignores parameters that are not known, also if they come twice', () => {
    expect(check({ nonce: ['1', '2'], display: 'page', toString: 'x', __proto__: 'y' }).kind).toBe('valid')
  })

  it('gets all scopes of the app if it names none, and only what reads if the app has no list', () => {
    expect(valid({ scope: null }).scopes).toEqual(['users:read', 'posts:*'])
    expect(valid({ scope: 'offline_access' }).scopes).toEqual(['users:read', 'posts:*'])
    const { scopes } = valid({ scope: null }, { scopes: null })
    expect(scopes.every((scope) => scope.endsWith(':read'))).toBe(true)
    expect(valid({ scope: 'payments:process' }, { scopes: null }).scopes).toEqual(['payments:process'])
    expect(valid({ scope: ' posts:write  users:read users:read' }).scopes).toEqual(['posts:write', 'users:read'])
  })

  it.each<[string, Change, Partial<RequestingClient> | null, string]>([
    ['without a client ID', { client_id: null }, {}, 'client_missing'],
    ['of an unknown app', {}, null, 'client_unknown'],
    ['of a disabled app', {}, { status: 'disabled' }, 'client_disabled'],
    ['with two client IDs', { client_id: ['app_1', 'app_1'] }, {}, 'twice'],
    ['with two redirect URIs', { redirect_uri: ['https://app.example/callback', 'https://evil.example'] }, {}, 'twice'],
    ['with a very long redirect URI', { redirect_uri: `https://app.example/${'x'.repeat(1000)}` }, {}, 'twice'],
    ['with another redirect URI', { redirect_uri: 'https://evil.example/callback' }, {}, 'redirect_mismatch'],
    ['of an app without redirect URIs', { redirect_uri: null }, { redirectUris: [] }, 'redirect_missing'],
    [
      'with a registered redirect URI that runs code',
      { redirect_uri: 'javascript:alert(1)' },
      { redirectUris: ['javascript:alert(1)'] },
      'redirect_mismatch',
    ],
  ])('%s never sends the browser away', (_, change, client, problem) => {
    expect(check(change, client)).toEqual({ kind: 'page', problem })
  })

  it.each<[string, Change, Partial<RequestingClient>, string]>([
    // RFC 6749, section 4.1.2.1
    ['no response type', { response_type: null }, {}, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, {}, 'unsupported_response_type'],
    ['the hybrid flow', { response_type: 'code id_token' }, {}, 'unsupported_response_type'],
    ['an app for itself alone', {}, { grantTypes: ['client_credentials'] }, 'unauthorized_client'],
    ['a scope that the app does not have', { scope: 'users:write' }, {}, 'invalid_scope'],
    ['one scope too much', { scope: 'users:read payments:process' }, {}, 'invalid_scope'],
    ['a scope of no form', { scope: 'users:read <b>' }, { scopes: null }, 'invalid_scope'],
    ['full access, of an app without it', { scope: '*' }, {}, 'invalid_scope'],
    ['two states', { state: ['a', 'b'] }, {}, 'invalid_request'],
    ['two scopes', { scope: ['users:read', 'users:read'] }, {}, 'invalid_request'],
    ['two response types', { response_type: ['code', 'code'] }, {}, 'invalid_request'],
    ['a state that is too long', { state: 'x'.repeat(2001) }, {}, 'invalid_request'],
    ['a response in a fragment', { response_mode: 'fragment' }, {}, 'invalid_request'],
    ['a response in a form', { response_mode: 'form_post' }, {}, 'invalid_request'],
    ['a request object', { request: 'eyJ' }, {}, 'invalid_request'],
    // RFC 7636, section 4.4.1
    ['plain PKCE', { code_challenge_method: 'plain' }, {}, 'invalid_request'],
    ['PKCE without a method, which is plain', { code_challenge_method: null }, {}, 'invalid_request'],
    ['a method without a challenge', { code_challenge: null }, {}, 'invalid_request'],
    [
      'a method without a challenge that is optional',
      { code_challenge: null },
      { requirePkce: false },
      'invalid_request',
    ],
    ['a challenge that is no SHA-256', { code_challenge: 'abc' }, {}, 'invalid_request'],
    ['no PKCE', { code_challenge: null, code_challenge_method: null }, {}, 'invalid_request'],
    [
      'no PKCE of a public app',
      { code_challenge: null, code_challenge_method: null },
      { type: 'public', requirePkce: false },
      'invalid_request',
    ],
    // RFC 8707, section 2
    ['another resource', { resource: 'https://other.example/api' }, {}, 'invalid_target'],
    ['two resources', { resource: [ORIGIN, `${ORIGIN}/mcp`] }, {}, 'invalid_target'],
    ['a resource with a fragment', { resource: `${ORIGIN}/mcp#x` }, {}, 'invalid_target'],
    ['a part that there is not', { resource: `${ORIGIN}/settings` }, {}, 'invalid_target'],
    // OpenID Connect Core, section 3.1.2.1
    ['a prompt with none and more', { prompt: 'none login' }, {}, 'invalid_request'],
    ['an unknown prompt', { prompt: 'create' }, {}, 'invalid_request'],
  ])('with %s is told so to the app', (_, change, client, error) => {
    expect(errorOf(change, client)).toBe(error)
  })

  it('without PKCE is taken from a confidential app that may do without', () => {
    const change = { code_challenge: null, code_challenge_method: null }
    expect(valid(change, { requirePkce: false }).codeChallenge).toBeNull()
  })

  it('reports an error with the state, and without one that came twice or is too long', () => {
    expect(check({ response_type: 'token' })).toMatchObject({ returns: { state: 'xyz' } })
    expect(check({ state: ['a', 'b'] })).toMatchObject({ returns: { state: null } })
    expect(check({ state: 'x'.repeat(2001) })).toMatchObject({ returns: { state: null } })
    expect(check({ response_type: 'token', state: null })).toMatchObject({ returns: { state: null } })
  })

  it('names resources as they are compared later', () => {
    const named = (resource: string) => valid({ resource }).resource
    expect(named(`${ORIGIN}/`)).toBe(ORIGIN)
    expect(named(ORIGIN)).toBe(ORIGIN)
    expect(named(`${ORIGIN}/mcp`)).toBe(`${ORIGIN}/mcp`)
    expect(named(`${ORIGIN}/mcp/`)).toBe(`${ORIGIN}/mcp/`)
    expect(named(`${ORIGIN}/api/v1`)).toBe(`${ORIGIN}/api/v1`)
    expect(named(`${ORIGIN}/gateway/forum`)).toBe(`${ORIGIN}/gateway/forum`)
  })

  it('reads what to ask from prompt', () => {
    expect(valid({ prompt: 'none' }).prompt).toEqual({ none: true, login: false, consent: false })
    expect(valid({ prompt: 'login consent' }).prompt).toEqual({ none: false, login: true, consent: true })
    expect(valid({ prompt: 'select_account' }).prompt.consent).toBe(true)
  })
})

describe('an answer to the app', () => {
  const returns = (redirectUri: string) => ({ redirectUri, state: 'a b&c', issuer: ORIGIN })

  it.each([
    ['https://app.example/cb', 'https://app.example/cb?'],
    ['https://app.example/cb?foo=1', 'https://app.example/cb?foo=1&'],
    ['https://app.example/cb?', 'https://app.example/cb?'],
    ['slack://test', 'slack://test?'],
    ['com.example.app:/oauth2redirect', 'com.example.app:/oauth2redirect?'],
    ['MyApp://Auth?from=gate', 'MyApp://Auth?from=gate&'],
  ])('keeps %s as it is', (uri, start) => {
    const rest = `state=a%20b%26c&iss=${encodeURIComponent(ORIGIN)}`
    expect(codeRedirect(returns(uri), 'oac_1')).toBe(`${start}code=oac_1&${rest}`)
    expect(errorRedirect(returns(uri), 'access_denied', 'No.')).toBe(
      `${start}error=access_denied&error_description=No.&${rest}`,
    )
  })

  it('describes an error in the characters that RFC 6749 allows', () => {
    const url = new URL(errorRedirect(returns('https://app.example/cb'), 'access_denied', 'He said "no"\\ é\n'))
    expect(url.searchParams.get('error_description')).toBe('He said ?no?? ??')
  })

  it('leaves an absent state out', () => {
    expect(codeRedirect({ ...returns('a://b'), state: null }, 'c')).toBe(
      `a://b?code=c&iss=${encodeURIComponent(ORIGIN)}`,
    )
  })
})

describe('whatever a stranger sends', () => {
  const names = fc.constantFrom(...Object.keys(GOOD), 'resource', 'prompt', 'response_mode', 'login_hint', 'other')
  const values = fc.oneof(
    fc.constantFrom(
      ...Object.values(GOOD),
      '',
      'none',
      'https://evil.example',
      'javascript:alert(1)',
      '//evil.example',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.webUrl(),
  )

  it('the browser goes only to a registered URI, and always with our issuer', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 14 }), (entries) => {
        const client = { ...APP, redirectUris: ['https://app.example/callback', 'http://127.0.0.1/cb'] }
        const checked = checkRequest(readParameters(entries), client, ORIGIN)
        if (checked.kind === 'page') return
        const returns = checked.kind === 'valid' ? checked.request.returns : checked.returns
        for (const text of [errorRedirect(returns, 'access_denied', 'x'), codeRedirect(returns, 'c')]) {
          const url = new URL(text)
          expect(url.origin + url.pathname).toMatch(
            /^(https:\/\/app\.example\/callback|http:\/\/127\.0\.0\.1(:\d+)?\/cb)$/,
          )
          expect(url.searchParams.getAll('iss')).toEqual([ORIGIN])
          expect(url.searchParams.getAll('state')).toHaveLength(returns.state === null ? 0 : 1)
        }
        // PKCE cannot be talked away.
        if (checked.kind === 'valid') expect(checked.request.codeChallenge).toBe(CHALLENGE)
      }),
      { numRuns: 2000 },
    )
  })

  it('any state comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (state) => {
        const { returns } = valid({ state })
        expect(new URL(codeRedirect(returns, 'c')).searchParams.get('state')).toBe(state)
      }),
    )
  })
})
