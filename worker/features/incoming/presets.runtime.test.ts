import { createHmac } from 'node:crypto'
import { sign as signGithub } from '@octokit/webhooks-methods'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../contract/common.ts'
import type { IncomingWebhookWithToken, ReceivedAnswer } from '../../../contract/incoming.ts'
import type { ModuleRecord } from '../../../contract/records.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'

const SECRET = 'a secret that both sides know'
const hmac = (text: string, encoding: 'hex' | 'base64') => createHmac('sha256', SECRET).update(text).digest(encoding)
const now = () => Math.floor(Date.now() / 1000)

/** docs.github.com, "Webhook events and payloads": issues, shortened. The emoji and the escapes are part of what is signed. */
const GITHUB = String.raw`{"action":"opened","issue":{"url":"https:\/\/api.github.com\/repos\/Codertocat\/Hello-World\/issues\/1","id":444500041,"number":1,"title":"Spelling error in the README file 🐛","user":{"login":"Codertocat","id":21031067},"labels":[{"id":1362934389,"name":"bug"}],"state":"open","created_at":"2019-05-15T15:20:18Z","body":"It looks like you accidently spelled 'commit' with two 't's."},"repository":{"id":186853002,"full_name":"Codertocat\/Hello-World","private":false},"sender":{"login":"Codertocat"}}`

/** docs.stripe.com, "The Event object": checkout.session.completed, shortened. */
const STRIPE = `{
  "id": "evt_1MqqbKLt4dXK03v5qaIbiNCC",
  "object": "event",
  "api_version": "2023-10-16",
  "created": 1680064028,
  "type": "checkout.session.completed",
  "data": {
    "object": {
      "id": "cs_test_a1YS1URlnyQCN5fUUduORoQ7Pw41PJqDWkIVQCpJPqkfIhd6tVY8XB1OLY",
      "object": "checkout.session",
      "amount_total": 2198,
      "currency": "usd",
      "customer_details": { "email": "jenny.rosen@example.com", "name": "Jenny Rosen" },
      "payment_status": "paid"
    }
  },
  "livemode": false
}`

/** shopify.dev, "Webhooks": orders/create, shortened. */
const SHOPIFY = `{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","created_at":"2021-12-31T19:00:00-05:00","currency":"USD","current_total_price":"398.00","email":"jon@example.com","test":true,"customer":{"id":115310627314723954,"first_name":"John","last_name":"Smith"},"line_items":[{"id":487817672276298554,"title":"Aviator sunglasses","sku":"SKU2006-001","quantity":1,"price":"89.99"}]}`

/** docs.slack.dev, "The Events API". */
const SLACK = `{"token":"z26uFbvR1xHJEdHE1OQiO6t8","team_id":"T123ABC456","api_app_id":"A123ABC456","event":{"type":"message","channel":"C123ABC456","user":"U123ABC456","text":"Live long and prospect.","ts":"1355517523.000005"},"type":"event_callback","event_id":"Ev123ABC456","event_time":1355517523}`

const FIELDS = [
  { name: 'ref', type: 'text', unique: true },
  { name: 'title', type: 'text' },
  { name: 'email', type: 'email' },
  { name: 'amount', type: 'number' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'datetime' },
  { name: 'labels', type: 'json' },
  { name: 'kind', type: 'text' },
]

type Case = {
  settings: object
  body: string
  type?: string
  headers: (body: string) => Promise<Record<string, string>>
  expected: object
}

