import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { DocumentHost } from '../../../../test/support/documents.ts'
import { testDeps } from '../../../../test/support/oauth.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type Client, findClient } from './find-client.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The dependencies at another time. */
const later = (deps: Deps, ms: number): Deps => ({ ...deps, now: deps.now + ms })

/** Which kind of refusal `findClient` throws, or what it finds. */
const outcome = (found: Promise<Client | null>): Promise<string | undefined> =>
  found.then(
    (client) => client?.name ?? 'none',
    (refusal) => refusal.error?.kind ?? String(refusal),
  )

const rowOf = (clientId: string) =>
  env.DB.prepare('SELECT created_at, fresh_until FROM oauth_clients WHERE client_id = ?')
    .bind(clientId)
    .first<{ created_at: number; fresh_until: number }>()

describe('the metadata document of a client', () => {
  it('makes it known, as a public app that has to use PKCE and is bounded by who allows it', async () => {
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', {
      redirect_uris: ['https://agent.example.com/callback', 'cursor://done', 'http://localhost/callback'],
      client_uri: 'https://agent.example.com',
      logo_uri: 'https://agent.example.com/logo.png',
      policy_uri: 'https://agent.example.com/privacy',
      tos_uri: '',
      scope: 'users:read',
      grant_types: ['authorization_code', 'refresh_token'],
      application_type: 'native',
    })
    expect(await findClient(await testDeps(), clientId)).toEqual({
      clientId,
      source: 'document',
      app: null,
      organizationId: null,
      name: 'Agent of a vendor',
      description: '',
      type: 'public',
      status: 'active',
      environment: 'live',
      redirectUris: ['https://agent.example.com/callback', 'cursor://done', 'http://localhost/callback'],
      scopes: null,
      grantTypes: ['authorization_code'],
      requirePkce: true,
      maxDays: 365,
      websiteUrl: 'https://agent.example.com',
      logoUrl: 'https://agent.example.com/logo.png',
      privacyPolicyUrl: 'https://agent.example.com/privacy',
      verified: false,
      createdBy: null,
      publicKeys: [],
      secrets: [],
    })
    const [request] = await host.requests('/agent.json')
    expect(request).toMatchObject({ accept: 'application/json', 'user-agent': 'Gatehouse-OAuth/1' })
    expect(Object.keys(request ?? {})).not.toContain('cookie')
  })

  it('that does not say a name is called by its host', async () => {
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', { client_name: undefined })
    expect((await findClient(await testDeps(), clientId))?.name).toBe(new URL(host.url).host)
  })

  it('is asked for only at a URL that can be one', async () => {
    const host = await DocumentHost.open()
    const at = (path: string) => host.url + path
    const urls = [
      host.url,
      at('/'),
      at('/a/../agent.json'),
      at('/./agent.json'),
      at('/%2e%2e/agent.json'),
      at('/agent.json#one'),
      at('/agent.json#'),
      at('/agent.json').replace('http://', 'http://user:word@'),
      at('/agent.json').replace('http', 'HTTP'),
      at('\\agent.json'),
      at(`/${'a'.repeat(1000)}`),
      'https://',
    ]
    for (const url of urls) {
      await host.serveClient('/agent.json', { client_id: url })
      expect(await findClient(await testDeps(), url), url).toBeNull()
    }
    expect(await host.requests('/agent.json')).toEqual([])
  })

  it('is never asked for at an address that is not public, nor without TLS, once deployed', async () => {
    const host = await DocumentHost.open()
    await host.serveClient('/agent.json')
    const deps = await testDeps()
    const deployed = { ...deps, config: { ...deps.config, local: false } }
    for (const url of [
      `${host.url}/agent.json`,
      `${host.url.replace('http:', 'https:')}/agent.json`,
      'https://localhost/agent.json',
      'https://10.0.0.1/agent.json',
      'https://169.254.169.254/agent.json',
      'https://metadata.internal/agent.json',
      'https://[::1]/agent.json',
      // Gatehouse itself.
      'https://gatehouse.test/agent.json',
    ]) {
      expect(await findClient(deployed, url), url).toBeNull()
    }
    expect(await findClient(deps, 'http://10.0.0.1/agent.json')).toBeNull()
    expect(await host.requests('/agent.json')).toEqual([])
  })

  it('is refused for what is wrong with it, and asked for again each time', async () => {
    const deps = await testDeps()
    const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }
    const wrong: Record<string, unknown>[] = [
      { client_id: undefined },
      { client_id: 'https://elsewhere.example/agent.json' },
      { redirect_uris: undefined },
      { redirect_uris: [] },
      { redirect_uris: 'https://agent.example.com/callback' },
      { redirect_uris: ['https://agent.example.com/callback', 'javascript:alert(1)'] },
      { redirect_uris: ['https://agent.example.com/callback#here'] },
      { redirect_uris: ['http://agent.example.com/callback'] },
      { redirect_uris: Array.from({ length: 21 }, (_, n) => `https://agent.example.com/${n}`) },
      { client_name: 'x'.repeat(101) },
      { client_name: 'Gate\u202ehouse' },
      { client_uri: 'javascript:alert(1)' },
      { logo_uri: 'data:image/png;base64,AAAA' },
      { policy_uri: 'file:///etc/passwd' },
      { grant_types: ['client_credentials'] },
      { response_types: ['token'] },
      { client_secret: 'hunter2' },
      { client_secret_expires_at: 0 },
      { token_endpoint_auth_method: 'client_secret_basic' },
      { token_endpoint_auth_method: 'client_secret_post' },
      { token_endpoint_auth_method: 'client_secret_jwt' },
      { token_endpoint_auth_method: 'private_key_jwt' },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [] } },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...key, d: 'private' }] } },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'EC' }] } },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...key, use: 'enc' }] } },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key] }, jwks_uri: 'https://x.example/keys' },
      { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://elsewhere.example/keys' },
    ]
    let host = await DocumentHost.open()
    for (const [n, metadata] of wrong.entries()) {
      // A host is asked at most 20 times a minute.
      if (n % 15 === 0) host = await DocumentHost.open()
      const clientId = await host.serveClient(`/${n}.json`, metadata)
      expect(await findClient(deps, clientId), JSON.stringify(metadata)).toBeNull()
      expect(await rowOf(clientId)).toBeNull()
    }
    const repaired = await host.serveClient('/0.json', { client_id: undefined })
    expect(await findClient(deps, repaired)).toBeNull()
    await host.serveClient('/0.json')
    expect((await findClient(deps, repaired))?.clientId).toBe(repaired)
  })

  it('is refused if it contains one of our own secrets', async () => {
    const host = await DocumentHost.open()
    const { newTestOrg } = await import('../../../../test/support/kit.ts')
    const { key } = await newTestOrg()
    const clientId = await host.serveClient('/agent.json', { client_name: `Agent ${key}` })
    expect(await findClient(await testDeps(), clientId)).toBeNull()
    expect(await rowOf(clientId)).toBeNull()
  })

  it('counts only as an answer 200 of JSON in 5 KB', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const good = (path: string) =>
      JSON.stringify({ client_id: host.url + path, redirect_uris: ['https://agent.example.com/callback'] })
    await host.serve('/target', { body: good('/moved') })
    const ways: [string, Parameters<DocumentHost['serve']>[1], string][] = [
      ['/good', { body: good('/good') }, new URL(host.url).host],
      [
        '/other-json',
        { body: good('/other-json'), headers: { 'content-type': 'application/x+json' } },
        new URL(host.url).host,
      ],
      ['/full', { body: good('/full').padEnd(5120) }, new URL(host.url).host],
      ['/long', { body: good('/long').padEnd(5121) }, 'none'],
      ['/endless', { body: ' '.repeat(10_000), repeat: 1000 }, 'none'],
      ['/created', { status: 201, body: good('/created') }, 'none'],
      ['/gone', { status: 404, body: good('/gone') }, 'none'],
      ['/moved', { status: 302, headers: { location: `${host.url}/target` }, body: '' }, 'none'],
      ['/text', { body: good('/text'), headers: { 'content-type': 'text/html' } }, 'none'],
      ['/broken', { body: '{"client_id":' }, 'none'],
      ['/list', { body: '[]' }, 'none'],
      ['/null', { body: 'null' }, 'none'],
      ['/down', { status: 503, body: good('/down') }, 'unavailable'],
      ['/busy', { status: 429, body: good('/busy') }, 'unavailable'],
    ]
    for (const [path, served, expected] of ways) {
      expect(await outcome(findClient(deps, await host.serve(path, served))), path).toBe(expected)
    }
    expect(await host.requests('/target')).toEqual([])
    expect(await outcome(findClient(deps, 'http://127.0.0.1:9/agent.json'))).toBe('unavailable')
  })

  it('is waited for ten seconds', async () => {
    const host = await DocumentHost.open()
    const url = await host.serve('/never', { body: null })
    const startedAt = Date.now()
    expect(await outcome(findClient(await testDeps(), url))).toBe('unavailable')
    expect(Date.now() - startedAt).toBeGreaterThan(9000)
  })
})

