import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import { MAX_GATEWAY_HOSTS } from '../../../../contract/gateway.data.ts'
import type { GatewayHost, GatewayHosts } from '../../../../contract/gateway.ts'
import { call, createKey, json, newTestOrg } from '../../../../test/support/kit.ts'
import { testDeps } from '../../../../test/support/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { addHost } from './add.ts'
import { listHosts } from './list.ts'
import { organizationOfHost } from './organization-of-host.ts'

const PATH = '/api/v1/gateway-hosts'
const add = (by: { key: string }, host: string) => call('POST', PATH, { key: by.key, body: { host } })
const codeOf = async (answer: Response) => {
  const { code, errors } = await answer.json<Problem>()
  return [answer.status, errors?.[0]?.path ?? code]
}
let count = 0
const newHost = () => `h${count++}-${crypto.randomUUID().slice(0, 8)}.localhost:8787`

/** The dependencies of an installation in production, with hosts that the operator listed. */
async function deployed(gatewayHosts: Deps['config']['gatewayHosts']): Promise<Deps> {
  const deps = await testDeps()
  return { ...deps, config: { ...deps.config, local: false, ownHosts: ['gatehouse.example.com'], gatewayHosts } }
}
const actorOf = (id: string): Actor => ({
  type: 'system',
  name: 'test',
  organization: { id, name: '', plan: '' },
  scopes: ['gateway:write', 'gateway:read'],
  ip: null,
  requestId: '',
})
const none = async () => []

describe('a host of an organization', () => {
  it('is added, found, listed and removed', async () => {
    const org = await newTestOrg()
    const host = newHost()
    const made = await add(org, host.toUpperCase())
    expect(made.status).toBe(201)
    expect(await made.json<GatewayHost>()).toMatchObject({ host, url: `http://${host}` })
    expect(await organizationOfHost(await testDeps(), host)).toBe(org.organizationId)
    const list = await json<GatewayHosts>('GET', PATH, org)
    expect([list.data.map((one) => one.host), list.localhost, list.available]).toEqual([[host], true, []])
    const start = Date.now()
    expect((await call('DELETE', `${PATH}/${host}`, org)).status).toBe(204)
    expect(Date.now() - start, 'until no isolate takes it for the gateway').toBeGreaterThanOrEqual(2000)
    expect(await organizationOfHost(await testDeps(), host)).toBeNull()
    const { results } = await env.DB.prepare(
      'SELECT action FROM audit_logs WHERE organization_id = ? AND target_type = ? ORDER BY id',
    )
      .bind(org.organizationId, 'gateway_host')
      .all()
    expect(results).toEqual([{ action: 'gateway_host.added' }, { action: 'gateway_host.removed' }])
  })

  it('belongs to one organization, also when two claim it at once', async () => {
    const [one, other] = await Promise.all([newTestOrg(), newTestOrg()])
    const host = newHost()
    const answers = await Promise.all([add(one, host), add(other, host), add(one, host)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    for (const answer of answers) if (answer.status === 409) expect(await codeOf(answer)).toEqual([409, 'host_taken'])
    const loser = (await json<GatewayHosts>('GET', PATH, one)).data.length === 0 ? one : other
    expect((await call('DELETE', `${PATH}/${host}`, loser)).status).toBe(404)
    expect(await organizationOfHost(await testDeps(), host)).not.toBe(loser.organizationId)
  })

  it('must be a host name that is listed, and not the one of the dashboard', async () => {
    const org = await newTestOrg()
    for (const host of [
      '',
      'a b.localhost',
      'localhost',
      'localhost:8787',
      '-a.localhost',
      'a.localhost/x',
      'a.localhost.',
    ]) {
      expect(await codeOf(await add(org, host)), host).toEqual([422, 'host'])
    }
    for (const host of ['api.example.com', 'gatehouse.test', 'a.localhost.evil.example']) {
      expect(await codeOf(await add(org, host)), host).toEqual([422, 'host'])
    }
  })

  it('in production is one of those that the operator listed for the organization', async () => {
    const deps = await deployed([
      { host: 'api.example.com', organizationId: null },
      { host: 'one.example.com', organizationId: 'org_one' },
      { host: 'gatehouse.example.com', organizationId: null },
    ])
    const tryAdd = async (id: string, host: string, at = deps) =>
      addHost(at, actorOf(id), { host }, none).then(
        () => 'added',
        (error: unknown) => (error instanceof Refusal ? error.error.kind : 'failed'),
      )
    expect(await listHosts(deps, actorOf('org_two'))).toMatchObject({
      available: ['api.example.com', 'gatehouse.example.com'],
    })
    expect(await tryAdd('org_two', 'one.example.com')).toBe('invalid')
    expect(await tryAdd('org_two', 'x.localhost')).toBe('invalid')
    expect(await tryAdd('org_two', 'gatehouse.example.com')).toBe('invalid')
    expect(await tryAdd('org_two', 'api.example.com', { ...deps, url: 'https://api.example.com/api/v1' })).toBe(
      'invalid',
    )
    expect(await tryAdd('org_one', 'one.example.com')).toBe('added')
    expect(await tryAdd('org_two', 'api.example.com')).toBe('added')
    expect(await listHosts(deps, actorOf('org_one'))).toMatchObject({
      data: [{ host: 'one.example.com', url: 'https://one.example.com' }],
      available: ['gatehouse.example.com'],
      localhost: false,
    })
  })

  it('is one of a limited number, also in a race', async () => {
    const org = await newTestOrg()
    const rows = Array.from({ length: MAX_GATEWAY_HOSTS - 1 }, newHost)
    await env.DB.prepare(
      'INSERT INTO gateway_hosts (host, organization_id, created_at) SELECT value, ?, 0 FROM json_each(?)',
    )
      .bind(org.organizationId, JSON.stringify(rows))
      .run()
    const answers = await Promise.all([add(org, newHost()), add(org, newHost()), add(org, newHost())])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(await codeOf(await add(org, newHost()))).toEqual([409, 'too_many_hosts'])
  })

  it('needs gateway:write, and gateway:read to be seen', async () => {
    const org = await newTestOrg()
    const reader = await createKey(org, { scopes: ['gateway:read'] })
    const bare = await createKey(org, { scopes: ['users:read'] })
    expect((await call('GET', PATH, reader)).status).toBe(200)
    expect((await call('GET', PATH, bare)).status).toBe(403)
    expect((await add(reader, newHost())).status).toBe(403)
    expect((await call('DELETE', `${PATH}/${newHost()}`, reader)).status).toBe(403)
  })
})
