import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import { type Echo, newRoute } from '../../../../test/support/gateway.ts'
import { call, createKey, newTestOrg } from '../../../../test/support/kit.ts'

describe('a call through the gateway', () => {
  it('reaches the upstream with the identity of the caller, and has our headers', async () => {
    const org = await newTestOrg()
    await newRoute(org)
    const { key, id } = await createKey(org, { scopes: ['users:read'], rateLimit: { perMinute: 50 }, ownerId: 'Marić' })
    const answer = await call('POST', '/gateway/forum/posts/1?a=%zz&b=1', { key, body: { text: 'Hello' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('ratelimit')).toContain('"minute";r=49')
    const echo = await answer.json<Echo>()
    expect(echo).toMatchObject({ method: 'POST', url: '/posts/1?a=%zz&b=1', body: '{"text":"Hello"}' })
    expect(echo.headers).toMatchObject({
      'x-gatehouse-key-id': id,
      'x-gatehouse-organization': org.organizationId,
      'x-gatehouse-owner': 'Mari%C4%87',
      'x-gatehouse-scopes': 'users:read',
      'x-gatehouse-environment': 'live',
      'x-gatehouse-request-id': answer.headers.get('x-request-id'),
    })
    expect(echo.headers.authorization).toBeUndefined()
    expect(JSON.stringify(echo)).not.toContain(key)
  })

  it('is refused in the order that tells nothing to strangers', async () => {
    const org = await newTestOrg()
    await newRoute(org, { methods: ['GET'] })
    await newRoute(org, { prefix: 'off', status: 'disabled' })
    const codeOf = async (path: string, send: Parameters<typeof call>[2] = { key: org.key }, method = 'GET') => {
      const answer = await call(method, path, send)
      return [answer.status, (await answer.json<Problem>()).code]
    }
    expect(await codeOf('/gateway/forum', {})).toEqual([401, 'credential_missing'])
    expect(await codeOf('/gateway/forum', { key: 'sk_live_nothing' })).toEqual([401, 'credential_malformed'])
    expect(await codeOf('/gateway/nothing')).toEqual([404, 'no_route'])
    expect(await codeOf('/gateway/off/x')).toEqual([404, 'route_disabled'])
    expect(await codeOf('/gateway/forum/x', undefined, 'POST')).toEqual([405, 'method_not_allowed'])
    expect(await codeOf('/gateway/forum/%2e%2e%2fx')).toEqual([400, 'path_refused'])
  })
})
