import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Webhook } from '../../../contract/webhooks.ts'
import { createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { keptQueues } from '../../../test/support/kept-queues.ts'
import { call, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'

const hookOf = (by: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, by)
const disabled = (by: TestOrg, id: string) => until(async () => (await hookOf(by, id)).status === 'disabled')

/** Kept queues with the deliveries of so many events, one message each. */
async function keptOf(org: TestOrg, events: number) {
  const kept = keptQueues()
  for (let n = 0; n < events; n++) await publish(org, {}, { env: kept.env })
  await settled()
  return { ...kept, messages: [...kept.sent.deliveries] }
}

describe('a webhook that three failures in a row disable', () => {
  it('gets three attempts when events come 0.7 s apart and each takes longer than that to fail', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('slow/2000')
    const hook = await createHook(org, { url: inbox.url, disableAfterFailures: 3, timeoutSeconds: 1 })
    const { messages, deliver } = await keptOf(org, 6)
    const batches: Promise<void>[] = []
    for (const message of messages) {
      batches.push(deliver([message]))
      await scheduler.wait(700)
    }
    await Promise.all(batches)
    await disabled(org, hook.id)
    expect(await inbox.received()).toHaveLength(3)
    expect(await hookOf(org, hook.id)).toMatchObject({ consecutiveFailures: 3, disabledReason: 'too_many_failures' })
  })

  it('gets three attempts when many batches deliver at the same time, and the rest continues when it is resumed', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('status/500')
    const hook = await createHook(org, { url: inbox.url, disableAfterFailures: 3 })
    const { messages, deliver } = await keptOf(org, 24)
    await Promise.all([0, 1, 2, 3].map((n) => deliver(messages.slice(n * 6, n * 6 + 6))))
    await disabled(org, hook.id)
    expect(await inbox.received()).toHaveLength(3)
    await call('POST', `/api/v1/webhooks/${hook.id}/resume`, org)
    await Promise.all([0, 1, 2, 3].map((n) => deliver(messages.slice(n * 6, n * 6 + 6))))
    await disabled(org, hook.id)
    expect(await inbox.received()).toHaveLength(6)
  })

  it('gets everything while it succeeds between failures', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('ok')
    const hook = await createHook(org, { url: inbox.url, disableAfterFailures: 2 })
    const { messages, deliver } = await keptOf(org, 20)
    await deliver(messages)
    await until(async () => (await inbox.received()).length === 20)
    expect((await hookOf(org, hook.id)).status).toBe('active')
  })

  it('is disabled before the next attempt if its limit is lowered to the failures so far', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('status/500')
    const hook = await createHook(org, { url: inbox.url })
    await (await keptOf(org, 4)).deliver()
    await until(async () => (await hookOf(org, hook.id)).consecutiveFailures === 4)
    await call('PATCH', `/api/v1/webhooks/${hook.id}`, { ...org, body: { disableAfterFailures: 3 } })
    await (await keptOf(org, 1)).deliver()
    expect(await hookOf(org, hook.id)).toMatchObject({ status: 'disabled', disabledReason: 'too_many_failures' })
    expect(await inbox.received()).toHaveLength(4)
  })

  it('counts running attempts also if its gate has lost its memory', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('slow/3000')
    const hook = await createHook(org, { url: inbox.url, disableAfterFailures: 2, timeoutSeconds: 2 })
    const { messages, deliver } = await keptOf(org, 4)
    const first = deliver(messages.slice(0, 2))
    await until(async () => (await inbox.received()).length === 2)
    const gate = env.ENDPOINT_GATE.get(env.ENDPOINT_GATE.idFromName(hook.id))
    await evictDurableObject(gate)
    await Promise.all([first, deliver(messages.slice(2))])
    await disabled(org, hook.id)
    expect(await inbox.received()).toHaveLength(2)
  })
})
