import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { testDeps } from '../../../../test/support/oauth.ts'
import { until } from '../../../../test/support/until.ts'
import { organizationOfHost } from './organization-of-host.ts'

const claim = (host: string, organizationId: string) =>
  env.DB.prepare('INSERT INTO gateway_hosts (host, organization_id, created_at) VALUES (?, ?, 0)')
    .bind(host, organizationId)
    .run()

describe('the organization of a host', () => {
  it('is found for hosts that may be claimed, and without a lookup for others', async () => {
    await claim('found.localhost:8787', 'org_1')
    await claim('elsewhere.example.com', 'org_1')
    const deps = await testDeps()
    expect(await organizationOfHost(deps, 'found.localhost:8787')).toBe('org_1')
    expect(await organizationOfHost(deps, 'unclaimed.localhost:8787')).toBeNull()
    expect(organizationOfHost(deps, 'elsewhere.example.com')).toBeNull()
    expect(organizationOfHost(deps, 'localhost:8787')).toBeNull()
    // The second call of an isolate needs no I/O.
    expect(organizationOfHost(deps, 'found.localhost:8787')).toBe('org_1')
  })

  it('follows the list of the operator', async () => {
    await claim('listed.example.com', 'org_1')
    const deps = await testDeps()
    const listed = (organizationId: string | null) => ({
      ...deps,
      config: { ...deps.config, local: false, gatewayHosts: [{ host: 'listed.example.com', organizationId }] },
    })
    expect(await organizationOfHost(listed(null), 'listed.example.com')).toBe('org_1')
    expect(await organizationOfHost(listed('org_1'), 'listed.example.com')).toBe('org_1')
    expect(await organizationOfHost(listed('org_2'), 'listed.example.com')).toBeNull()
  })

  it('is forgotten two seconds after it was removed', async () => {
    await claim('gone.localhost', 'org_1')
    const deps = await testDeps()
    expect(await organizationOfHost(deps, 'gone.localhost')).toBe('org_1')
    await env.DB.exec("DELETE FROM gateway_hosts WHERE host = 'gone.localhost'")
    const removed = Date.now()
    await until(async () => (await organizationOfHost(deps, 'gone.localhost')) === null)
    expect(Date.now() - removed).toBeLessThan(2500)
  })
})
