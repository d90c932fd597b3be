import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { Page } from '../../../../contract/common.ts'
import { createHook, deliveriesOf, deliveryOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, json, newTestOrg, settled } from '../../../../test/support/kit.ts'

/** The state of a delivery after the runtime ended between its claim and its outcome; its lease has expired. */
const interrupt = (id: string, { alone = false, before = 0 } = {}) =>
  env.DB.prepare(
    `UPDATE deliveries SET status = 'delivering', lease_token = ?, lease_until = ?, interruptions = ?, interrupted_alone = ?
     WHERE id = ?`,
  )
    .bind(alone ? 'alone-dead' : 'dead', Date.now() - 1, before, before, id)
    .run()

async function newOrgWithDeliveries(count: number, how = 'ok') {
  const org = await newTestOrg()
  const inbox = newInbox(how)
  const hook = await createHook(org, { url: inbox.url, name: 'Orders' })
  const queues = keptQueues()
  for (let n = 0; n < count; n++) await publish(org, {}, { env: queues.env })
  await settled()
  const deliveries = await deliveriesOf(org, hook.id)
  const stored = (id: string) =>
    env.DB.prepare('SELECT interruptions, interrupted_alone AS alone FROM deliveries WHERE id = ?').bind(id).first()
  const alerts = async () => (await json<Page<Alert>>('GET', '/api/v1/alerts?kind=delivery_interrupted', org)).data
  return { org, inbox, hook, queues, ids: deliveries.map(({ id }) => id), stored, alerts }
}

describe('a delivery whose processing was interrupted', () => {
  it('is retried alone in its own message, and the others are sent', async () => {
    const { org, inbox, hook, queues, ids } = await newOrgWithDeliveries(3)
    await interrupt(ids[0] ?? '')
    const interrupted = await deliveryOf(org, hook.id, ids[0] ?? '')
    await (await queues.consume('deliveries')).ended()
    // The others, or one of them if the machine is so slow that the rest moved to the slow queue.
    const together = (await inbox.received()).map(({ id }) => id)
    expect(together.length).toBeGreaterThan(0)
    expect(together).not.toContain(interrupted.eventId)
    expect(queues.sent['deliveries-slow'].filter(({ alone }) => alone)).toMatchObject([
      { deliveries: [{ id: ids[0] }] },
    ])
    await queues.deliver()
    expect(await inbox.received()).toHaveLength(3)
    expect(await deliveryOf(org, hook.id, ids[0] ?? '')).toMatchObject({ status: 'succeeded', attempts: 1 })
  })

  it('that was only in the same batch is sent, and its count is reset', async () => {
    const { org, hook, queues, ids, stored, alerts } = await newOrgWithDeliveries(1)
    await interrupt(ids[0] ?? '', { alone: true })
    await queues.deliver()
    expect(await deliveryOf(org, hook.id, ids[0] ?? '')).toMatchObject({ status: 'succeeded', attempts: 1 })
    expect(await stored(ids[0] ?? '')).toEqual({ interruptions: 0, alone: 0 })
    expect(await alerts()).toEqual([])
  })

  it('a second time while it was alone is set aside as failed, with an alert, and can be retried manually', async () => {
    const { org, inbox, hook, queues, ids, alerts } = await newOrgWithDeliveries(2)
    const [poison = '', other = ''] = ids
    await interrupt(poison, { alone: true, before: 1 })
    await queues.deliver()
    expect(await inbox.received()).toHaveLength(1)
    expect(await deliveryOf(org, hook.id, other)).toMatchObject({ status: 'succeeded' })
    const setAside = await deliveryOf(org, hook.id, poison)
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
      key: org.key,
      env: queues.env,
    })
    expect(retry.status).toBe(200)
    await settled()
    await queues.deliver()
    expect(await deliveryOf(org, hook.id, poison)).toMatchObject({ status: 'succeeded', attempts: 2 })
  })

  it('counts as alone only if it was the only one of its batch', async () => {
    for (const [count, alone] of [
      [1, true],
      [2, false],
    ] as const) {
      const { org, hook, queues, ids } = await newOrgWithDeliveries(count, 'slow/60000')
      const { ended } = await queues.consume('deliveries')
      const { results } = await env.DB.prepare('SELECT lease_token AS token FROM deliveries WHERE webhook_id = ?')
        .bind(hook.id)
        .all<{ token: string | null }>()
      expect(results).toHaveLength(ids.length)
      expect(results.some(({ token }) => token?.startsWith('alone-'))).toBe(alone)
      await call('DELETE', `/api/v1/webhooks/${hook.id}`, org)
      void ended
    }
  })
})
