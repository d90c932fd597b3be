import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Webhook } from '../../../contract/webhooks.ts'
import { createHook, newInbox, publish, until } from '../../../test/support/hooks.ts'
import { call, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import worker from '../../index.ts'
import type { DeliveryMessage } from './delivery/delivery-ref.ts'

const hookOf = (by: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, by)
const disabled = (by: TestOrg, id: string) => until(async () => (await hookOf(by, id)).status === 'disabled')

/** The deliveries of so many events, one message each, kept from the queue. */
async function messagesOf(house: TestOrg, events: number): Promise<DeliveryMessage[]> {
  const messages: DeliveryMessage[] = []
  const DELIVERIES = new Proxy(env.DELIVERIES, {
    get: (target, property) =>
      property === 'sendBatch'
        ? async (sent: Iterable<MessageSendRequest<DeliveryMessage>>) => {
            messages.push(...[...sent].map(({ body }) => body))
          }
        : Reflect.get(target, property, target),
  })
  for (let n = 0; n < events; n++) await publish(house, {}, { env: { ...env, DELIVERIES } })
  await settled()
  return messages
}

async function consume(messages: DeliveryMessage[], bindings: Cloudflare.Env = env): Promise<void> {
  const batch = createMessageBatch(
    'deliveries',
    messages.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body })),
  )
  const ctx = createExecutionContext()
  await worker.queue(batch, bindings, ctx)
  await waitOnExecutionContext(ctx)
}

describe('a webhook that three failures in a row disable', () => {
  it('gets three attempts when events come 0.7 s apart and each takes longer than that to fail', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('slow/2000')
    const hook = await createHook(house, { url: inbox.url, disableAfterFailures: 3, timeoutSeconds: 1 })
    const messages = await messagesOf(house, 6)
    const batches: Promise<void>[] = []
    for (const message of messages) {
      batches.push(consume([message]))
      await scheduler.wait(700)
    }
    await Promise.all(batches)
    await disabled(house, hook.id)
    expect(await inbox.received()).toHaveLength(3)
    expect(await hookOf(house, hook.id)).toMatchObject({ consecutiveFailures: 3, disabledReason: 'too_many_failures' })
  })

  it('gets three attempts when many batches deliver at the same moment, and what was left goes on when it is resumed', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('status/500')
    const hook = await createHook(house, { url: inbox.url, disableAfterFailures: 3 })
    const messages = await messagesOf(house, 24)
    await Promise.all([0, 1, 2, 3].map((n) => consume(messages.slice(n * 6, n * 6 + 6))))
    await disabled(house, hook.id)
    expect(await inbox.received()).toHaveLength(3)
    await call('POST', `/api/v1/webhooks/${hook.id}/resume`, house)
    await Promise.all([0, 1, 2, 3].map((n) => consume(messages.slice(n * 6, n * 6 + 6))))
    await disabled(house, hook.id)
    expect(await inbox.received()).toHaveLength(6)
  })

  it('gets everything while it succeeds between failures', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('ok')
    const hook = await createHook(house, { url: inbox.url, disableAfterFailures: 2 })
    const messages = await messagesOf(house, 20)
    await consume(messages)
    await until(async () => (await inbox.received()).length === 20)
    expect((await hookOf(house, hook.id)).status).toBe('active')
  })

  it('is disabled before the next attempt when its setting falls to what has failed already', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('status/500')
    const hook = await createHook(house, { url: inbox.url })
    await consume(await messagesOf(house, 4))
    await until(async () => (await hookOf(house, hook.id)).consecutiveFailures === 4)
    await call('PATCH', `/api/v1/webhooks/${hook.id}`, { ...house, body: { disableAfterFailures: 3 } })
    await consume(await messagesOf(house, 1))
    expect(await hookOf(house, hook.id)).toMatchObject({ status: 'disabled', disabledReason: 'too_many_failures' })
    expect(await inbox.received()).toHaveLength(4)
  })

  it('counts attempts under way also when its gate has lost its memory', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('slow/3000')
    const hook = await createHook(house, { url: inbox.url, disableAfterFailures: 2, timeoutSeconds: 2 })
    const messages = await messagesOf(house, 4)
    const first = consume(messages.slice(0, 2))
    await until(async () => (await inbox.received()).length === 2)
    const { evictDurableObject } = await import('cloudflare:test')
    const gate = env.ENDPOINT_GATE.get(env.ENDPOINT_GATE.idFromName(hook.id))
    await evictDurableObject(gate)
    await Promise.all([first, consume(messages.slice(2))])
    await disabled(house, hook.id)
    expect(await inbox.received()).toHaveLength(2)
  })
})
