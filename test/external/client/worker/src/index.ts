import { env } from 'cloudflare:workers'
import { Gatehouse } from '@gatehouse/client'
import { verifyKey } from '@gatehouse/client/hono'
import { verifyRequest } from '@gatehouse/client/webhooks'
import { Hono } from 'hono'

declare global {
  namespace Cloudflare {
    interface Env {
      GATEHOUSE_URL: string
      GATEHOUSE_KEY: string
      WEBHOOK_SECRET: string
    }
  }
}

// With and without a stored native fetch: neither may be called as a method.
const options = { baseUrl: env.GATEHOUSE_URL, key: env.GATEHOUSE_KEY }
const gatehouse = new Gatehouse({ ...options, fetch })

const app = new Hono()
  .use('/v1/*', verifyKey({ ...options, scopes: ['users:read'] }))
  .get('/v1/users', (c) => c.json({ keyId: c.get('apiKey').keyId }))
  .get('/scopes', async (c) => c.json((await gatehouse.getCaller()).scopes))
  .post('/webhooks', async (c) => c.json(await verifyRequest(c.req.raw, { secrets: env.WEBHOOK_SECRET })))

export default app