describe('the copy of a metadata document', () => {
  it('is used as long as its server says: at least five minutes, at most a day', async () => {
    const deps = await testDeps()
    const ways: [string | undefined, number][] = [
      [undefined, HOUR],
      ['max-age=7200', 2 * HOUR],
      ['public, max-age=60', 5 * MINUTE],
      ['max-age=7200, s-maxage=1200', 20 * MINUTE],
      ['max-age=99999999', 24 * HOUR],
      ['no-store', 5 * MINUTE],
      ['max-age=0, must-revalidate', 5 * MINUTE],
      ['max-age=nonsense', HOUR],
    ]
    const host = await DocumentHost.open()
    for (const [n, [cacheControl, freshMs]] of ways.entries()) {
      const headers: Record<string, string> = cacheControl === undefined ? {} : { 'cache-control': cacheControl }
      const path = `/${n}.json`
      const clientId = await host.serveClient(path, {}, headers)
      await findClient(deps, clientId)
      await findClient(later(deps, freshMs - 1), clientId)
      expect(await host.requests(path), cacheControl).toHaveLength(1)
      await findClient(later(deps, freshMs), clientId)
      expect(await host.requests(path), cacheControl).toHaveLength(2)
    }
    const clientId = await host.serveClient('/aged.json', {}, { 'cache-control': 'max-age=7200', age: '3600' })
    await findClient(deps, clientId)
    expect((await rowOf(clientId))?.fresh_until).toBe(deps.now + HOUR)
  })

  it('without the redirect URI in use is fetched again, once a minute', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', {}, { 'cache-control': 'max-age=86400' })
    const redirectUri = 'https://agent.example.com/new'
    const uris = async (ms: number, used: string) =>
      (await findClient(later(deps, ms), clientId, { redirectUri: used }))?.redirectUris
    const before = ['https://agent.example.com/callback']
    expect(await uris(0, before[0] ?? '')).toEqual(before)
    await host.serveClient('/agent.json', { redirect_uris: [...before, redirectUri] })
    // Just fetched, so not yet.
    expect(await uris(30_000, redirectUri)).toEqual(before)
    expect(await uris(2 * MINUTE, before[0] ?? '')).toEqual(before)
    expect(await host.requests('/agent.json')).toHaveLength(1)
    expect(await uris(2 * MINUTE, redirectUri)).toEqual([...before, redirectUri])
    expect(await host.requests('/agent.json')).toHaveLength(2)
    // A URI that it never has makes us fetch once a minute, however often it is used.
    await Promise.all(Array.from({ length: 10 }, () => uris(5 * MINUTE, 'https://evil.example/callback')))
    await uris(5 * MINUTE + 30_000, 'https://evil.example/callback')
    expect(await host.requests('/agent.json')).toHaveLength(3)
  })

  it('has a loopback redirect at any port', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', { redirect_uris: ['http://localhost/callback'] })
    await findClient(deps, clientId)
    await findClient(later(deps, 2 * MINUTE), clientId, { redirectUri: 'http://localhost:51234/callback' })
    expect(await host.requests('/agent.json')).toHaveLength(1)
    await findClient(later(deps, 2 * MINUTE), clientId, { redirectUri: 'http://localhost:51234/other' })
    expect(await host.requests('/agent.json')).toHaveLength(2)
  })

  it('is good enough for a day while its server cannot be reached, and is removed when the document is gone', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', {}, { 'cache-control': 'max-age=300' })
    expect(await outcome(findClient(deps, clientId))).toBe('Agent of a vendor')
    await host.serve('/agent.json', { status: 500, body: 'broken' })
    expect(await outcome(findClient(later(deps, HOUR), clientId))).toBe('Agent of a vendor')
    expect(await outcome(findClient(later(deps, 24 * HOUR), clientId))).toBe('unavailable')
    expect(await rowOf(clientId)).not.toBeNull()
    await host.serve('/agent.json', { status: 404, body: 'gone' })
    expect(await outcome(findClient(later(deps, 25 * HOUR), clientId))).toBe('none')
    expect(await rowOf(clientId)).toBeNull()
  })

  it('is fetched again by one of many calls at the same time', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const clientId = await host.serveClient('/agent.json', {}, { 'cache-control': 'max-age=300' })
    await findClient(deps, clientId)
    await host.serveClient('/agent.json', { client_name: 'Renamed' }, { 'cache-control': 'max-age=300' })
    const found = await Promise.all(Array.from({ length: 10 }, () => findClient(later(deps, HOUR), clientId)))
    expect(found.every((client) => client !== null)).toBe(true)
    expect(await host.requests('/agent.json')).toHaveLength(2)
    expect((await findClient(later(deps, HOUR), clientId))?.name).toBe('Renamed')
  })
})

