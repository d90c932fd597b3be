import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../../contract/common.ts'
import type { RetryAccepted, RetryJob, Webhook } from '../../../../contract/webhooks.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { allOver, createHook, deliveriesOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, json, newTestOrg, settled, type TestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { DeliveryMessage } from '../delivery/queue/delivery-ref.ts'
import { sweepDeliveries } from '../sweep-deliveries.ts'

const pathOf = (id: string) => `/api/v1/webhooks/${id}`
const hookOf = (by: TestOrg, id: string) => json<Webhook>('GET', pathOf(id), by)
const pause = (by: TestOrg, id: string) => json<Webhook>('POST', `${pathOf(id)}/pause`, by)
const resume = (by: TestOrg, id: string, body: object = {}) =>
  json<Webhook>('POST', `${pathOf(id)}/resume`, { ...by, body })
const numbersOf = async (inbox: ReturnType<typeof newInbox>) =>
  (await inbox.received()).map(({ body }): number => JSON.parse(body).data.n)
const statusesOf = async (by: TestOrg, id: string) => (await deliveriesOf(by, id)).map(({ status }) => status)

/** The sweeper as it runs some minutes later; it checks everything, whatever an earlier test did. */
async function sweepLater(): Promise<void> {
  await env.DB.prepare("DELETE FROM job_runs WHERE job = 'deliveries'").run()
  await sweepDeliveries({ db: databaseOf(env.DB), queue: env.DELIVERIES }, Date.now() + 600_000)
}

/** A webhook that held events 0 to `count` - 1, and is still paused. */
async function heldHook(org: TestOrg, count: number, more: object = {}) {
  const inbox = newInbox()
  const hook = await createHook(org, { url: inbox.url, ...more })
  await pause(org, hook.id)
  for (let n = 0; n < count; n++) await publish(org, { data: { n } })
  return { inbox, hook }
}

