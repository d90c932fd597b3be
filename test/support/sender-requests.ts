import { createHmac } from 'node:crypto'
import { sign as signGithub } from '@octokit/webhooks-methods'
import Stripe from 'stripe'

/** What a sender posts: the body as its public documentation has it, and the headers with a signature by independent code. */
export type SenderRequest = {
  body: string
  type: string
  headers: (secret: string, body: string) => Promise<Record<string, string>>
}

const hmac = (secret: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(text).digest(encoding)
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

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

/** `delivery`: the id of the delivery. */
const githubHeaders = (delivery: string) => async (secret: string, body: string) => ({
  'x-hub-signature-256': await signGithub(secret, body),
  'x-github-event': 'issues',
  'x-github-delivery': delivery,
})

/** Slack signs the time with the body. */
export const slackHeaders = async (secret: string, body: string): Promise<Record<string, string>> => {
  const time = String(now())
  return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${hmac(secret, `v0:${time}:${body}`, 'hex')}` }
}

/** Requests of senders that are known, by the name of the sender. */
export const SENDER_REQUESTS = {
  GitHub: { body: GITHUB, type: JSON_TYPE, headers: githubHeaders('72d3162e-cc78-11e3-81ab-4c9367dc0958') },
  'GitHub as a form': { body: `payload=${encodeURIComponent(GITHUB)}`, type: FORM_TYPE, headers: githubHeaders('two') },
  Stripe: {
    body: STRIPE,
    type: JSON_TYPE,
    headers: async (secret: string, payload: string) => {
      const { webhooks } = new Stripe('sk_test_nothing')
      const timestamp = now()
      return { 'stripe-signature': await webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp }) }
    },
  },
  Shopify: {
    body: SHOPIFY,
    type: JSON_TYPE,
    headers: async (secret: string, body: string) => ({
      'x-shopify-hmac-sha256': hmac(secret, body, 'base64'),
      'x-shopify-webhook-id': 'b54557e4',
    }),
  },
  Slack: { body: SLACK, type: JSON_TYPE, headers: slackHeaders },
  'a plain HTML form': {
    body: 'your-email=ada%40example.com&First+name=Ada&interest=keys',
    type: FORM_TYPE,
    headers: async () => ({}),
  },
} satisfies Record<string, SenderRequest>