describe('what a client with a metadata document costs', () => {
  it('is no row written with a copy, one without, two when it is fetched again, and none for a failure', async () => {
    const { bill, db } = billedDatabase()
    const deps = { ...(await testDeps()), db: databaseOf(db) }
    const host = await DocumentHost.open()
    const cost = async (work: () => Promise<unknown>) => {
      bill.written = 0
      await work()
      return bill.written
    }
    const clientId = await host.serveClient('/agent.json')
    expect(await cost(() => findClient(deps, clientId))).toBe(1)
    expect(await cost(() => findClient(deps, clientId))).toBe(0)
    expect(await cost(() => findClient(later(deps, HOUR), clientId))).toBe(2)
    expect(await cost(() => findClient(deps, `${host.url}/made-up.json`))).toBe(0)
  })
})

describe('strangers who name client IDs', () => {
  it('make us fetch at most ten documents a minute from one network, and copies are not counted', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const ip = '198.51.100.77'
    const known = await host.serveClient('/agent.json')
    await findClient(deps, known)
    const made = async (n: number, from: string) =>
      outcome(findClient(deps, `${host.url}/made-up-${n}.json`, { ip: from }))
    for (let n = 0; n < 10; n++) expect(await made(n, ip)).toBe('none')
    expect(await made(10, ip)).toBe('rate_limited')
    expect(await made(11, ip)).toBe('rate_limited')
    expect(await host.requests('/made-up-10.json')).toEqual([])
    expect(await made(12, '198.51.100.78')).toBe('none')
    expect(await outcome(findClient(deps, known, { ip }))).toBe('Agent of a vendor')
  })

  it('make us fetch at most 20 documents a minute from one server, and its known documents stay available', async () => {
    const deps = await testDeps()
    const host = await DocumentHost.open()
    const known = await host.serveClient('/agent.json', {}, { 'cache-control': 'max-age=300' })
    await findClient(deps, known)
    const found = await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        outcome(findClient(deps, `${host.url}/made-up-${n}.json`, { ip: `198.51.101.${n}` })),
      ),
    )
    // The known one was the first of the 20.
    expect(found.filter((one) => one === 'none')).toHaveLength(19)
    expect(found.filter((one) => one === 'rate_limited')).toHaveLength(6)
    await host.serveClient('/agent.json', { client_name: 'Renamed' })
    expect((await findClient(later(deps, 10 * MINUTE), known))?.name).toBe('Renamed')
  })
})
