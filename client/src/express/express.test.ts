import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { newSecret, signedHeaders } from '../../../test/support/signed-webhook.ts'
import { Gatehouse } from '../gatehouse.ts'
import type { Verdict } from '../generated.ts'
import { verifyKey, webhook } from './index.ts'

// It comes with a tool of the tests, without types. test/external uses its latest versions with types.
const express = createRequire(import.meta.url)('express')

const closing: (() => void)[] = []
afterAll(() => {
  for (const close of closing) close()
})

async function serve(app: { listen(port: number, host: string, then: () => void): import('node:http').Server }) {
  const server = await new Promise<import('node:http').Server>((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started))
  })
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('the webhook middleware', () => {
  const secret = newSecret()
  const body = '{"id":"evt_1","type":"a.b","data":{"url":"https:\\/\\/a"}}'
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders('evt_1', Date.now(), body, [secret]),
  }
  const send = async (before: unknown[], how: RequestInit = {}) => {
    const app = express()
    for (const one of before) app.use(one)
    const answer = (_: unknown, response: { locals: { webhook: unknown }; json(value: unknown): void }) =>
      response.json(response.locals.webhook)
    app.post('/', webhook({ secrets: secret }), answer)
    app.use((error: Error, _: unknown, response: { status(code: number): { send(text: string): void } }, __: unknown) =>
      response.status(500).send(error.message),
    )
    return fetch(await serve(app), { method: 'POST', body, headers, ...how })
  }

  test('reads the bytes itself, or takes those that express.raw or a verify hook has kept', async () => {
    const kept = express.json({
      verify: (request: { rawBody: Buffer }, _: unknown, buffer: Buffer) => {
        request.rawBody = buffer
      },
    })
    for (const before of [[], [express.raw({ type: '*/*' })], [express.text({ type: '*/*' })], [kept]]) {
      const answer = await send(before)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual(JSON.parse(body))
    }
  })

  test('after express.json() gives an error at once that names the cause', async () => {
    const answer = await send([express.json()])
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('for example by express.json()')
    // Nothing is left of it in `req.body` that would show that it was read.
    const empty = await send([express.json()], { body: '{}' })
    expect(await empty.text()).toContain('for example by express.json()')
  })

  test('refuses a forged webhook, and one that is too large', async () => {
    const forged = await send([], { body: `${body} ` })
    expect(forged.status).toBe(400)
    expect(await forged.json()).toMatchObject({ error: 'signature_invalid' })
    const large = await send([], { body: 'x'.repeat(1_000_001) })
    expect(large.status).toBe(413)
  })

  test('cannot be made without a secret', () => {
    expect(() => webhook({ secrets: process.env.NO_SUCH_SECRET as string })).toThrow('signing secret')
  })
})

test('the middleware for keys lets the key and its limits through to the handler and the caller', async () => {
  const verdict: Verdict = { valid: true, code: 'ok', keyId: 'key_1', ownerId: 'cus_7', scopes: ['orders:read'] }
  const bodies: unknown[] = []
  const gatehouse = new Gatehouse({
    baseUrl: 'https://gatehouse.example',
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(String(init.body)))
      const { key } = JSON.parse(String(init.body))
      const limits = [{ window: 'minute', limit: 100, remaining: 42, resetSeconds: 17 }]
      return Response.json(key === 'sk_good' ? { ...verdict, limits } : { valid: false, code: 'unknown' })
    },
  })
  const app = express()
  app.use('/v1', verifyKey({ gatehouse, scopes: ['orders:read'] }))
  app.get('/v1/orders', (_: unknown, response: { locals: { apiKey: Verdict }; json(value: unknown): void }) =>
    response.json({ owner: response.locals.apiKey.ownerId }),
  )
  const url = await serve(app)
  const good = await fetch(`${url}/v1/orders?a=b`, { headers: { authorization: 'Bearer sk_good' } })
  expect(await good.json()).toEqual({ owner: 'cus_7' })
  expect(good.headers.get('ratelimit')).toBe('"minute";r=42;t=17')
  expect(bodies[0]).toMatchObject({
    key: 'sk_good',
    scopes: ['orders:read'],
    ip: '127.0.0.1',
    method: 'GET',
    endpoint: '/v1/orders',
  })
  const bad = await fetch(`${url}/v1/orders`, { headers: { 'x-api-key': 'sk_bad' } })
  expect(bad.status).toBe(401)
  expect(bad.headers.get('content-type')).toBe('application/problem+json')
  expect(bad.headers.get('www-authenticate')).toBe('Bearer realm="api", error="invalid_token"')
  expect(await bad.json()).toMatchObject({ status: 401, code: 'unknown' })
})
