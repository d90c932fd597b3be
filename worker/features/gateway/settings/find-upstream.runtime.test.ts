import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { HOSTILE_URLS } from '../../../../test/support/hostile-urls.ts'
import { testDeps } from '../../../../test/support/oauth.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Config } from '../../../platform/env.ts'
import { audienceOf, judgeUpstream, pathOfUpstream } from './find-upstream.ts'

const service = { fetch: async () => new Response('served') } as unknown as Fetcher

async function deployed(gatewayUpstreams: Config['gatewayUpstreams'] = []): Promise<Deps> {
  const deps = await testDeps()
  const config = {
    ...deps.config,
    local: false,
    ownHosts: ['gatehouse.example.com'],
    gatewayUpstreams,
    gatewayHosts: [host('api.example.com')],
  }
  return { ...deps, config, serviceOf: (name) => (name === 'FORUM' ? service : null) }
}
const host = (name: string) => ({ host: name, organizationId: null })
const judge = async (upstream: string, deps?: Deps, organization = 'org_1') =>
  judgeUpstream(deps ?? (await deployed()), organization, upstream)

describe('an upstream', () => {
  it.each(HOSTILE_URLS)('is refused: %s', async (url) => {
    expect(await judge(url)).toMatchObject({ ok: false, message: expect.stringMatching(/^must /) })
  })

  it('is any public URL, and never a host of this installation', async () => {
    expect(await judge('https://forum.example.com/v1')).toMatchObject({ ok: true, service: null })
    for (const own of ['https://gatehouse.test/x', 'https://api.example.com/', 'https://api.example.com./x']) {
      expect(await judge(own), own).toEqual({ ok: false, message: 'must not point to Gatehouse itself' })
    }
  })

  it('in a private network is called only where the operator listed its origin, for that organization', async () => {
    const deps = await deployed([
      { upstream: 'http://10.0.0.5:8080', organizationId: null },
      { upstream: 'http://10.0.0.6', organizationId: 'org_1' },
      { upstream: 'https://api.example.com', organizationId: null },
    ])
    expect((await judge('http://10.0.0.5:8080/x', deps)).ok).toBe(true)
    for (const other of ['http://10.0.0.5/x', 'https://10.0.0.5:8080/', 'http://10.0.0.5:8080@evil.example/']) {
      expect((await judge(other, deps)).ok, other).toBe(false)
    }
    expect((await judge('http://10.0.0.6/', deps)).ok).toBe(true)
    expect((await judge('http://10.0.0.6/', deps, 'org_2')).ok).toBe(false)
    expect((await judge('https://api.example.com/', deps)).ok).toBe(false)
  })

  it('can be a service binding that is listed and bound', async () => {
    const deps = await deployed([
      { upstream: 'service:FORUM', organizationId: 'org_1' },
      { upstream: 'service:GONE', organizationId: null },
    ])
    const found = await judge('service:FORUM/v1/{id}', deps)
    expect(found).toMatchObject({ ok: true, service })
    for (const [upstream, organization] of [
      ['service:FORUM', 'org_2'],
      ['service:GONE', 'org_1'],
      ['service:DB', 'org_1'],
      ['service:forum', 'org_1'],
      ['service:FORUM?x', 'org_1'],
    ] as const) {
      expect((await judge(upstream, deps, organization)).ok, upstream).toBe(false)
    }
    expect((await testDeps()).serviceOf('DB')).toBeNull()
    expect((await testDeps()).serviceOf('toString')).toBeNull()
    expect((await testDeps()).serviceOf('NEIGHBOR')).toBe(Reflect.get(env, 'NEIGHBOR'))
  })

  it('has a path that keeps its parameters, and an origin that identities are for', () => {
    expect(pathOfUpstream('https://forum.example.com/v1/{id}/')).toBe('/v1/{id}')
    expect(pathOfUpstream('https://forum.example.com')).toBe('')
    expect(pathOfUpstream('service:FORUM/v1/{id}')).toBe('/v1/{id}')
    expect(pathOfUpstream('service:FORUM')).toBe('')
    expect(audienceOf('https://forum.example.com:8443/v1')).toBe('https://forum.example.com:8443')
    expect(audienceOf('service:FORUM/v1')).toBe('service:FORUM')
  })
})
