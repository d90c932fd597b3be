import { inject } from 'vitest'
import type { Page } from '../../contract/common.ts'
import type { PublishedEvent } from '../../contract/events.ts'
import type { CreatedWebhook, CreateWebhookInput, Delivery, DeliveryDetail } from '../../contract/webhooks.ts'
import { call, json, type TestOrg } from './kit.ts'
import type { Received } from './receiver.ts'
import { until } from './until.ts'

let inboxes = 0

/** An inbox of the receiver. `release`: sends the answers that it holds. */
export type Inbox = { url: string; received(): Promise<Received[]>; release(): Promise<void> }

/** An inbox of the receiver for this test alone, with the given behavior; see test/support/receiver.ts. */
export function newInbox(how = 'ok'): Inbox {
  const base = `${inject('receiver')}/in/${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${inboxes++}`
  return {
    url: `${base}/${how}`,
    received: async () => (await fetch(base)).json(),
    release: async () => void (await fetch(base, { method: 'PUT' })).body?.cancel(),
  }
}

/** Creates a webhook without a first test delivery; throws with the answer if it was not created. */
export async function createHook(by: TestOrg, input: Partial<CreateWebhookInput>): Promise<CreatedWebhook> {
  const body = { name: 'A webhook', events: ['*'], sendTest: false, ...input }
  const response = await call('POST', '/api/v1/webhooks', { key: by.key, body })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<CreatedWebhook>()
}

/** Publishes an event; throws with the answer if it was not accepted. */
export async function publish(
  by: TestOrg,
  event: object = {},
  send: { headers?: Record<string, string>; env?: Cloudflare.Env } = {},
): Promise<PublishedEvent> {
  const body = { type: 'user.created', data: { id: 'usr_1' }, ...event }
  const response = await call('POST', '/api/v1/events', { key: by.key, body, ...send })
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<PublishedEvent>()
}

export const deliveriesOf = async (by: TestOrg, webhookId: string, query = 'limit=100'): Promise<Delivery[]> =>
  (await json<Page<Delivery>>('GET', `/api/v1/webhooks/${webhookId}/deliveries?${query}`, by)).data

export const deliveryOf = (by: TestOrg, webhookId: string, id: string): Promise<DeliveryDetail> =>
  json('GET', `/api/v1/webhooks/${webhookId}/deliveries/${id}`, by)

/** Waits until every delivery of a webhook has ended, and returns them, newest first. */
export const allOver = (by: TestOrg, webhookId: string, count: number): Promise<Delivery[]> =>
  until(async () => {
    const all = await deliveriesOf(by, webhookId)
    return all.length === count && all.every(({ status }) => status !== 'pending' && status !== 'delivering') && all
  })