describe('an event that is published while a webhook is paused or disabled', () => {
  it('is held if the filter matches, is counted with its times, and is not sent by resuming alone', async () => {
    const org = await newTestOrg()
    const { inbox, hook } = await heldHook(org, 3, { filter: { 'data.n': { $ne: 1 } } })
    const held = await deliveriesOf(org, hook.id, 'status=held')
    expect(held).toHaveLength(2)
    expect(held[0]).toMatchObject({ status: 'held', attempts: 0, nextAttemptAt: null, error: null })
    const expected = { count: 2, from: held[1]?.createdAt, to: held[0]?.createdAt }
    expect((await hookOf(org, hook.id)).held).toEqual(expected)
    expect((await json<Page<Webhook>>('GET', '/api/v1/webhooks', org)).data[0]?.held).toEqual(expected)

    expect(await resume(org, hook.id)).toMatchObject({ status: 'active', held: expected })
    await sweepLater()
    await publish(org, { data: { n: 7 } })
    await until(async () => (await numbersOf(inbox)).length === 1)
    await until(async () => (await statusesOf(org, hook.id)).join() === 'succeeded,held,held')
    // Sent later: it was active already.
    await resume(org, hook.id, { sendHeld: true })
    await allOver(org, hook.id, 3)
    expect((await numbersOf(inbox)).toSorted()).toEqual([0, 2, 7])
    expect((await hookOf(org, hook.id)).held).toEqual({ count: 0, from: null, to: null })
  })

  it('is sent by resuming on request, all or those published within a time, each once', async () => {
    const org = await newTestOrg()
    const { inbox, hook } = await heldHook(org, 4)
    const held = (await deliveriesOf(org, hook.id)).toReversed()
    const range = { from: held[1]?.createdAt, to: held[2]?.createdAt }
    await resume(org, hook.id, { sendHeld: true, ...range })
    await until(async () => (await statusesOf(org, hook.id)).filter((one) => one === 'succeeded').length >= 2)
    expect((await numbersOf(inbox)).filter((n) => n === 1 || n === 2).toSorted()).toEqual([1, 2])
    await resume(org, hook.id, { sendHeld: true })
    await resume(org, hook.id, { sendHeld: true })
    await allOver(org, hook.id, 4)
    await settled()
    expect((await numbersOf(inbox)).toSorted()).toEqual([0, 1, 2, 3])
    const { data } = await json<Page<RetryJob>>('GET', `${pathOf(hook.id)}/retries`, org)
    expect(data.every(({ status }) => status === 'done')).toBe(true)

    const wrong = await call('POST', `${pathOf(hook.id)}/resume`, { ...org, body: { from: range.from } })
    expect(wrong.status).toBe(422)
  })

  it('is also held for a webhook that was disabled by a 410, and arrives by recovering', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('status/410')
    const hook = await createHook(org, { url: inbox.url })
    const since = new Date(Date.now() - 1000).toISOString()
    await publish(org, { data: { n: 0 } })
    await until(async () => (await hookOf(org, hook.id)).status === 'disabled')
    await publish(org, { data: { n: 1 } })
    expect((await hookOf(org, hook.id)).held.count).toBe(1)
    const path = `${pathOf(hook.id)}/recover`
    expect((await call('POST', path, { ...org, body: { since } })).status).toBe(409)
    await resume(org, hook.id)
    // The first one, which waits for its next attempt, and the held one.
    expect(await json<RetryAccepted>('POST', path, { ...org, body: { since } })).toMatchObject({ count: 2 })
    await until(async () => (await numbersOf(inbox)).includes(1))
  })

  it('can be sent alone or by filter while the webhook is active, and be canceled', async () => {
    const org = await newTestOrg()
    const { inbox, hook } = await heldHook(org, 3)
    const [third, second, first] = await deliveriesOf(org, hook.id)
    const action = (id: string | undefined, name: string) =>
      call('POST', `${pathOf(hook.id)}/deliveries/${id}/${name}`, org)
    const refused = await action(first?.id, 'retry')
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'webhook_not_active' }])
    expect((await action(third?.id, 'skip')).status).toBe(200)
    await resume(org, hook.id)
    expect((await action(first?.id, 'retry')).status).toBe(200)
    await until(async () => (await numbersOf(inbox)).length === 1)
    const retry = await json<RetryAccepted>('POST', `${pathOf(hook.id)}/deliveries/retry`, {
      ...org,
      body: { status: 'held' },
    })
    expect(retry.count).toBe(1)
    await until(async () => (await numbersOf(inbox)).length === 2)
    await until(async () => (await statusesOf(org, hook.id)).every((one) => one === 'succeeded' || one === 'canceled'))
    expect(await numbersOf(inbox)).toEqual([0, 1])
    expect((await deliveriesOf(org, hook.id, 'status=canceled')).map(({ id }) => id)).toEqual([third?.id])
    expect((await deliveriesOf(org, hook.id, 'status=held')).map(({ id }) => id)).toEqual([])
    expect(second?.status).toBe('held')
  })

  it('is canceled when the webhook is deleted', async () => {
    const org = await newTestOrg()
    const { hook } = await heldHook(org, 2)
    await call('DELETE', pathOf(hook.id), org)
    await settled()
    const { results } = await env.DB.prepare('SELECT DISTINCT status FROM deliveries WHERE webhook_id = ?')
      .bind(hook.id)
      .all()
    expect(results).toEqual([{ status: 'canceled' }])
  })

  it('is sent on request by resuming many webhooks at once', async () => {
    const org = await newTestOrg()
    const { inbox, hook } = await heldHook(org, 2)
    const bulk = (body: object) => call('POST', '/api/v1/webhooks/bulk', { ...org, body: { ids: [hook.id], ...body } })
    expect((await bulk({ action: 'pause', sendHeld: true })).status).toBe(422)
    expect((await bulk({ action: 'resume', sendHeld: true })).status).toBe(200)
    await allOver(org, hook.id, 2)
    expect((await numbersOf(inbox)).toSorted()).toEqual([0, 1])
  })
})

describe('held deliveries of an ordered webhook', () => {
  it('arrive in order, before events that are published after the resume', async () => {
    const org = await newTestOrg()
    const { inbox, hook } = await heldHook(org, 12, { ordered: true })
    const slow = watchedEnv(20)
    await call('POST', `${pathOf(hook.id)}/resume`, { ...org, body: { sendHeld: true }, env: slow.env })
    // Published before the job has started, or while it runs.
    for (let n = 12; n < 16; n++) await publish(org, { data: { n } })
    await settled()
    await until(async () => (await numbersOf(inbox)).length === 16)
    expect(await numbersOf(inbox)).toEqual(Array.from({ length: 16 }, (_, n) => n))
  })

  it('delay newer events only while the job runs, also if it is canceled', async () => {
    const org = await newTestOrg()
    const { inbox, hook } = await heldHook(org, 2, { ordered: true })
    // An abandoned job: what would continue it is lost.
    const kept = keptQueues()
    await resume(org, hook.id)
    const job = newId('job', Date.now())
    await env.DB.prepare(
      `INSERT INTO retry_jobs (organization_id, webhook_id, id, status, filter, total, cursor, created_at)
       VALUES (?, ?, ?, 'running', '{"status":"held","fromId":null,"toId":null}', 2, '', ?)`,
    )
      .bind(org.organizationId, hook.id, job, Date.now())
      .run()
    await publish(org, { data: { n: 5 } }, { env: kept.env })
    await settled()
    const messages = kept.sent.deliveries.splice(0)
    await kept.deliver(messages)
    expect(await numbersOf(inbox)).toEqual([])
    await json('DELETE', `${pathOf(hook.id)}/retries/${job}`, org)
    await kept.deliver(messages)
    expect(await numbersOf(inbox)).toEqual([5])
    expect(await statusesOf(org, hook.id)).toEqual(['succeeded', 'held', 'held'])
  })
})

