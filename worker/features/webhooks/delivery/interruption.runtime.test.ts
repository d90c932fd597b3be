import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { Page } from '../../../../contract/common.ts'
import { createHook, deliveriesOf, deliveryOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, json, newTestOrg, settled } from '../../../../test/support/kit.ts'

/** Leaves a delivery as a runtime leaves it that ended between its claim and its outcome; its lease has run out. */
const interrupt = (id: string, { alone = false, before = 0 } = {}) =>
  env.DB.prepare(
    `UPDATE deliveries SET status = 'delivering', lease_token = ?, lease_until = ?, interruptions = ?, interrupted_alone = ?
     WHERE id = ?`,
  )
    .bind(alone ? 'alone-dead' : 'dead', Date.now() - 1, before, before, id)
    .run()

async function houseWith(count: number, how = 'ok') {
  const house = await newTestOrg()
  const inbox = newInbox(how)
  const hook = await createHook(house, { url: inbox.url, name: 'Orders' })
  const queues = keptQueues()
  for (let n = 0; n < count; n++) await publish(house, {}, { env: queues.env })
  await settled()
  const deliveries = await deliveriesOf(house, hook.id)
  const stored = (id: string) =>
    env.DB.prepare('SELECT interruptions, interrupted_alone AS alone FROM deliveries WHERE id = ?').bind(id).first()
  const alerts = async () => (await json<Page<Alert>>('GET', '/api/v1/alerts?kind=delivery_interrupted', house)).data
  return { house, inbox, hook, queues, ids: deliveries.map(({ id }) => id), stored, alerts }
}

describe('a delivery whose processing was interrupted', () => {
  it('is not sent in company again: it comes back in a message of its own, and the others are sent', async () => {
    const { house, inbox, hook, queues, ids } = await houseWith(3)
    await interrupt(ids[0] ?? '')
    await (await queues.consume('deliveries')).ended()
    expect(await inbox.received()).toHaveLength(2)
    expect(queues.sent['deliveries-slow']).toMatchObject([{ deliveries: [{ id: ids[0] }], alone: true }])
    await (await queues.consume('deliveries-slow')).ended()
    expect(await deliveryOf(house, hook.id, ids[0] ?? '')).toMatchObject({ status: 'succeeded', attempts: 1 })
  })

  it('that was only beside another one is sent, and starts at zero again', async () => {
    const { house, hook, queues, ids, stored, alerts } = await houseWith(1)
    await interrupt(ids[0] ?? '', { alone: true })
    await (await queues.consume('deliveries')).ended()
    await (await queues.consume('deliveries-slow')).ended()
    expect(await deliveryOf(house, hook.id, ids[0] ?? '')).toMatchObject({ status: 'succeeded', attempts: 1 })
    expect(await stored(ids[0] ?? '')).toEqual({ interruptions: 0, alone: 0 })
    expect(await alerts()).toEqual([])
  })

  it('a second time while it was alone is set aside as failed, with an alert, and can be retried by hand', async () => {
    const { house, inbox, hook, queues, ids, alerts } = await houseWith(2)
    const [poison = '', other = ''] = ids
    await interrupt(poison, { alone: true, before: 1 })
    await (await queues.consume('deliveries')).ended()
    await (await queues.consume('deliveries-slow')).ended()
    expect(await inbox.received()).toHaveLength(1)
    expect(await deliveryOf(house, hook.id, other)).toMatchObject({ status: 'succeeded' })
    const setAside = await deliveryOf(house, hook.id, poison)
    expect(setAside).toMatchObject({
      status: 'failed',
      attempts: 1,
      nextAttemptAt: null,
      error: { kind: 'interrupted' },
    })
    expect(setAside.attemptList).toMatchObject([{ number: 1, response: null, error: { kind: 'interrupted' } }])
    expect(await alerts()).toMatchObject([
      { status: 'open', severity: 'critical', target: { name: 'Orders' }, details: { deliveryId: poison } },
    ])
    const retry = await call('POST', `/api/v1/webhooks/${hook.id}/deliveries/${poison}/retry`, {
      key: house.key,
      env: queues.env,
    })
    expect(retry.status).toBe(200)
    await settled()
    await (await queues.consume('deliveries')).ended()
    expect(await deliveryOf(house, hook.id, poison)).toMatchObject({ status: 'succeeded', attempts: 2 })
  })

  it('counts as alone only where it was the only one of its batch', async () => {
    for (const [count, alone] of [
      [1, true],
      [2, false],
    ] as const) {
      const { house, hook, queues, ids } = await houseWith(count, 'slow/60000')
      const { ended } = await queues.consume('deliveries')
      const { results } = await env.DB.prepare('SELECT lease_token AS token FROM deliveries WHERE webhook_id = ?')
        .bind(hook.id)
        .all<{ token: string | null }>()
      expect(results).toHaveLength(ids.length)
      expect(results.some(({ token }) => token?.startsWith('alone-'))).toBe(alone)
      await call('DELETE', `/api/v1/webhooks/${hook.id}`, house)
      void ended
    }
  })
})
