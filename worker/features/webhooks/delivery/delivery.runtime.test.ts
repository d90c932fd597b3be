import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Webhook as Verifier } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { Page } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import type {
  RetryAccepted,
  RetryJob,
  Webhook,
  WebhookStats,
  WebhookWithSecret,
} from '../../../../contract/webhooks.ts'
import {
  allOver,
  createHook,
  deliveriesOf,
  deliveryOf,
  newInbox,
  publish,
  until,
} from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'
import worker from '../../../index.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { configOf } from '../../../platform/env.ts'
import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { checkTarget } from '../../../platform/outbound/target-url.ts'
import { sweepDeliveries } from '../sweep-deliveries.ts'
import { deliverAll } from './deliver.ts'
import type { DeliveryMessage } from './delivery-ref.ts'

/** An environment whose deliveries queue loses everything, or keeps it for the test to hand over. */
function keptQueue() {
  const messages: DeliveryMessage[] = []
  const queue = new Proxy(env.DELIVERIES, {
    get: (target, property) =>
      property === 'sendBatch'
        ? async (sent: Iterable<MessageSendRequest<DeliveryMessage>>) => {
            messages.push(...[...sent].map(({ body }) => body))
          }
        : Reflect.get(target, property, target),
  })
  return { messages, env: { ...env, DELIVERIES: queue } }
}

/** Hands messages to the consumer, and waits until nothing is under way any more. */
async function consume(messages: DeliveryMessage[], bindings: Cloudflare.Env = env): Promise<number> {
  const batch = createMessageBatch(
    'deliveries',
    messages.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body })),
  )
  const ctx = createExecutionContext()
  const started = Date.now()
  await worker.queue(batch, bindings, ctx)
  const answered = Date.now() - started
  await waitOnExecutionContext(ctx)
  return answered
}

const sweep = (now: number, bindings: Cloudflare.Env = env) =>
  sweepDeliveries({ db: databaseOf(bindings.DB), queue: bindings.DELIVERIES }, now)

const openAlerts = async (by: TestOrg) =>
  (await json<Page<Alert>>('GET', '/api/v1/alerts?status=open', by)).data.map(
    ({ kind, target }) => `${kind} of ${target.name}`,
  )

const hookOf = (by: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, by)