describe('pausing and resuming while publishing', () => {
  it('leaves every delivery sent or held, and none lost, in any order of the writes', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url })
    const slow = watchedEnv(30)
    const events = 40
    const publishing = Array.from({ length: events }, async (_, n) => {
      await scheduler.wait(n * 8)
      return publish(org, { data: { n } }, { env: slow.env })
    })
    const switching = Array.from({ length: 8 }, async (_, n) => {
      await scheduler.wait(n * 40)
      return call('POST', `${pathOf(hook.id)}/${n % 2 === 0 ? 'pause' : 'resume'}`, { ...org, env: slow.env })
    })
    await Promise.all([...publishing, ...switching])
    await settled()
    await resume(org, hook.id)
    await sweepLater()
    const open = async () => (await statusesOf(org, hook.id)).filter((one) => one !== 'succeeded' && one !== 'held')
    await until(async () => (await open()).length === 0)
    const held = (await statusesOf(org, hook.id)).filter((one) => one === 'held').length
    expect((await hookOf(org, hook.id)).held.count).toBe(held)
    await resume(org, hook.id, { sendHeld: true })
    await allOver(org, hook.id, events)
    expect((await numbersOf(inbox)).toSorted((a, b) => a - b)).toEqual(Array.from({ length: events }, (_, n) => n))
  })

  it('holds a delivery if the webhook was paused before the delivery was written', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    // Publishing reads webhooks first; the pause comes between that read and the write.
    let paused = false
    const DB = new Proxy(env.DB, {
      get(target, property) {
        const value = Reflect.get(target, property, target)
        if (typeof value !== 'function') return value
        if (property !== 'batch') return value.bind(target)
        return async (statements: D1PreparedStatement[]) => {
          if (!paused) {
            paused = true
            await pause(org, hook.id)
          }
          return target.batch(statements)
        }
      },
    })
    await publish(org, {}, { env: { ...env, DB } })
    expect(paused).toBe(true)
    expect(await statusesOf(org, hook.id)).toEqual(['held'])
  })

  it('stops a job that sends held deliveries when the webhook is paused, and the rest stays held', async () => {
    const org = await newTestOrg()
    const { hook } = await heldHook(org, 1)
    const rows = Array.from({ length: 450 }, (_, n) => [newId('dlv', Date.now() + n), newId('evt', Date.now() + n)])
    await env.DB.prepare(
      `INSERT INTO deliveries (organization_id, webhook_id, id, event_id, event_type, status)
       SELECT ?1, ?2, value->>0, value->>1, 'user.created', 'held' FROM json_each(?3)`,
    )
      .bind(org.organizationId, hook.id, JSON.stringify(rows))
      .run()
    const kept = keptQueues()
    // Paused as soon as the first batch is in progress.
    const DELIVERIES = new Proxy(kept.env.DELIVERIES, {
      get: (target, property) => {
        const value = Reflect.get(target, property, target)
        if (property !== 'sendBatch') return value
        return async (sent: Iterable<MessageSendRequest<DeliveryMessage>>) => {
          await pause(org, hook.id)
          return value(sent)
        }
      },
    })
    await call('POST', `${pathOf(hook.id)}/resume`, { ...org, body: { sendHeld: true }, env: { ...env, DELIVERIES } })
    await settled()
    const { data } = await json<Page<RetryJob>>('GET', `${pathOf(hook.id)}/retries`, org)
    expect(data).toMatchObject([{ status: 'canceled', total: 451, done: 200 }])
    expect((await hookOf(org, hook.id)).held.count).toBe(251)
  })
})

describe('the cost of held deliveries', () => {
  it('is two rows written per delivery, and a list reads no delivered ones', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    const off = Array.from({ length: 3 }, () => createHook(org, { url: newInbox().url }))
    for (const { id } of await Promise.all(off)) await pause(org, id)
    await pause(org, hook.id)
    const { bill, db } = billedDatabase()
    const events = Array.from({ length: 100 }, (_, n) => ({ type: 'user.created', data: { n } }))
    const published = await call('POST', '/api/v1/events/batch', {
      ...org,
      body: { events },
      env: { ...env, DB: db },
    })
    expect(published.status).toBe(202)
    await settled()
    // The event, and for each of four webhooks the delivery and its entry in the index of held ones.
    expect(bill.written).toBe(100 * (1 + 4 * 2))
    const read = async () => {
      bill.read = 0
      await call('GET', '/api/v1/webhooks', { ...org, env: { ...env, DB: db } })
      return bill.read
    }
    const before = await read()
    expect(before).toBeLessThanOrEqual(4 * 110 + 60)
    await env.DB.prepare("UPDATE deliveries SET status = 'succeeded' WHERE webhook_id = ?").bind(hook.id).run()
    expect(await read()).toBeLessThanOrEqual(before - 100)
  })
})
