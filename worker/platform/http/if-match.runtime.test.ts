import { beforeAll, describe, expect, it } from 'vitest'
import type { ApiKeyWithSecret } from '../../../contract/api-keys.ts'
import type { Webhook } from '../../../contract/webhooks.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'

let org: TestOrg
beforeAll(async () => {
  org = await newTestOrg()
})

const send = (method: string, path: string, ifMatch: string, body?: object) =>
  call(method, path, { key: org.key, headers: { 'if-match': ifMatch }, ...(body && { body }) })

const newHook = () =>
  json<Webhook>('POST', '/api/v1/webhooks', {
    key: org.key,
    body: { name: 'h', url: 'https://hooks.example.com', events: ['*'], sendTest: false },
  })

describe('If-Match', () => {
  it.each([
    ['PATCH', '', { name: 'x' }],
    ['PUT', '', { name: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/revoke', undefined],
    ['POST', '/disable', undefined],
    ['POST', '/enable', undefined],
    ['POST', '/regenerate', {}],
    ['DELETE', '/grace', undefined],
    ['POST', '/extend-grace', { endsAt: new Date(Date.now() + 3_600_000).toISOString() }],
  ])('of another version keeps a key as it is: %s %s', async (method, path, body) => {
    const { id } = await createKey(org)
    const before = await json<ApiKeyWithSecret>('GET', `/api/v1/api-keys/${id}`, { key: org.key })
    for (const header of ['"stale"', '"v2"', 'W/"v1"', '"v2", W/"v1"', 'v1']) {
      expect((await send(method, `/api/v1/api-keys/${id}${path}`, header, body)).status, header).toBe(412)
    }
    expect(await json<ApiKeyWithSecret>('GET', `/api/v1/api-keys/${id}`, { key: org.key })).toEqual(before)
  })

  it.each([
    ['PATCH', '', { name: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/pause', undefined],
    ['POST', '/resume', undefined],
    ['POST', '/rotate-secret', {}],
  ])('of another version keeps a webhook as it is: %s %s', async (method, path, body) => {
    const { id } = await newHook()
    expect((await send(method, `/api/v1/webhooks/${id}${path}`, '"v7"', body)).status).toBe(412)
    expect((await send(method, `/api/v1/webhooks/${id}${path}`, 'W/"v1"', body)).status).toBe(412)
    const now = await call('GET', `/api/v1/webhooks/${id}`, { key: org.key })
    expect([now.status, now.headers.get('etag')]).toEqual([200, '"v1"'])
  })

  it('with the version in a list, or any version, allows the change, and the answer has the next one', async () => {
    const { id } = await createKey(org)
    const path = `/api/v1/api-keys/${id}`
    const first = await send('POST', `${path}/disable`, ' "other" ,, W/"v9", "v1" ')
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"v2"'])
    const second = await send('POST', `${path}/enable`, '"v1", "v2"')
    expect([second.status, second.headers.get('etag')]).toEqual([200, '"v3"'])
    expect((await send('DELETE', path, '*')).status).toBe(204)
    expect((await send('DELETE', path, '*')).status).toBe(404)
  })

  it('is honored for a custom event type', async () => {
    await call('POST', '/api/v1/event-types', { key: org.key, body: { type: 'tag.made' } })
    expect((await send('DELETE', '/api/v1/event-types/tag.made', 'W/"v1"')).status).toBe(412)
    expect((await send('DELETE', '/api/v1/event-types/tag.made', '"v2","v1"')).status).toBe(204)
  })
})

describe('an Idempotency-Key', () => {
  it('returns the first answer for the same content with its members in another order', async () => {
    const send = (metadata: string) =>
      call('POST', '/api/v1/api-keys', {
        key: org.key,
        raw: `{"name":"n","scopes":["users:read"],"metadata":${metadata}}`,
        headers: { 'content-type': 'application/json', 'idempotency-key': 'in-any-order' },
      })
    const first = await (await send('{"a":1,"b":{"c":2,"d":3}}')).json<ApiKeyWithSecret>()
    expect(await (await send('{"b":{"d":3,"c":2},"a":1}')).json<ApiKeyWithSecret>()).toEqual(first)
    expect((await send('{"b":{"d":2,"c":3},"a":1}')).status).toBe(422)
  })
})