describe('a delivery', () => {
  it('is verified by the package standardwebhooks, over attempts and over a rotation, under one webhook-id', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('fail-first/1')
    const hook = await createHook(house, { url: inbox.url })
    const event = await publish(house, { data: { name: 'Ünïcode ✓' } })
    const rotated = await json<WebhookWithSecret>('POST', `/api/v1/webhooks/${hook.id}/rotate-secret`, house)
    const [delivery] = await allOver(house, hook.id, 1)
    expect(delivery).toMatchObject({ status: 'succeeded', attempts: 2, responseStatus: 200, error: null })
    const got = await inbox.received()
    expect(got.map(({ id, status }) => [id, status])).toEqual([
      [event.id, 500],
      [event.id, 200],
    ])
    const last = got.at(-1)
    for (const secret of [hook.secret, rotated.secret]) {
      expect(new Verifier(secret).verify(last?.body ?? '', last?.headers ?? {})).toMatchObject({
        id: event.id,
        type: 'user.created',
        timestamp: event.timestamp,
        environment: 'live',
        data: { name: 'Ünïcode ✓' },
      })
    }
    const detail = await deliveryOf(house, hook.id, delivery?.id ?? '')
    expect(detail.attemptList).toMatchObject([
      { number: 1, response: { status: 500 }, error: { kind: 'status' } },
      { number: 2, response: { status: 200, body: 'said 200' }, error: null },
    ])
    expect((got[1]?.at ?? 0) - (got[0]?.at ?? 0)).toBeGreaterThan(3900)
  })

  it('that an answer of any kind cannot harm: too large, never ending, dripping, reset, redirected, too slow', async () => {
    const house = await newTestOrg()
    const ways = ['huge', 'endless', 'drip', 'reset', 'redirect', 'slow/5000']
    const hooks = await Promise.all(
      ways.map((how) => createHook(house, { name: how, url: newInbox(how).url, maxRetries: 0, timeoutSeconds: 2 })),
    )
    const kept = keptQueue()
    await publish(house, {}, { env: kept.env })
    await settled()
    expect(await consume(kept.messages)).toBeLessThan(6000)
    const ends = await Promise.all(hooks.map(async (hook) => (await allOver(house, hook.id, 1))[0]))
    expect(ends.map((one) => [one?.status, one?.responseStatus, one?.error?.kind])).toEqual([
      ['succeeded', 200, undefined],
      ['succeeded', 200, undefined],
      ['succeeded', 200, undefined],
      ['failed', null, 'connection'],
      ['failed', 302, 'redirect'],
      ['failed', null, 'timeout'],
    ])
    const huge = await deliveryOf(house, hooks[0]?.id ?? '', ends[0]?.id ?? '')
    expect(huge.attemptList[0]?.response?.body).toHaveLength(16 * 1024)
  })

  it('waits as long as a receiver in trouble asks for', async () => {
    const house = await newTestOrg()
    const hook = await createHook(house, { url: newInbox('retry-after/600').url })
    await publish(house)
    const delivery = await until(async () => (await deliveriesOf(house, hook.id)).find((one) => one.attempts === 1))
    const wait = Date.parse(delivery.nextAttemptAt ?? '') - Date.now()
    expect(wait).toBeGreaterThan(590_000)
    expect(wait).toBeLessThan(610_000)
  })

  it('is logged, counted for its webhook, and told of in its figures by the kind of failure', async () => {
    const house = await newTestOrg()
    const [good, bad] = await Promise.all(
      ['ok', 'status/503'].map((how) => createHook(house, { url: newInbox(how).url, maxRetries: 0 })),
    )
    if (!good || !bad) throw new Error('no webhooks')
    await publish(house)
    await publish(house)
    await Promise.all([allOver(house, good.id, 2), allOver(house, bad.id, 2)])
    const { data } = await until(async () => {
      const page = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?type=webhook', house)
      return page.data.length === 4 && page
    })
    const ofBad = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?webhookId=${bad.id}`, house)
    expect(ofBad.data).toEqual(data.filter((one) => one.webhookId === bad.id))
    expect(ofBad.data[0]).toMatchObject({ method: 'POST', status: 503, keyId: null, webhookName: 'A webhook' })
    expect(await hookOf(house, good.id)).toMatchObject({ deliveries: 2, successRate: 1, health: 'healthy' })
    expect(await hookOf(house, bad.id)).toMatchObject({ deliveries: 2, successRate: 0, health: 'failing' })
    const stats = await json<WebhookStats>('GET', `/api/v1/webhooks/${bad.id}/stats?days=7`, house)
    expect(stats).toMatchObject({
      deliveries: 2,
      deliveriesFailed: 2,
      attempts: 2,
      failures: 2,
      errors: [{ kind: 'status', attempts: 2 }],
    })
    expect(stats.byDay).toHaveLength(7)
  })
})

describe('losing the queue', () => {
  it('only delays: every delivery arrives once, by the sweep alone', async () => {
    const house = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(house, { url: inbox.url })
    const lost = keptQueue()
    const ids = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => (await publish(house, { data: { n } }, { env: lost.env })).id),
    )
    await settled()
    expect(lost.messages.length).toBeGreaterThan(0)
    expect(await inbox.received()).toEqual([])
    await sweep(Date.now() + 21_000)
    await allOver(house, hook.id, 30)
    expect((await inbox.received()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  it('while a delivery is under way leads to a second try once its lease is over, never before', async () => {
    const house = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(house, { url: inbox.url, timeoutSeconds: 1 })
    const kept = keptQueue()
    await publish(house, {}, { env: kept.env })
    await settled()
    // As a Worker leaves it that was killed between its claim and its outcome.
    await env.DB.prepare(
      "UPDATE deliveries SET status = 'delivering', lease_token = 'dead', lease_until = ? WHERE webhook_id = ?",
    )
      .bind(Date.now() + 4000, hook.id)
      .run()
    await consume(kept.messages)
    await sweep(Date.now() + 21_000, kept.env)
    expect(await inbox.received()).toEqual([])
    await scheduler.wait(4100)
    await consume(kept.messages)
    expect(await allOver(house, hook.id, 1)).toMatchObject([{ status: 'succeeded', attempts: 1 }])
  })

  it('and getting every message twice sends nothing twice', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('slow/100')
    const hook = await createHook(house, { url: inbox.url })
    const kept = keptQueue()
    for (let n = 0; n < 10; n++) await publish(house, {}, { env: kept.env })
    await settled()
    await Promise.all([consume(kept.messages), consume(kept.messages), consume([...kept.messages, ...kept.messages])])
    await allOver(house, hook.id, 10)
    expect(await inbox.received()).toHaveLength(10)
  })
})

/** How much later than another a call may arrive that was sent at the same time. Less than what one call more takes. */
const JITTER_MS = 150

describe('an endpoint', () => {
  it('that is slow holds up nobody else', async () => {
    const house = await newTestOrg()
    const slow = await createHook(house, { url: newInbox('slow/8000').url, timeoutSeconds: 15 })
    const inbox = newInbox()
    const fast = await createHook(house, { url: inbox.url })
    for (let n = 0; n < 12; n++) await publish(house)
    await allOver(house, fast.id, 12, 10_000)
    const times = (await inbox.received()).map(({ at }) => at)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(8000)
    expect((await deliveriesOf(house, slow.id)).some((one) => one.status !== 'succeeded')).toBe(true)
    await call('DELETE', `/api/v1/webhooks/${slow.id}`, house)
  })

  // Permits are exact (gate-core.test.ts). What arrives is not: on a busy machine a call waits between its permit and the
  // receiver. A limit of 6 a second would still be seen, and a second try is for whatever else the machine does.
  it('limited to 5 a second gets no more in any second, and everything in the end', { retry: 1 }, async () => {
    const house = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(house, { url: inbox.url, rateLimitPerSecond: 5 })
    await call('POST', '/api/v1/events/batch', {
      key: house.key,
      body: { events: Array.from({ length: 20 }, () => ({ type: 'user.created', data: {} })) },
    })
    await allOver(house, hook.id, 20, 25_000)
    const times = (await inbox.received()).map(({ at }) => at).toSorted((a, b) => a - b)
    expect(times).toHaveLength(20)
    for (const [index, at] of times.entries()) {
      expect((times[index + 5] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(1000 - JITTER_MS)
    }
  })

  it('that is ordered gets events of a key one at a time, in their order, also when one fails first', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('fail-third')
    const hook = await createHook(house, { url: inbox.url, ordered: true, events: ['user.created'] })
    const events = Array.from({ length: 8 }, (_, n) => ({
      type: 'user.created',
      data: { n },
      orderingKey: n % 2 === 0 ? 'even' : 'odd',
    }))
    await call('POST', '/api/v1/events/batch', { key: house.key, body: { events } })
    await allOver(house, hook.id, 8, 28_000)
    const arrived = (await inbox.received())
      .filter(({ status }) => status === 200)
      .map(({ body }): number => JSON.parse(body).data.n)
    expect(arrived.filter((n) => n % 2 === 0)).toEqual([0, 2, 4, 6])
    expect(arrived.filter((n) => n % 2 === 1)).toEqual([1, 3, 5, 7])
  })

  it('that is ordered shows what a delivery waits for, and skipping it lets the next go', async () => {
    const house = await newTestOrg()
    const hook = await createHook(house, { url: newInbox('status/500').url, ordered: true, maxRetries: 5 })
    const kept = keptQueue()
    for (let n = 0; n < 2; n++) await publish(house, { orderingKey: 'a' }, { env: kept.env })
    await settled()
    await consume(kept.messages, kept.env)
    const [second, first] = await deliveriesOf(house, hook.id)
    expect([first?.attempts, second?.attempts]).toEqual([1, 0])
    expect(await deliveryOf(house, hook.id, second?.id ?? '')).toMatchObject({ blockedBy: first?.id })
    const skip = await json('POST', `/api/v1/webhooks/${hook.id}/deliveries/${first?.id}/skip`, house)
    expect(skip).toMatchObject({ status: 'cancelled' })
    await until(async () => (await deliveryOf(house, hook.id, second?.id ?? '')).attempts === 1)
    expect((await call('POST', `/api/v1/webhooks/${hook.id}/deliveries/${first?.id}/skip`, house)).status).toBe(409)
  })

  it('that answers 410, or fails as often as it may, is switched off with an alert, and resumes with what waited', async () => {
    const house = await newTestOrg()
    const gone = await createHook(house, { name: 'Gone', url: newInbox('status/410').url })
    const inbox = newInbox('fail-first/1')
    const often = await createHook(house, { name: 'Often', url: inbox.url, disableAfterFailures: 2 })
    const kept = keptQueue()
    for (let n = 0; n < 3; n++) await publish(house, {}, { env: kept.env })
    await settled()
    await consume(kept.messages.slice(0, 2), kept.env)
    expect(await hookOf(house, gone.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'gone',
      health: 'disabled',
    })
    expect(await hookOf(house, often.id)).toMatchObject({ status: 'disabled', disabledReason: 'too_many_failures' })
    for (const [health, count] of [
      ['disabled', 2],
      ['healthy', 0],
    ] as const) {
      const { total } = await json<Page<Webhook>>('GET', `/api/v1/webhooks?health=${health}`, house)
      expect(total).toBe(count)
    }
    await consume(kept.messages.slice(2), kept.env)
    expect(await inbox.received()).toHaveLength(2)
    const alerts = await json<Page<Alert>>('GET', '/api/v1/alerts?kind=webhook_disabled', house)
    expect(alerts.data.map((one) => one.target.name).toSorted()).toEqual(['Gone', 'Often'])
    expect(await json('POST', `/api/v1/webhooks/${often.id}/resume`, house)).toMatchObject({
      status: 'active',
      disabledReason: null,
      consecutiveFailures: 0,
      health: 'healthy',
    })
    expect(await openAlerts(house)).toEqual(['webhook_disabled of Gone'])
    await call('DELETE', `/api/v1/webhooks/${gone.id}`, house)
    expect(await openAlerts(house)).toEqual([])
    await env.DB.prepare('UPDATE deliveries SET next_at = NULL WHERE webhook_id = ?').bind(often.id).run()
    await sweep(Date.now() + 600_000)
    const [last] = await until(async () => {
      const all = await deliveriesOf(house, often.id)
      return all.filter((one) => one.attempts > 0).length === 3 && all
    })
    expect(last?.attempts).toBeGreaterThan(0)
  })

  it('that keeps failing raises one alert, which resolves itself with the first success and comes anew with new failures', async () => {
    const house = await newTestOrg()
    const hook = await createHook(house, { name: 'Shaky', url: newInbox('fail-first/1').url })
    const kept = keptQueue()
    const fail = async () => {
      kept.messages.length = 0
      for (let n = 0; n < 6; n++) await publish(house, {}, { env: kept.env })
      await settled()
      const failing = kept.messages.splice(0)
      // In two batches at once: neither alone sees the webhook begin to fail.
      await Promise.all([consume(failing.slice(0, 3), kept.env), consume(failing.slice(3), kept.env)])
      expect(await openAlerts(house)).toEqual(['webhook_failing of Shaky'])
      return failing
    }
    const failing = await fail()
    await env.DB.prepare('UPDATE deliveries SET next_at = NULL WHERE webhook_id = ?').bind(hook.id).run()
    await consume(failing.slice(0, 1), kept.env)
    expect(await hookOf(house, hook.id)).toMatchObject({ consecutiveFailures: 0, health: 'healthy' })
    expect(await openAlerts(house)).toEqual([])
    const { data } = await json<Page<Alert>>('GET', '/api/v1/alerts', house)
    expect(data).toMatchObject([{ kind: 'webhook_failing', status: 'resolved', resolvedBy: null, count: 1 }])
    await fail()
  })

  it('whose address leads to a host at which we were seen since it was saved is not called', async () => {
    const house = await newTestOrg()
    const hook = await createHook(house, { url: 'https://second.example.com/api/v1/events' })
    const kept = keptQueue()
    await publish(house, {}, { env: kept.env })
    await settled()
    const deployed = { ...configOf(env), local: false }
    const deps = {
      db: databaseOf(env.DB),
      config: deployed,
      gates: env.ENDPOINT_GATE,
      queue: kept.env.DELIVERIES,
      slowQueue: kept.env.DELIVERIES_SLOW,
    }
    await targetPolicyOf({ ...deps, now: Date.now(), url: 'https://second.example.com/api/v1/webhooks' })
    const waiter = createExecutionContext()
    await deliverAll(
      { ...deps, logs: env.REQUEST_LOGS, waiter },
      kept.messages.flatMap((message) => message.deliveries),
    )
    await waitOnExecutionContext(waiter)
    const [delivery] = await deliveriesOf(house, hook.id)
    expect(delivery).toMatchObject({ attempts: 1, error: { kind: 'blocked' }, responseStatus: null })
    // Whoever asks at another of our hosts is refused it at once.
    const again = await targetPolicyOf({ ...deps, now: Date.now(), url: 'https://first.example.com/api/v1/webhooks' })
    for (const host of ['first', 'second', 'SECOND']) {
      expect(checkTarget(`https://${host}.example.com:8443/`, again).ok).toBe(false)
    }
    expect(checkTarget('https://third.example.com/', again).ok).toBe(true)
  })

  it('that is paused keeps what was on its way, holds what is new, and one that is deleted gets nothing more', async () => {
    const house = await newTestOrg()
    const inboxes = [newInbox(), newInbox()]
    const [paused, deleted] = await Promise.all(inboxes.map(({ url }) => createHook(house, { url })))
    const kept = keptQueue()
    await publish(house, {}, { env: kept.env })
    await settled()
    await call('POST', `/api/v1/webhooks/${paused?.id}/pause`, house)
    await call('DELETE', `/api/v1/webhooks/${deleted?.id}`, house)
    await consume(kept.messages, kept.env)
    await sweep(Date.now() + 21_000)
    expect((await publish(house)).deliveries).toBe(1)
    expect(await Promise.all(inboxes.map((inbox) => inbox.received()))).toEqual([[], []])
    await call('POST', `/api/v1/webhooks/${paused?.id}/resume`, house)
    await sweep(Date.now() + 21_000)
    await until(
      async () => (await deliveriesOf(house, paused?.id ?? '')).map((one) => one.status).join() === 'held,succeeded',
    )
    expect(await inboxes[0]?.received()).toHaveLength(1)
    expect(await inboxes[1]?.received()).toEqual([])
  })
})

