import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { type ApiKey, Gatehouse, GatehouseError } from '@gatehouse/client'
import { verifyWebhook, type WebhookEvent } from '@gatehouse/client/webhooks'

const { GATEHOUSE_URL, GATEHOUSE_KEY } = process.env
const gatehouse = new Gatehouse({ baseUrl: GATEHOUSE_URL, key: GATEHOUSE_KEY })

const { id, key } = await gatehouse.createApiKey({ body: { name: 'Node', scopes: ['users:read'] } })
const found: ApiKey[] = []
for await (const one of gatehouse.all('listApiKeys', { limit: 1 })) found.push(one)
assert(found.some((one) => one.id === id))
const narrow = new Gatehouse({ baseUrl: GATEHOUSE_URL, key })
const error: unknown = await narrow.listWebhooks().catch((thrown: unknown) => thrown)
assert(error instanceof GatehouseError && error.code === 'scope_missing')
await assert.rejects(gatehouse.getCaller({}, { signal: AbortSignal.abort(new Error('left')) }), /left/)
// @ts-expect-error there is no such status
void gatehouse.listApiKeys({ status: 'gone' }).catch(() => undefined)

const secret = randomBytes(32)
const body = JSON.stringify({ id: 'evt_1', type: 'a.b', data: {} })
const timestamp = String(Math.floor(Date.now() / 1000))
const event: WebhookEvent = await verifyWebhook({
  secrets: `whsec_${secret.toString('base64')}`,
  body,
  headers: {
    'webhook-id': 'evt_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${createHmac('sha256', secret).update(`evt_1.${timestamp}.${body}`).digest('base64')}`,
  },
})
assert.equal(event.type, 'a.b')
console.log(`works on Node.js ${process.version}`)
