import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
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
import { allOver, createHook, deliveriesOf, deliveryOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, json, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { configOf } from '../../../platform/env.ts'
import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { checkTarget } from '../../../platform/outbound/target-url.ts'
import { sweepDeliveries } from '../sweep-deliveries.ts'
import { deliverAll } from './deliver.ts'

const sweep = (now: number, bindings: Cloudflare.Env = env) =>
  sweepDeliveries({ db: databaseOf(bindings.DB), queue: bindings.DELIVERIES }, now)

async function publishMany(by: TestOrg, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({ type: 'user.created', data: {} }))
  await call('POST', '/api/v1/events/batch', { ...by, body: { events } })
}

const openAlerts = async (by: TestOrg) =>
  (await json<Page<Alert>>('GET', '/api/v1/alerts?status=open', by)).data.map(
    ({ kind, target }) => `${kind} of ${target.name}`,
  )

const hookOf = (by: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, by)

describe('a delivery', () => {
  it('is verified by the package standardwebhooks, over attempts and a rotation, with one webhook-id', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('fail-first/1')
    const hook = await createHook(org, { url: inbox.url })
    const event = await publish(org, { data: { name: 'Ünïcode ✓' } })
    const rotated = await json<WebhookWithSecret>('POST', `/api/v1/webhooks/${hook.id}/rotate-secret`, org)
    const [delivery] = await allOver(org, hook.id, 1)
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
    const detail = await deliveryOf(org, hook.id, delivery?.id ?? '')
    expect(detail.attemptList).toMatchObject([
      { number: 1, response: { status: 500 }, error: { kind: 'status' } },
      { number: 2, response: { status: 200, body: 'said 200' }, error: null },
    ])
    expect((got[1]?.at ?? 0) - (got[0]?.at ?? 0)).toBeGreaterThan(3900)
  })

  it('handles answers of any kind: too large, endless, slow bytes, reset, redirected, too slow', async () => {
    const org = await newTestOrg()
    const ways = ['huge', 'endless', 'drip', 'reset', 'redirect', 'slow/5000']
    const hooks = await Promise.all(
      ways.map((how) => createHook(org, { name: how, url: newInbox(how).url, maxRetries: 0, timeoutSeconds: 2 })),
    )
    const kept = keptQueues()
    await publish(org, {}, { env: kept.env })
    await settled()
    await kept.deliver()
    const ends = await Promise.all(hooks.map(async (hook) => (await allOver(org, hook.id, 1))[0]))
    expect(ends.map((one) => [one?.status, one?.responseStatus, one?.error?.kind])).toEqual([
      ['succeeded', 200, undefined],
      ['succeeded', 200, undefined],
      ['succeeded', 200, undefined],
      ['failed', null, 'connection'],
      ['failed', 302, 'redirect'],
      ['failed', null, 'timeout'],
    ])
    const huge = await deliveryOf(org, hooks[0]?.id ?? '', ends[0]?.id ?? '')
    expect(huge.attemptList[0]?.response?.body).toHaveLength(16 * 1024)
  })

  it('waits as long as a receiver requests with Retry-After', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox('retry-after/600').url })
    const published = Date.now()
    await publish(org)
    const delivery = await until(async () => (await deliveriesOf(org, hook.id)).find((one) => one.attempts === 1))
    const next = Date.parse(delivery.nextAttemptAt ?? '')
    expect(next).toBeGreaterThanOrEqual(published + 600_000)
    expect(next).toBeLessThanOrEqual(Date.now() + 600_000)
  })

  it('is logged, counted for its webhook, and shown in its figures by the kind of failure', async () => {
    const org = await newTestOrg()
    const [good, bad] = await Promise.all(
      ['ok', 'status/503'].map((how) => createHook(org, { url: newInbox(how).url, maxRetries: 0 })),
    )
    if (!good || !bad) throw new Error('no webhooks')
    await publish(org)
    await publish(org)
    await Promise.all([allOver(org, good.id, 2), allOver(org, bad.id, 2)])
    const { data } = await until(async () => {
      const page = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?type=webhook', org)
      return page.data.length === 4 && page
    })
    const ofBad = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?webhookId=${bad.id}`, org)
    expect(ofBad.data).toEqual(data.filter((one) => one.webhookId === bad.id))
    expect(ofBad.data[0]).toMatchObject({
      method: 'POST',
      status: 503,
      keyId: null,
      webhookName: 'A webhook',
      reason: { attempt: 1, attemptsLeft: 0, retryAt: null },
    })
    expect(data.filter((one) => one.webhookId === good.id).map(({ reason }) => reason)).toEqual([null, null])
    expect(await hookOf(org, good.id)).toMatchObject({ deliveries: 2, successRate: 1, health: 'healthy' })
    expect(await hookOf(org, bad.id)).toMatchObject({ deliveries: 2, successRate: 0, health: 'failing' })
    const stats = await json<WebhookStats>('GET', `/api/v1/webhooks/${bad.id}/stats?days=7`, org)
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

describe('the log entry of an attempt', () => {
  const reasonsOf = async (org: TestOrg, webhookId: string, count: number) => {
    const { data } = await until(async () => {
      const page = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?webhookId=${webhookId}`, org)
      return page.data.length >= count && page
    })
    return data.toReversed().map(({ status, reason }) => ({ status, ...reason }))
  }

  it('says which attempt it was and what followed: a retry, success after it, or no attempts left', async () => {
    const org = await newTestOrg()
    const [mended, spent] = await Promise.all([
      createHook(org, { url: newInbox('fail-first/1').url }),
      createHook(org, { url: newInbox('status/500').url, maxRetries: 1 }),
    ])
    await publish(org)
    await Promise.all([allOver(org, mended.id, 1), allOver(org, spent.id, 1)])
    const retryAt = expect.stringMatching(/^20.*Z$/)
    expect(await reasonsOf(org, mended.id, 2)).toEqual([
      { status: 500, attempt: 1, attemptsLeft: 7, retryAt },
      { status: 200, attempt: 2 },
    ])
    expect(await reasonsOf(org, spent.id, 2)).toEqual([
      { status: 500, attempt: 1, attemptsLeft: 1, retryAt },
      { status: 500, attempt: 2, attemptsLeft: 0, retryAt: null },
    ])
  })

  it('does not announce a retry to an endpoint that is gone', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox('status/410').url })
    await publish(org)
    expect(await reasonsOf(org, hook.id, 1)).toEqual([{ status: 410, attempt: 1, attemptsLeft: 7 }])
  })
})

