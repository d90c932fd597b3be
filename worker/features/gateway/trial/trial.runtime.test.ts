import { describe, expect, inject, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import type { GatewayRoute, GatewayTestResult } from '../../../../contract/gateway.ts'
import { type Echo, newRoute } from '../../../../test/support/gateway.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import { shownBody } from './shown-body.ts'

const run = (by: object, id: string, body?: object) =>
  call('POST', `/api/v1/gateway-routes/${id}/test`, { ...by, ...(body && { body }) })
const result = async (by: object, id: string, body?: object) => {
  const answer = await run(by, id, body)
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return JSON.parse(text) as GatewayTestResult
}
const refusal = async (answer: Response) => {
  const { errors, code } = await answer.json<Problem>()
  return [answer.status, errors?.[0]?.path ?? code]
}
const way = (org: TestOrg, what: string, more: object = {}) =>
  newRoute(org, { prefix: what, upstream: `${inject('upstream')}/do/${what}`, ...more })

describe('a test call', () => {
  it('is a real call with the identity of who asks, also while the route is disabled', async () => {
    const org = await newTestOrg()
    const headers = { 'X-Token': 'of the route' }
    const id = await newRoute(org, { status: 'disabled', requestHeaders: headers, scopes: ['nobody:holds'] })
    const answer = await result({ cookie: await signIn(org) }, id, {
      method: 'POST',
      path: 'posts/1?a=b#c',
      headers: { 'X-Mine': '1', authorization: 'Bearer x' },
      body: '{"a":1}',
    })
    expect(answer).toMatchObject({
      ok: true,
      url: `${inject('upstream')}/posts/1?a=b`,
      method: 'POST',
      status: 200,
      truncated: false,
      problem: null,
    })
    const echo: Echo = JSON.parse(answer.body ?? '')
    expect(echo).toMatchObject({ method: 'POST', url: '/posts/1?a=b', body: '{"a":1}' })
    expect(echo.headers).toMatchObject({
      'content-type': 'application/json',
      'x-token': 'of the route',
      'x-mine': '1',
      'x-gatehouse-owner': org.userId,
      'x-gatehouse-organization': org.organizationId,
      'x-gatehouse-environment': 'live',
    })
    expect(echo.headers.authorization).toBeUndefined()
    expect(echo.headers.cookie).toBeUndefined()
  })

  it('needs gateway:write, a live credential and a route of the organization', async () => {
    const org = await newTestOrg()
    const other = await newTestOrg()
    const id = await newRoute(org)
    const reader = await createKey(org, { scopes: ['gateway:read'] })
    const test = await createKey(org, { environment: 'test', scopes: ['*'] })
    expect(await refusal(await run(reader, id))).toEqual([403, 'scope_missing'])
    expect(await refusal(await run({ key: test.key }, id))).toEqual([403, 'live_credential_needed'])
    expect(await refusal(await run(other, id))).toEqual([404, 'not_found'])
    expect((await result(org, id)).method).toBe('GET')
  })

  it('goes where a caller would go, or says by field why not', async () => {
    const org = await newTestOrg()
    const id = await newRoute(org, {
      prefix: 'posts/{id}',
      methods: ['GET', 'POST'],
      upstream: `${inject('upstream')}/p/{id}`,
    })
    await newRoute(org, { name: 'Comments', prefix: 'posts/{id}/comments' })
    const one = await newRoute(org, { prefix: 'one', exact: true, methods: ['DELETE'] })
    expect((await result(org, id, { params: { id: 'a/b ?ä' }, path: '/x' })).url).toMatch(/\/p\/a%2Fb%20%3F%C3%A4\/x$/)
    expect((await result(org, one)).method).toBe('DELETE')
    for (const [route, body, field] of [
      [id, {}, 'params.id'],
      [id, { params: { id: '1', other: '2' } }, 'params.other'],
      [id, { params: { id: '..' } }, 'path'],
      [id, { params: { id: '1' }, path: '/../x' }, 'path'],
      [id, { params: { id: '1' }, path: '/comments/3' }, 'path'],
      [id, { params: { id: '1' }, method: 'PUT' }, 'method'],
      [id, { params: { id: '1' }, body: 'x' }, 'body'],
      [id, { params: { id: '1' }, headers: { Upgrade: 'websocket' } }, 'headers.Upgrade'],
      [id, { params: { id: '1' }, headers: { 'X-Gatehouse-Owner': 'me' } }, 'headers.X-Gatehouse-Owner'],
      [one, { path: '/below' }, 'path'],
      [one, { method: 'GET' }, 'method'],
    ] as const) {
      expect(await refusal(await run(org, route, body)), JSON.stringify(body)).toEqual([422, field])
    }
  })

  it('shows failures of the upstream as a problem, not as a failure of the call', async () => {
    const org = await newTestOrg()
    const failing = await result(org, await way(org, 'status'), { path: '/500' })
    expect(failing).toMatchObject({ ok: false, status: 500, body: 'said 500', problem: null })
    expect(await result(org, await way(org, 'status', { prefix: 'fine' }), { path: '/404' })).toMatchObject({
      ok: true,
      status: 404,
    })
    const cases = [
      [await way(org, 'reset'), 'upstream_unreachable'],
      [await way(org, 'never', { timeoutSeconds: 1 }), 'upstream_timed_out'],
      [await newRoute(org, { prefix: 'private', upstream: 'https://10.0.0.1' }), 'upstream_blocked'],
    ] as const
    for (const [id, code] of cases) {
      const { ok, status, problem, body } = await result(org, id)
      expect([ok, status, problem?.code, body]).toEqual([false, null, code, null])
    }
    // Test calls tell the breaker nothing.
    for (let n = 0; n < 12; n++) await result(org, cases[0][0])
    const route = await json<GatewayRoute>('GET', `/api/v1/gateway-routes/${cases[0][0]}`, org)
    expect(route.circuit).toBe('closed')
  })

  it('shows the beginning of an answer that is long, encoded, binary, or never ends', async () => {
    const org = await newTestOrg()
    const big = await result(org, await way(org, 'big'), { path: '/2' })
    expect([big.body?.length, big.truncated]).toEqual([100_000, true])
    const zipped = await result(org, await way(org, 'gzip'))
    expect(zipped.body).toContain('The quick brown fox')
    expect(await result(org, await way(org, 'br'))).toMatchObject({ ok: true, body: null, truncated: true })
    const dead = await result(org, await way(org, 'die'))
    expect(dead).toMatchObject({ status: 200, body: 'abc', truncated: true })
    const cut = new Response(new Uint8Array([...new TextEncoder().encode('x'.repeat(99_999)), 0xc3, 0xa4]))
    expect(await shownBody(cut)).toEqual({ body: 'x'.repeat(99_999), truncated: true })
    const binary = new Response(new Uint8Array([1, 0, 2]))
    expect(await shownBody(binary)).toEqual({ body: null, truncated: false })
    const events = await result(org, await way(org, 'events'), { path: '/100' })
    expect(events.body).toMatch(/^data: 0\n\ndata: 1\n\n/)
    expect(events.truncated).toBe(true)
  })
})

describe('a route that was disabled, deleted or narrowed', () => {
  it('lets none of many later calls through', async () => {
    const org = await newTestOrg()
    const made = async (prefix: string) => {
      const body = { name: prefix, prefix, upstream: inject('upstream'), methods: ['GET', 'POST'] }
      const route = await json<GatewayRoute>('POST', '/api/v1/gateway-routes', { key: org.key, body })
      expect((await call('GET', `/gateway/${prefix}`, org)).status).toBe(200)
      return `/api/v1/gateway-routes/${route.id}`
    }
    const [off, gone, narrow] = [await made('off'), await made('gone'), await made('narrow')]
    const reader = await createKey(org, { scopes: ['users:read'] })
    await Promise.all([
      call('POST', `${off}/disable`, org),
      call('DELETE', gone, org),
      call('PATCH', narrow, { key: org.key, body: { scopes: ['posts:read'] } }),
    ])
    const calls = Array.from({ length: 100 }, async () => [
      (await call('GET', '/gateway/off', org)).status,
      (await call('GET', '/gateway/gone', org)).status,
      (await call('GET', '/gateway/narrow', reader)).status,
    ])
    expect(new Set((await Promise.all(calls)).flat())).toEqual(new Set([404, 403]))
  })
})
