import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { GatewayRoute, GatewayRouteUsage } from '../../../../contract/gateway.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { callTool, errorOf } from '../../../../test/support/mcp.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'

async function newRoute(org: TestOrg, prefix: string): Promise<GatewayRoute> {
  const body = {
    name: `The route ${prefix}`,
    prefix,
    upstream: 'https://forum.example.com/v1',
    scopes: ['posts:read'],
    requestHeaders: { 'x-upstream-token': 'hunter2-of-the-upstream' },
    responseHeaders: { 'x-served-by': 'forum' },
  }
  const response = await call('POST', '/api/v1/gateway-routes', { key: org.key, body })
  expect(response.status).toBe(201)
  return response.json()
}

const use = async (key: string, name: string, input: object = {}) => {
  const { structuredContent, content } = await callTool(key, name, input)
  if (!structuredContent) throw new Error(content[0]?.text)
  return structuredContent as { data: Record<string, unknown> & { items: object[] }; link: string }
}

describe('the tools of the gateway', () => {
  it('show routes as the API does, without the values of headers', async () => {
    const org = await newTestOrg()
    const [forum, posts] = [await newRoute(org, 'forum'), await newRoute(org, 'forum/posts')]
    await newRoute(await newTestOrg(), 'forum')
    const { data: list, link } = await use(org.key, 'list_gateway_routes')
    expect(list.items).toMatchObject([{ id: forum.id, prefix: 'forum', scopes: ['posts:read'] }, { id: posts.id }])
    for (const item of list.items) {
      const { requestHeaders: _, ...route } = [forum, posts].find(({ id }) => 'id' in item && item.id === id) ?? forum
      expect({ ...route, ...item }).toEqual(route)
    }
    expect(link).toMatch(/\/gateway-routes$/)
    expect((await use(org.key, 'list_gateway_routes', { search: 'posts' })).data.items).toHaveLength(1)
    const one = await use(org.key, 'get_gateway_route', { id: forum.id })
    const figures = await json<GatewayRouteUsage>('GET', `/api/v1/gateway-routes/${forum.id}/usage?days=7`, org)
    expect(one.data).toMatchObject({
      id: forum.id,
      timeoutSeconds: forum.timeoutSeconds,
      requestHeaderNames: ['x-upstream-token'],
      responseHeaderNames: ['x-served-by'],
      figures,
    })
    expect(one.link).toMatch(new RegExp(`/gateway-routes\\?route=${forum.id}$`))
    expect(JSON.stringify([one, list])).not.toContain('hunter2')
  })

  it('switch a route off and on for both environments, with a live credential alone', async () => {
    const org = await newTestOrg()
    const { id } = await newRoute(org, 'forum')
    const statusOf = async () => (await json<GatewayRoute>('GET', `/api/v1/gateway-routes/${id}`, org)).status
    const test = await createKey(org, { environment: 'test', scopes: ['gateway:*'] })
    expect((await use(test.key, 'get_gateway_route', { id })).data.id).toBe(id)
    const foreign = await newTestOrg()
    for (const [name, status] of [
      ['disable_gateway_route', 'disabled'],
      ['enable_gateway_route', 'active'],
    ] as const) {
      expect(errorOf(await callTool(test.key, name, { id })).code).toBe('live_credential_needed')
      expect(errorOf(await callTool(foreign.key, name, { id })).code).toBe('not_found')
      expect((await use(org.key, name, { id })).data).toMatchObject({ id, status })
      expect(await statusOf()).toBe(status)
    }
    expect(errorOf(await callTool(foreign.key, 'get_gateway_route', { id })).code).toBe('not_found')
  })

  it('are named with a failed call of a route, or of its tool, when it is explained', async () => {
    const org = await newTestOrg()
    const { id, name } = await newRoute(org, 'forum')
    const failed = {
      status: 504,
      outcome: 'upstream_timed_out' as const,
      reason: JSON.stringify({ waitedSeconds: 30 }),
    }
    const entries = (['gateway', 'tool'] as const).map((type) =>
      logEntry(org.organizationId, { ...failed, type, route: '/gateway/forum/*', endpoint: '/gateway/forum/5' }),
    )
    await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])
    for (const entry of entries) {
      const { data } = await use(org.key, 'explain_call', { id: entry.id })
      expect(data, entry.type).toMatchObject({ route: { id, name }, why: expect.stringContaining('waited 30 s') })
    }
  })
})