const CASES: Record<string, Case> = {
  GitHub: {
    settings: {
      verification: { kind: 'github', secret: SECRET },
      mapping: {
        ref: 'issue.id',
        title: 'issue.title',
        at: 'issue.created_at',
        labels: 'issue.labels.name',
        kind: '$headers.x-github-event',
      },
    },
    body: GITHUB,
    headers: async (body) => ({
      'x-hub-signature-256': await signGithub(SECRET, body),
      'x-github-event': 'issues',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    }),
    expected: {
      ref: '444500041',
      title: 'Spelling error in the README file 🐛',
      at: '2019-05-15T15:20:18.000Z',
      labels: ['bug'],
      kind: 'issues',
    },
  },
  'GitHub as a form': {
    settings: { verification: { kind: 'github', secret: SECRET }, mapping: { ref: 'issue.id', title: 'issue.title' } },
    body: `payload=${encodeURIComponent(GITHUB)}`,
    type: 'application/x-www-form-urlencoded',
    headers: async (body) => ({ 'x-hub-signature-256': await signGithub(SECRET, body), 'x-github-delivery': 'two' }),
    expected: { ref: '444500041', title: 'Spelling error in the README file 🐛' },
  },
  Stripe: {
    settings: {
      verification: { kind: 'stripe', secret: SECRET },
      mapping: {
        ref: 'data.object.id',
        title: 'data.object.customer_details.name',
        email: 'data.object.customer_details.email',
        amount: 'data.object.amount_total / 100',
        at: 'created',
        kind: 'type',
      },
    },
    body: STRIPE,
    headers: async (payload) => {
      const { webhooks } = new Stripe('sk_test_nothing')
      const timestamp = now()
      return {
        'stripe-signature': await webhooks.generateTestHeaderStringAsync({ payload, secret: SECRET, timestamp }),
      }
    },
    expected: {
      title: 'Jenny Rosen',
      email: 'jenny.rosen@example.com',
      amount: 21.98,
      at: '2023-03-29T04:27:08.000Z',
      kind: 'checkout.session.completed',
    },
  },
  Shopify: {
    settings: {
      verification: { kind: 'shopify', secret: SECRET },
      mapping: {
        ref: 'id',
        title: '$join([customer.first_name, customer.last_name], " ")',
        email: 'email',
        amount: 'current_total_price',
        day: 'created_at',
        labels: 'line_items.sku',
      },
    },
    body: SHOPIFY,
    headers: async (body) => ({ 'x-shopify-hmac-sha256': hmac(body, 'base64'), 'x-shopify-webhook-id': 'b54557e4' }),
    expected: {
      ref: '820982911946154508',
      title: 'John Smith',
      email: 'jon@example.com',
      amount: 398,
      day: '2021-12-31',
      labels: ['SKU2006-001'],
    },
  },
  Slack: {
    settings: {
      verification: { kind: 'slack', secret: SECRET },
      mapping: { ref: 'event_id', title: 'event.text', at: 'event_time', kind: 'event.type' },
    },
    body: SLACK,
    headers: async (body) => {
      const time = String(now())
      return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${hmac(`v0:${time}:${body}`, 'hex')}` }
    },
    expected: { ref: 'Ev123ABC456', title: 'Live long and prospect.', at: '2012-12-14T20:38:43.000Z', kind: 'message' },
  },
  'a plain HTML form': {
    settings: { mapping: { ref: 'your-email', email: 'your-email', title: '["First name"]', labels: 'interest[]' } },
    body: 'your-email=ada%40example.com&First+name=Ada&interest=keys',
    type: 'application/x-www-form-urlencoded',
    headers: async () => ({}),
    expected: { ref: 'ada@example.com', email: 'ada@example.com', title: 'Ada', labels: ['keys'] },
  },
}

async function newOrg(): Promise<TestOrg> {
  const org = await newTestOrg()
  await call('POST', '/api/v1/modules', { key: org.key, body: { slug: 'things', name: 'Things', fields: FIELDS } })
  return org
}

describe.each(Object.entries(CASES))('a payload of %s', (name, { settings, body, type, headers, expected }) => {
  it('becomes a record by a mapping, once', async () => {
    const org = await newOrg()
    const input = { name, module: 'things', ...settings }
    const hook = await json<IncomingWebhookWithToken>('POST', '/api/v1/incoming-webhooks', {
      key: org.key,
      body: input,
    })
    const send = async (text = body) =>
      call('POST', `/api/v1/webhooks/incoming/${hook.token}`, {
        raw: text,
        headers: { 'content-type': type ?? 'application/json', ...(await headers(body)) },
      })
    const answer = await send()
    const got = await answer.json<ReceivedAnswer>()
    expect(got, JSON.stringify(got)).toMatchObject({ result: 'created', repeated: false })
    const { data } = await json<Page<ModuleRecord>>('GET', '/api/v1/records/things', org)
    expect(data).toHaveLength(1)
    expect(data[0]?.data).toMatchObject(expected)
    if (!('verification' in settings)) return
    expect(await (await send()).json()).toEqual({ ...got, repeated: true })
    expect((await send(body.replace('e', 'E'))).status).toBe(401)
  })
})
