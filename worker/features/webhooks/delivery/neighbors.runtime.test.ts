import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createHook, deliveriesOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'

/** Long enough for a machine with other load. */
const PATIENCE_MS = 120_000

/** Webhooks of one organization whose endpoints hang until the test releases their answers. */
async function newOrgWithHangingWebhooks(webhooks: number) {
  const org = await newTestOrg()
  const inboxes = Array.from({ length: webhooks }, () => newInbox('hold'))
  const hooks: { id: string }[] = []
  for (const { url } of inboxes) hooks.push(await createHook(org, { url, timeoutSeconds: 30, maxRetries: 0 }))
  const calls = async () => (await Promise.all(inboxes.map((inbox) => inbox.received()))).flat().length
  const release = () => Promise.all(inboxes.map((inbox) => inbox.release()))
  /** The calls that have ended. */
  const over = async () => {
    const all = await Promise.all(hooks.map((hook) => deliveriesOf(org, hook.id)))
    return all.flat().filter(({ attempts }) => attempts > 0).length
  }
  return { org, hooks, calls, over, release }
}

async function newOrgWithQuickWebhook() {
  const org = await newTestOrg()
  const inbox = newInbox()
  const hook = await createHook(org, { url: inbox.url })
  return { org, hook, calls: async () => (await inbox.received()).length }
}

const remove = (org: TestOrg, hooks: readonly { id: string }[]) =>
  Promise.all(hooks.map(({ id }) => call('DELETE', `/api/v1/webhooks/${id}`, org)))

describe('endpoints that hang', () => {
  it('use only their share of a batch, and another organization gets all of its deliveries', {
    timeout: PATIENCE_MS,
  }, async () => {
    const hanging = await newOrgWithHangingWebhooks(15)
    const quick = await newOrgWithQuickWebhook()
    const queues = keptQueues()
    await publish(hanging.org, {}, { env: queues.env })
    for (let n = 0; n < 20; n++) await publish(quick.org, {}, { env: queues.env })
    await settled()
    const ended = []
    let batches = 0
    // One batch is enough, unless the machine is so busy that the fast endpoint is slow as well.
    while ((await quick.calls()) < 20 && batches < 5) {
      batches++
      ended.push((await queues.consume('deliveries')).ended())
      expect(await hanging.calls()).toBeLessThanOrEqual(4 * batches)
    }
    expect(await quick.calls()).toBe(20)
    expect(await hanging.over()).toBe(0)
    const tried = await hanging.calls()
    // The others were neither called nor claimed: they use the slow queue, or are repeated.
    const waiting = await Promise.all(hanging.hooks.map((hook) => deliveriesOf(hanging.org, hook.id)))
    expect(waiting.flat().filter(({ status }) => status === 'pending')).toHaveLength(15 - tried)
    const kept = [...queues.refs('deliveries-slow'), ...queues.refs('deliveries')]
    expect(kept.filter(({ organizationId }) => organizationId === hanging.org.organizationId)).toHaveLength(15 - tried)
    await hanging.release()
    await Promise.all(ended)
    await remove(hanging.org, hanging.hooks)
  })

  it('are known after their first call: the main queue no longer calls them', { timeout: PATIENCE_MS }, async () => {
    const hanging = await newOrgWithHangingWebhooks(1)
    const queues = keptQueues()
    for (let n = 0; n < 3; n++) await publish(hanging.org, {}, { env: queues.env })
    await settled()
    const { ended } = await queues.consume('deliveries')
    expect([await hanging.calls(), queues.refs('deliveries-slow').length]).toEqual([1, 2])
    await publish(hanging.org, {}, { env: queues.env })
    await settled()
    await (await queues.consume('deliveries')).ended()
    expect([await hanging.calls(), queues.refs('deliveries-slow').length]).toEqual([1, 3])
    // Both batches have ended although the call is still open.
    expect(await hanging.over()).toBe(0)
    await hanging.release()
    await ended()
    await remove(hanging.org, hanging.hooks)
  })

  it('are all called from the slow queue, and another organization among them gets its turn', {
    timeout: PATIENCE_MS,
  }, async () => {
    const hanging = await newOrgWithHangingWebhooks(12)
    const other = await newOrgWithHangingWebhooks(1)
    const queues = keptQueues()
    await publish(hanging.org, {}, { env: queues.env })
    await publish(other.org, {}, { env: queues.env })
    await settled()
    queues.sent['deliveries-slow'].push(...queues.sent.deliveries.splice(0))
    const ended = []
    let batches = 0
    while (queues.sent['deliveries-slow'].length > 0 && batches < 20) {
      batches++
      ended.push((await queues.consume('deliveries-slow')).ended())
      expect(await hanging.calls()).toBeLessThanOrEqual(6 * batches)
    }
    expect([await hanging.calls(), await other.calls()]).toEqual([12, 1])
    expect([await hanging.over(), await other.over()]).toEqual([0, 0])
    await Promise.all([hanging.release(), other.release()])
    await Promise.all(ended)
    await remove(hanging.org, hanging.hooks)
    await remove(other.org, other.hooks)
  })

  it('that are fast again return to the main queue', async () => {
    const quick = await newOrgWithQuickWebhook()
    const queues = keptQueues()
    await env.DB.prepare('UPDATE webhooks SET slow_since = ? WHERE id = ?')
      .bind(Date.now() - 120_000, quick.hook.id)
      .run()
    await publish(quick.org, {}, { env: queues.env })
    await settled()
    await (await queues.consume('deliveries')).ended()
    expect([await quick.calls(), queues.refs('deliveries-slow').length]).toEqual([0, 1])
    await (await queues.consume('deliveries-slow')).ended()
    expect(await quick.calls()).toBe(1)
    const row = await env.DB.prepare('SELECT slow_since AS slowSince FROM webhooks WHERE id = ?')
      .bind(quick.hook.id)
      .first()
    expect(row).toEqual({ slowSince: null })
    await publish(quick.org, {}, { env: queues.env })
    await settled()
    await (await queues.consume('deliveries')).ended()
    expect([await quick.calls(), queues.refs('deliveries-slow').length]).toEqual([2, 0])
  })
})