describe('losing the queue', () => {
  it('only delays: the sweep alone delivers everything once', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url })
    const lost = keptQueues()
    const ids = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => (await publish(org, { data: { n } }, { env: lost.env })).id),
    )
    await settled()
    expect(lost.sent.deliveries.length).toBeGreaterThan(0)
    expect(await inbox.received()).toEqual([])
    await sweep(Date.now() + 21_000)
    await allOver(org, hook.id, 30)
    expect((await inbox.received()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  it('during a delivery leads to a second attempt once its lease is over, never before', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url, timeoutSeconds: 1 })
    const kept = keptQueues()
    await publish(org, {}, { env: kept.env })
    await settled()
    // The state after a Worker was killed between its claim and its outcome.
    const leaseUntil = (time: number) =>
      env.DB.prepare(
        "UPDATE deliveries SET status = 'delivering', lease_token = 'dead', lease_until = ? WHERE webhook_id = ?",
      )
        .bind(time, hook.id)
        .run()
    await leaseUntil(Date.now() + 600_000)
    const messages = [...kept.sent.deliveries]
    await kept.deliver()
    await sweep(Date.now() + 621_000, kept.env)
    expect(kept.refs('deliveries').filter(({ webhookId }) => webhookId === hook.id)).toHaveLength(1)
    await kept.deliver()
    expect(await inbox.received()).toEqual([])
    await leaseUntil(Date.now() - 1)
    await kept.deliver(messages)
    expect(await deliveriesOf(org, hook.id)).toMatchObject([{ status: 'succeeded', attempts: 1 }])
    expect(await inbox.received()).toHaveLength(1)
  })

  it('and receiving every message twice sends nothing twice', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('slow/100')
    const hook = await createHook(org, { url: inbox.url })
    const kept = keptQueues()
    for (let n = 0; n < 10; n++) await publish(org, {}, { env: kept.env })
    await settled()
    const messages = kept.sent.deliveries.splice(0)
    await Promise.all([messages, messages, [...messages, ...messages]].map((some) => kept.deliver(some)))
    await allOver(org, hook.id, 10)
    expect(await inbox.received()).toHaveLength(10)
  })
})

