import { Hono } from 'hono'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { newSecret, signedHeaders } from '../../../test/support/signed-webhook.ts'
import type { Verdict } from '../generated.ts'
import { verifyKey, webhook } from './index.ts'

describe('the middleware for keys', () => {
  const asked: Record<string, unknown>[] = []
  const app = new Hono().use(
    '/v1/*',
    verifyKey({
      baseUrl: 'https://gatehouse.example',
      fetch: async (_url, init) => {
        const body = JSON.parse(String(init.body))
        asked.push(body)
        const limits = [{ window: 'day', limit: 5, remaining: 4, resetSeconds: 60 }]
        return Response.json({ valid: body.key === 'sk_good', code: body.key === 'sk_good' ? 'ok' : 'expired', limits })
      },
    }),
  )
  app.get('/v1/orders', (c) => {
    expectTypeOf(c.get('apiKey')).toEqualTypeOf<Verdict>()
    return c.json({ ok: c.get('apiKey').valid })
  })

  test('gives the handler the key, and the caller its limits', async () => {
    const answer = await app.request('/v1/orders', {
      headers: { authorization: 'Bearer sk_good', 'cf-connecting-ip': '203.0.113.7' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('ratelimit')).toBe('"day";r=4;t=60')
    // Outside a Worker anybody could have written the header.
    expect(asked.at(-1)).not.toHaveProperty('ip')
    const atCloudflare = new Request('http://app/v1/orders', {
      headers: { 'x-api-key': 'sk_good', 'cf-connecting-ip': '203.0.113.7' },
    })
    await app.request(Object.assign(atCloudflare, { cf: { country: 'DE' } }))
    expect(asked.at(-1)).toMatchObject({ ip: '203.0.113.7', endpoint: '/v1/orders', method: 'GET' })
  })

  test('answers others with problem details and a challenge', async () => {
    const answer = await app.request('/v1/orders', { headers: { 'x-api-key': 'sk_old' } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token')
    expect(answer.headers.get('ratelimit')).toBe('"day";r=4;t=60')
    expect(await answer.json()).toMatchObject({ code: 'expired' })
  })
})

describe('the webhook middleware', () => {
  const secret = newSecret()
  const body = '{"id":"evt_1","type":"a.b","data":{"url":"https:\\/\\/a"}}'
  const headers = signedHeaders('evt_1', Date.now(), body, [secret])
  const app = new Hono<{ Bindings: { SECRET: string } }>()
  app.onError((error, c) => c.text(error.message, 500))
  app.use('/text', async (c, next) => {
    await c.req.json()
    await next()
  })
  app.use('/form', async (c, next) => {
    await c.req.raw.json()
    await next()
  })
  app.post('/*', webhook({ secrets: (c) => c.env.SECRET }), (c) => c.json(c.get('webhook')))
  const send = (path: string, text = body) =>
    app.request(path, { method: 'POST', body: text, headers }, { SECRET: secret })

  test('gives the handler the event, also after c.req.json(), which keeps the text', async () => {
    for (const path of ['/', '/text']) {
      const answer = await send(path)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual(JSON.parse(body))
    }
  })

  test('refuses a forged one, and names the cause if the bytes are gone', async () => {
    expect((await send('/', `${body} `)).status).toBe(400)
    const answer = await send('/form')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('was read before its signature could be checked')
    expect(() => webhook({ secrets: '' })).toThrow('signing secret')
  })
})
