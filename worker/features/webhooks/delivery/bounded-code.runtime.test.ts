import { describe, expect, it } from 'vitest'
import type { Delivery, Preview, WebhookStats } from '../../../../contract/webhooks.ts'
import { allOver, createHook, deliveriesOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'

const ENDLESS = '($f := function($n) { $f($n + 1) }; $f(0))'
const SORTS = '$map([1..1000], function($x){ $sort($$.data.s) = 1 })'
const texts = Array.from({ length: 20_000 }, (_, n) => `text ${(n * 7919) % 20_000}`)
/** Compares each of the numbers with each of the objects, without a match. */
const COSTLY = { 'data.n': { $in: Array.from({ length: 200 }, (_, n) => ({ a: n })) } }
const objects = Array.from({ length: 9000 }, (_, n) => ({ b: n }))

describe('customer code', () => {
  it('that exceeds its budget in a preview is refused with 422 and the limit', async () => {
    const org = await newTestOrg()
    for (const [transform, data] of [
      [ENDLESS, {}],
      [SORTS, { s: texts }],
    ] as const) {
      const body = { eventType: 'user.created', data, transform }
      const answer = await call('POST', '/api/v1/webhooks/preview', { key: org.key, body })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({
        errors: [{ path: 'transform', message: expect.stringMatching(/exceeded its budget.*\d{6} steps/) }],
      })
    }
    const filtered = { eventType: 'user.created', data: { n: objects }, filter: COSTLY }
    const answer = await call('POST', '/api/v1/webhooks/preview', { key: org.key, body: filtered })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      errors: [{ path: 'filter', message: expect.stringMatching(/exceeded its budget.*\d{6} steps/) }],
    })
    // Other errors are shown together with the event, as before.
    const body = { eventType: 'user.created', data: {}, transform: '$error("no")' }
    const shown = await json<Preview>('POST', '/api/v1/webhooks/preview', { key: org.key, body })
    expect(shown.errors).toMatchObject([{ path: 'transform', message: 'cannot be evaluated: no' }])
    const tested = { url: newInbox().url, transform: ENDLESS }
    expect((await call('POST', '/api/v1/webhooks/test', { key: org.key, body: tested })).status).toBe(422)
  })

  it('that exceeds its budget in a delivery fails it at once, until somebody retries it', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url, transform: ENDLESS })
    await publish(org, { data: {} })
    const [delivery] = await allOver(org, hook.id, 1)
    expect(delivery).toMatchObject({
      status: 'failed',
      attempts: 1,
      nextAttemptAt: null,
      error: { kind: 'transform', message: expect.stringMatching(/\d{6} steps/) },
    })
    await json('PATCH', `/api/v1/webhooks/${hook.id}`, { key: org.key, body: { transform: 'data' } })
    await json('POST', `/api/v1/webhooks/${hook.id}/deliveries/${delivery?.id}/retry`, org)
    await until(async () => (await inbox.received()).length === 1)
  })

  it('never loses an event because of a filter that could not be decided', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const costly = await createHook(org, { url: inbox.url, filter: COSTLY })
    const other = await createHook(org, { url: inbox.url, filter: { 'data.n': { $size: 3 } } })
    const free = await createHook(org, { url: inbox.url })
    const event = await publish(org, { data: { n: objects } })
    expect(event).toMatchObject({ deliveries: 3 })
    const stateOf = async (id: string) =>
      (await deliveriesOf(org, id)).map(({ status, error }) => [status, error?.kind])
    expect(await stateOf(costly.id)).toEqual([['failed', 'filter']])
    // They share one budget, which was used up.
    expect(await stateOf(other.id)).toEqual([['failed', 'filter']])
    await allOver(org, free.id, 1)
    expect(await stateOf(free.id)).toEqual([['succeeded', undefined]])
    const [undecided] = await deliveriesOf(org, costly.id)
    expect(undecided).toMatchObject({
      attempts: 0,
      error: { message: expect.stringMatching(/^The filter exceeded its budget: .*\d{6} steps/) },
    })

    const retry = async (hook: string) => {
      const [one] = await deliveriesOf(org, hook)
      await json<Delivery>('POST', `/api/v1/webhooks/${hook}/deliveries/${one?.id}/retry`, org)
      const [ended] = await allOver(org, hook, 1)
      return ended
    }
    // Alone it can be decided, and does not match.
    expect(await retry(other.id)).toMatchObject({ status: 'canceled', attempts: 0, error: { kind: 'filter' } })
    expect(await retry(costly.id)).toMatchObject({ status: 'failed', attempts: 0, error: { kind: 'filter' } })
    const body = { filter: { 'data.n': { $exists: true } } }
    await json('PATCH', `/api/v1/webhooks/${costly.id}`, { key: org.key, body })
    expect(await retry(costly.id)).toMatchObject({ status: 'succeeded', attempts: 1, error: null })
    const stats = await json<WebhookStats>('GET', `/api/v1/webhooks/${other.id}/stats`, org)
    expect(stats).toMatchObject({ attempts: 0, failures: 0 })
  })
})

describe('previews', () => {
  it('are counted per key and minute, and refused with Retry-After above the limit', async () => {
    const org = await newTestOrg()
    const body = { eventType: 'user.created', data: {}, transform: '1' }
    const preview = () => call('POST', '/api/v1/webhooks/preview', { key: org.key, body })
    const statuses: number[] = []
    for (let n = 0; n < 60; n++) statuses.push((await preview()).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const refused = await preview()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const plain = { eventType: 'user.created', data: {} }
    expect((await call('POST', '/api/v1/webhooks/preview', { key: org.key, body: plain })).status).toBe(200)
  })

  it('that wait for their turn do not block other calls', async () => {
    const org = await newTestOrg()
    const body = { eventType: 'user.created', data: {}, transform: ENDLESS }
    let over = false
    const previews = Promise.all(
      Array.from({ length: 5 }, () => call('POST', '/api/v1/webhooks/preview', { key: org.key, body })),
    ).then((answers) => {
      over = true
      return answers.map(({ status }) => status)
    })
    let others = 0
    while (!over) {
      await call('GET', '/healthz')
      others++
      // Calls of a test run in the test's own isolate: without this the loop would leave no turn for others.
      await scheduler.wait(1)
    }
    expect(others).toBeGreaterThan(10)
    for (const status of await previews) expect([422, 429]).toContain(status)
  })
})
