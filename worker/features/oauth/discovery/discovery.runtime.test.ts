import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { call, newTestOrg, ORIGIN } from '../../../../test/support/kit.ts'
import { newApp, tokensOf } from '../../../../test/support/oauth.ts'
import worker from '../../../index.ts'

const SERVER = '/.well-known/oauth-authorization-server'
const RESOURCE = '/.well-known/oauth-protected-resource'

describe('the metadata of the authorization server', () => {
  it('names our endpoints, and only what is supported', async () => {
    const metadata = await (await call('GET', SERVER)).json()
    expect(metadata).toMatchObject({
      issuer: ORIGIN,
      authorization_endpoint: `${ORIGIN}/oauth/authorize`,
      token_endpoint: `${ORIGIN}/oauth/token`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    })
    expect(JSON.stringify(metadata)).not.toContain('offline_access')
  })

  it('names the registration endpoint only while an organization lets apps register', async () => {
    const org = await newTestOrg()
    const endpoint = async () =>
      (await (await call('GET', SERVER)).json<{ registration_endpoint?: string }>()).registration_endpoint
    expect(await endpoint()).toBeUndefined()
    const statement = `INSERT INTO oauth_settings (organization_id, consent, registration) VALUES (?, 'gatehouse', 1)`
    await env.DB.prepare(statement).bind(org.organizationId).run()
    expect(await endpoint()).toBe(`${ORIGIN}/oauth/register`)
    await env.DB.prepare('DELETE FROM oauth_settings WHERE organization_id = ?').bind(org.organizationId).run()
  })

  it('and all other forms of it are JSON for any origin, never the dashboard', async () => {
    const paths: [string, number][] = [
      [SERVER, 200],
      [`${SERVER}/mcp`, 404],
      ['/.well-known/openid-configuration', 404],
      ['/mcp/.well-known/oauth-authorization-server', 404],
      [RESOURCE, 200],
      [`${RESOURCE}/mcp`, 200],
      [`${RESOURCE}/api/v1`, 200],
      [`${RESOURCE}/elsewhere`, 404],
    ]
    for (const [path, status] of paths) {
      const answer = await call('GET', path)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        status,
        expect.stringMatching(/json/),
      ])
      expect((await call('HEAD', path)).status, path).toBe(status)
      if (path.startsWith('/.well-known/oauth')) {
        expect(answer.headers.get('access-control-allow-origin'), path).toBe('*')
      }
    }
    const preflight = await call('OPTIONS', SERVER, {
      headers: { origin: 'https://page.example', 'access-control-request-method': 'GET' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  })
})

describe('the metadata of a resource', () => {
  it('names the resource of its path, and our authorization server', async () => {
    for (const path of ['', '/mcp', '/mcp/', '/api/v1', '/gateway/forum']) {
      const metadata = await (await call('GET', RESOURCE + path)).json()
      expect(metadata).toMatchObject({ resource: ORIGIN + path, authorization_servers: [ORIGIN] })
    }
  })

  it('is named by each challenge, with the scopes to ask for', async () => {
    const org = await newTestOrg()
    const metadata = `resource_metadata="${ORIGIN}${RESOURCE}/api/v1"`
    const bare = await call('GET', '/api/v1/webhooks')
    expect(bare.headers.get('www-authenticate')).toBe(`Bearer realm="gatehouse", scope="webhooks:read", ${metadata}`)
    const bad = await call('GET', '/api/v1/me', { key: 'oat_live_bad' })
    expect(bad.headers.get('www-authenticate')).toBe(`Bearer realm="gatehouse", error="invalid_token", ${metadata}`)
    const { access_token } = await tokensOf(org, await newApp(org, { scopes: ['users:read', 'events:read'] }))
    const narrow = await call('GET', '/api/v1/webhooks', { key: access_token })
    expect([narrow.status, narrow.headers.get('www-authenticate')]).toEqual([
      403,
      `Bearer realm="gatehouse", error="insufficient_scope", scope="users:read events:read webhooks:read", ${metadata}`,
    ])
  })
})

describe('pages of other origins', () => {
  it('may call the endpoints that need no cookie, and are answered before they prove who they are', async () => {
    for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/introspect']) {
      const preflight = await call('OPTIONS', path, {
        headers: {
          origin: 'https://page.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      })
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')], path).toEqual([204, '*'])
      const refused = await call('POST', path, {
        raw: 'client_id=unknown&token=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://page.example' },
      })
      expect([refused.status, refused.headers.get('access-control-allow-origin')], path).toEqual([401, '*'])
    }
  })
})

describe('another host of the installation', () => {
  const OTHER = 'https://api.example.test'

  async function at(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: URLSearchParams } = {},
  ): Promise<Response> {
    const ctx = createExecutionContext()
    const headers = new Headers(init.headers)
    // What a caller says of the host is not believed.
    headers.set('x-forwarded-host', 'evil.example')
    const request = new Request<unknown, IncomingRequestCfProperties>(OTHER + path, { ...init, headers })
    const answer = await worker.fetch(request, env, ctx)
    await waitOnExecutionContext(ctx)
    return answer
  }

  it('is the one that metadata, challenge and audience name, and refreshing through it works', async () => {
    expect(await (await at(`${RESOURCE}/mcp`)).json()).toMatchObject({
      resource: `${OTHER}/mcp`,
      authorization_servers: [OTHER],
    })
    expect(await (await at(SERVER)).json()).toMatchObject({ issuer: OTHER, token_endpoint: `${OTHER}/oauth/token` })
    const challenge = (await at('/api/v1/me')).headers.get('www-authenticate')
    expect(challenge).toContain(`resource_metadata="${OTHER}${RESOURCE}/api/v1"`)
    const org = await newTestOrg()
    const app = await newApp(org)
    const resource = `${OTHER}/api/v1`
    const tokens = await tokensOf(org, app, { resource })
    const me = (token: string) => at('/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
    expect((await me(tokens.access_token)).status).toBe(200)
    expect((await call('GET', '/api/v1/me', { key: tokens.access_token })).status).toBe(401)
    const refreshed = await at('/oauth/token', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.secret}`)}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token, resource }),
    })
    expect(refreshed.status).toBe(200)
    const { access_token } = await refreshed.json<{ access_token: string }>()
    expect((await me(access_token)).status).toBe(200)
  })
})