/**
 * How much later than another a call may arrive that was sent at the same time. Less than the time of one more call.
 */
const JITTER_MS = 150
const WINDOW_MS = 1000

/** Measures until `done` by how much the longest stall of this machine delayed a timer, ms. */
async function longestStall(done: Promise<unknown>): Promise<number> {
  let isDone = false
  void done.finally(() => {
    isDone = true
  })
  let longest = 0
  while (!isDone) {
    const started = Date.now()
    await scheduler.wait(10)
    longest = Math.max(longest, Date.now() - started - 10)
  }
  return longest
}

describe('an endpoint', () => {
  it('that is slow does not delay others', async () => {
    const org = await newTestOrg()
    const held = newInbox('hold')
    const slow = await createHook(org, { url: held.url, timeoutSeconds: 30 })
    const fast = await createHook(org, { url: newInbox().url })
    await publishMany(org, 12)
    await until(async () => (await held.received()).length > 0)
    await allOver(org, fast.id, 12)
    // None of its calls has ended, so nothing has waited for one.
    const open = await deliveriesOf(org, slow.id)
    expect(open.map(({ attempts }) => attempts)).toEqual(Array(12).fill(0))
    expect((await deliveriesOf(org, fast.id)).every(({ status }) => status === 'succeeded')).toBe(true)
    await call('DELETE', `/api/v1/webhooks/${slow.id}`, org)
    await held.release()
  })

  // Permits are exact (gate-core.test.ts). Arrivals are not: on a busy machine a call waits between its permit and the
  // receiver, as long as the machine stalls. Without stalls a limit of 6 a second would be detected.
  it('limited to 5 a second gets no more in any second, and finally everything', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url, rateLimitPerSecond: 5 })
    await publishMany(org, 20)
    const stall = await longestStall(allOver(org, hook.id, 20))
    const times = (await inbox.received()).map(({ at }) => at).toSorted((a, b) => a - b)
    expect(times).toHaveLength(20)
    for (const [index, at] of times.entries()) {
      expect((times[index + 5] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(WINDOW_MS - JITTER_MS - stall)
    }
  })

  it('that is ordered gets events of a key one at a time, in their order, also when one fails first', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('fail-third')
    const hook = await createHook(org, { url: inbox.url, ordered: true, events: ['user.created'] })
    const events = Array.from({ length: 8 }, (_, n) => ({
      type: 'user.created',
      data: { n },
      orderingKey: n % 2 === 0 ? 'even' : 'odd',
    }))
    await call('POST', '/api/v1/events/batch', { key: org.key, body: { events } })
    await allOver(org, hook.id, 8)
    const arrived = (await inbox.received())
      .filter(({ status }) => status === 200)
      .map(({ body }): number => JSON.parse(body).data.n)
    expect(arrived.filter((n) => n % 2 === 0)).toEqual([0, 2, 4, 6])
    expect(arrived.filter((n) => n % 2 === 1)).toEqual([1, 3, 5, 7])
  })

  it('that is ordered shows what a delivery waits for, and skipping it releases the next', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox('status/500').url, ordered: true, maxRetries: 5 })
    const kept = keptQueues()
    for (let n = 0; n < 2; n++) await publish(org, { orderingKey: 'a' }, { env: kept.env })
    await settled()
    await kept.deliver()
    const [second, first] = await deliveriesOf(org, hook.id)
    expect([first?.attempts, second?.attempts]).toEqual([1, 0])
    expect(await deliveryOf(org, hook.id, second?.id ?? '')).toMatchObject({ blockedBy: first?.id })
    const skip = await json('POST', `/api/v1/webhooks/${hook.id}/deliveries/${first?.id}/skip`, org)
    expect(skip).toMatchObject({ status: 'canceled' })
    await until(async () => (await deliveryOf(org, hook.id, second?.id ?? '')).attempts === 1)
    expect((await call('POST', `/api/v1/webhooks/${hook.id}/deliveries/${first?.id}/skip`, org)).status).toBe(409)
  })

  it('that answers 410, or fails too often, is disabled with an alert, and resumes with what waited', async () => {
    const org = await newTestOrg()
    const gone = await createHook(org, { name: 'Gone', url: newInbox('status/410').url })
    const inbox = newInbox('fail-first/1')
    const often = await createHook(org, { name: 'Often', url: inbox.url, disableAfterFailures: 2 })
    const kept = keptQueues()
    for (let n = 0; n < 3; n++) await publish(org, {}, { env: kept.env })
    await settled()
    await kept.deliver(kept.sent.deliveries.splice(0, 2))
    expect(await hookOf(org, gone.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'gone',
      health: 'disabled',
    })
    expect(await hookOf(org, often.id)).toMatchObject({ status: 'disabled', disabledReason: 'too_many_failures' })
    for (const [health, count] of [
      ['disabled', 2],
      ['healthy', 0],
    ] as const) {
      const { total } = await json<Page<Webhook>>('GET', `/api/v1/webhooks?health=${health}`, org)
      expect(total).toBe(count)
    }
    await kept.deliver()
    expect(await inbox.received()).toHaveLength(2)
    const alerts = await json<Page<Alert>>('GET', '/api/v1/alerts?kind=webhook_disabled', org)
    expect(alerts.data.map((one) => one.target.name).toSorted()).toEqual(['Gone', 'Often'])
    expect(await json('POST', `/api/v1/webhooks/${often.id}/resume`, org)).toMatchObject({
      status: 'active',
      disabledReason: null,
      consecutiveFailures: 0,
      health: 'healthy',
    })
    expect(await openAlerts(org)).toEqual(['webhook_disabled of Gone'])
    await call('DELETE', `/api/v1/webhooks/${gone.id}`, org)
    expect(await openAlerts(org)).toEqual([])
    await env.DB.prepare('UPDATE deliveries SET next_at = NULL WHERE webhook_id = ?').bind(often.id).run()
    await sweep(Date.now() + 600_000)
    const [last] = await until(async () => {
      const all = await deliveriesOf(org, often.id)
      return all.filter((one) => one.attempts > 0).length === 3 && all
    })
    expect(last?.attempts).toBeGreaterThan(0)
  })

  it('that keeps failing raises one alert, which a success resolves, and another one for new failures', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { name: 'Shaky', url: newInbox('fail-first/1').url })
    const kept = keptQueues()
    const fail = async () => {
      for (let n = 0; n < 6; n++) await publish(org, {}, { env: kept.env })
      await settled()
      const failing = kept.sent.deliveries.splice(0)
      // In two batches at once: neither alone sees that the webhook begins to fail.
      await Promise.all([kept.deliver(failing.slice(0, 3)), kept.deliver(failing.slice(3))])
      for (const messages of Object.values(kept.sent)) messages.length = 0
      expect(await openAlerts(org)).toEqual(['webhook_failing of Shaky'])
      return failing
    }
    const failing = await fail()
    await env.DB.prepare('UPDATE deliveries SET next_at = NULL WHERE webhook_id = ?').bind(hook.id).run()
    await kept.deliver(failing.slice(0, 1))
    expect(await hookOf(org, hook.id)).toMatchObject({ consecutiveFailures: 0, health: 'healthy' })
    expect(await openAlerts(org)).toEqual([])
    const { data } = await json<Page<Alert>>('GET', '/api/v1/alerts', org)
    expect(data).toMatchObject([{ kind: 'webhook_failing', status: 'resolved', resolvedBy: null, count: 1 }])
    await fail()
  })

  it('whose URL has become one of our own hosts is not called', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: 'https://second.example.com/api/v1/events' })
    const kept = keptQueues()
    await publish(org, {}, { env: kept.env })
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
    await deliverAll({ ...deps, logs: env.REQUEST_LOGS, waiter }, kept.refs('deliveries'))
    await waitOnExecutionContext(waiter)
    const [delivery] = await deliveriesOf(org, hook.id)
    expect(delivery).toMatchObject({ attempts: 1, error: { kind: 'blocked' }, responseStatus: null })
    // A request to another of our hosts is refused for it at once.
    const again = await targetPolicyOf({ ...deps, now: Date.now(), url: 'https://first.example.com/api/v1/webhooks' })
    for (const host of ['first', 'second', 'SECOND']) {
      expect(checkTarget(`https://${host}.example.com:8443/`, again).ok).toBe(false)
    }
    expect(checkTarget('https://third.example.com/', again).ok).toBe(true)
  })

  it('that is paused keeps pending deliveries and holds new ones, and a deleted one gets nothing', async () => {
    const org = await newTestOrg()
    const inboxes = [newInbox(), newInbox()]
    const [paused, deleted] = await Promise.all(inboxes.map(({ url }) => createHook(org, { url })))
    const kept = keptQueues()
    await publish(org, {}, { env: kept.env })
    await settled()
    await call('POST', `/api/v1/webhooks/${paused?.id}/pause`, org)
    await call('DELETE', `/api/v1/webhooks/${deleted?.id}`, org)
    await kept.deliver()
    await sweep(Date.now() + 21_000)
    expect((await publish(org)).deliveries).toBe(1)
    expect(await Promise.all(inboxes.map((inbox) => inbox.received()))).toEqual([[], []])
    await call('POST', `/api/v1/webhooks/${paused?.id}/resume`, org)
    await sweep(Date.now() + 21_000)
    await until(
      async () => (await deliveriesOf(org, paused?.id ?? '')).map((one) => one.status).join() === 'held,succeeded',
    )
    expect(await inboxes[0]?.received()).toHaveLength(1)
    expect(await inboxes[1]?.received()).toEqual([])
  })
})