describe('sending again', () => {
  it('works for one delivery, failed or succeeded, and begins its schedule anew', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('fail-first/1')
    const hook = await createHook(house, { url: inbox.url, maxRetries: 0 })
    await publish(house)
    const [failed] = await allOver(house, hook.id, 1)
    expect(failed).toMatchObject({ status: 'failed', attempts: 1 })
    const path = `/api/v1/webhooks/${hook.id}/deliveries/${failed?.id}/retry`
    expect(await json('POST', path, house)).toMatchObject({ status: 'pending' })
    await until(async () => (await deliveryOf(house, hook.id, failed?.id ?? '')).status === 'succeeded')
    await json('POST', path, house)
    const replayed = await until(async () => {
      const one = await deliveryOf(house, hook.id, failed?.id ?? '')
      return one.attempts === 3 && one
    })
    expect(replayed.attemptList.map(({ number, response }) => [number, response?.status])).toEqual([
      [1, 500],
      [2, 200],
      [3, 200],
    ])
    expect(new Set((await inbox.received()).map(({ id }) => id)).size).toBe(1)
  })

  it('works by filter and since a time, tells the count first, and as a job that goes on and can be stopped', async () => {
    const house = await newTestOrg()
    const inbox = newInbox('fail-first/1')
    const hook = await createHook(house, { url: inbox.url, maxRetries: 0 })
    const since = new Date().toISOString()
    const events = Array.from({ length: 60 }, (_, n) => ({ type: n < 50 ? 'user.created' : 'user.deleted', data: {} }))
    await call('POST', '/api/v1/events/batch', { key: house.key, body: { events } })
    await allOver(house, hook.id, 60)
    const path = `/api/v1/webhooks/${hook.id}`
    const retry = (body: object) => json<RetryAccepted>('POST', `${path}/deliveries/retry`, { ...house, body })
    expect(await retry({ event: 'user.deleted', dryRun: true })).toEqual({ count: 10, job: null })
    expect(await retry({ status: 'failed', code: '500', event: 'user.deleted', dryRun: true })).toMatchObject({
      count: 10,
    })
    expect(await retry({ status: 'succeeded' })).toEqual({ count: 0, job: null })
    const [some] = await deliveriesOf(house, hook.id, 'limit=1&event=user.deleted&code=5xx&status=failed')
    const one = await retry({ ids: [some?.id] })
    expect(one).toMatchObject({ count: 1, job: { status: 'running', total: 1 } })
    const dry = await json<RetryAccepted>('POST', `${path}/recover`, { ...house, body: { since, dryRun: true } })
    expect(dry.count).toBeGreaterThanOrEqual(59)
    const { job } = await json<RetryAccepted>('POST', `${path}/recover`, { ...house, body: { since } })
    const done = await until(async () => {
      const now = await json<RetryJob>('GET', `${path}/retries/${job?.id}`, house)
      return now.status === 'done' && now
    })
    expect(done.done).toBeGreaterThanOrEqual(59)
    await until(async () => (await deliveriesOf(house, hook.id)).every((each) => each.status === 'succeeded'))
    const stopped = await call('DELETE', `${path}/retries/${job?.id}`, house)
    expect(await stopped.json()).toMatchObject({ status: 'done' })
    const jobs = await json<Page<RetryJob>>('GET', `${path}/retries`, house)
    expect(jobs.data.map(({ id }) => id)).toEqual([job?.id, one.job?.id])
  })
})
