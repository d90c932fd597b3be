import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Gatehouse } from '@gatehouse/client'
import { type VerifiedKey, verifyKey, webhook } from '@gatehouse/client/express'
import type { WebhookEvent } from '@gatehouse/client/webhooks'
import express5, { type ErrorRequestHandler } from 'express'
// @ts-expect-error it has no types of its own
import express4 from 'express4'

const gatehouse = new Gatehouse({ baseUrl: process.env.GATEHOUSE_URL, key: process.env.GATEHOUSE_KEY })

for (const express of [express5, express4 as typeof express5]) {
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const created = await gatehouse.createWebhook({
    body: { name: 'Express', url: `${url}/webhooks`, events: ['external.*'], sendTest: false },
  })
  const arrived = new Promise<WebhookEvent>((resolve) => {
    app.post('/webhooks', webhook({ secrets: created.secret }), (_req, res) => {
      resolve(res.locals.webhook as WebhookEvent)
      res.sendStatus(204)
    })
  })
  app.post('/late', express.json(), webhook({ secrets: created.secret }), (_req, res) => void res.sendStatus(204))
  app.use('/v1', verifyKey({ gatehouse, scopes: ['users:read'] }))
  app.get('/v1/users', (_req, res) => void res.json({ keyId: (res.locals.apiKey as VerifiedKey).keyId }))
  const answerError: ErrorRequestHandler = (error: Error, _req, res, _next) => void res.status(500).send(error.message)
  app.use(answerError)

  const { id, key } = await gatehouse.createApiKey({ body: { name: 'Express', scopes: ['users:read'] } })
  const call = (headers: Record<string, string>) => fetch(`${url}/v1/users`, { headers })
  assert.deepEqual(await (await call({ 'x-api-key': key })).json(), { keyId: id })
  assert.equal((await call({})).status, 401)
  await gatehouse.revokeApiKey({ id, body: {} })
  assert.equal((await call({ authorization: `Bearer ${key}` })).status, 401)

  const published = await gatehouse.publishEvent({ body: { type: 'external.express', data: { n: 1 } } })
  assert.equal((await arrived).id, published.id)
  const late = await fetch(`${url}/late`, {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
  })
  assert.match(await late.text(), /express\.json\(\)/)
  await gatehouse.deleteWebhook({ id: created.id })
  server.closeAllConnections()
  server.close()
}
console.log('works with Express 5 and 4')
