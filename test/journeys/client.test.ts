import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyKey } from '../../client/src/hono/index.ts'
import { Gatehouse } from '../../client/src/index.ts'
import { verifyWebhook } from '../../client/src/webhooks/index.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { Receiver } from '../support/receiver.ts'
import { until } from '../support/until.ts'

let instance: Instance | undefined
let gatehouse = new Gatehouse()
const receiver = await Receiver.start()
beforeAll(async () => {
  instance = await startInstance()
  gatehouse = new Gatehouse({ baseUrl: instance.url, key: instance.apiKey })
})
afterAll(async () => {
  await instance?.stop()
  await receiver.stop()
})

describe('the client', () => {
  test('creates, reads, changes and deletes a key, under its version', async () => {
    const { key, ...created } = await gatehouse.createApiKey({ body: { name: 'Orders', scopes: ['users:read'] } })
    expect(key).toMatch(/^sk_live_/)
    const { data, etag, rateLimit, requestId } = await gatehouse.call('getApiKey', { id: created.id })
    expect(data).toMatchObject({ id: created.id, name: 'Orders' })
    expect(etag).toBeTruthy()
    expect(requestId).toBeTruthy()
    expect(rateLimit.length).toBeGreaterThan(0)
    expect(rateLimit[0]?.limit).toBeGreaterThan(0)
    await gatehouse.updateApiKey({ id: created.id, body: { name: 'Shop' } }, { ifMatch: etag })
    const late = gatehouse.updateApiKey({ id: created.id, body: { name: 'Late' } }, { ifMatch: etag })
    await expect(late).rejects.toMatchObject({ status: 412, code: 'precondition_failed' })
    expect(await gatehouse.deleteApiKey({ id: created.id })).toBeUndefined()
    await expect(gatehouse.getApiKey({ id: created.id })).rejects.toMatchObject({ status: 404, code: 'not_found' })
  })

  test('publishes once, however often an answer is lost', async () => {
    let calls = 0
    const lossy = new Gatehouse({
      baseUrl: instance?.url,
      key: instance?.apiKey,
      fetch: async (url, init) => {
        const answer = await fetch(url, init)
        calls++
        if (calls < 3) throw new TypeError('the connection broke after the request had arrived')
        return answer
      },
    })
    const { id, type } = await lossy.publishEvent({ body: { type: 'client.lost', data: { n: 1 } } })
    expect(calls).toBe(3)
    const { data } = await gatehouse.listEvents({ type })
    expect(data.map((event) => event.id)).toEqual([id])
  })

  test('goes through every page of a list, once for each item', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      ids.push(
        (await gatehouse.createApiKey({ body: { name: `Paged ${n}`, scopes: ['users:read'], tags: ['paged'] } })).id,
      )
    }
    const seen: string[] = []
    for await (const { id } of gatehouse.all('listApiKeys', { tag: 'paged', limit: 2 })) seen.push(id)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('names the field that is not valid, and the scope that is missing', async () => {
    await expect(gatehouse.createApiKey({ body: { name: '', scopes: [] } })).rejects.toMatchObject({
      status: 422,
      code: 'invalid',
      errors: expect.arrayContaining([{ path: 'name', message: expect.any(String) }]),
    })
    const { key } = await gatehouse.createApiKey({ body: { name: 'Narrow', scopes: ['users:read'] } })
    const narrow = new Gatehouse({ baseUrl: instance?.url, key })
    await expect(narrow.listWebhooks()).rejects.toMatchObject({ status: 403, code: 'scope_missing' })
    expect((await narrow.getCaller()).scopes).toEqual(['users:read'])
  })

  test('gives a file as a stream', async () => {
    const file = await gatehouse.exportEventLogs({ format: 'jsonl' })
    expect(file.headers.get('content-type')).toContain('jsonl')
    await file.body?.cancel()
  })
})

test('a real delivery is genuine, with the old and the new secret during a rotation', async () => {
  const inbox = receiver.received('client')
  const webhook = await gatehouse.createWebhook({
    body: { name: 'Client', url: `${receiver.url}/in/client`, events: ['client.*'], sendTest: false },
  })
  const data = { url: 'https://a/b', emoji: '\u{1f600}', escape: '\u001b' }
  const deliver = async () => {
    const before = inbox.length
    const { id } = await gatehouse.publishEvent({ body: { type: 'client.signed', data } })
    await until(() => inbox.length > before)
    const { headers, body } = inbox[before] ?? { headers: {}, body: '' }
    return { id, headers, body }
  }
  const first = await deliver()
  expect(await verifyWebhook({ ...first, secrets: webhook.secret })).toMatchObject({ id: first.id, data })
  const { secret } = await gatehouse.rotateWebhookSecret({ id: webhook.id, body: { overlapSeconds: 600 } })
  const second = await deliver()
  for (const secrets of [secret, webhook.secret, [webhook.secret, secret]]) {
    expect(await verifyWebhook({ ...second, secrets })).toMatchObject({ id: second.id })
  }
  await expect(verifyWebhook({ ...first, secrets: secret })).rejects.toMatchObject({ code: 'signature_invalid' })
})

test('the middleware refuses a key from the moment it is revoked, and tells the limits of one that is valid', async () => {
  const app = new Hono().use('/v1/*', verifyKey({ gatehouse, scopes: ['users:read'], ip: () => '203.0.113.7' }))
  app.get('/v1/users', (c) => c.json({ keyId: c.get('apiKey').keyId }))
  const call = (key: string) => app.request('/v1/users', { headers: { authorization: `Bearer ${key}` } })
  const make = (body: object) => gatehouse.createApiKey({ body: { name: 'Caller', scopes: ['users:read'], ...body } })

  const { key, id } = await make({ rateLimit: { perMinute: 2, perHour: null, perDay: null } })
  const good = await call(key)
  expect(await good.json()).toEqual({ keyId: id })
  expect(good.headers.get('ratelimit')).toMatch(/^"minute";r=1;t=\d+/)
  await call(key)
  const limited = await call(key)
  expect(limited.status).toBe(429)
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)

  const revoked = await make({})
  expect((await call(revoked.key)).status).toBe(200)
  await gatehouse.revokeApiKey({ id: revoked.id, body: {} })
  const refused = await call(revoked.key)
  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ code: 'revoked' })

  expect(await (await call((await make({ scopes: ['data:read'] })).key)).json()).toMatchObject({
    code: 'scope_missing',
  })
  expect(await (await call((await make({ allowedIps: ['198.51.100.1'] })).key)).json()).toMatchObject({
    code: 'ip_denied',
  })
  expect(await (await call('sk_live_nothing')).json()).toMatchObject({ status: 401 })

  // Nobody is let in while Gatehouse cannot be reached.
  const closed = new Hono()
  closed.use('/*', verifyKey({ baseUrl: 'http://127.0.0.1:9', key: 'sk_1', onError: () => {} }))
  closed.get('/', (c) => c.text('in'))
  expect((await closed.request('/', { headers: { 'x-api-key': key } })).status).toBe(503)
})
