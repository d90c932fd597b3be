import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createHook, deliveriesOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'

/** Long enough for a machine that others use. */
const PATIENCE_MS = 120_000

/** Webhooks of one organization whose endpoints hang until the call is given up. */
async function hangingHouse(webhooks: number, timeoutSeconds = 3) {
  const house = await newTestOrg()
  const inboxes = Array.from({ length: webhooks }, () => newInbox('slow/60000'))
  const hooks = []
  for (const { url } of inboxes) hooks.push(await createHook(house, { url, timeoutSeconds, maxRetries: 0 }))
  const calls = async () => (await Promise.all(inboxes.map((inbox) => inbox.received()))).flat().length
  return { house, hooks, calls }
}

async function quickHouse() {
  const house = await newTestOrg()
  const inbox = newInbox()
  const hook = await createHook(house, { url: inbox.url })
  return { house, hook, calls: async () => (await inbox.received()).length }
}

const remove = (house: TestOrg, hooks: readonly { id: string }[]) =>
  Promise.all(hooks.map(({ id }) => call('DELETE', `/api/v1/webhooks/${id}`, house)))

describe('endpoints that hang', () => {
  it('hold no more than their share of a batch, and another organization gets all of its deliveries', {
    timeout: PATIENCE_MS,
  }, async () => {
    const hanging = await hangingHouse(15)
    const quick = await quickHouse()
    const queues = keptQueues()
    await publish(hanging.house, {}, { env: queues.env })
    for (let n = 0; n < 20; n++) await publish(quick.house, {}, { env: queues.env })
    await settled()
    const ended = []
    let batches = 0
    // One batch is enough, unless the machine is so busy that the quick endpoint is slow as well.
    while ((await quick.calls()) < 20 && batches < 5) {
      batches++
      ended.push((await queues.consume('deliveries')).ended())
      expect(await hanging.calls()).toBeLessThanOrEqual(4 * batches)
    }
    expect(await quick.calls()).toBe(20)
    const tried = await hanging.calls()
    // The others were neither called nor claimed: they go by the slow queue, or come again.
    const waiting = await Promise.all(hanging.hooks.map((hook) => deliveriesOf(hanging.house, hook.id)))
    expect(waiting.flat().filter(({ status }) => status === 'pending')).toHaveLength(15 - tried)
    const kept = [...queues.refs('deliveries-slow'), ...queues.refs('deliveries')]
    expect(kept.filter(({ organizationId }) => organizationId === hanging.house.organizationId)).toHaveLength(
      15 - tried,
    )
    await Promise.all(ended)
    await remove(hanging.house, hanging.hooks)
  })

  it('are known after their first call: the main queue calls them no more', { timeout: PATIENCE_MS }, async () => {
    const hanging = await hangingHouse(1)
    const queues = keptQueues()
    for (let n = 0; n < 3; n++) await publish(hanging.house, {}, { env: queues.env })
    await settled()
    const { ended } = await queues.consume('deliveries')
    expect([await hanging.calls(), queues.refs('deliveries-slow').length]).toEqual([1, 2])
    await publish(hanging.house, {}, { env: queues.env })
    await settled()
    await (await queues.consume('deliveries')).ended()
    await ended()
    expect([await hanging.calls(), queues.refs('deliveries-slow').length]).toEqual([1, 3])
    await remove(hanging.house, hanging.hooks)
  })

  it('are called from the slow queue, each of them, and another organization among them has its turn', {
    timeout: PATIENCE_MS,
  }, async () => {
    const hanging = await hangingHouse(12, 2)
    const other = await hangingHouse(1, 2)
    const queues = keptQueues()
    await publish(hanging.house, {}, { env: queues.env })
    await publish(other.house, {}, { env: queues.env })
    await settled()
    queues.sent['deliveries-slow'].push(...queues.sent.deliveries.splice(0))
    const ended = []
    let batches = 0
    while (queues.sent['deliveries-slow'].length > 0 && batches < 20) {
      batches++
      ended.push((await queues.consume('deliveries-slow')).ended())
      expect(await hanging.calls()).toBeLessThanOrEqual(6 * batches)
    }
    await Promise.all(ended)
    expect([await hanging.calls(), await other.calls()]).toEqual([12, 1])
    await remove(hanging.house, hanging.hooks)
    await remove(other.house, other.hooks)
  })

  it('and that are quick again come back to the main queue', async () => {
    const quick = await quickHouse()
    const queues = keptQueues()
    await env.DB.prepare('UPDATE webhooks SET slow_since = ? WHERE id = ?')
      .bind(Date.now() - 120_000, quick.hook.id)
      .run()
    await publish(quick.house, {}, { env: queues.env })
    await settled()
    await (await queues.consume('deliveries')).ended()
    expect([await quick.calls(), queues.refs('deliveries-slow').length]).toEqual([0, 1])
    await (await queues.consume('deliveries-slow')).ended()
    expect(await quick.calls()).toBe(1)
    const row = await env.DB.prepare('SELECT slow_since AS slowSince FROM webhooks WHERE id = ?')
      .bind(quick.hook.id)
      .first()
    expect(row).toEqual({ slowSince: null })
    await publish(quick.house, {}, { env: queues.env })
    await settled()
    await (await queues.consume('deliveries')).ended()
    expect([await quick.calls(), queues.refs('deliveries-slow').length]).toEqual([2, 0])
  })
})