describe('retrying', () => {
  it('works for one delivery, failed or succeeded, and restarts its schedule', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('fail-first/1')
    const hook = await createHook(org, { url: inbox.url, maxRetries: 0 })
    await publish(org)
    const [failed] = await allOver(org, hook.id, 1)
    expect(failed).toMatchObject({ status: 'failed', attempts: 1 })
    const path = `/api/v1/webhooks/${hook.id}/deliveries/${failed?.id}/retry`
    expect(await json('POST', path, org)).toMatchObject({ status: 'pending' })
    await until(async () => (await deliveryOf(org, hook.id, failed?.id ?? '')).status === 'succeeded')
    await json('POST', path, org)
    const replayed = await until(async () => {
      const one = await deliveryOf(org, hook.id, failed?.id ?? '')
      return one.attempts === 3 && one
    })
    expect(replayed.attemptList.map(({ number, response }) => [number, response?.status])).toEqual([
      [1, 500],
      [2, 200],
      [3, 200],
    ])
    expect(new Set((await inbox.received()).map(({ id }) => id)).size).toBe(1)
  })

  it('works by filter and since a time, shows the count first, and runs as a job that can be stopped', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('fail-first/1')
    const hook = await createHook(org, { url: inbox.url, maxRetries: 0 })
    const since = new Date().toISOString()
    const events = Array.from({ length: 60 }, (_, n) => ({ type: n < 50 ? 'user.created' : 'user.deleted', data: {} }))
    await call('POST', '/api/v1/events/batch', { key: org.key, body: { events } })
    await allOver(org, hook.id, 60)
    const path = `/api/v1/webhooks/${hook.id}`
    const retry = (body: object) => json<RetryAccepted>('POST', `${path}/deliveries/retry`, { ...org, body })
    expect(await retry({ event: 'user.deleted', dryRun: true })).toEqual({ count: 10, job: null })
    expect(await retry({ status: 'failed', code: '500', event: 'user.deleted', dryRun: true })).toMatchObject({
      count: 10,
    })
    expect(await retry({ status: 'succeeded' })).toEqual({ count: 0, job: null })
    const [some] = await deliveriesOf(org, hook.id, 'limit=1&event=user.deleted&code=5xx&status=failed')
    const one = await retry({ ids: [some?.id] })
    expect(one).toMatchObject({ count: 1, job: { status: 'running', total: 1 } })
    const dry = await json<RetryAccepted>('POST', `${path}/recover`, { ...org, body: { since, dryRun: true } })
    expect(dry.count).toBeGreaterThanOrEqual(59)
    const { job } = await json<RetryAccepted>('POST', `${path}/recover`, { ...org, body: { since } })
    const done = await until(async () => {
      const now = await json<RetryJob>('GET', `${path}/retries/${job?.id}`, org)
      return now.status === 'done' && now
    })
    expect(done.done).toBeGreaterThanOrEqual(59)
    await until(async () => (await deliveriesOf(org, hook.id)).every((each) => each.status === 'succeeded'))
    const stopped = await call('DELETE', `${path}/retries/${job?.id}`, org)
    expect(await stopped.json()).toMatchObject({ status: 'done' })
    const jobs = await json<Page<RetryJob>>('GET', `${path}/retries`, org)
    expect(jobs.data.map(({ id }) => id)).toEqual([job?.id, one.job?.id])
  })

  it('sends deliveries now that wait for their next attempt, with those that failed, and continues their schedule', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('status/500')
    const hook = await createHook(org, { url: inbox.url, maxRetries: 3 })
    const since = new Date().toISOString()
    for (let n = 0; n < 3; n++) await publish(org, { data: { n } })
    // After the second failure the next attempt is minutes away.
    const waiting = await until(async () => {
      const all = await deliveriesOf(org, hook.id)
      return all.length === 3 && all.every(({ attempts, nextAttemptAt }) => attempts === 2 && nextAttemptAt) && all
    })
    const path = `/api/v1/webhooks/${hook.id}`
    const retry = (body: object) => json<RetryAccepted>('POST', `${path}/deliveries/retry`, { ...org, body })
    expect(await retry({ status: 'failed', dryRun: true })).toEqual({ count: 0, job: null })
    expect(await retry({ statuses: ['failed', 'pending'], dryRun: true })).toEqual({ count: 3, job: null })
    expect(await json('POST', `${path}/recover`, { ...org, body: { since, dryRun: true } })).toMatchObject({ count: 3 })
    const both = { status: 'failed', statuses: ['pending'] }
    expect((await call('POST', `${path}/deliveries/retry`, { ...org, body: both })).status).toBe(422)

    const attemptsOf = async () => (await deliveriesOf(org, hook.id)).map(({ attempts }) => attempts).toSorted()
    expect(await retry({ ids: [waiting[0]?.id] })).toMatchObject({ count: 1, job: { total: 1 } })
    await until(async () => (await attemptsOf()).join() === '2,2,3')
    // The third failure was followed by the longest delay of the schedule so far, not by the first one again.
    const sent = await deliveryOf(org, hook.id, waiting[0]?.id ?? '')
    expect(Date.parse(sent.nextAttemptAt ?? '') - Date.now()).toBeGreaterThan(20 * 60_000)
    expect(await retry({ statuses: ['failed', 'pending'] })).toMatchObject({ count: 3 })
    await until(async () => (await attemptsOf()).join() === '3,3,4')
    // The one without attempts left has failed, and is among those that are sent again.
    await until(async () => (await deliveriesOf(org, hook.id, 'status=failed')).length === 1)
    expect(await retry({ statuses: ['failed', 'pending'], dryRun: true })).toMatchObject({ count: 3 })
  })
})
