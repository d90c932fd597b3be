import { describe, expect, it } from 'vitest'
import type { Page } from '../../../contract/common.ts'
import type { IncomingWebhookWithToken, ReceivedAnswer } from '../../../contract/incoming.ts'
import type { ModuleRecord } from '../../../contract/records.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'
import { SENDER_REQUESTS, type SenderRequest } from '../../../test/support/sender-requests.ts'

const SECRET = 'a secret that both sides know'

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

const CASES: Record<keyof typeof SENDER_REQUESTS, { settings: object; expected: object }> = {
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
    expected: { ref: 'Ev123ABC456', title: 'Live long and prospect.', at: '2012-12-14T20:38:43.000Z', kind: 'message' },
  },
  'a plain HTML form': {
    settings: { mapping: { ref: 'your-email', email: 'your-email', title: '["First name"]', labels: 'interest[]' } },
    expected: { ref: 'ada@example.com', email: 'ada@example.com', title: 'Ada', labels: ['keys'] },
  },
}

async function newOrg(): Promise<TestOrg> {
  const org = await newTestOrg()
  await call('POST', '/api/v1/modules', { key: org.key, body: { slug: 'things', name: 'Things', fields: FIELDS } })
  return org
}

describe.each(Object.keys(CASES) as (keyof typeof CASES)[])('a payload of %s', (name) => {
  const { settings, expected } = CASES[name]
  const { body, type, headers }: SenderRequest = SENDER_REQUESTS[name]
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
        headers: { 'content-type': type, ...(await headers(SECRET, body)) },
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
